"""Identities of the table of projects with expenditure and revenue (28).

Here: one function an identity. Not here: the projects' targets (``performance``).
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from expectations.between.carryover import is_outside_projects
from expectations.between.funds import carry_basis
from expectations.between.terms import INCOME_NODES, copy_of, sum_of
from expectations.book import Book
from pipeline.recover.identity import Instance, Relation
from pipeline.tables.model import Row


def projects_and_expenditure(book: Book) -> Iterator[Instance]:
    """GJ-028: the projects' total is project expenditure; by category and by fund as far as both publish it."""
    project, expenditure = book.total("project"), book.total("expenditure")
    is_outside = is_outside_projects(book)
    if not is_outside:
        yield from copy_of(
            "GJ-028a",
            "projects = project expenditure",
            book.slot("project", project, "total"),
            book.slot("expenditure", expenditure, "project"),
        )
    for node, kind in (("other_running", "其他运转类"), ("specific", "特定目标类")):
        rows = [row for row in book.rows("project") if row.role == "project" and row.label.startswith(f"{kind}/")]
        if rows and not is_outside:
            left = book.slot("expenditure", expenditure, node)
            yield from sum_of(
                "GJ-028c", f"expenditure {kind} = Σ projects", left, book.slots_of("project", rows, "total")
            )
    if carry_basis(book) in {"current", "undetermined"}:
        gpb = book.slot("gpb_expenditure", book.total("gpb_expenditure"), "project")
        yield from copy_of(
            "GJ-028d", "general public budget projects = project column", book.slot("project", project, "gpb"), gpb
        )
    carried = book.slot("revenue", book.total("revenue"), "carry_in_gpb") if not is_outside else None
    yield from copy_of(
        "GJ-028e", "carried-in projects = carried-in revenue", book.slot("project", project, "carry_in_gpb"), carried
    )


def projects_within_funds(book: Book) -> Iterator[Instance]:
    """GJ-028g: projects spend of a fund at most what the revenue table shows of it."""
    project, revenue = book.total("project"), book.total("revenue")
    for node in ("gpb", "gov_fund", "state_capital", "special_account", "unit_funds"):
        for fund in (node, f"carry_in_{node}"):
            sources = (fund, *(INCOME_NODES if fund == "unit_funds" else ()))
            slots = [slot for source in sources if (slot := book.slot("revenue", revenue, source))]
            spent = book.slot("project", project, fund)
            if slots and spent:
                parts = ((1, spent), *((-1, slot) for slot in slots[1:]))
                yield Instance("GJ-028g", f"projects of {fund} ≤ revenue", Relation.AT_MOST, slots[0], parts)


def projects_from_other_funds(book: Book) -> Iterator[Instance]:
    """GJ-028f: what a subject spends beyond the general public budget is a project paid from other funds.

    Where the difference of a subject between all funds and the general public budget is the amount of exactly one
    project, that project's money stands in its other funding columns. A column beside the total must show the same
    difference: a total that is wrong by chance as much as a project is worth says nothing about the project.
    """
    gpb: dict[str, Decimal] = defaultdict(Decimal)
    beside: dict[str, set[Decimal]] = defaultdict(lambda: {Decimal(0)})
    for row in book.leaves("gpb_expenditure"):
        gpb[row.function_code or ""] += _amount(book, "gpb_expenditure", row)
        beside[row.function_code or ""] |= {number.value for number in book.numbers_of("gpb_expenditure", row)[1:]}
    amounts: dict[Decimal, list[Row]] = defaultdict(list)
    for row in book.leaves("project"):
        amounts[_amount(book, "project", row)].append(row)
    others = [head.node for head in book.heads("project") if head.node not in {"total", "current", "gpb", ""}]
    for row in book.leaves("expenditure"):
        rest = _amount(book, "expenditure", row) - gpb[row.function_code or ""]
        projects = amounts.get(rest, [])
        columns = book.numbers_of("expenditure", row)[1:]
        is_shown = any(number.value - other == rest for number in columns for other in beside[row.function_code or ""])
        if gpb and rest > 0 and is_shown and len(projects) == 1:
            total = book.slot("project", projects[0], "total")
            parts = tuple((1, slot) for node in others if (slot := book.slot("project", projects[0], node)))
            yield from sum_of("GJ-028f", f"project row {projects[0].row_no} pays {row.function_code}", total, parts)


def _amount(book: Book, table_id: str, row: Row) -> Decimal:
    number = book.first_number(book.slot(table_id, row, "total"))
    return number.value if number else Decimal(0)
