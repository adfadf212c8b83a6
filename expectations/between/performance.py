"""Identities of performance targets with the money they are set for (29, 30).

Here: one function an identity. Not here: which project targets are set for (``listed_projects``), what they say.
"""

from collections.abc import Iterator, Sequence

from expectations.between.listed_projects import ListedProjects
from expectations.between.terms import copy_of, sum_of
from expectations.book import Book, Parts
from pipeline.kernel.text import folded
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Row, Side, Table

_BUDGETS = ("gpb", "gov_fund", "state_capital")
_SOURCES = {
    "fiscal": (*_BUDGETS, *(f"carry_in_{fund}" for fund in _BUDGETS)),
    "special_account": ("special_account", "carry_in_special_account"),
    "unit_funds": ("unit_funds", "carry_in_unit_funds"),
}
"""Each source of a project's targets by the columns of the table of projects."""

_MOST_NAMED = 5
"""How many projects without targets are named where an identity says what it speaks of."""

_CHOICE = "重点"
_ONLY_CHOSEN = "the targets are those of key projects (重点项目), and no table lists the others"
_OTHER_UNITS = "the targets name no unit: another unit may list its part of the project under another name"

_BY_SOURCE = ("fiscal", "other_funds")
"""The columns of a whole department's budget that each tell both kinds of expenditure."""


def whole_department(book: Book) -> Iterator[Instance]:
    """GJ-029: a whole department's budget is the balance's total, its basic and project parts are expenditure's.

    Where it is told as expenditure (预算支出总额) it is that table's total; main tasks (年度主要任务) are a part of it.
    """
    items = {row.role: row for row in book.rows("whole_performance")}
    whole = book.slot("balance", book.item("balance", "grand_total", Side.REVENUE), "total")
    total = book.slot("whole_performance", items.get("total"), "total")
    head = book.head("whole_performance", "total")
    if "task" in items and total is not None and whole is not None:
        yield Instance("GJ-029", "main tasks ≤ total revenue", Relation.AT_MOST, whole, ((1, total),))
    elif head is not None and "支出" in head.path:
        spent = book.slot("expenditure", book.total("expenditure"), "total")
        yield from copy_of("GJ-029", "whole department = total expenditure", total, spent)
    else:
        yield from copy_of("GJ-029", "whole department = total revenue", total, whole)
    for node in ("basic", "project"):
        own = book.slot("whole_performance", items.get(node), "total")
        spent = book.slot("expenditure", book.total("expenditure"), node)
        key = f"whole department {node} = expenditure {node}"
        yield from copy_of("GJ-029", key, own, spent)
        by_source = (book.slot("whole_performance", items.get("total"), f"{source}_{node}") for source in _BY_SOURCE)
        yield from sum_of("GJ-029", key, spent, tuple((1, slot) for slot in by_source if slot is not None))


def projects_and_their_targets(book: Book) -> Iterator[Instance]:
    """GJ-030a: a project's amount, whole and by source, is its row in the table of projects.

    What targets that name no unit are set for beyond that row may be another unit's part under another name: then the
    row is at most their amount, and a difference proves nothing.
    """
    listed = ListedProjects(book)
    for table, row in listed.targets:
        rows = listed.rows_of(row)
        if not rows:
            continue
        key = f"target table {table.table_no} row {row.row_no} {row.label}"
        doubt = _OTHER_UNITS if listed.may_count_other_units(row) else ""
        total, parts = _slot(table, row, "total"), book.slots_of("project", rows, "total")
        if total is not None and parts and doubt:
            yield Instance("GJ-030a", f"{key} ≥ project", Relation.AT_MOST, total, parts)
        yield from sum_of("GJ-030a", f"{key} = project", total, parts, doubt)
        for source, funds in _SOURCES.items():
            parts = tuple(part for fund in funds for part in book.slots_of("project", rows, fund))
            yield from sum_of("GJ-030a", f"{key} = project · {source}", _slot(table, row, source), parts, doubt)


def targets_of_all_projects(book: Book) -> Iterator[Instance]:
    """GJ-030b: the targets are set for all project expenditure, but for the projects listed as having none."""
    listed = ListedProjects(book)
    coverage = listed.coverage()
    left = book.slot("expenditure", book.total("expenditure"), "project")
    parts: Parts = tuple((1, slot) for table, row in coverage.counted() if (slot := _slot(table, row, "total")))
    if not parts:
        return
    without = coverage.without()
    key = "project expenditure = Σ targets" + (
        f" + {len(without)} without targets: {_named(without)}" if without else ""
    )
    undecided = coverage.undecided if listed.rows else []
    doubt = f"targets not found in the list of projects: {_named(undecided)}" if undecided else _doubt_of_choice(listed)
    yield from sum_of("GJ-030b", key, left, (*parts, *book.slots_of("project", without, "total")), doubt)


def _doubt_of_choice(listed: ListedProjects) -> str:
    """Why targets need not be set for all projects: a choice is published (重点项目), and no table lists the others."""
    is_choice = all(_CHOICE in folded(table.title) for table, _ in listed.targets)
    return _ONLY_CHOSEN if is_choice and not listed.rows else ""


def _named(rows: Sequence[Row]) -> str:
    """Projects for a person: all of a few, and how many more of many."""
    more = len(rows) - _MOST_NAMED
    return "、".join(row.label for row in rows[:_MOST_NAMED]) + (f" … and {more} more" if more > 0 else "")


def _slot(table: Table, row: Row, node: str) -> Slot | None:
    head = next((head for head in table.heads if head.node == node), None)
    return Slot(table.table_no, row.index, head.col) if head else None
