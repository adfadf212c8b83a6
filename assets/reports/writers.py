"""How a query's answer is written to standard output: table, csv, json or parquet.

Here: the forms. Not here: what is asked (``cli``, the other rooms of ``reports``).
"""

import csv
import json
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from assets.reports.terminal import layout

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FIGURE = re.compile(r"[+-]?[\d,.%]*")
"""A figure as printed, or a lone dash: spreadsheets calculate nothing from these."""

_MOST_TABLE_ROWS = 1000


def _plain(value: Any) -> Any:
    return value if isinstance(value, (int, float, bool, str, list, type(None))) else str(value)


def safe(value: Any) -> Any:
    """Keep a spreadsheet from taking text for a formula; figures stay as they are."""
    is_formula = isinstance(value, str) and value.startswith(_FORMULA_STARTS) and not _FIGURE.fullmatch(value)
    return f"'{value}" if is_formula else value


def _write_table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    shown = rows[:_MOST_TABLE_ROWS]
    numeric = frozenset(
        col
        for col in range(len(names))
        if shown and all(not isinstance(row[col], (str, list)) or row[col] is None for row in shown)
    )
    texts = [["" if value is None else str(value) for value in row] for row in shown]
    click.echo(layout(names, texts, numeric, 60))
    if len(rows) > len(shown):
        click.echo(f"… {len(rows) - len(shown):,} more rows: use --format csv", err=True)


def _write_csv(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[safe(value) for value in row] for row in rows])


def _write_json(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    objects = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
    click.echo(json.dumps(objects, ensure_ascii=False, indent=2))


WRITERS: dict[str, Callable[[Sequence[str], Sequence[Sequence[Any]]], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "json": _write_json,
}
"""By name of the form; each takes column names and rows."""


def write_parquet(table: Any) -> None:
    """Write an Arrow table."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    if sys.stdout.isatty():
        raise click.ClickException("parquet is binary: send it to a file, e.g. > result.parquet")
    pq.write_table(table, sys.stdout.buffer)
