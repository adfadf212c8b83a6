"""Identities of fiscal appropriation: its balance, and each fund's own table (21 to 24).

Here: one function an identity, and the carry-over basis that decides which of them apply. Not here: money carried over
that stands in a table of its own (``carryover``).
"""

from collections.abc import Iterator

from expectations.between.terms import FUND_TABLES, by_class, by_code, copy_of, present, sum_of
from expectations.book import Book
from pipeline.kernel.money import Term, Verdict, judge_sum
from pipeline.recover.identity import Instance, Relation
from pipeline.tables.model import Side


def expenditure_is_its_budgets(book: Book) -> Iterator[Instance]:
    """GJ-024b: where all money is of the three budgets on one basis, a subject is the sum of its budgets' tables."""
    budgets = [table_id for table_id in ("gpb_expenditure", "gov_fund", "state_capital") if table_id in book.tables]
    totals = [book.first_number(book.slot(table_id, book.total(table_id), "total")) for table_id in budgets]
    whole = book.first_number(book.slot("expenditure", book.total("expenditure"), "total"))
    terms = [Term(1, number) for number in totals if number is not None]
    if whole is None or not terms or judge_sum(whole, terms)[0] is Verdict.BREAK:
        return
    codes = {row.function_code for row in book.rows("expenditure") if row.function_code}
    for code in sorted(codes):
        rows = [row for row in book.rows("expenditure") if row.function_code == code]
        parts = tuple(
            part
            for table_id in budgets
            for part in book.slots_of(
                table_id, [row for row in book.rows(table_id) if row.function_code == code], "total"
            )
        )
        total = book.slot("expenditure", rows[0], "total")
        if total and len(rows) == 1:
            yield Instance(
                "GJ-024b", f"expenditure row {rows[0].row_no} {code} = Σ budgets", Relation.SUM, total, parts
            )


def fiscal_balance_and_sources(book: Book) -> Iterator[Instance]:
    """GJ-021: fiscal revenue by fund, current and carried in, is that of the balance and the revenue table."""
    total = book.total("revenue")
    for node in ("gpb", "gpb_appropriation", "gov_fund", "state_capital"):
        fiscal = book.slot("fiscal_balance", book.item("fiscal_balance", node, Side.REVENUE), "total")
        yield from copy_of(
            "GJ-021",
            f"fiscal {node} = balance",
            fiscal,
            book.slot("balance", book.item("balance", node, Side.REVENUE), "total"),
        )
        carried = book.slot("fiscal_balance", book.item("fiscal_balance", f"carry_in_{node}", Side.REVENUE), "total")
        yield from copy_of(
            "GJ-021", f"fiscal carried-in {node} = revenue", carried, book.slot("revenue", total, f"carry_in_{node}")
        )


def carry_basis(book: Book, fund: str = "gpb", table_id: str = "gpb_expenditure") -> str | None:
    """The carry-over basis of a fund's own expenditure table (identity 23).

    Returns:
        ``current`` when its total is the year's appropriation, ``with_carry`` when it includes what was carried in,
        ``undetermined`` when nothing was carried in, ``None`` when neither fits.
    """
    year = book.first_number(book.slot("fiscal_balance", book.item("fiscal_balance", fund, Side.REVENUE), "total"))
    carried_row = book.item("fiscal_balance", f"carry_in_{fund}", Side.REVENUE)
    carried = book.first_number(book.slot("fiscal_balance", carried_row, "total"))
    total = book.first_number(book.slot(table_id, book.total(table_id), "total"))
    if total is None or (year is None and carried is None):
        return None
    sources = [Term(1, number) for number in (year, carried) if number is not None and number.value]
    fits_year = judge_sum(total, sources[:1])[0] is not Verdict.BREAK if year and year.value else not total.value
    if carried is None or not carried.value:
        return "undetermined" if fits_year else None
    if fits_year:
        return "current"
    return "with_carry" if judge_sum(total, sources)[0] is not Verdict.BREAK else None


def general_public_budget_total(book: Book) -> Iterator[Instance]:
    """GJ-023: the general public budget's expenditure is its appropriation, on the basis found."""
    basis = carry_basis(book)
    total = book.slot("gpb_expenditure", book.total("gpb_expenditure"), "total")
    current = book.slots_of("fiscal_balance", present(book.item("fiscal_balance", "gpb", Side.REVENUE)), "total")
    carried = book.slots_of(
        "fiscal_balance", present(book.item("fiscal_balance", "carry_in_gpb", Side.REVENUE)), "total"
    )
    parts = (*current, *carried) if basis == "with_carry" else current
    yield from sum_of("GJ-023", f"general public budget expenditure, basis {basis or 'unknown'}", total, parts)


def fiscal_expenditure_by_class(book: Book) -> Iterator[Instance]:
    """GJ-022a: fiscal expenditure by class and fund is that of the fund's own table, on the same basis."""
    for node, table_id in FUND_TABLES.items():
        if carry_basis(book, node, table_id) not in {"with_carry", "undetermined"}:
            continue
        classes = by_class(book, table_id)
        for row in book.rows("fiscal_balance"):
            if row.role.startswith("function:"):
                left = book.slot("fiscal_balance", row, node)
                parts = book.slots_of(table_id, classes.get(row.role.removeprefix("function:"), ()), "total")
                yield from sum_of("GJ-022a", f"fiscal row {row.row_no} {row.label} {node} = Σ {table_id}", left, parts)


def subjects_within_all_funds(book: Book) -> Iterator[Instance]:
    """GJ-024: a subject's general public budget money is at most its money from all funds, column by column.

    A code that a table prints on several rows (by economic class, or unit by unit) is summed first.
    """
    wholes, parts = by_code(book, "expenditure"), by_code(book, "gpb_expenditure")
    for code, rows in parts.items():
        if code not in wholes:
            continue
        for head in book.tables["gpb_expenditure"].heads:
            first, *others = book.slots_of("expenditure", wholes[code], head.node) or ((0, None),)
            own = book.slots_of("gpb_expenditure", rows, head.node)
            if head.node and first[1] is not None and own:
                place = f"row {rows[0].row_no}" if len(rows) == 1 else f"rows {rows[0].row_no} … {rows[-1].row_no}"
                key = f"general public budget {place} {code} {head.path} ≤ all funds"
                rest = tuple((-weight, slot) for weight, slot in others)
                yield Instance("GJ-024", key, Relation.AT_MOST, first[1], (*own, *rest))
