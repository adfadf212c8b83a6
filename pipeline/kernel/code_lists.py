"""Looking subject codes (科目代码) and names up, in the list of an edition (年度) or in all of them together.

Here: the lists and their indexes. Not here: what a row of a list says (``subjects``), the files (``code_files``), and
which column of a table holds a code.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.kernel.subjects import SCHEMES, UNVERIFIED, EconomicPair, Subject
from pipeline.kernel.text import folded


def name_key(name: str) -> str:
    """Names compare without 的 and without 支出, 事务 or 等 at their end: lists and tables differ in these."""
    return folded(name).replace("的", "").removesuffix("支出").removesuffix("事务").removesuffix("等")


@dataclass(frozen=True, slots=True)
class CodeList:
    """The subject codes of one scheme, searchable by code and by name.

    Attributes:
        edition: the year whose list it is; ``None`` for all editions together, where the newest row of a code speaks.
        subjects: rows by code.
    """

    scheme: str
    edition: int | None
    subjects: Mapping[str, Subject]
    _names: Mapping[str, frozenset[str]] = field(repr=False)
    _top_levels: Mapping[str, str] = field(repr=False)
    _codes_by_name: Mapping[str, frozenset[str]] = field(repr=False)

    def get(self, code: str) -> Subject | None:
        """The subject that bears ``code``, if listed."""
        return self.subjects.get(code)

    def top_level_code(self, name: str) -> str | None:
        """The code of the 类 that is called ``name`` (balance tables print names only)."""
        return self._top_levels.get(name_key(name))

    def code_of(self, name: str) -> str | None:
        """The one code of the list that bears ``name``; ``None`` where none or several do."""
        found = self._codes_by_name.get(name_key(name), frozenset())
        return next(iter(found)) if len(found) == 1 else None

    def code_under(self, name: str, parent: str) -> str | None:
        """The one code of the nearest level below ``parent`` that bears ``name``; ``None`` where none or several do."""
        named = self._codes_by_name.get(name_key(name), frozenset())
        below = [code for code in named if code.startswith(parent) and code != parent]
        nearest = [code for code in below if len(code) == min(map(len, below))]
        return nearest[0] if len(nearest) == 1 else None

    def is_named(self, code: str, name: str) -> bool:
        """Say whether the list gives ``code`` that name or alias, verified or not."""
        return name_key(name) in self._names.get(code, frozenset())

    def is_verified(self, code: str) -> bool:
        """Say whether the code's row may prove something: it is observed in this edition, or of a published list."""
        subject = self.subjects.get(code)
        if subject is None:
            return False
        if self.edition is None:
            return subject.source != UNVERIFIED
        return subject.evidence.verifies(self.edition)

    def confirms(self, code: str, name: str) -> bool:
        """Say whether a verified row gives ``code`` that name or alias."""
        return self.is_named(code, name) and self.is_verified(code)


def code_list(scheme: str, rows: Iterable[Subject], edition: int | None) -> CodeList:
    """The list of an edition, or of all editions, in which what is still valid goes before what has ended."""
    kept = [row for row in rows if row.scheme == scheme and (edition is None or row.is_in(edition))]
    newest = sorted(kept, key=lambda row: row.first_edition, reverse=True)
    subjects: dict[str, Subject] = {}
    names: dict[str, set[str]] = {}
    for row in newest:
        subjects.setdefault(row.code, row)
        names.setdefault(row.code, set()).update(name_key(name) for name in row.names)
    current = _bearers(row for row in newest if row.last_edition is None)
    ended = _bearers(row for row in newest if row.last_edition is not None)
    bearers = ended | current if edition is None else _bearers(newest)
    # Balance tables of some publishers print a class under its old name, blank, beside the class itself.
    valid = current if edition is None else bearers
    return CodeList(
        scheme,
        edition,
        dict(sorted(subjects.items())),
        {code: frozenset(found) for code, found in names.items()},
        {key: min(tops) for key, codes in valid.items() if (tops := [code for code in codes if len(code) == 3])},
        {key: frozenset(codes) for key, codes in bearers.items()},
    )


def _bearers(rows: Iterable[Subject]) -> dict[str, set[str]]:
    """The codes that bear each name."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name in row.names:
            found.setdefault(name_key(name), set()).add(row.code)
    return found


@dataclass(frozen=True, slots=True)
class Edition:
    """The code lists of one year (年度科目), or of all years together.

    Attributes:
        year: ``None`` for all years together: what a reader needs, who does not know the year yet.
        pairs: department and government class that go together, by both codes.
    """

    year: int | None
    function: CodeList
    department: CodeList
    government: CodeList
    pairs: Mapping[tuple[str, str], EconomicPair]

    def list_of(self, scheme: str) -> CodeList:
        """The list of a scheme."""
        return {"function": self.function, "department": self.department, "government": self.government}[scheme]

    def is_pair(self, department: str, government: str) -> bool:
        """Say whether a verified row pairs the two classes."""
        pair = self.pairs.get((department, government))
        if pair is None:
            return False
        return pair.evidence.source != UNVERIFIED if self.year is None else pair.evidence.verifies(self.year)


def edition_of_year(rows: Sequence[Subject], pairs: Iterable[EconomicPair], year: int | None) -> Edition:
    """The edition of a year; of all years together where none is given."""
    function, department, government = (code_list(scheme, rows, year) for scheme in SCHEMES)
    kept = {(pair.department, pair.government): pair for pair in pairs if year is None or pair.is_in(year)}
    return Edition(year, function, department, government, kept)
