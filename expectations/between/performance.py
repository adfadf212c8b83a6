"""Identities of performance targets with the money they are set for (29, 30).

Here: one function an identity. Not here: what the targets themselves say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from expectations.between.terms import copy_of, sum_of
from expectations.book import Book, Parts
from pipeline.kernel.money import Number
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


_LEVEL_OF_UNIT = re.compile(r"\((?:本级|机关)\)$")
"""What some tables add to a unit's name, and others do not."""

_MOST_NAMED = 5
"""How many projects without targets are named where an identity says what it speaks of."""

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
    """GJ-030a: a project's amount, whole and by source, is its row in the table of projects."""
    listed = _Listed(book)
    for table, row in _targets(book):
        rows = listed.rows_of(row)
        if not rows:
            continue
        key = f"target table {table.table_no} row {row.row_no} {row.label}"
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
    key = f"project expenditure = Σ targets{_listed(without)}"
    yield from sum_of("GJ-030b", key, left, (*parts, *book.slots_of("project", without, "total")))


def _listed(without: Sequence[Row]) -> str:
    """The projects without targets for a person: all of a few, and how many more of many."""
    if not without:
        return ""
    named = "、".join(row.label for row in without[:_MOST_NAMED])
    more = len(without) - _MOST_NAMED
    return f" + {len(without)} without targets: {named}" + (f" … and {more} more" if more > 0 else "")


class _Listed:
    """The table of projects by name, and which of its rows the targets of a project are set for."""

    def __init__(self, book: Book) -> None:
        self.rows = book.rows("project")
        self.by_name = _by_name(row for row in self.rows if row.role == "project")
        self.targets = _by_name(row for _, row in _targets(book))

    def rows_of(self, target: Row) -> list[Row]:
        """The rows that tell the money of a project's targets, under their unit where both tables tell units.

        None where several targets bear the name, or several units carry the project out, and nothing tells which row
        is whose: a department's sheet may count what one of its units names otherwise.
        """
        found = self.named_as(target)
        namesakes = [row for row in self.targets[folded(target.project_name or "")] if _may_be_one(row, target)]
        return found if len(namesakes) == 1 and len({_unit(row) for row in found}) == 1 else []

    def named_as(self, target: Row) -> list[Row]:
        """The rows of a project's name, under its unit where both tables tell units."""
        name = folded(target.project_name or "")
        found = [row for row in self.by_name.get(name, ()) if not self._is_under(row, name)]
        own = [row for row in found if _unit(row) and _unit(row) == _unit(target)]
        return own or found

    def is_covered(self, leaf: Row, covered: set[int]) -> bool:
        """Whether a leaf is one of some rows or lies below one of them."""
        row: Row | None = leaf
        while row is not None:
            if row.index in covered:
                return True
            row = self.rows[row.parent] if row.parent is not None else None
        return False

    def _is_under(self, row: Row, name: str) -> bool:
        """Whether a row only details one above it that bears the same name."""
        parent = self.rows[row.parent] if row.parent is not None else None
        if parent is None:
            return False
        return folded(parent.project_name or "") == name or self._is_under(parent, name)


def _may_be_one(row: Row, other: Row) -> bool:
    """Whether two rows of a name may be of one unit."""
    return not (_unit(row) and _unit(other)) or _unit(row) == _unit(other)


def _unit(row: Row) -> str:
    return _LEVEL_OF_UNIT.sub("", folded(row.unit_name or ""))


def _targets(book: Book) -> list[tuple[Table, Row]]:
    """The rows of projects in every table of targets, in the order of the document."""
    return [(table, row) for table in book.every.get("performance", []) for row in table.rows if row.role == "project"]


def _by_name(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[folded(row.project_name or "")].append(row)
    return found


def _slot(table: Table, row: Row, node: str) -> Slot | None:
    head = next((head for head in table.heads if head.node == node), None)
    return Slot(table.table_no, row.index, head.col) if head else None


def _without_targets(book: Book, targets: list[tuple[Table, Row]]) -> list[Row]:
    """The projects of which no target bears the name, nor, where a name is printed otherwise, the amount."""
    listed = _Listed(book)
    covered: set[int] = set()
    left = []
    for table, row in targets:
        rows = listed.named_as(row)
        covered |= {row.index for row in rows}
        number = _amount(book, table, row)
        if not rows and number is not None:
            left.append(number.value)
    without = []
    for row in (row for row in book.leaves("project") if row.role == "project"):
        if listed.is_covered(row, covered):
            continue
        number = _amount(book, book.tables["project"], row)
        if number is not None and number.value in left:
            left.remove(number.value)
        else:
            without.append(row)
    return without


def _amount(book: Book, table: Table, row: Row) -> Number | None:
    return next(iter(book.numbers_in(table, row)), None)
