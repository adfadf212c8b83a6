"""What a query answered, as rows and as texts for a person.

Here: running a query and writing its values. Not here: the queries.
"""

from decimal import Decimal
from typing import Any

import duckdb

Rows = list[tuple[Any, ...]]


def rows_of(connection: duckdb.DuckDBPyConnection, query: str, *values: Any) -> Rows:
    """The rows that a query answers with."""
    return connection.execute(query, list(values)).fetchall()


def as_text(value: Any) -> str:
    """A value as a person reads it: amounts with thousands separators and no trailing zeros, nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return str(value)


def as_texts(rows: Rows) -> list[list[str]]:
    """Rows as a person reads them."""
    return [[as_text(value) for value in row] for row in rows]
