"""Misread digits: what the identities demand of a figure, where one misreading explains what is printed.

Here: from the smallest diagnoses of broken identities to the one repair that explains a cluster of breaks, or to the
candidates that cannot be told apart. Not here: diagnosing (``recover.diagnosis``), what a number may be misread as
(``kernel.misreading``), and accepting a repair (``expectations.repairing``).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pipeline.kernel.misreading import misread_numbers
from pipeline.kernel.money import MONEY_UNITS, parse_number
from pipeline.recover.diagnosis import Cluster, Diagnosis, Needed, diagnose
from pipeline.recover.equations import Figure, Figures, figures_of
from pipeline.recover.identity import Instance, Slot
from pipeline.recover.repair.values import Position, ValueCandidate, ValueRepair, positions_by_slot
from pipeline.tables.model import Cell, Table

FEW_FIGURES = 4
"""A table with fewer figures does not tell how many decimals its figures print: the document does."""

MOST_READINGS = 64
"""Combinations of values of one diagnosis beyond which nothing is told apart."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may explain a cluster of breaks.

    Attributes:
        repairs: the numbers misread, all together; empty where nothing or more than one thing explains the breaks.
        candidates: the values of numbers that may be misread, where several explanations cannot be told apart.
    """

    repairs: tuple[ValueRepair, ...] = ()
    candidates: tuple[ValueCandidate, ...] = ()


def proposals(tables: Sequence[Table], broken: Iterable[Instance], holding: Iterable[Instance]) -> list[Proposal]:
    """One proposal for each cluster of broken identities that a misreading may explain.

    Args:
        tables: with every number in a column.
        broken: hard instances that break.
        holding: instances that hold.
    """
    decimals = printed_decimals(tables)
    printed, finest = figures_of(tables)
    by_no = {table.table_no: table for table in tables}
    quanta = {no: int(_factor(by_no[no]) * Decimal(1).scaleb(-decimals[no]) / finest) for no in decimals}
    figures = _in_places_of_tables(printed, quanta)
    reading = _Reading(positions_by_slot(tables), by_no, decimals, finest)
    found = (reading.proposal(cluster, figures) for cluster in diagnose(broken, holding, figures))
    return [proposal for proposal in found if proposal.repairs or proposal.candidates]


def printed_decimals(tables: Iterable[Table]) -> dict[int, int]:
    """How many decimals the figures of each table print, in most of its cells, by table number."""
    own: dict[int, Counter[int]] = {}
    whole: dict[str | None, Counter[int]] = {}
    units: dict[int, str | None] = {}
    for table in tables:
        counts = Counter(number.decimals for cell in table.cells if (number := parse_number(cell.printed)))
        own[table.table_no], units[table.table_no] = counts, table.money_unit
        whole.setdefault(table.money_unit, Counter()).update(counts)
    return {no: _commonest(own[no] if own[no].total() >= FEW_FIGURES else whole[units[no]]) for no in own}


def _commonest(counts: Counter[int]) -> int:
    return max(counts, key=lambda decimals: (counts[decimals], decimals), default=0)


def _factor(table: Table) -> int:
    return MONEY_UNITS[table.money_unit or "元"]


def _in_places_of_tables(figures: Figures, quanta: Mapping[int, int]) -> Figures:
    """The figures, none coarser than its table prints: the point may be what was misread."""
    return {
        slot: Figure(figure.value, min(figure.quantum, quanta[slot.table_no] or figure.quantum))
        for slot, figure in figures.items()
    }


@dataclass(frozen=True, slots=True)
class _Reading:
    """The printed numbers that diagnoses speak of."""

    cells: Mapping[Slot, tuple[Position, Cell]]
    tables: Mapping[int, Table]
    decimals: Mapping[int, int]
    finest: Decimal

    def proposal(self, cluster: Cluster, figures: Figures) -> Proposal:
        """What explains a cluster: one set of misread numbers and one value for each, or several."""
        read = [(diagnosis, self._readings(diagnosis)) for diagnosis in cluster.diagnoses]
        plausible = [(diagnosis, repairs) for diagnosis, every in read for repairs in every]
        is_open = any(len(every) > MOST_READINGS for _, every in read)
        least = min((_unlikely(repairs) for _, repairs in plausible), default=0)
        smallest = [(diagnosis, repairs) for diagnosis, repairs in plausible if _unlikely(repairs) == least]
        if len(smallest) == 1 and not is_open and cluster.is_complete:
            diagnosis, repairs = smallest[0]
            if _is_told_apart(diagnosis, cluster, figures, is_likely=not least):
                return Proposal(repairs)
        values = {(repair.position, repair.value) for _, repairs in plausible for repair in repairs}
        return Proposal((), tuple(ValueCandidate(*each) for each in sorted(values)))

    def _readings(self, diagnosis: Diagnosis) -> list[tuple[ValueRepair, ...]]:
        """Every way in which all numbers of a diagnosis are misread; none where one of them cannot be."""
        found = list(product(*(self._misread(needed) for needed in diagnosis)))
        return found[: MOST_READINGS + 1]

    def _misread(self, needed: Needed) -> list[ValueRepair]:
        if needed.slot not in self.cells or needed.low is None or needed.high is None:
            return []
        position, cell = self.cells[needed.slot]
        table = self.tables[needed.slot.table_no]
        unit = self.finest / _factor(table)
        return [
            ValueRepair(position, cell.printed, value, misreading.words, is_likely=misreading.is_likely)
            for value, misreading in misread_numbers(cell.printed, self.decimals[table.table_no]).items()
            if needed.low * unit <= value <= needed.high * unit
        ]


def _unlikely(repairs: Iterable[ValueRepair]) -> int:
    return sum(not repair.is_likely for repair in repairs)


def _is_told_apart(diagnosis: Diagnosis, cluster: Cluster, figures: Figures, *, is_likely: bool) -> bool:
    """Whether two identities demand each value, or one that no unlikely misreading and no lost figure explains."""
    if all(sum(needed.slot in equation.weights for equation in cluster.breaks) > 1 for needed in diagnosis):
        return True
    return is_likely and not any(
        needed.slot not in figures and _is_round(needed) for other in cluster.diagnoses for needed in other
    )


def _is_round(needed: Needed) -> bool:
    """Whether a blank would have to hold a round amount, such as a misread digit makes up and a lost figure may be."""
    return needed.value is None or len(str(abs(needed.value)).rstrip("0")) == 1
