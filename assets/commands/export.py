"""The published warehouse as files, one a table or view, for people who work with spreadsheets and data frames.

Here: `gouji export`. Not here: the forms of an answer on standard output (``reports.writers``).
"""

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import duckdb

from assets.paths import current_home
from assets.reports.writers import safe
from pipeline.kernel.errors import GoujiError
from pipeline.warehouse.connection import reading

_BATCH = 20_000
_COLUMNS = "columns"
_DICTIONARY = """
    SELECT table_name AS "table", column_name AS "column", data_type AS type, comment
    FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index
"""


class NoEmptyFolderError(GoujiError):
    """The folder to export to holds something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: it is no empty folder. Name a new one: nothing is written over.")


def _csv(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    """Write a query's rows; spreadsheets know by the mark in front that the Chinese text is UTF-8."""
    found = connection.execute(query)
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column[0] for column in found.description or []])
        while rows := found.fetchmany(_BATCH):
            writer.writerows([[safe(value) for value in row] for row in rows])
            count += len(rows)
    return count


def _parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    import pyarrow.parquet as pq  # noqa: PLC0415

    count = 0
    batches = connection.sql(query).to_arrow_reader(_BATCH)
    with pq.ParquetWriter(path, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


_FORMS: dict[str, Callable[[duckdb.DuckDBPyConnection, str, Path], int]] = {"csv": _csv, "parquet": _parquet}


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder that appears under its name when all of it is written.

    Raises:
        NoEmptyFolderError: something is there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NoEmptyFolderError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    working = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        yield working
        working.chmod(0o755)
        working.replace(folder)
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1"
    return [row[0] for row in connection.execute(query).fetchall()]


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(_FORMS)), default="csv", show_default=True)
def export(folder: Path, form: str) -> None:
    """Write every table and view of the published warehouse into DIR, a new or empty folder, one file each.

    `columns` tells what each column holds. CSV opens in spreadsheets: Chinese text is marked as UTF-8, and no text is
    taken for a formula.
    """
    with reading(current_home().warehouse) as connection, _whole(folder) as working:
        for name in _names(connection):
            count = _FORMS[form](connection, f'FROM "{name}"', working / f"{name}.{form}")
            click.echo(f"{name}.{form}  {count:,} rows", err=True)
        _FORMS[form](connection, _DICTIONARY, working / f"{_COLUMNS}.{form}")
    click.echo(str(folder))
