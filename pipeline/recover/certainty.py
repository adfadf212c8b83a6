"""What a cell is worth: its certainty, the strongest claim that is true (DESIGN §4).

Here: the claims and how they are chosen. Not here: the judging of identities and the placing of numbers.
"""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.readers.document import Hint
from pipeline.recover.placement import Placed


class Certainty(StrEnum):
    """Claims about a cell, in the order in which they are tried; all but the last two are flags."""

    DISPUTED = "disputed"
    AMBIGUOUS = "ambiguous"
    REPAIRED = "repaired"
    INFERRED = "inferred"
    UNCHECKED = "unchecked"
    PROVED = "proved"
    POSITIONED = "positioned"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a cell.

    Attributes:
        hint: how sure the form is of columns.
        has_certain_digits: whether the form's digits are the publisher's.
        placed: what placing it came to; ``None`` where there was nothing to place.
        is_broken: it takes part in a hard identity that breaks.
        is_checked: it takes part in a sum or copy that holds exactly.
        has_unit: its unit of money is known, or it has none.
        has_doubtful_code: its row's subject code may be misread.
        is_of_family: it stands in a recognised table.
        is_repaired: its value, its row's code or its table's unit was put right.
        is_cut: some of its digits lie beyond the page's edge.
    """

    hint: Hint
    has_certain_digits: bool
    placed: Placed | None
    is_broken: bool
    is_checked: bool
    has_unit: bool
    has_doubtful_code: bool
    is_of_family: bool
    is_repaired: bool
    is_cut: bool


def certainty_of(evidence: Evidence) -> Certainty:
    """The strongest claim that is true, when several apply the first of the list."""
    placed = evidence.placed
    is_unplaceable = evidence.hint is Hint.NONE and not evidence.is_of_family
    is_misreadable = not evidence.has_certain_digits and (not evidence.is_checked or evidence.has_doubtful_code)
    has_doubtful_digits = is_misreadable or (evidence.is_cut and not evidence.is_checked)
    claims = (
        (Certainty.DISPUTED, evidence.is_broken),
        (Certainty.AMBIGUOUS, is_unplaceable or (placed is not None and placed.claim == "ambiguous")),
        (Certainty.REPAIRED, evidence.is_repaired or (placed is not None and placed.printed_col is not None)),
        (Certainty.INFERRED, placed is not None and placed.claim == "inferred"),
        (Certainty.UNCHECKED, has_doubtful_digits or not evidence.has_unit),
        (Certainty.PROVED, evidence.hint is not Hint.CERTAIN),
    )
    return next((claim for claim, is_true in claims if is_true), Certainty.POSITIONED)
