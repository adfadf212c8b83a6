"""The rows of a table that are one unit's (所属单位), or the whole disclosure's.

Here: telling units' names in sentences from those in tables. Not here: which of those rows a claim means (``cells``).
"""

import re
from collections.abc import Sequence

from pipeline.kernel.text import folded
from pipeline.kernel.wording import is_own_part, whole_of
from pipeline.tables.model import Row, RowKind, Table

_BRACKETED = re.compile(r"\(([^()]+)\)$")


def names_of(name: str) -> frozenset[str]:
    """The ways in which a unit may be named: its own part with or without brackets, a second name in brackets."""
    plain = folded(name)
    if is_own_part(plain):
        return frozenset({f"{whole_of(plain)}本级"})
    second = _BRACKETED.search(plain)
    return frozenset({plain, plain[: second.start()], second[1]} if second else {plain})


def rows_of(table: Table, of_unit: str) -> Sequence[Row]:
    """The rows of a unit; every row where no unit is meant."""
    if not of_unit:
        return table.rows
    names = names_of(of_unit)
    return [row for row in table.rows if row.unit_name and not names.isdisjoint(names_of(row.unit_name))]


def total_of(rows: Sequence[Row], whose: str) -> Row | None:
    """The row that covers a unit, or with ``whose`` the publisher the whole table."""
    names = names_of(whose)
    units = [row for row in rows if row.role == "unit" and row.unit_name and names & names_of(row.unit_name)]
    total = next((row for row in rows if row.kind is RowKind.TOTAL), None)
    every = [row for row in rows if row.role == "unit"]
    # A table of one unit's row alone is that unit's, under whichever of its names.
    found = units or (every if len({row.unit_name for row in rows}) == 1 else [])
    return total or (found[0] if len(found) == 1 else None)
