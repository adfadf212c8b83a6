"""The cells that a claim must equal, by meaning.

Here: from a quantity's targets, or a subject's name or code, to slots. Not here: which rows are a subject's
(``subjects``), a unit's (``whose``) or a kind of purchase (``purchases``), and whether the figures agree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expectations.book import Book, Parts
from expectations.narrative.purchases import purchased
from expectations.narrative.subjects import coded, named, plain_label
from expectations.narrative.whose import rows_of, total_of
from pipeline.kernel.text import folded
from pipeline.narrative.claim import Claim, Kind, Subject
from pipeline.narrative.particulars import PROJECT
from pipeline.narrative.quantity import Quantity, Target
from pipeline.narrative.vocabulary import QUANTITIES, SUBJECT, SUBJECT_TABLES
from pipeline.narrative.words import GPB
from pipeline.recover.identity import Slot
from pipeline.tables.families import family_of
from pipeline.tables.model import COUNT, MAIN, Row, Side, Table

_FIRST: dict[str, Quantity] = {quantity.id: quantity for quantity in reversed(QUANTITIES)}
_CODE_TABLES = {"3": "dept_econ_code", "5": "gov_econ_code"}
_FINAL = frozenset({"initial", "adjusted", "final"})


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in the tables.

    Attributes:
        of_unit: the unit whose rows are meant; empty for the whole disclosure's.
        measure: the measure of the cells: ``budget``, ``initial``, ``final``, ``prior``, ``change``, ``count`` …
        is_final: whether the tables of a final account are meant.
    """

    of_unit: str
    measure: str
    is_final: bool


def sought_by(claim: Claim, measure: str) -> Sought:
    """What a claim looks for under a measure."""
    return Sought(claim.of_unit, COUNT if claim.kind is Kind.COUNT else measure, claim.measure in _FINAL)


def targets_of(claim: Claim) -> tuple[Target, ...]:
    """The cells that state a claim's quantity by meaning, the likeliest first; none for a subject's."""
    quantity = _FIRST.get(claim.quantity)
    return quantity.targets if quantity and claim.subject is None else ()


class Cells:
    """Finds cells of one document's tables for its claims."""

    def __init__(self, tables: Sequence[Table], publisher: str) -> None:
        self.book = Book(tables)
        self.publisher = publisher

    def alternatives(self, claim: Claim, measure: str) -> Iterator[tuple[Target, Parts]]:
        """The cells that state a claim's quantity, the likeliest first, each as weighted slots.

        Args:
            claim: a claim of a known quantity.
            measure: the measure of the cells: ``budget``, ``initial``, ``final``, ``prior``, ``change`` …
        """
        sought = sought_by(claim, measure)
        if claim.subject is not None and claim.quantity == PROJECT:
            yield from self._of_project(claim.subject.item_name, sought)
        elif claim.subject is not None:
            yield from self._of_subject(claim.quantity.removeprefix(f"{SUBJECT}."), claim.subject, sought)
        for target in targets_of(claim):
            for parts in self._sums(target, sought):
                yield target, parts

    def tables(self, target: Target, sought: Sought) -> list[Table]:
        """The tables that a target speaks of."""
        return self._tables(target.table_id, sought)

    def row(self, table: Table, target: Target, sought: Sought) -> Row | None:
        """The one row of a table by meaning; ``None`` where it prints none."""
        rows = _of_measure(table, rows_of(table, sought.of_unit), sought.measure)
        if target.row == "total" and target.side is Side.NONE:
            return total_of(rows, sought.of_unit or self.publisher)
        of_role = (row for row in rows if row.role == target.row and row.block == (target.side, MAIN))
        return next((row for row in of_role if _is_labelled(row, target)), None)

    def _tables(self, table_id: str, sought: Sought) -> list[Table]:
        return self.book.every.get(f"final_{table_id}" if sought.is_final else table_id, [])

    def _sums(self, target: Target, sought: Sought) -> Iterator[Parts]:
        for table in self._tables(target.table_id, sought):
            first = self._slots(table, target, sought)
            more: list[Slot] = []
            is_whole = True
            for other in target.plus:
                tables = [table] if other.table_id == target.table_id else self._tables(other.table_id, sought)
                is_whole = is_whole and bool(tables)
                more += self._slots(tables[0], other, sought) if tables else []
            if is_whole and (first or (more and target.economic)):
                yield tuple((1, slot) for slot in (*first, *more))

    def _slots(self, table: Table, target: Target, sought: Sought) -> list[Slot]:
        """The slots of a target in one table, without those that it adds up with."""
        if target.economic:
            rows: Sequence[Row] = coded(table, "dept_econ_code", target.economic, rows_of(table, sought.of_unit))
        elif target.kind:
            rows = [] if sought.of_unit else purchased(table, target.kind)
        else:
            row = self.row(table, target, sought)
            rows = [row] if row else []
        slots = [slot_under(table, row, target, sought.measure) for row in rows]
        return [slot for slot in slots if slot] if all(slots) else []

    def _of_subject(self, scope: str, subject: Subject, sought: Sought) -> Iterator[tuple[Target, Parts]]:
        table_id, balance_id = SUBJECT_TABLES[scope]
        axis = _CODE_TABLES.get(subject.code[:1])
        if axis:
            for table in self._tables("gpb_economic", sought) if scope == GPB else ():
                rows = coded(table, axis, subject.code, rows_of(table, sought.of_unit))
                yield from _summed(table, rows, sought)
            return
        class_code = subject.code[:3] or self._class_code(subject.class_name, sought)
        for table in self._tables(table_id, sought):
            own = rows_of(table, sought.of_unit)
            by_code = subject.code != ""
            rows = (
                coded(table, "function_code", subject.code, own) if by_code else named(table, subject, class_code, own)
            )
            yield from _summed(table, rows, sought)
        is_class = not subject.group_name and not subject.item_name
        if class_code and is_class and not sought.of_unit:
            column = "total" if scope in {"expenditure", "fiscal"} else scope
            target = Target(balance_id, f"function:{class_code}", column, Side.EXPENDITURE)
            for parts in self._sums(target, sought):
                yield target, parts

    def _of_project(self, name: str, sought: Sought) -> Iterator[tuple[Target, Parts]]:
        for table in self._tables("project", sought):
            rows = [row for row in rows_of(table, sought.of_unit) if folded(row.project_name or "") == folded(name)]
            if len(rows) == 1:
                yield from _summed(table, rows, sought)

    def tables_of_codes(self, claim: Claim, code: str) -> Iterator[tuple[Table, str]]:
        """The tables that print a claim's subject by its code, with the axis of the code."""
        scope = claim.quantity.removeprefix(f"{SUBJECT}.")
        axis = _CODE_TABLES.get(code[:1])
        table_id = SUBJECT_TABLES[scope][0] if axis is None else "gpb_economic" if scope == GPB else ""
        for table in self._tables(table_id, sought_by(claim, claim.measure)):
            yield table, axis or "function_code"

    def _class_code(self, name: str, sought: Sought) -> str:
        """The code of a class by its name, as the balances print it; empty where none does."""
        for table_id in ("balance", "fiscal_balance"):
            for table in self._tables(table_id, sought):
                for row in table.rows:
                    if row.role.startswith("function:") and plain_label(row.label) == name:
                        return row.role.removeprefix("function:")
        return ""


def slot_under(table: Table, row: Row, target: Target, measure: str) -> Slot | None:
    """The slot of a row under a column of a measure; the family's own measure needs no word of it."""
    measures = _measures(table, measure) | ({""} if row.measure == measure else frozenset())
    heads = [head for head in table.heads if head.node == target.column and not head.role and head.block == row.block]
    head = next((head for head in heads if head.measure in measures), None)
    return Slot(table.table_no, row.index, head.col) if head else None


def _measures(table: Table, measure: str) -> frozenset[str]:
    family = family_of(table.table_id)
    own = family.measure if family else ""
    return frozenset({measure, ""} if measure in {own, "budget"} else {measure})


def _of_measure(table: Table, rows: Sequence[Row], measure: str) -> Sequence[Row]:
    """The rows of a measure, where rows tell measures apart."""
    if not any(row.measure for row in table.rows):
        return rows
    measures = _measures(table, measure)
    return [row for row in rows if row.measure in measures]


def _is_labelled(row: Row, target: Target) -> bool:
    return not target.label or re.search(target.label, folded(row.label)) is not None


def _summed(table: Table, rows: Sequence[Row], sought: Sought) -> Iterator[tuple[Target, Parts]]:
    """Repeated codes are summed first."""
    target = Target(table.table_id)
    slots = [slot_under(table, row, target, sought.measure) for row in rows]
    if rows and all(slots):
        yield target, tuple((1, slot) for slot in slots if slot is not None)
