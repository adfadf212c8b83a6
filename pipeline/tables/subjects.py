"""The subject codes that rows print with their names.

Here: which codes, names and pairs a row prints. Not here: whether a list has them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.kernel.text import folded
from pipeline.tables.model import Row, Table

Place = tuple[int, int]
"""Where a row stands: table_no and row index."""

Printed = tuple[str, str, str]
"""Scheme, code and folded name."""


def coded(row: Row) -> Iterator[Printed]:
    """The subjects a row prints with code and name."""
    for scheme, code, name in (
        ("function", row.function_code, row.function_name),
        ("department", row.dept_econ_code, row.dept_econ_name),
        ("government", row.gov_econ_code, row.gov_econ_name),
    ):
        if code and name:
            yield scheme, code, folded(name)


def printed_subjects(tables: Iterable[Table]) -> dict[Printed, list[Place]]:
    """Every subject that the tables print with code and name, and the rows that do."""
    found: defaultdict[Printed, list[Place]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            for printed in coded(row):
                found[printed].append((table.table_no, row.index))
    return dict(found)


def printed_pairs(tables: Iterable[Table]) -> dict[tuple[str, str], list[Place]]:
    """Every department class and government class that one row prints together, and the rows that do."""
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            if row.dept_econ_code and row.gov_econ_code:
                found[row.dept_econ_code, row.gov_econ_code].append((table.table_no, row.index))
    return dict(found)
