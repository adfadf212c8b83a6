"""Several figures of one sum that slipped together: each printed as the same power of ten of what it should be.

Here: finding them. It is what becomes of a column where some figures lost their decimals and others did not. Not here:
a single figure whose point moved (``slips``), and a side that differs as a whole (``expectations.causes.sides``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from pipeline.recover.equations import Equation, Figures
from pipeline.recover.identity import Slot
from pipeline.recover.slips import Slip
from pipeline.recover.suspects.suspect import Rank, Suspect

MOST_FIGURES = 12
"""Among more figures than this no set is looked for."""

BY_CHANCE = 1000
"""A set counts only where the sets tried, each with the room that rounding leaves it, could hit so few of so many
differences by chance."""

_POWERS = {
    1: "a tenth", 2: "a hundredth", 3: "a thousandth", 4: "a ten-thousandth",
    -1: "ten times", -2: "a hundred times", -3: "a thousand times", -4: "ten thousand times",
}  # fmt: skip
"""What is printed, by the power of ten that would put it right."""


def with_scaled(cells: Sequence[Suspect], equation: Equation, figures: Figures) -> list[Suspect]:
    """The cells that explain a break, those that explain it only together as figures that slipped alike.

    Cells stay as they are where one of them slipped alone, and where no such set, or more than one, is found.
    """
    able = [
        each.slot
        for each in cells
        if each.slot in equation.weights and each.slot in figures and figures[each.slot].value
    ]
    found = list(_sets(able, equation, figures)) if not any(each.rank is Rank.SLIPPED for each in cells) else []
    if len(found) != 1:
        return list(cells)
    power, slots = found[0]
    words = f"explains this break with {len(slots) - 1} more: each is printed as {_POWERS[power]} of what it should be"
    slip = Slip("scaled", f"printed as {_POWERS[power]} of what they should be")
    return [
        replace(each, likely=_scaled(each.slot, power, figures), reason=words, rank=Rank.SLIPPED, slip=slip)
        if each.slot in slots
        else each
        for each in cells
    ]


def _scaled(slot: Slot, power: int, figures: Figures) -> int | None:
    meant = figures[slot].value * Fraction(10) ** power
    return int(meant) if meant.denominator == 1 else None


def _sets(slots: Sequence[Slot], equation: Equation, figures: Figures) -> Iterator[tuple[int, frozenset[Slot]]]:
    """Every set of two figures or more that, put right by one power of ten, make the sum hold."""
    tried = (2 ** len(slots)) * len(_POWERS) * (equation.slack + 1)
    if len(slots) > MOST_FIGURES or tried * BY_CHANCE > abs(equation.residual):
        return
    for size in range(2, len(slots) + 1):
        for chosen in combinations(slots, size):
            weighted = sum(equation.weights[slot] * figures[slot].value for slot in chosen)
            for power in _POWERS:
                rest = equation.residual + weighted * (Fraction(10) ** power - 1)
                if 2 * abs(rest) <= equation.slack:
                    yield power, frozenset(chosen)
