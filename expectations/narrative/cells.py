"""The cells that a claim must equal, by meaning.

Here: from a quantity's targets, or a subject's name or code, to slots. Not here: whether the figures agree.
"""

from collections.abc import Iterator, Sequence

from expectations.book import Book, Parts
from pipeline.kernel.text import folded
from pipeline.narrative.claim import Claim, Subject
from pipeline.narrative.phrases import plain_name
from pipeline.narrative.quantity import Quantity, Target
from pipeline.narrative.vocabulary import GPB, QUANTITIES, SUBJECT, SUBJECT_TABLES
from pipeline.recover.identity import Slot
from pipeline.tables.families import family_of
from pipeline.tables.model import MAIN, Row, RowKind, Side, Table

_GROUP, _ITEM = 5, 7
"""Digits of the code of a 款 and of a 项."""
_FIRST: dict[str, Quantity] = {quantity.id: quantity for quantity in reversed(QUANTITIES)}
_CODE_TABLES = {"3": "dept_econ_code", "5": "gov_econ_code"}


class Cells:
    """Finds cells of one document's tables for its claims."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.book = Book(tables)

    def alternatives(self, claim: Claim, measure: str) -> Iterator[tuple[Target, Parts]]:
        """The cells that state a claim's quantity, the likeliest first, each as weighted slots.

        Args:
            claim: a claim of a known quantity.
            measure: the measure of the cells: ``budget``, ``initial``, ``final``, ``prior``, ``change`` …
        """
        if claim.subject is not None:
            yield from self._of_subject(claim, claim.subject, measure)
            return
        for target in _FIRST[claim.quantity].targets:
            for slot in self._slots(target, measure, is_final=claim.measure in _FINAL):
                yield target, ((1, slot),)

    def _tables(self, table_id: str, *, is_final: bool) -> list[Table]:
        return self.book.every.get(f"final_{table_id}" if is_final else table_id, [])

    def _slots(self, target: Target, measure: str, *, is_final: bool) -> Iterator[Slot]:
        for table in self._tables(target.table_id, is_final=is_final):
            row = _row(table, target)
            slot = _under(table, row, target, measure) if row else None
            if slot is not None:
                yield slot

    def _of_subject(self, claim: Claim, subject: Subject, measure: str) -> Iterator[tuple[Target, Parts]]:
        scope = claim.quantity.removeprefix(f"{SUBJECT}.")
        is_final = claim.measure in _FINAL
        table_id, balance_id = SUBJECT_TABLES[scope]
        axis = _CODE_TABLES.get(subject.code[:1])
        if axis:
            for table in self._tables("gpb_economic", is_final=is_final) if scope == GPB else ():
                yield from self._sum(table, _coded(table, axis, subject.code), measure)
            return
        class_code = subject.code[:3] or self._class_code(subject.class_name, is_final=is_final)
        for table in self._tables(table_id, is_final=is_final):
            by_code = subject.code != ""
            rows = _coded(table, "function_code", subject.code) if by_code else _named(table, subject, class_code)
            yield from self._sum(table, rows, measure)
        is_class = not subject.group_name and not subject.item_name
        if class_code and is_class:
            column = "total" if scope in {"expenditure", "fiscal"} else scope
            target = Target(balance_id, f"function:{class_code}", column, Side.EXPENDITURE)
            for slot in self._slots(target, measure, is_final=is_final):
                yield target, ((1, slot),)

    def _sum(self, table: Table, rows: Sequence[Row], measure: str) -> Iterator[tuple[Target, Parts]]:
        """Repeated codes are summed first."""
        target = Target(table.table_id)
        slots = [_under(table, row, target, measure) for row in rows]
        if rows and all(slots):
            yield target, tuple((1, slot) for slot in slots if slot is not None)

    def _class_code(self, name: str, *, is_final: bool) -> str:
        """The code of a class by its name, as the balances print it; empty where none does."""
        for table_id in ("balance", "fiscal_balance"):
            for table in self._tables(table_id, is_final=is_final):
                for row in table.rows:
                    if row.role.startswith("function:") and _plain(row.label) == name:
                        return row.role.removeprefix("function:")
        return ""


_FINAL = frozenset({"initial", "adjusted", "final"})


def _under(table: Table, row: Row, target: Target, measure: str) -> Slot | None:
    """The slot of a row under a column of a measure; the family's own measure needs no word of it."""
    family = family_of(table.table_id)
    own = family.measure if family else ""
    measures = {measure, ""} if measure in {own, "budget"} else {measure}
    heads = [head for head in table.heads if head.node == target.column and not head.role and head.block == row.block]
    head = next((head for head in heads if head.measure in measures), None)
    return Slot(table.table_no, row.index, head.col) if head else None


def _row(table: Table, target: Target) -> Row | None:
    """The row of a table by meaning."""
    if target.row == "total" and target.side is Side.NONE:
        return next((row for row in table.rows if row.kind is RowKind.TOTAL), None)
    return next((row for row in table.rows if row.role == target.row and row.block == (target.side, MAIN)), None)


def _leaves(table: Table) -> list[Row]:
    parents = {row.parent for row in table.rows}
    return [row for row in table.rows if row.index not in parents and row.kind is RowKind.DETAIL]


def _plain(label: str) -> str:
    return plain_name(folded(label.rpartition("/")[2]))


def _coded(table: Table, axis: str, code: str) -> list[Row]:
    """The rows of a code; where only its parts are printed, those."""
    own = [row for row in table.rows if getattr(row, axis) == code and row.role == "subject"]
    if own and _are_of_different_units(own):
        return own
    leaves = [row for row in _leaves(table) if (getattr(row, axis) or "").startswith(code)]
    return leaves if leaves and all(getattr(row, axis) for row in _leaves(table)) else []


def _named(table: Table, subject: Subject, class_code: str) -> list[Row]:
    """The rows of a subject by name: all of one code, else none, since a name alone may be several subjects'."""
    if subject.class_name and not class_code:
        return []
    if not subject.group_name and not subject.item_name:
        return _coded(table, "function_code", class_code)
    printed = [row for row in table.rows if row.function_code and len(row.function_code) == _GROUP]
    groups = {row.function_code for row in printed if _plain(_name(row)) == subject.group_name}
    if subject.group_name and printed and not groups:
        return []
    length, name = (_ITEM, subject.item_name) if subject.item_name else (_GROUP, subject.group_name)
    rows = [
        row
        for row in table.rows
        if row.role == "subject"
        and row.function_code
        and len(row.function_code) == length
        and row.function_code.startswith(class_code)
        and _plain(_name(row)) == name
        and (length == _GROUP or not groups or row.function_code[:5] in groups)
    ]
    codes = {row.function_code for row in rows}
    return rows if len(codes) == 1 and _are_of_different_units(rows) else []


def _are_of_different_units(rows: Sequence[Row]) -> bool:
    """Say whether rows repeat a code for several units, so that they add up, and not within one."""
    return len(rows) == len({row.unit_code or row.unit_name for row in rows})


def _name(row: Row) -> str:
    return row.function_name or row.label
