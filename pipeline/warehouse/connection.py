"""Connections to the warehouse.

Here: opening DuckDB files, short-lived, without network extensions. Not here: SQL of any kind.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.kernel.errors import NoWarehouseError

_CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database at ``path``, replacing what was there; nobody else may be reading it."""
    for leftover in (path, path.with_suffix(path.suffix + ".wal")):
        leftover.unlink(missing_ok=True)
    connection = duckdb.connect(str(path), config=dict(_CONFIG))
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection.

    Raises:
        NoWarehouseError: nothing has been published there.
    """
    if not path.exists():
        raise NoWarehouseError(str(path))
    connection = duckdb.connect(str(path), read_only=True, config={**_CONFIG, "enable_external_access": "false"})
    try:
        yield connection
    finally:
        connection.close()
