"""The words that identities between tables are made of: copies, sums, columns by meaning, subjects by class.

Here: what several of them need. Not here: any identity.
"""

from collections import defaultdict
from collections.abc import Iterator

from expectations.book import Book, Parts
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Row

FUND_NODES = ("fiscal", "gpb", "gpb_appropriation", "gov_fund", "state_capital", "special_account", "unit_funds")
INCOME_NODES = ("business", "operating_income", "from_superior", "from_subordinate", "other_income")

FUND_TABLES = {"gpb": "gpb_expenditure", "gov_fund": "gov_fund", "state_capital": "state_capital"}
"""Each fund of the fiscal balance and its own expenditure table."""


def copy_of(identity: str, key: str, left: Slot | None, right: Slot | None) -> Iterator[Instance]:
    """An instance that two slots agree; none where one of them is not published."""
    if left is not None and right is not None:
        yield Instance(identity, key, Relation.COPY, left, ((1, right),))


def sum_of(identity: str, key: str, left: Slot | None, parts: Parts, doubt: str = "") -> Iterator[Instance]:
    """An instance that a slot is the sum of others; none where a side is not published."""
    if left is not None and parts:
        yield Instance(identity, key, Relation.SUM, left, parts, doubt)


def by_class(book: Book, table_id: str) -> dict[str, list[Row]]:
    """Leaf subjects of a functional table by class (类)."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in book.leaves(table_id):
        if row.function_code:
            found[row.function_code[:3]].append(row)
    return found


def by_code(book: Book, table_id: str) -> dict[str, list[Row]]:
    """Leaf subjects of a functional table by their whole code."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in book.leaves(table_id):
        if row.function_code:
            found[row.function_code].append(row)
    return found


def present(row: Row | None) -> list[Row]:
    """A row as a list, empty where there is none."""
    return [row] if row is not None else []
