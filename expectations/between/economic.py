"""Identities of expenditure by economic class (14b, 25 to 27, 31).

Here: one function an identity. Not here: projects by themselves (``projects``).
"""

from collections import defaultdict
from collections.abc import Iterator

from expectations.between.terms import FUND_NODES, INCOME_NODES, copy_of, present, sum_of
from expectations.book import Book
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Row

_ECONOMIC_OF_NATURE = {"wages": "301", "household": "303", "goods": "302", "capital": "310"}
_THREE_PUBLIC_CODES = {"abroad": "30212", "reception": "30217", "vehicle_running": "30231", "vehicle_purchase": "31013"}
_OF_EITHER_NATURE = "30239"
_NATURE_OF_CLASS = {"301": "personnel", "303": "personnel", "302": "public", "310": "public"}


def basic_by_nature_and_economic(book: Book) -> Iterator[Instance]:
    """GJ-025: basic expenditure by function is basic expenditure by economic class, as a whole and by class."""
    gpb, economic = book.total("gpb_expenditure"), book.total("gpb_basic")
    for left, right in (("basic", "total"), ("personnel", "personnel"), ("public", "public")):
        key = f"general public budget {left} = basic expenditure table"
        yield from copy_of(
            "GJ-025", key, book.slot("gpb_expenditure", gpb, left), book.slot("gpb_basic", economic, right)
        )
    leaves = book.leaves("gpb_basic")
    for node, code in _ECONOMIC_OF_NATURE.items():
        rows = [row for row in leaves if (row.dept_econ_code or "").startswith(code)]
        key = f"general public budget {node} = Σ basic expenditure {code}"
        yield from sum_of(
            "GJ-025b", key, book.slot("gpb_expenditure", gpb, node), book.slots_of("gpb_basic", rows, "total")
        )


def economic_and_sources(book: Book) -> Iterator[Instance]:
    """GJ-026: expenditure by economic class has the totals of expenditure and, by fund, of revenue."""
    economic, revenue = book.total("economic"), book.total("revenue")
    expenditure = book.slot("expenditure", book.total("expenditure"), "total")
    yield from copy_of(
        "GJ-026", "economic total = expenditure total", book.slot("economic", economic, "total"), expenditure
    )
    for node in (*FUND_NODES, *INCOME_NODES, "carry_in"):
        key = f"economic {node} = revenue {node}"
        yield from copy_of("GJ-026", key, book.slot("economic", economic, node), book.slot("revenue", revenue, node))


def basic_within_economic(book: Book) -> Iterator[Instance]:
    """GJ-027: an economic pair's basic money is at most its money of all kinds."""
    pairs: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in book.leaves("economic"):
        pairs[row.dept_econ_code or "", row.gov_econ_code or ""].append(row)
    for row in book.leaves("gpb_basic"):
        whole = pairs.get((row.dept_econ_code or "", row.gov_econ_code or ""), [])
        left = book.slot("economic", whole[0], "gpb") if len(whole) == 1 and row.gov_econ_code else None
        right = book.slot("gpb_basic", row, "total")
        if left and right:
            key = f"basic row {row.row_no} {row.dept_econ_code}/{row.gov_econ_code} ≤ economic"
            yield Instance("GJ-027", key, Relation.AT_MOST, left, ((1, right),))


def projects_beside_basic(book: Book) -> Iterator[Instance]:
    """GJ-027b: general public budget money by economic class is basic money plus the projects' of the year."""
    left = book.slot("economic", book.total("economic"), "gpb")
    basic = book.slots_of("gpb_basic", present(book.total("gpb_basic")), "total")
    projects = book.slots_of("project", present(book.total("project")), "gpb")
    if basic and projects:
        yield from sum_of("GJ-027b", "economic general public budget = basic + projects", left, (*basic, *projects))


def nature_of_economic_classes(book: Book) -> Iterator[Instance]:
    """GJ-014b: wages (301) and household subsidies (303) are personnel; goods (302) and capital (310) are public.

    Other transport (30239) is either: transport allowances are paid to persons.
    """
    for row in book.leaves("gpb_basic"):
        node = _NATURE_OF_CLASS.get((row.dept_econ_code or "")[:3])
        if node and row.dept_econ_code != _OF_EITHER_NATURE:
            key = f"row {row.row_no} basic {row.dept_econ_code} {row.label} is {node}"
            yield from copy_of("GJ-014b", key, book.slot("gpb_basic", row, "total"), book.slot("gpb_basic", row, node))


def three_public_within_economic(book: Book) -> Iterator[Instance]:
    """GJ-031: basic money of the three public classes is at most the item, which is at most all the class's money."""
    for node, code in _THREE_PUBLIC_CODES.items():
        item = _three_public_item(book, node)
        if item is None:
            continue
        basic = book.slots_of("gpb_basic", _of_class(book, "gpb_basic", code), "total")
        if len(basic) == 1:
            yield Instance("GJ-031", f"basic {code} ≤ three public {node}", Relation.AT_MOST, item, basic)
        whole = book.slots_of("economic", _of_class(book, "economic", code), "total")
        if len(whole) == 1:
            yield Instance(
                "GJ-031", f"three public {node} ≤ economic {code}", Relation.AT_MOST, whole[0][1], ((1, item),)
            )


def _of_class(book: Book, table_id: str, code: str) -> list[Row]:
    return [row for row in book.leaves(table_id) if row.dept_econ_code == code]


def _three_public_item(book: Book, node: str) -> Slot | None:
    """The item, whether it is printed as a column or as a row by fund."""
    rows = book.rows("three_public")
    if book.head("three_public", node):
        return book.slot("three_public", rows[0] if rows else None, node)
    row = next((row for row in rows if row.role == node), None)
    return book.slot("three_public", row, "all_funds")
