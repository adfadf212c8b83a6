"""The kinds of causes, the most specific first, and the words that go with one.

Here: the type. Not here: telling which cause fits.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of causes; where several fit, the first of this list is told."""

    UNIT = "unit"
    POWER = "power"
    UNCOVERED = "uncovered"
    SHIFTED_ROW = "shifted_row"
    BLANK_TOTAL = "blank_total"
    BLANK_PARTS = "blank_parts"
    SHIFTED_COLUMN = "shifted_column"
    REPEATS_PARENT = "repeats_parent"
    DOUBLED_ROW = "doubled_row"
    CARRY = "carry"
    STRONG_SLIP = "strong_slip"
    ORPHAN_ROW = "orphan_row"
    MISSING_ROW = "missing_row"
    ONE_PART = "one_part"
    SLIP = "slip"
    DIGITS = "digits"
    SUBSET = "subset"
    ZERO_BASE = "zero_base"
    CUT = "cut"
    AMBIGUOUS = "ambiguous"
    COST_CAP = "cost_cap"
    BASIS = "basis"
    ROUNDING = "rounding"
    NONE = ""


_ORDER = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Cause:
    """What a difference looks like; no words where nothing fits."""

    kind: Kind = Kind.NONE
    words: str = ""

    def __bool__(self) -> bool:
        """Whether anything fits."""
        return self.kind is not Kind.NONE


NO_CAUSE = Cause()
ROUNDED = Cause(Kind.ROUNDING, "尾差")


def most_specific(causes: list[Cause]) -> Cause:
    """Of several causes that fit the one to tell."""
    return min(causes, key=lambda cause: _ORDER[cause.kind], default=NO_CAUSE)
