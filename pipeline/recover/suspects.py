"""The cells to look at where an identity breaks, the likeliest wrong one first, each with what it would have to be.

Here: ranking the cells of the smallest conflict by diagnoses, plausible slips and what confirms them. Not here: finding
those (``conflict``, ``diagnosis``, ``slips``), and changing any figure: what is likely stands beside what is printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.recover.conflict import smallest_conflict
from pipeline.recover.diagnosis import Around, Cluster, Diagnosis, Needed, around_of, by_slot, search
from pipeline.recover.equations import Equation, Figures, equations_of
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.recover.slips import Slip, nearest_slip, slip_between

MOST_VALUES = 64
"""How many values within rounding are tried for a plausible slip."""

MOST_BLANKS = 3
"""More blank cells than this, any of which could hold what is missing, tell nobody where to look."""

_SLIPPED, _EXPLAINING, _UNLIKELY, _UNCONFIRMED, _CONFIRMED = ((rank,) for rank in range(5))
"""What a suspect is ranked by first; that an amount is less than nought or printed as nought is unlikely."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be what is wrong.

    Attributes:
        slot: the cell; blank only where it would have to print a figure.
        likely: what it would have to be, as an integer of the document's finest unit; ``None`` when several are
            possible.
        reason: why it stands where it does in the list.
        rank_key: what it is ranked by: lower is likelier.
        slip: what plausibly turned what was meant into what is printed.
    """

    slot: Slot
    likely: int | None
    reason: str
    rank_key: tuple[int, ...]
    slip: Slip | None = None

    @property
    def is_explaining(self) -> bool:
        """Whether a smallest diagnosis names it."""
        return self.rank_key[:1] < _UNCONFIRMED


def suspects_of(
    broken: Sequence[Instance], holding: Iterable[Instance], figures: Figures, soft: Sequence[Instance] = ()
) -> list[tuple[Instance, list[Suspect]]]:
    """For every break the smallest set of cells that cannot all be right, the likeliest wrong one first.

    Args:
        broken: hard instances that break.
        holding: every instance that holds, hard or soft.
        figures: the printed figures (``equations.figures_of``).
        soft: soft instances that break; they, and ratios, name their own cells and are no reason to suspect others'.
    """
    if not (broken or soft):
        return []
    breaks, around = equations_of(broken, figures), around_of(holding, figures)
    breaking = by_slot(breaks)
    found = [
        (equation.instance, _ranked(equation, cluster, breaking, around, figures))
        for cluster in search(breaks, around, figures)
        for equation in cluster.breaks
    ]
    told = {id(instance) for instance, _ in found}
    return found + [
        (instance, sorted(_remaining(_printed(instance, figures), around), key=lambda each: each.rank_key))
        for instance in (*broken, *soft)
        if id(instance) not in told
    ]


def _printed(instance: Instance, figures: Figures) -> list[Slot]:
    return [slot for slot in dict.fromkeys((instance.total, *(slot for _, slot in instance.parts))) if slot in figures]


def _ranked(equation: Equation, cluster: Cluster, breaking: Around, around: Around, figures: Figures) -> list[Suspect]:
    together = len(cluster.breaks)
    diagnoses: Sequence[Diagnosis] = cluster.diagnoses
    if not diagnoses and together > 1:
        together = 1
        diagnoses = [each for single in search([equation], around, figures, most_cells=1) for each in single.diagnoses]
    cells = smallest_conflict(equation, around, figures)
    found = _in_diagnoses(diagnoses, equation, cells)
    related = {slot: _related([*breaking.get(slot, ()), *around.get(slot, ())], slot) for slot in found}
    size = len(diagnoses[0]) if diagnoses else 0
    explaining = list(_explaining(found, related, (together, size), figures))
    remaining = list(_remaining([slot for slot in cells if slot not in found], around))
    if explaining:
        remaining = [each for each in remaining if each.rank_key < _CONFIRMED]
    return sorted([*explaining, *remaining], key=lambda each: each.rank_key)


def _in_diagnoses(
    diagnoses: Sequence[Diagnosis], equation: Equation, cells: Sequence[Slot]
) -> Mapping[Slot, list[Needed]]:
    """What each cell of a break would have to be, by cell; a blank one only where no printed one explains it."""
    found: dict[Slot, list[Needed]] = {}
    for diagnosis in diagnoses:
        for needed in diagnosis:
            if needed.slot in cells or needed.slot in equation.weights:
                found.setdefault(needed.slot, []).append(needed)
    printed = {slot: found[slot] for slot in cells if slot in found}
    return printed or (found if len(found) <= MOST_BLANKS else {})


def _related(equations: Iterable[Equation], slot: Slot) -> set[Slot]:
    """The cells that a cell is a total of or a part of: those may well print the same figure."""
    related: set[Slot] = set()
    for equation in equations:
        total = equation.instance.total
        related |= equation.weights.keys() if slot == total else {total}
    return related


def _explaining(
    found: Mapping[Slot, list[Needed]],
    related: Mapping[Slot, set[Slot]],
    told: tuple[int, int],
    figures: Figures,
) -> Iterator[Suspect]:
    """Cells of the smallest diagnoses: those that a plausible slip turned into what is printed before the others.

    Args:
        found: what each would have to be.
        related: by cell, its totals and parts.
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
        rank = _UNLIKELY if is_turned or is_nought else _SLIPPED if slip else _EXPLAINING
        yield Suspect(slot, value, reason, (*rank, -len(several)), slip)


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


def _remaining(slots: Iterable[Slot], around: Around) -> Iterator[Suspect]:
    """Cells of the conflict that no smallest diagnosis names: those that nothing confirms before the others."""
    for slot in slots:
        confirmed = {
            equation.instance.identity_id
            for equation in around.get(slot, ())
            if equation.instance.relation in {Relation.SUM, Relation.COPY}
        }
        if confirmed:
            reason = f"confirmed by {', '.join(sorted(confirmed))}"
            yield Suspect(slot, None, reason, (*_CONFIRMED, len(confirmed)))
        else:
            yield Suspect(slot, None, "nothing else confirms it", _UNCONFIRMED)
