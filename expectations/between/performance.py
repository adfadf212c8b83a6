"""Identities of performance targets with the money they are set for (29, 30).

Here: one function an identity. Not here: what the targets themselves say.
"""

from collections import defaultdict
from collections.abc import Iterator

from expectations.between.terms import copy_of, sum_of
from expectations.book import Book, Parts
from pipeline.kernel.money import Number
from pipeline.kernel.text import folded
from pipeline.recover.identity import Instance, Slot
from pipeline.tables.model import Row, Side, Table

_BUDGETS = ("gpb", "gov_fund", "state_capital")
_SOURCES = {
    "fiscal": (*_BUDGETS, *(f"carry_in_{fund}" for fund in _BUDGETS)),
    "special_account": ("special_account", "carry_in_special_account"),
    "unit_funds": ("unit_funds", "carry_in_unit_funds"),
}
"""Each source of a project's targets by the columns of the table of projects."""


def whole_department(book: Book) -> Iterator[Instance]:
    """GJ-029: a whole department's budget is the balance's total, its basic and project parts are expenditure's."""
    items = {row.role: row for row in book.rows("whole_performance")}
    whole = book.slot("balance", book.item("balance", "grand_total", Side.REVENUE), "total")
    total = book.slot("whole_performance", items.get("total"), "total")
    yield from copy_of("GJ-029", "whole department = total revenue", total, whole)
    for node in ("basic", "project"):
        own = book.slot("whole_performance", items.get(node), "total")
        spent = book.slot("expenditure", book.total("expenditure"), node)
        yield from copy_of("GJ-029", f"whole department {node} = expenditure {node}", own, spent)


def projects_and_their_targets(book: Book) -> Iterator[Instance]:
    """GJ-030a: a project's amount, whole and by source, is its row in the table of projects."""
    own = _by_name(_targets(book))
    for name, listed in _by_name((book.tables[table_id], row) for table_id, row in _projects(book)).items():
        if len(own.get(name, ())) != 1:
            continue
        table, row = own[name][0]
        key = f"target table {table.table_no} row {row.row_no} {row.label}"
        rows = [other for _, other in listed]
        total = _slot(table, row, "total")
        yield from sum_of("GJ-030a", f"{key} = project", total, book.slots_of("project", rows, "total"))
        for source, funds in _SOURCES.items():
            parts = tuple(part for fund in funds for part in book.slots_of("project", rows, fund))
            yield from sum_of("GJ-030a", f"{key} = project · {source}", _slot(table, row, source), parts)


def targets_of_all_projects(book: Book) -> Iterator[Instance]:
    """GJ-030b: the targets are set for all project expenditure, but for the projects listed as having none."""
    targets = _targets(book)
    left = book.slot("expenditure", book.total("expenditure"), "project")
    parts: Parts = tuple((1, slot) for table, row in targets if (slot := _slot(table, row, "total")))
    if not parts:
        return
    without = _without_targets(book, targets)
    listed = f" + without targets: {'、'.join(row.label for row in without)}" if without else ""
    key = f"project expenditure = Σ targets{listed}"
    yield from sum_of("GJ-030b", key, left, (*parts, *book.slots_of("project", without, "total")))


def _projects(book: Book) -> list[tuple[str, Row]]:
    return [("project", row) for row in book.leaves("project") if row.role == "project"]


def _targets(book: Book) -> list[tuple[Table, Row]]:
    """The rows of projects in every table of targets, in the order of the document."""
    return [(table, row) for table in book.every.get("performance", []) for row in table.rows if row.role == "project"]


def _by_name(rows: Iterator[tuple[Table, Row]] | list[tuple[Table, Row]]) -> dict[str, list[tuple[Table, Row]]]:
    found: dict[str, list[tuple[Table, Row]]] = defaultdict(list)
    for table, row in rows:
        found[folded(row.project_name or "")].append((table, row))
    return found


def _slot(table: Table, row: Row, node: str) -> Slot | None:
    head = next((head for head in table.heads if head.node == node), None)
    return Slot(table.table_no, row.index, head.col) if head else None


def _without_targets(book: Book, targets: list[tuple[Table, Row]]) -> list[Row]:
    """The projects of which no target bears the name, nor, where a name is printed otherwise, the amount."""
    names = {folded(row.project_name or "") for _, row in targets}
    listed = [row for _, row in _projects(book)]
    known = {folded(row.project_name or "") for row in listed}
    left = [
        number.value
        for table, row in targets
        if folded(row.project_name or "") not in known and (number := _amount(book, table, row)) is not None
    ]
    without = []
    for row in listed:
        if folded(row.project_name or "") in names:
            continue
        number = _amount(book, book.tables["project"], row)
        if number is not None and number.value in left:
            left.remove(number.value)
        else:
            without.append(row)
    return without


def _amount(book: Book, table: Table, row: Row) -> Number | None:
    return next(iter(book.numbers_in(table, row)), None)
