"""What a disclosure's scores are made of (评分): the parts, their weights, and the one formula.

Here: the declaration, from which columns, documentation and results derive; the publisher's quality and extraction's
are told apart: a careless publisher and a careless reader never hide behind each other. Not here: the queries that
measure the parts (``warehouse.scores``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from pipeline.kernel.schema import Field
from pipeline.recover.certainty import Certainty

PUBLISHER = "publisher"
EXTRACTION = "extraction"


@dataclass(frozen=True, slots=True)
class Part:
    """A share of what should be that is.

    Attributes:
        name: what is measured.
        whose: whose quality it tells, ``publisher`` or ``extraction``.
        weight: how much it counts among the parts of the same quality.
        is_essential: without it that quality has no score.
        english: what is counted among what.
        chinese: the same in short.
    """

    name: str
    whose: str
    weight: int
    is_essential: bool
    english: str
    chinese: str

    @property
    def column(self) -> str:
        """Its column in dim_disclosure."""
        return f"{self.whose}_{self.name}"


PARTS = (
    Part(
        "consistency",
        PUBLISHER,
        5,
        is_essential=True,
        english="Identities that hold, among these and the breaks that are the publisher's.",
        chinese="勾稽相符率",
    ),
    Part(
        "completeness",
        PUBLISHER,
        3,
        is_essential=False,
        english="Required tables of its stage that its publication prints or states to be empty; NULL where one is "
        "missing and a page could not be read.",
        chinese="应公开报表齐全率",
    ),
    Part(
        "stability",
        PUBLISHER,
        2,
        is_essential=False,
        english="Its figures that the version replacing it left as they were; NULL until a version does.",
        chinese="未更正率",
    ),
    Part(
        "certainty",
        EXTRACTION,
        3,
        is_essential=True,
        english="What its cells are worth, those disputed by the publisher's breaks alone left out.",
        chinese="数据可信度",
    ),
    Part(
        "agreement",
        EXTRACTION,
        3,
        is_essential=True,
        english="Identities that hold, among these and the breaks that are ours or unexplained.",
        chinese="读取相符率",
    ),
    Part(
        "placement",
        EXTRACTION,
        2,
        is_essential=False,
        english="Amounts and counts of its tables that became cells, repeated rows left out.",
        chinese="数字归位率",
    ),
    Part(
        "reading",
        EXTRACTION,
        2,
        is_essential=False,
        english="Tables, among these and the pages that hold something no table was made of.",
        chinese="读表率",
    ),
)

SHARES: Mapping[str, int] = {PUBLISHER: 1, EXTRACTION: 1}
"""How much each quality counts in the score."""

HARD_WEIGHT, SOFT_WEIGHT = 3, 1
"""Within consistency and agreement each identity counts once, by the share of its instances that hold, so weighted."""

WORTH: Mapping[Certainty, float] = {
    Certainty.DISPUTED: 0,
    Certainty.AMBIGUOUS: 0,
    Certainty.REPAIRED: 0.75,
    Certainty.INFERRED: 0.5,
    Certainty.UNCHECKED: 0.5,
    Certainty.PROVED: 1,
    Certainty.POSITIONED: 1,
}
"""What a cell of each certainty counts."""

_RULE = "from 0 to 100, NULL where nothing could be judged"

SCORE_FIELDS = (
    Field("score", "DOUBLE", f"Publisher's and extraction's score together, {_RULE}.", "总评分", True),
    Field("publisher_score", "DOUBLE", f"What its publisher is worth, {_RULE}.", "公开质量评分", True),
    Field("extraction_score", "DOUBLE", f"What our reading of it is worth, {_RULE}.", "提取质量评分", True),
    *(Field(part.column, "DOUBLE", f"{part.english} In percent.", part.chinese, True) for part in PARTS),
)
"""The columns of dim_disclosure that ``scores_of`` fills."""


def scores_of(shares: Mapping[str, float]) -> dict[str, float | None]:
    """The scores that follow from what was measured.

    Args:
        shares: measured shares, 0 to 1, by the part's column; a part that could not be judged is left out.

    Returns:
        Every column of ``SCORE_FIELDS``.
    """
    qualities = {whose: _quality(whose, shares) for whose in SHARES}
    judged = [(SHARES[whose], quality) for whose, quality in qualities.items() if quality is not None]
    return {
        "score": _points(_mean(judged)) if len(judged) == len(SHARES) else None,
        **{f"{whose}_score": _points(quality) for whose, quality in qualities.items()},
        **{part.column: _points(shares.get(part.column)) for part in PARTS},
    }


def _quality(whose: str, shares: Mapping[str, float]) -> float | None:
    """The weighted mean of the parts that could be judged; ``None`` without the essential ones."""
    parts = [part for part in PARTS if part.whose == whose]
    if any(part.is_essential and part.column not in shares for part in parts):
        return None
    return _mean([(part.weight, shares[part.column]) for part in parts if part.column in shares])


def _mean(weighted: list[tuple[int, float]]) -> float:
    return sum(weight * share for weight, share in weighted) / sum(weight for weight, _ in weighted)


def _points(share: float | None) -> float | None:
    """In points, two decimals, rounded down: 100 says that nothing at all is wanting."""
    return None if share is None else floor(round(share * 10_000, 6)) / 100
