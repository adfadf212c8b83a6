"""Identities of money carried over that a table of its own lists (22b, 28b, 32).

Here: whether that table stands outside the others, and what they are then together. Not here: carry-over that the
others print themselves (``funds``, ``projects``).
"""

from collections.abc import Iterator

from expectations.between.funds import carry_basis
from expectations.between.terms import FUND_TABLES, by_class, present, sum_of
from expectations.book import Book, Parts
from pipeline.kernel.money import Number, Term, Verdict, judge_sum
from pipeline.recover.identity import Instance, Relation
from pipeline.tables.model import Row, Side

_YUAN_FOR_WAN_YUAN = (-4, 4)
"""Decimal places by which amounts are off where one of 元 and 万元 is declared and the other meant."""

_FISCAL = ("carried:gpb", "carried:gov_fund", "carried:state_capital")


def carried_rows(book: Book) -> list[Row]:
    """The rows of the carry-over table that are no total and have no row below them."""
    parents = {row.parent for row in book.rows("carryover")}
    return [row for row in book.rows("carryover") if row.role != "total" and row.index not in parents]


def _numbers(book: Book, table_id: str, rows: list[Row]) -> list[Number]:
    found = (book.first_number(book.slot(table_id, row, "total")) for row in rows)
    return [number for number in found if number is not None]


def _carried_in(book: Book) -> Number | None:
    """What the balance carries in; ``None`` where that is nothing."""
    number = book.first_number(book.slot("balance", book.item("balance", "carry_in", Side.REVENUE), "total"))
    return number if number is not None and number.value else None


def _is_sum(number: Number, parts: list[Number]) -> bool:
    return judge_sum(number, [Term(1, part) for part in parts])[0] is not Verdict.BREAK


def _shifted(numbers: list[Number], places: int) -> list[Number]:
    """Numbers as they are worth where their table is in another unit of money than it says."""
    return [Number(number.value.scaleb(places), number.decimals - places) for number in numbers]


def unit_is_doubtful(book: Book) -> bool:
    """Say whether the table agrees with what is carried in only if 元 and 万元 were mistaken for each other."""
    carried, carried_in = _numbers(book, "carryover", carried_rows(book)), _carried_in(book)
    if not carried or carried_in is None or _is_sum(carried_in, carried):
        return False
    return any(_is_sum(carried_in, _shifted(carried, places)) for places in _YUAN_FOR_WAN_YUAN)


def is_outside_projects(book: Book) -> bool:
    """Say whether project expenditure is the table of projects and the carry-over table together.

    The expenditure table's total row tells: it prints the sum of the two, and not the projects' total alone.
    """
    projects = book.first_number(book.slot("project", book.total("project"), "total"))
    carried = _numbers(book, "carryover", carried_rows(book))
    row = book.total("expenditure")
    if projects is None or row is None or not carried or _carried_in(book) is None:
        return False
    spent = book.numbers_of("expenditure", row)
    together = [[projects, *_shifted(carried, places)] for places in (0, *_YUAN_FOR_WAN_YUAN)]
    return not any(_is_sum(number, [projects]) for number in spent) and any(
        _is_sum(number, parts) for number in spent for parts in together
    )


def projects_beside_carryover(book: Book) -> Iterator[Instance]:
    """GJ-028b: project expenditure is the projects and what is carried over, where that stands outside them."""
    if is_outside_projects(book) and not unit_is_doubtful(book):
        left = book.slot("expenditure", book.total("expenditure"), "project")
        projects = book.slots_of("project", present(book.total("project")), "total")
        carried = book.slots_of("carryover", carried_rows(book), "total")
        yield from sum_of("GJ-028b", "project expenditure = projects + carried over", left, (*projects, *carried))


def fiscal_expenditure_beside_carryover(book: Book) -> Iterator[Instance]:
    """GJ-022b: fiscal expenditure by class is its funds' tables and what is carried over, where that stands outside.

    By class where every row carried over prints its subject, on the total where some are withheld.
    """
    rows = [row for row in carried_rows(book) if row.role in {*_FISCAL, "carried"}]
    if not rows or _carried_in(book) is None or carry_basis(book) != "current" or unit_is_doubtful(book):
        return
    tables = [table_id for table_id in FUND_TABLES.values() if table_id in book.tables]
    if not all(row.function_code for row in rows):
        current = book.item("fiscal_balance", "current_total", Side.EXPENDITURE)
        totals = [
            part for table_id in tables for part in book.slots_of(table_id, present(book.total(table_id)), "total")
        ]
        left = book.slot("fiscal_balance", current, "total")
        parts: Parts = (*totals, *book.slots_of("carryover", rows, "total"))
        yield from sum_of("GJ-022b", "fiscal expenditure = its funds' tables + carried over", left, parts)
        return
    classes = {table_id: by_class(book, table_id) for table_id in tables}
    for row in book.rows("fiscal_balance"):
        if row.role.startswith("function:"):
            code = row.role.removeprefix("function:")
            own = [
                part
                for table_id in tables
                for part in book.slots_of(table_id, classes[table_id].get(code, ()), "total")
            ]
            carried = [each for each in rows if (each.function_code or "").startswith(code)]
            key = f"fiscal row {row.row_no} {row.label} = Σ funds' tables + carried over"
            left = book.slot("fiscal_balance", row, "total")
            yield from sum_of("GJ-022b", key, left, (*own, *book.slots_of("carryover", carried, "total")))


def carried_over_and_sources(book: Book) -> Iterator[Instance]:
    """GJ-032: what is carried over is what its funds carry in; where only its own table lists it, GJ-032b bounds it."""
    rows = carried_rows(book)
    carried = book.slots_of("carryover", rows, "total")
    whole = book.slot("balance", book.item("balance", "grand_total", Side.REVENUE), "total")
    if not carried or whole is None:
        return
    if _carried_in(book) is None:
        key = "carried over, listed only in its own table, ≤ total revenue"
        yield Instance("GJ-032b", key, Relation.AT_MOST, whole, carried)
        return
    roles = {row.role.removeprefix("carried:") for row in rows}
    total = book.total("revenue")
    funds = [book.slot("revenue", total, f"carry_in_{fund}") for fund in sorted(roles)]
    slots = [slot for slot in funds if slot is not None]
    if slots and len(slots) == len(funds):
        parts = (*carried, *((-1, slot) for slot in slots[1:]))
        yield Instance(
            "GJ-032", f"carried over = revenue carried in of {', '.join(sorted(roles))}", Relation.SUM, slots[0], parts
        )
    else:
        left = book.slot("balance", book.item("balance", "carry_in", Side.REVENUE), "total")
        yield from sum_of("GJ-032", "carried over = balance carried in", left, carried)
