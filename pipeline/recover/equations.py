"""Identities in exact integers: what a set of figures must satisfy, and between what bounds one of them may lie.

Here: ``Figure``, ``Equation`` and their intervals, in the semantics of ``kernel.money`` (half of every printed unit,
copies one printed unit apart). Not here: which equations break together and why (``diagnosis``), ratios (a percentage
is no linear equation), the wording of findings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.kernel.money import MONEY_UNITS, parse_number
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure as an integer of the document's finest unit, with the width of its interval in that unit."""

    value: int
    quantum: int


Figures = Mapping[Slot, Figure]


@dataclass(frozen=True, slots=True)
class Inequality:
    """Σ coefficient·unknown ≤ bound, the coefficients in the order of the unknowns."""

    coefficients: tuple[int, ...]
    bound: int


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """An identity at one place: the total minus its weighted parts, which is nought within its rounding.

    Attributes:
        instance: what it is in the catalogue.
        weights: by slot, 1 for the total and those of the parts turned round; blank slots included.
        residual: total minus parts, as printed; a blank adds nothing.
        slack: twice the residual that rounding allows.
        blank_quantum: how wide the interval of a blank slot would be: that of the finest figure it speaks of.
    """

    instance: Instance
    weights: Mapping[Slot, int]
    residual: int
    slack: int
    blank_quantum: int

    @property
    def is_bound(self) -> bool:
        """Whether it bounds its total from below only."""
        return self.instance.relation is Relation.AT_MOST

    def holds(self) -> bool:
        """Whether it holds within its rounding."""
        return 2 * self.residual >= -self.slack and (self.is_bound or 2 * self.residual <= self.slack)

    def inequalities(self, figures: Figures, free: Sequence[Slot], *, is_exact: bool = False) -> list[Inequality]:
        """What it asks of free slots while the others stay as printed.

        Args:
            figures: the printed figures.
            free: the slots whose value is unknown, in the order of the coefficients.
            is_exact: leave no room for rounding.
        """
        coefficients = tuple(self.weights.get(slot, 0) for slot in free)
        fixed, slack = self.residual, self.slack
        for slot, weight in zip(free, coefficients, strict=True):
            if slot in figures:
                fixed -= weight * figures[slot].value
            elif slot != self.instance.total and self.instance.relation is not Relation.COPY:
                slack += abs(weight) * self.blank_quantum
        room = 0 if is_exact else slack // 2
        below = Inequality(tuple(-coefficient for coefficient in coefficients), fixed + room)
        return [below] if self.is_bound else [below, Inequality(coefficients, room - fixed)]


def equations_of(instances: Iterable[Instance], figures: Figures) -> list[Equation]:
    """The equations of instances; none for a ratio, nor for one whose slots are all blank, which claims nothing."""
    return [
        _equation(instance, figures)
        for instance in instances
        if instance.relation not in {Relation.RATIO, Relation.PRODUCT}
        and (instance.total in figures or any(slot in figures for _, slot in instance.parts))
    ]


def _equation(instance: Instance, figures: Figures) -> Equation:
    weights = {instance.total: 1}
    for weight, slot in instance.parts:
        weights[slot] = weights.get(slot, 0) - weight
    printed = {slot: weight for slot, weight in weights.items() if slot in figures}
    finest = min(figures[slot].quantum for slot in printed)
    quanta = [figures[slot].quantum * abs(weight) for slot, weight in printed.items()]
    if instance.relation is Relation.COPY and len(weights) == 2:
        slack = 2 * max(quanta)
    else:
        # A blank total is judged as nought, printed as finely as its parts.
        slack = sum(quanta) + (0 if instance.total in figures else finest)
    residual = sum(weight * figures[slot].value for slot, weight in printed.items())
    return Equation(instance, weights, residual, slack, finest)


def figures_of(tables: Iterable[Table]) -> tuple[dict[Slot, Figure], Decimal]:
    """The printed figures of placed tables as integers, and how much yuan one of those integers' units is.

    The unit is the finest decimal place that any table prints. A table that declares no unit of money counts as in
    yuan: relations between tables leave it out, and those within it do not care.
    """
    printed = []
    for table in tables:
        factor = MONEY_UNITS[table.money_unit or "元"]
        for cell in table.cells:
            number = parse_number(cell.printed)
            if number is not None and cell.col is not None:
                slot = Slot(table.table_no, cell.row, cell.col)
                printed.append((slot, number.value * factor, number.quantum * factor))
    finest = min((quantum for _, _, quantum in printed), default=Decimal(1))
    return {slot: Figure(int(value / finest), int(quantum / finest)) for slot, value, quantum in printed}, finest
