"""Identities of the balance with the tables of revenue and expenditure (18 to 20).

Here: one function an identity. Not here: the fiscal balance (``funds``).
"""

from collections.abc import Iterator

from expectations.between.terms import FUND_NODES, INCOME_NODES, by_class, copy_of, present, sum_of
from expectations.book import Book
from pipeline.recover.identity import Instance, Relation
from pipeline.tables.model import Side


def balance_and_revenue(book: Book) -> Iterator[Instance]:
    """GJ-018: income items, carried in and totals of the balance are those of the revenue table's total row."""
    total = book.total("revenue")
    columns = {"grand_total": "total", "current_total": "current", "carry_in": "carry_in"}
    for role in (*columns, *FUND_NODES, *INCOME_NODES):
        row = book.item("balance", role, Side.REVENUE)
        key = f"balance {row.label if row else role} = revenue total"
        yield from copy_of(
            "GJ-018", key, book.slot("balance", row, "total"), book.slot("revenue", total, columns.get(role, role))
        )


def balance_and_expenditure(book: Book) -> Iterator[Instance]:
    """GJ-019, GJ-020: each class of the balance is the sum of its subjects, current expenditure the table's total."""
    classes = by_class(book, "expenditure")
    for row in book.rows("balance"):
        if row.side is Side.EXPENDITURE and row.role.startswith("function:"):
            code = row.role.removeprefix("function:")
            parts = book.slots_of("expenditure", classes.get(code, ()), "total")
            yield from sum_of(
                "GJ-019",
                f"balance row {row.row_no} {row.label} = Σ expenditure {code}",
                book.slot("balance", row, "total"),
                parts,
            )
    current = book.item("balance", "current_total", Side.EXPENDITURE)
    total = book.slot("expenditure", book.total("expenditure"), "total")
    yield from copy_of(
        "GJ-020", "balance current expenditure = expenditure total", book.slot("balance", current, "total"), total
    )


def revenue_and_expenditure_by_subject(book: Book) -> Iterator[Instance]:
    """GJ-020b: where revenue is told by subject and nothing is carried out, a subject's revenue is its expenditure."""
    carried_out = book.first_number(book.slot("balance", book.item("balance", "carry_out", Side.EXPENDITURE), "total"))
    revenue = {row.function_code: row for row in book.rows("revenue") if row.function_code}
    is_complete = book.head("revenue", "carry_in") is not None and "balance" in book.tables
    if not revenue or not is_complete or (carried_out is not None and carried_out.value):
        return
    spent = {row.function_code: row for row in book.rows("expenditure") if row.function_code}
    for code, row in revenue.items():
        total = book.slot("revenue", row, "total")
        parts = book.slots_of("expenditure", present(spent.get(code)), "total")
        if total and "expenditure" in book.tables:
            yield Instance("GJ-020b", f"revenue row {row.row_no} {code} = expenditure", Relation.COPY, total, parts)
