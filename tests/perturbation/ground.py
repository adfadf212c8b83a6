"""A document before any fault: its cells in their columns, the identities that speak of them, what each is worth.

Here: one reconciliation of the consistent document, kept as the truth that a damaged one is held against. Not here: the
damage, and what becomes of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from time import process_time

from perturbation.documents import Source, document_of

from assets.paths import CODES
from expectations.between import between_instances
from expectations.catalogue import CATALOGUE
from expectations.evaluate import judge
from expectations.final import completion_rates, final_instances
from expectations.reconcile import Recognised, Reconciled, reconcile
from expectations.rows import cell_id
from pipeline.kernel.codes import Codes, load_codes
from pipeline.kernel.money import MONEY_UNITS, Number, Verdict, parse_number
from pipeline.readers.document import Document
from pipeline.recover.footing import footing_instances
from pipeline.recover.identity import Instance, Relation, Slot, identify
from pipeline.tables.families import family_of
from pipeline.tables.model import Table
from pipeline.tables.recognise import recognise_tables

DISCLOSURE = "0" * 12
FIRM = frozenset({"proved", "positioned"})
"""The certainties that are no flag."""

JUDGED = frozenset({Verdict.EXACT, Verdict.ROUNDING, Verdict.SUSPICIOUS, Verdict.BREAK})
CODE_LISTS = load_codes(CODES)


def recognised(document: Document, codes: Codes = CODE_LISTS) -> list[Table]:
    """The tables of a document."""
    return recognise_tables(document, codes)


def reconciled(document: Document, tables: Iterable[Table]) -> Reconciled:
    """A document's tables reconciled as a run would."""
    digits = document.has_certain_digits
    return reconcile(
        Recognised(DISCLOSURE, list(tables), has_certain_digits=digits, measure="budget"), CATALOGUE, CODE_LISTS
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the text of a cell stands in the document: grid, row and cell, all from 0."""

    grid: int
    row: int
    position: int


@dataclass(frozen=True)
class Ground:
    """A consistent document, reconciled.

    Attributes:
        source: its name and form.
        document: as read.
        found: what reconciling it yields.
        tables: every cell in the column it was placed in.
        printed: the figure of every slot, as printed.
        spots: where a slot's text stands in the document, for the slots whose text can be told from every other.
        instances: the hard identities that speak of it and could be judged.
        seconds: of one processor, to recognise and reconcile it.
    """

    source: Source
    document: Document
    found: Reconciled
    tables: tuple[Table, ...]
    printed: Mapping[Slot, str]
    spots: Mapping[Slot, Spot]
    instances: tuple[Instance, ...]
    seconds: float

    @cached_property
    def figures(self) -> list[Slot]:
        """The printed figures in tables of known families."""
        return [slot for slot in self.printed if family_of(self.by_no[slot.table_no].table_id) is not None]

    @cached_property
    def row_nos(self) -> dict[tuple[int, int], int]:
        """The printed line of every row, by table and row index."""
        return {(table.table_no, row.index): row.row_no for table in self.tables for row in table.rows}

    def id_of(self, slot: Slot) -> str:
        """The name that a cell has at a slot, printed or blank."""
        return cell_id(DISCLOSURE, slot.table_no, self.row_nos[slot.table_no, slot.row], slot.col)

    @cached_property
    def by_no(self) -> dict[int, Table]:
        """The tables by number."""
        return {table.table_no: table for table in self.tables}

    @cached_property
    def about(self) -> dict[Slot, list[Instance]]:
        """The judged hard identities by slot, blank slots too."""
        about: dict[Slot, list[Instance]] = defaultdict(list)
        for instance in self.instances:
            for slot in slots_of(instance):
                about[slot].append(instance)
        return about

    @cached_property
    def covered(self) -> list[Slot]:
        """The printed figures that at least one judged hard identity speaks of, and whose text is at hand."""
        return [slot for slot in self.spots if slot in self.about]

    @cached_property
    def summed(self) -> set[Slot]:
        """The covered figures of which a sum or copy speaks, not a bound or a rate alone."""
        return {
            slot
            for slot in self.covered
            if any(each.relation in {Relation.SUM, Relation.COPY} for each in self.about[slot])
        }

    @cached_property
    def worth(self) -> dict[str, tuple[Decimal, str]]:
        """The value and certainty of every cell by its name."""
        return worth(self.found)

    def is_in_yuan(self, instance: Instance) -> bool:
        """Whether an identity is judged in yuan, because its tables are printed in several units."""
        return len({self.by_no[slot.table_no].money_unit for slot in slots_of(instance)}) > 1

    def scale(self, instance: Instance, slot: Slot) -> int:
        """By what a slot's printed figure counts in an identity."""
        return MONEY_UNITS[self.by_no[slot.table_no].money_unit or "元"] if self.is_in_yuan(instance) else 1

    def number(self, slot: Slot, printed: str | None, *, in_yuan: bool) -> Number | None:
        """A slot's number as printed, or in yuan."""
        number = parse_number(printed) if printed else None
        if number is None or not in_yuan:
            return number
        factor = MONEY_UNITS[self.by_no[slot.table_no].money_unit or "元"]
        return Number(number.value * factor, number.decimals - (len(str(factor)) - 1))

    def verdict(
        self, instance: Instance, changed: Mapping[Slot, str | None]
    ) -> tuple[Verdict, Decimal, Decimal] | None:
        """How an identity comes out where some slots print another text: verdict, difference, envelope."""
        in_yuan = self.is_in_yuan(instance)
        values = {
            slot: number
            for slot in slots_of(instance)
            if (number := self.number(slot, changed.get(slot, self.printed.get(slot)), in_yuan=in_yuan)) is not None
        }
        check = judge(instance, values, has_certain_digits=True, is_doubtful_place=False)
        return (check.verdict, check.difference, check.envelope) if check else None

    def breaks(self, changed: Mapping[Slot, str | None]) -> list[Instance]:
        """The identities that would break, were the document otherwise placed as it is."""
        spoken = {id(each): each for slot in changed for each in self.about.get(slot, ())}
        verdicts = ((each, self.verdict(each, changed)) for each in spoken.values())
        return [each for each, judged in verdicts if judged is not None and judged[0] is Verdict.BREAK]


def worth(found: Reconciled) -> dict[str, tuple[Decimal, str]]:
    """The value and certainty of every cell by its name."""
    rows = found.cells.select("cell_id", "value", "certainty").rows()
    return {name: (value, certainty) for name, value, certainty in rows}


def slots_of(instance: Instance) -> Iterator[Slot]:
    """Every slot an instance speaks of, the total first."""
    yield instance.total
    for _, slot in instance.parts:
        yield slot


def ground_of(source: Source) -> Ground:
    """Reconcile a document as it is, and keep everything that a fault is judged by."""
    document = document_of(source)
    started = process_time()
    tables = recognised(document)
    found = reconciled(document, tables)
    seconds = process_time() - started
    placed = _placed(tables, found)
    printed = {
        Slot(table.table_no, cell.row, cell.col): cell.printed
        for table in placed
        for cell in table.cells
        if cell.col is not None and parse_number(cell.printed) is not None
    }
    footings = [footing for table in placed for footing in footing_instances(table)]
    instances = [*identify(footings, CATALOGUE), *between_instances(placed), *final_instances(placed)]
    instances += completion_rates(placed)
    verdicts = {
        (name, key): verdict for name, key, verdict in found.checks.select("identity_id", "instance", "verdict").rows()
    }
    judged = [
        each
        for each in instances
        if CATALOGUE[each.identity_id].is_hard
        and verdicts.get((each.identity_id, f"table {each.total.table_no} · {each.key}")) in JUDGED - {Verdict.BREAK}
    ]
    return Ground(source, document, found, tuple(placed), printed, _spots(document, placed), tuple(judged), seconds)


def _placed(tables: Iterable[Table], found: Reconciled) -> list[Table]:
    """The recognised tables with every cell in the column that reconciling gave it."""
    cols: dict[tuple[int, int], list[int]] = defaultdict(list)
    for table_no, row, col_no in found.cells.select("table_no", "row_index", "col_no").rows():
        cols[table_no, row].append(col_no - 1)
    placed = []
    for table in tables:
        seen: dict[int, int] = defaultdict(int)
        cells = []
        for cell in table.cells:
            own = cols[table.table_no, cell.row]
            if parse_number(cell.printed) is not None and seen[cell.row] < len(own):
                cells.append(replace(cell, col=own[seen[cell.row]]))
                seen[cell.row] += 1
        placed.append(replace(table, cells=tuple(cells)))
    return placed


def _spots(document: Document, tables: Iterable[Table]) -> dict[Slot, Spot]:
    """Slots and their texts in the document, paired in printed order by line or box and by text."""
    texts: dict[tuple[object, str], list[Spot]] = defaultdict(list)
    for grid_no, grid in enumerate(document.grids):
        for row_no, row in enumerate(grid.rows):
            for position, cell in enumerate(row):
                texts[cell.place, cell.text.replace("\n", "")].append(Spot(grid_no, row_no, position))
    slots: dict[tuple[object, str], list[Slot]] = defaultdict(list)
    for table in tables:
        if family_of(table.table_id) is not None:
            for cell in table.cells:
                if cell.col is not None:
                    slots[cell.place, cell.printed].append(Slot(table.table_no, cell.row, cell.col))
    found = {}
    for key, own in slots.items():
        if len(own) == len(texts[key]):
            found.update(zip(own, texts[key], strict=True))
    return found
