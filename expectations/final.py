"""Identities between the tables of a final account (决算), after the national template.

Here: one function an identity, as in ``between``, over the ``final_`` families: 18 to 31 as far as they hold for final
accounts, 42 and 44. Not here: 41, which is generated with the footings; 43, which ties two disclosures.

A final account tells what was spent, so its tables stand on one basis whatever was carried in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from expectations.book import Book, Parts
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import RATE, Head, Row, Side, Table

_FUND_TABLES = {
    "gpb": "final_gpb_expenditure",
    "gov_fund": "final_gov_fund",
    "state_capital": "final_state_capital",
}
_OWN_SOURCES = ("business", "operating_income", "from_superior", "from_subordinate", "other_income")
_NATURES = ("basic", "project")
_THREE_PUBLIC_CODES = {"abroad": "30212", "reception": "30217", "vehicle_running": "30231", "vehicle_purchase": "31013"}
_CLASS_DIGITS = 3


def _copy(identity: str, key: str, left: Slot | None, right: Slot | None) -> Iterator[Instance]:
    if left is not None and right is not None:
        yield Instance(identity, key, Relation.COPY, left, ((1, right),))


def _sum(identity: str, key: str, left: Slot | None, parts: Parts) -> Iterator[Instance]:
    if left is not None and parts:
        yield Instance(identity, key, Relation.SUM, left, parts)


def _parts(*slots: Slot | None) -> Parts:
    return tuple((1, slot) for slot in slots if slot is not None)


def _spent(book: Book, table_id: str, row: Row | None) -> Slot | None:
    """What a row spent: its total, or its 本年支出 where the table follows a fund over the year."""
    return book.slot(table_id, row, "total") or book.slot(table_id, row, "spending")


def _by_class(book: Book, table_id: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in book.leaves(table_id):
        if row.function_code:
            found[row.function_code[:_CLASS_DIGITS]].append(row)
    return found


def _classes(book: Book, table_id: str) -> Iterator[tuple[Row, str]]:
    """The rows of a balance that print a functional class (类), with its code."""
    for row in book.rows(table_id):
        if row.side is Side.EXPENDITURE and row.role.startswith("function:"):
            yield row, row.role.removeprefix("function:")


def revenue(book: Book) -> Iterator[Instance]:
    """GJ-018: the year's revenue and its sources are those of the revenue table's total row."""
    total = book.total("final_revenue")
    for role, node in (("current_total", "total"), *((source, source) for source in ("fiscal", *_OWN_SOURCES))):
        row = book.item("final_balance", role, Side.REVENUE)
        left, right = book.slot("final_balance", row, "total"), book.slot("final_revenue", total, node)
        yield from _copy("GJ-018", f"final balance {role} = revenue total row", left, right)
    if book.item("final_balance", "fiscal", Side.REVENUE) is None:
        budgets = [book.item("final_balance", fund, Side.REVENUE) for fund in _FUND_TABLES]
        parts = _parts(*(book.slot("final_balance", row, "total") for row in budgets))
        left = book.slot("final_revenue", total, "fiscal")
        yield from _sum("GJ-018", "final revenue from fiscal appropriation = Σ balance's budgets", left, parts)


def expenditure(book: Book) -> Iterator[Instance]:
    """GJ-019, GJ-020: a class of the balance is the sum of its subjects, the year's expenditure the table's total."""
    by_class = _by_class(book, "final_expenditure")
    for row, code in _classes(book, "final_balance"):
        parts = book.slots_of("final_expenditure", by_class.get(code, ()), "total")
        key = f"final balance row {row.row_no} {row.label} = Σ expenditure {code}"
        yield from _sum("GJ-019", key, book.slot("final_balance", row, "total"), parts)
    current = book.slot("final_balance", book.item("final_balance", "current_total", Side.EXPENDITURE), "total")
    total = book.slot("final_expenditure", book.total("final_expenditure"), "total")
    yield from _copy("GJ-020", "final balance current expenditure = expenditure total", current, total)


def fiscal_revenue(book: Book) -> Iterator[Instance]:
    """GJ-021: fiscal revenue by fund is the balance's; with what is carried in and out it is the fund's own table's."""
    for fund, table_id in _FUND_TABLES.items():
        income = book.slot("final_fiscal_balance", book.item("final_fiscal_balance", fund, Side.REVENUE), "total")
        of_balance = book.slot("final_balance", book.item("final_balance", fund, Side.REVENUE), "total")
        yield from _copy("GJ-021", f"final fiscal {fund} = balance", income, of_balance)
        total = book.total(table_id)
        yield from _copy("GJ-021", f"final fiscal {fund} = its table", income, book.slot(table_id, total, "income"))
        carried = book.item("final_fiscal_balance", f"carry_in_{fund}", Side.REVENUE)
        yield from _copy(
            "GJ-021",
            f"final fiscal carried-in {fund} = its table",
            book.slot("final_fiscal_balance", carried, "total"),
            book.slot(table_id, total, "carry_in"),
        )
        left = book.item("final_fiscal_balance", "carry_out", Side.EXPENDITURE)
        yield from _copy(
            "GJ-021",
            f"final fiscal carried-out {fund} = its table",
            book.slot("final_fiscal_balance", left, fund),
            book.slot(table_id, total, "carry_out"),
        )


def fiscal_expenditure(book: Book) -> Iterator[Instance]:
    """GJ-022a: fiscal expenditure by class and fund, and the year's whole by fund, is that of the fund's own table."""
    current = book.item("final_fiscal_balance", "current_total", Side.EXPENDITURE)
    for fund, table_id in _FUND_TABLES.items():
        by_class = _by_class(book, table_id)
        for row, code in _classes(book, "final_fiscal_balance"):
            parts = _parts(*(_spent(book, table_id, part) for part in by_class.get(code, ())))
            key = f"final fiscal row {row.row_no} {row.label} {fund} = Σ {table_id}"
            yield from _sum("GJ-022a", key, book.slot("final_fiscal_balance", row, fund), parts)
        whole = _spent(book, table_id, book.total(table_id))
        left = book.slot("final_fiscal_balance", current, fund)
        yield from _copy("GJ-022a", f"final fiscal expenditure {fund} = {table_id} total", left, whole)


def subjects_within_all_funds(book: Book) -> Iterator[Instance]:
    """GJ-024: a subject's general public budget money is at most its money from all funds, column by column."""
    table_id = _FUND_TABLES["gpb"]
    wholes: dict[str, list[Row]] = defaultdict(list)
    for row in book.leaves("final_expenditure"):
        wholes[row.function_code or ""].append(row)
    for row in book.leaves(table_id):
        whole = wholes.get(row.function_code or "", [])
        if not row.function_code or len(whole) != 1:
            continue
        for node in ("total", *_NATURES):
            left = book.slot("final_expenditure", whole[0], node)
            is_whole = node == "total"
            right = _spent(book, table_id, row) if is_whole else book.slot(table_id, row, node)
            if left and right:
                key = f"final general public budget row {row.row_no} {row.function_code} {node} ≤ all funds"
                yield Instance("GJ-024", key, Relation.AT_MOST, left, ((1, right),))


def basic_by_economic_class(book: Book) -> Iterator[Instance]:
    """GJ-025: basic expenditure by function is the basic table's: its total, or its groups 人员经费 and 公用经费."""
    basic = book.slot("final_gpb_expenditure", book.total("final_gpb_expenditure"), "basic")
    groups = [row for row in book.rows("final_gpb_basic") if row.role == "group"]
    total = book.total("final_gpb_basic")
    rows = [total] if total is not None else groups
    parts = book.slots_of("final_gpb_basic", rows, "total")
    yield from _sum("GJ-025", "final general public budget basic = basic expenditure table", basic, parts)


def three_public(book: Book) -> Iterator[Instance]:
    """GJ-031: basic money of a three public class is at most what the item cost."""
    rows = book.rows("final_three_public")
    for node, code in _THREE_PUBLIC_CODES.items():
        item = book.slot("final_three_public", rows[0] if rows else None, node)
        if item is None:
            row = next((row for row in rows if row.role == node), None)
            item = book.slot("final_three_public", row, "all_funds")
        classes = [row for row in book.leaves("final_gpb_basic") if row.dept_econ_code == code]
        basic = book.slots_of("final_gpb_basic", classes, "total")
        if item is not None and len(basic) == 1:
            yield Instance("GJ-031", f"final basic {code} ≤ three public {node}", Relation.AT_MOST, item, basic)


def funds_over_the_year(book: Book) -> Iterator[Instance]:
    """GJ-042: carried in + revenue - expenditure = carried out, for every subject and fund."""
    for table_id in (*_FUND_TABLES.values(), "final_fiscal_expenditure"):
        for row in book.rows(table_id):
            slots = [book.slot(table_id, row, node) for node in ("carry_in", "income", "spending", "carry_out")]
            yield from _over_the_year(f"{table_id} row {row.row_no} {row.label}".rstrip(), slots)
    table_id = "final_fiscal_balance"
    for fund in _FUND_TABLES:
        sources = [book.item(table_id, role, Side.REVENUE) for role in (f"carry_in_{fund}", fund)]
        uses = [book.item(table_id, role, Side.EXPENDITURE) for role in ("current_total", "carry_out")]
        slots = [book.slot(table_id, row, "total") for row in sources] + [
            book.slot(table_id, row, fund) for row in uses
        ]
        yield from _over_the_year(f"{table_id} {fund}", slots)


def _over_the_year(key: str, slots: Sequence[Slot | None]) -> Iterator[Instance]:
    carried_in, income, spending, carried_out = slots
    if carried_in and income and spending and carried_out:
        parts = ((1, carried_in), (1, income), (-1, spending))
        yield Instance("GJ-042", f"{key} over the year", Relation.SUM, carried_out, parts)


FINAL: tuple[Callable[[Book], Iterator[Instance]], ...] = (
    revenue,
    expenditure,
    fiscal_revenue,
    fiscal_expenditure,
    subjects_within_all_funds,
    basic_by_economic_class,
    three_public,
    funds_over_the_year,
)
"""Every identity between the tables of a final account."""


def final_instances(tables: Sequence[Table]) -> list[Instance]:
    """The instances of all identities between the final tables of one document."""
    book = Book(tables)
    return [instance for identity in FINAL for instance in identity(book)]


def completion_rates(tables: Sequence[Table]) -> Iterator[Instance]:
    """GJ-044: a printed rate of completion (完成率) is the outcome over the budget, as adjusted where that is told."""
    for table in tables:
        for rate in (head for head in table.heads if head.measure == RATE):
            final = _beside(table, rate, "final")
            budget = _beside(table, rate, *_budgets_of(rate))
            if final is None or budget is None:
                continue
            for row in (row for row in table.rows if row.block == rate.block):
                slots = [Slot(table.table_no, row.index, head.col) for head in (rate, final, budget)]
                key = f"row {row.row_no} {row.label}".rstrip() + f" · {rate.path}"
                yield Instance("GJ-044", key, Relation.RATIO, slots[0], ((1, slots[1]), (1, slots[2])))


def _budgets_of(rate: Head) -> tuple[str, ...]:
    return ("initial",) if "年初" in rate.path else ("adjusted", "initial")


def _beside(table: Table, rate: Head, *measures: str) -> Head | None:
    """The column of what a rate is told of, in the first of the measures that is printed."""
    found = {head.measure: head for head in table.heads if (head.block, head.node) == (rate.block, rate.node)}
    return next((found[measure] for measure in measures if measure in found), None)
