"""What a cell is worth: its certainty, the strongest claim that is true (DESIGN §4).

Here: the claims and how they are chosen. Not here: the judging of identities.
"""

from enum import StrEnum

from pipeline.readers.document import Hint


class Certainty(StrEnum):
    """Claims about a cell, in the order in which they are tried; all but the last two are flags."""

    DISPUTED = "disputed"
    AMBIGUOUS = "ambiguous"
    REPAIRED = "repaired"
    INFERRED = "inferred"
    UNCHECKED = "unchecked"
    PROVED = "proved"
    POSITIONED = "positioned"


FLAGS = frozenset(Certainty) - {Certainty.PROVED, Certainty.POSITIONED}
"""The claims that tell a reader to look twice."""


def certainty_of(hint: Hint, *, is_displaced: bool, is_broken: bool, is_checked: bool) -> Certainty:
    """The certainty of a cell.

    Args:
        hint: how sure the reader was of its column.
        is_displaced: its row does not have the columns that the header has.
        is_broken: it takes part in a hard identity that breaks.
        is_checked: it takes part in an identity that could be judged.
    """
    if is_broken:
        return Certainty.DISPUTED
    if is_displaced:
        return Certainty.AMBIGUOUS
    if hint is Hint.CERTAIN:
        return Certainty.POSITIONED
    return Certainty.INFERRED if is_checked else Certainty.UNCHECKED
