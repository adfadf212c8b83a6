"""Cells that explain a break: those of its smallest diagnoses, with what each would have to be and what slipped.

Here: from what diagnoses need to suspects. Not here: finding diagnoses, telling slips (``slips``), cells that no
diagnosis names (``ranking``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.recover.diagnosis import Around, Diagnosis, Needed
from pipeline.recover.equations import Equation, Figures
from pipeline.recover.identity import Slot
from pipeline.recover.slips import Slip, nearest_slip, slip_between
from pipeline.recover.suspects.suspect import Rank, Suspect

MOST_VALUES = 64
"""How many values within rounding are tried for a plausible slip."""

MOST_BLANKS = 3
"""More blank cells than this, any of which could hold what is missing, tell nobody where to look."""


def needed_by_slot(
    diagnoses: Sequence[Diagnosis], equation: Equation, cells: Sequence[Slot], around: Around, figures: Figures
) -> Mapping[Slot, list[Needed]]:
    """What each cell of a break would have to be, by cell; a blank one only where no printed one explains it.

    Of many blank ones those are told whose counterpart prints what is missing.
    """
    found: dict[Slot, list[Needed]] = {}
    for diagnosis in diagnoses:
        for needed in diagnosis:
            if needed.slot in cells or needed.slot in equation.weights:
                found.setdefault(needed.slot, []).append(needed)
    printed = {slot: found[slot] for slot in cells if slot in found}
    columns = _bounding_columns(equation, around)
    matched = {slot: several for slot, several in found.items() if _has_counterpart(slot, several[0], columns, figures)}
    blank = matched or found
    return printed or (blank if len(blank) <= MOST_BLANKS else {})


def _bounding_columns(equation: Equation, around: Around) -> set[int]:
    """The columns whose figures bound those of a sum row by row; of a blank cell no bound is judged."""
    return {
        bound.instance.total.col
        for slot in equation.weights
        for bound in _bounds_of_two(slot, around)
        if (bound.instance.total.table_no, bound.instance.total.row) == (slot.table_no, slot.row)
    }


def _has_counterpart(slot: Slot, needed: Needed, columns: Iterable[int], figures: Figures) -> bool:
    """Whether a bounding column of its row prints what a blank cell would have to print."""
    low, high = needed.low, needed.high
    if low is None or high is None:
        return False
    others = [Slot(slot.table_no, slot.row, col) for col in columns]
    return any(low <= figures[other].value <= high for other in others if other in figures)


def _bounds_of_two(slot: Slot, around: Around) -> Iterator[Equation]:
    """The bounds between a cell and one other, such as 其中 and its parent."""
    yield from (each for each in around.get(slot, ()) if each.is_bound and len(each.weights) == 2)


def related_to(equations: Iterable[Equation], slot: Slot) -> set[Slot]:
    """The cells that a cell is a total of or a part of: those may well print the same figure."""
    related: set[Slot] = set()
    for equation in equations:
        total = equation.instance.total
        related |= equation.weights.keys() if slot == total else {total}
    return related


def counterparts(slots: Iterable[Slot], around: Around, figures: Figures) -> dict[Slot, str]:
    """The identities by which cells print exactly what another cell bounds them by: a wrong figure seldom would."""
    return {
        slot: equation.instance.identity_id
        for slot in slots
        for equation in _bounds_of_two(slot, around)
        if not equation.residual
        if all(other in figures and figures[other].value for other in equation.weights)
    }


def explaining_cells(
    found: Mapping[Slot, list[Needed]],
    related: Mapping[Slot, set[Slot]],
    agreeing: Mapping[Slot, str],
    told: tuple[int, int],
    figures: Figures,
) -> Iterator[Suspect]:
    """Cells of the smallest diagnoses: those that a plausible slip turned into what is printed before the others.

    Args:
        found: what each would have to be.
        related: by cell, its totals and parts.
        agreeing: what speaks for cells (``counterparts``).
        told: how many breaks a diagnosis explains, and by how many cells.
        figures: the printed figures.
    """
    together, size = told
    what = "this break" if together == 1 else f"{together} breaks"
    others = "another cell" if size == 2 else f"{size - 1} other cells"
    how = f"explains {what} alone" if size == 1 else f"explains {what} together with {others}"
    for slot, several in found.items():
        value, slip = _likely(several, related[slot], figures)
        reason = f"{how}; {slip.words}" if slip else how
        figure = figures.get(slot)
        is_turned = figure is not None and value is not None and figure.value >= 0 > value
        is_nought = figure is not None and not figure.value
        is_unlikely = is_turned or is_nought or slot in agreeing
        if slot in agreeing:
            reason += f"; but it equals its counterpart in {agreeing[slot]}"
        rank = Rank.UNLIKELY if is_unlikely else Rank.SLIPPED if slip else Rank.EXPLAINING
        yield Suspect(slot, value, reason, rank, -len(several), slip)


def _likely(several: Sequence[Needed], related: set[Slot], figures: Figures) -> tuple[int | None, Slip | None]:
    """The one value that a cell would have to have, and the slip that explains what is printed."""
    first = several[0]
    if any(each.value != first.value for each in several):
        return None, None
    figure = figures.get(first.slot)
    if figure is None:
        return first.value, Slip("blank", "it is blank")
    printed, quantum = Decimal(figure.value), Decimal(figure.quantum)
    if first.value is not None:
        slip = _beside(first.slot, first.value, related, figures) or slip_between(
            printed, Decimal(first.value), quantum
        )
        if slip:
            return first.value, slip
    near = nearest_slip(printed, _within(first, figure.quantum), quantum)
    return (int(near[0]), near[1]) if near else (first.value, None)


def _beside(slot: Slot, value: int, related: set[Slot], figures: Figures) -> Slip | None:
    """Where a row beside a cell prints what the cell should: a column of figures set a row too high or too low."""
    for step, kind, words in ((-1, "too_high", "above"), (1, "too_low", "below")):
        neighbour = Slot(slot.table_no, slot.row + step, slot.col)
        if value and neighbour not in related and neighbour in figures and figures[neighbour].value == value:
            return Slip(kind, f"the row {words} prints what should stand here")
    return None


def _within(needed: Needed, quantum: int) -> list[Decimal]:
    if needed.low is None or needed.high is None or (needed.high - needed.low) // quantum >= MOST_VALUES:
        return []
    return [Decimal(value) for value in range(needed.low, needed.high + 1, quantum)]
