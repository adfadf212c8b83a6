"""Sums that lack rows: totals that everything confirms, over rows that everything confirms, and that still fall short.

Here: telling that rows seem to be missing, and which totals lack them: the same rows are missing from every sum that
would hold them. Not here: what the missing rows are called (``expectations.causes``). By figures alone a missing row
cannot be told from one that is too small in all its columns alike; a person who looks at the totals finds out.
"""

from collections.abc import Iterator, Sequence

from pipeline.recover.diagnosis import Around
from pipeline.recover.equations import Equation, Figures
from pipeline.recover.identity import Relation, Slot

MOST_TOTALS = 2
"""A side of more cells than this is no total that one could look at."""


def totals_that_lack(equation: Equation, breaking: Around, around: Around, figures: Figures) -> dict[Slot, int]:
    """The totals that the rows of a broken sum fall short of, its own first, each with by how much.

    Args:
        equation: the broken sum.
        breaking: the equations that break, by slot.
        around: those that hold, by slot.
        figures: the printed figures.

    Returns:
        Nothing where the sum runs along a row, or where something speaks against one of its figures. After its own
        total those of other sums that the same rows are missing from, those that lack as much first.
    """
    large, small = _sides(equation)
    if not _is_over_rows(small) or not all(
        _is_confirmed(slot, breaking, around) for slot in equation.weights if slot in figures
    ):
        return {}
    lacking = {id(other): other for slot in small for other in breaking.get(slot, ())}
    lacking |= {id(other): other for other in _in_rows_of(large, breaking)}
    lacking.pop(id(equation), None)
    others = sorted(
        lacking.values(),
        key=lambda each: (abs(each.residual) != abs(equation.residual), -abs(each.residual), each.instance.total),
    )
    found: dict[Slot, int] = {}
    for each in (equation, *others):
        totals = _sides(each)[0]
        if len(totals) <= MOST_TOTALS:
            for slot in totals:
                found.setdefault(slot, abs(each.residual))
    return found


def _sides(equation: Equation) -> tuple[list[Slot], list[Slot]]:
    """The cells that are too large for a break to hold, and those that are too small."""
    large = [slot for slot, weight in equation.weights.items() if weight * equation.residual > 0]
    return large, [slot for slot, weight in equation.weights.items() if weight * equation.residual < 0]


def _is_over_rows(slots: Sequence[Slot]) -> bool:
    return len({(slot.table_no, slot.row) for slot in slots}) > 1


def _in_rows_of(totals: Sequence[Slot], breaking: Around) -> Iterator[Equation]:
    """The breaks of other columns whose rows fall short of a total in the same row."""
    rows = {(slot.table_no, slot.row) for slot in totals}
    for slot, equations in breaking.items():
        if (slot.table_no, slot.row) in rows:
            for equation in equations:
                large, small = _sides(equation)
                if slot in large and _is_over_rows(small):
                    yield equation


def _is_confirmed(slot: Slot, breaking: Around, around: Around) -> bool:
    """Whether a sum or copy that holds speaks of a figure, and no two breaks find it too large and too small."""
    found = {each.weights[slot] * each.residual > 0 for each in breaking.get(slot, ())}
    confirming = (each for each in around.get(slot, ()) if each.instance.relation in {Relation.SUM, Relation.COPY})
    return len(found) < 2 and any(True for _ in confirming)
