"""Subjects (科目), economic pairs and bridges: rows of the code lists, each with its editions and its source.

Here: what one row says and for which editions it is verified. Not here: looking codes up (``code_lists``) or files
(``code_files``). A row's source is ``observed`` (two disclosures or more print it), ``standard`` (a published list,
which is named) or ``unverified`` (memory, inference, or one disclosure alone), which names things and proves nothing.
"""

from dataclasses import dataclass

OBSERVED, STANDARD, UNVERIFIED = "observed", "standard", "unverified"
SOURCES = (OBSERVED, STANDARD, UNVERIFIED)
REUSED = "reused"
BRIDGE_KINDS = ("same", "renamed", "split", "merged", REUSED)
SCHEMES = ("function", "department", "government")

_LEVELS = {
    "function": {3: "类", 5: "款", 7: "项"},
    "department": {3: "类", 5: "款"},
    "government": {3: "类", 5: "款"},
}


def level_of(scheme: str, code: str) -> str | None:
    """The level a code stands on by its length; ``None`` for what the scheme has no level for (local extensions)."""
    return _LEVELS[scheme].get(len(code))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a row is known from.

    Attributes:
        source: ``observed``, ``standard`` or ``unverified``.
        publication: the published list, or what an inference rests on; empty for what is only observed.
        observations: rows of tables that printed it when the lists were last refreshed.
        documents: disclosures that printed it.
        years: fiscal years of these disclosures, in order.
    """

    source: str
    publication: str = ""
    observations: int = 0
    documents: int = 0
    years: tuple[int, ...] = ()

    def verifies(self, edition: int) -> bool:
        """Say whether a row is verified for an edition.

        What is observed is so from the first to the last year it was seen in: between two editions that print the same
        it cannot have changed and changed back. Before and after, its validity is an inference.
        """
        if self.source == OBSERVED:
            return bool(self.years) and self.years[0] <= edition <= self.years[-1]
        return self.source == STANDARD


@dataclass(frozen=True, slots=True)
class Subject:
    """One row of a code list: a code with its name, from one edition (年度) to another.

    Attributes:
        aliases: other names under which the same subject is printed.
        parent: the code above it; empty for a 类.
        last_edition: ``None`` while it is still valid.
    """

    scheme: str
    code: str
    name: str
    aliases: tuple[str, ...]
    parent: str
    first_edition: int
    last_edition: int | None
    evidence: Evidence

    @property
    def level(self) -> str | None:
        """类, 款 or 项."""
        return level_of(self.scheme, self.code)

    @property
    def source(self) -> str:
        """Where the row is known from."""
        return self.evidence.source

    @property
    def documents(self) -> int:
        """Disclosures that printed it when the list was made."""
        return self.evidence.documents

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)

    def is_in(self, edition: int) -> bool:
        """Say whether the list of an edition has it."""
        return self.first_edition <= edition <= (self.last_edition or edition)


@dataclass(frozen=True, slots=True)
class EconomicPair:
    """A department class (部门预算经济分类) and the government class (政府预算经济分类) that it is reported under."""

    department: str
    government: str
    first_edition: int
    last_edition: int | None
    evidence: Evidence

    def is_in(self, edition: int) -> bool:
        """Say whether an edition has it."""
        return self.first_edition <= edition <= (self.last_edition or edition)


@dataclass(frozen=True, slots=True)
class Bridge:
    """What became of a subject in a later edition.

    Attributes:
        kind: ``renamed`` (code or name changed, one to one), ``split``, ``merged``, ``same`` (said where it is
            doubted), or ``reused``: from then on the code stands for something else, and nothing leads there.
    """

    scheme: str
    from_edition: int
    from_code: str
    to_edition: int
    to_code: str
    kind: str
    source: str
    publication: str = ""
