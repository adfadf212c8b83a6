"""Which figures are wrong: the smallest sets of cells that, otherwise printed, would make every identity hold.

Here: clusters of breaks that share cells, and their smallest diagnoses, found as hitting sets of conflicts (R. Reiter,
A Theory of Diagnosis from First Principles, 1987). Not here: which of several diagnoses is the likeliest, words for
people, and changing any figure. Deterministic: the search is bounded by how many sets it looks at.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.recover.equations import Equation, Figures, Inequality, equations_of
from pipeline.recover.feasible import bounds, system_of
from pipeline.recover.identity import Instance, Slot

MOST_CELLS = 3
"""The largest diagnosis that is looked for."""

MOST_SETS = 300
"""How many sets of two or three cells are looked at for one cluster; every single cell is."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What one cell of a diagnosis would have to be, as an integer of the document's finest unit.

    Attributes:
        slot: the cell; it may be blank.
        low: the least value, a multiple of its printed place; ``None`` for no bound.
        high: the greatest.
        value: the one value it must have, or by which the broken identities hold exactly; ``None`` when several do.
    """

    slot: Slot
    low: int | None
    high: int | None
    value: int | None


Diagnosis = tuple[Needed, ...]
"""Cells that cannot all stay as they are and suffice, by slot."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Breaks that share cells.

    Attributes:
        breaks: the equations that break, shortest first.
        diagnoses: every smallest diagnosis of all of them together, in order of slots; empty where none is small.
        is_complete: whether the search came to its end; where it did not, there may be other diagnoses as small.
    """

    breaks: tuple[Equation, ...]
    diagnoses: tuple[Diagnosis, ...]
    is_complete: bool


Around = Mapping[Slot, Sequence[Equation]]
"""The equations that speak of a slot, those that hold where nothing else is said."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What an equation asks of free slots."""

    equation: Equation
    is_broken: bool
    inequalities: list[Inequality]


def diagnose(broken: Iterable[Instance], holding: Iterable[Instance], figures: Figures) -> list[Cluster]:
    """Find the smallest diagnoses of every cluster of breaks.

    A diagnosis makes each break of its cluster hold and leaves no holding instance broken. Blank slots may belong to
    it.

    Args:
        broken: hard instances that break; one that holds in integers, or is a ratio, belongs to no cluster.
        holding: every instance that holds, hard or soft.
        figures: the printed figures (``equations.figures_of``).
    """
    return search(equations_of(broken, figures), around_of(holding, figures), figures)


def around_of(holding: Iterable[Instance], figures: Figures) -> Around:
    """By slot, the equations that speak of it and hold."""
    return by_slot(equation for equation in equations_of(holding, figures) if equation.holds())


def by_slot(equations: Iterable[Equation]) -> Around:
    """Equations by every slot that they speak of."""
    speaking: dict[Slot, list[Equation]] = defaultdict(list)
    for equation in equations:
        for slot in equation.weights:
            speaking[slot].append(equation)
    return speaking


def search(
    equations: Iterable[Equation], around: Around, figures: Figures, most_cells: int = MOST_CELLS
) -> list[Cluster]:
    """The clusters of those equations that break, with their smallest diagnoses of at most some number of cells."""
    breaks = [equation for equation in equations if not equation.holds()]
    return [_search(cluster, around, figures, most_cells) for cluster in _clusters(breaks)]


def _clusters(breaks: Iterable[Equation]) -> list[list[Equation]]:
    """Breaks that share cells, directly or through others; shortest first."""
    clusters: list[tuple[set[Slot], list[Equation]]] = []
    for equation in breaks:
        slots, members = set(equation.weights), [equation]
        apart = []
        for cluster in clusters:
            if cluster[0].isdisjoint(slots):
                apart.append(cluster)
            else:
                slots |= cluster[0]
                members += cluster[1]
        clusters = [*apart, (slots, members)]
    return [sorted(members, key=_order) for _, members in clusters]


def _order(equation: Equation) -> tuple[int, str, Slot]:
    return len(equation.weights), equation.instance.identity_id, equation.instance.total


def _search(breaks: Sequence[Equation], around: Around, figures: Figures, most_cells: int) -> Cluster:
    """Look at sets of cells by size; the first size that has a diagnosis is the smallest."""
    breaks = tuple(breaks)
    if _disjoint(breaks) > most_cells:
        return Cluster(breaks, (), is_complete=True)
    level = {frozenset[Slot](): None}
    for size in range(most_cells + 1):
        found: list[Diagnosis] = []
        grown: dict[frozenset[Slot], None] = {}
        for free in level:
            untouched = next((equation for equation in breaks if free.isdisjoint(equation.weights)), None)
            asked = [] if untouched else _asked(sorted(free), breaks, around, figures)
            diagnosis = _needed(sorted(free), asked, figures) if asked and _is_possible(asked) else None
            if diagnosis is not None:
                found.append(diagnosis)
            elif size < most_cells and not found and len(grown) <= MOST_SETS:
                conflict = frozenset(untouched.weights) if untouched else _conflict(asked)
                grown |= dict.fromkeys(free | {slot} for slot in conflict if slot not in free)
        if found:
            return Cluster(breaks, tuple(sorted(found, key=_slots_in)), is_complete=True)
        if size and len(grown) > MOST_SETS:
            return Cluster(breaks, (), is_complete=False)
        level = grown
    return Cluster(breaks, (), is_complete=True)


def _slots_in(diagnosis: Diagnosis) -> list[Slot]:
    return [needed.slot for needed in diagnosis]


def _disjoint(breaks: Sequence[Equation]) -> int:
    """How many breaks share no cell with one another, chosen one by one: no diagnosis is smaller."""
    speaking = Counter(slot for equation in breaks for slot in equation.weights)
    taken: set[Slot] = set()
    count = 0
    for equation in sorted(breaks, key=lambda each: sum(speaking[slot] - 1 for slot in each.weights)):
        if taken.isdisjoint(equation.weights):
            taken |= equation.weights.keys()
            count += 1
    return count


def _asked(free: Sequence[Slot], breaks: Iterable[Equation], around: Around, figures: Figures) -> list[Asked]:
    """What every equation that speaks of free slots asks of them, the holding ones first."""
    holding = {id(equation): equation for slot in free for equation in around.get(slot, ())}
    broken = [equation for equation in breaks if any(slot in equation.weights for slot in free)]
    return [
        Asked(equation, is_broken, equation.inequalities(figures, free))
        for equations, is_broken in ((holding.values(), False), (broken, True))
        for equation in equations
    ]


def _conflict(asked: Sequence[Asked]) -> frozenset[Slot]:
    """Slots of which one more must be free: those of fewest equations that cannot all be satisfied."""
    needed = list(asked)
    for each in asked:
        fewer = [other for other in needed if other is not each]
        if not _is_possible(fewer):
            needed = fewer
    return _slots_of(needed)


def _slots_of(asked: Iterable[Asked]) -> frozenset[Slot]:
    return frozenset(slot for each in asked for slot in each.equation.weights)


def _is_possible(asked: Iterable[Asked]) -> bool:
    system = system_of(inequality for each in asked for inequality in each.inequalities)
    return not system or bounds(system, 0) is not None


def _needed(free: Sequence[Slot], asked: Sequence[Asked], figures: Figures) -> Diagnosis | None:
    """What free slots would have to be; ``None`` where no multiple of a printed place lies between the bounds."""
    rounded = system_of(inequality for each in asked for inequality in each.inequalities)
    exact = system_of(
        inequality
        for each in asked
        for inequality in (
            each.equation.inequalities(figures, free, is_exact=True) if each.is_broken else each.inequalities
        )
    )
    needed = []
    for number, slot in enumerate(free):
        blank_quantum = min(each.equation.blank_quantum for each in asked)
        quantum = figures[slot].quantum if slot in figures else blank_quantum
        interval = _multiples(bounds(rounded, number), quantum)
        if interval is None:
            return None
        points = [
            each for each in (_multiples(bounds(exact, number), quantum), interval) if each and each[0] == each[1]
        ]
        needed.append(Needed(slot, *interval, points[0][0] if points else None))
    return tuple(needed)


def _multiples(interval: tuple[int | None, int | None] | None, quantum: int) -> tuple[int | None, int | None] | None:
    """The least and the greatest multiple of a printed place within bounds; ``None`` when there is none."""
    if interval is None:
        return None
    low, high = interval
    first = -(-low // quantum) * quantum if low is not None else None
    last = high // quantum * quantum if high is not None else None
    return None if first is not None and last is not None and first > last else (first, last)
