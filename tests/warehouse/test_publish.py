"""Readers are never blocked and never see half a load, however often a warehouse is published."""

import multiprocessing
import shutil
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.sources.home import Home
from pipeline.warehouse.connection import reading
from pipeline.warehouse.publish import publish

pytestmark = pytest.mark.integration

VERSIONS = 12
READERS = 3
STARTING_SECONDS = 300
STAMPS = (
    "SELECT list(DISTINCT reason) FROM dim_disclosure",
    "SELECT list(DISTINCT statement) FROM dim_table",
    "SELECT list(DISTINCT repair) FROM cell",
)
"""One stamp a version, in the first, a middle and the largest table."""


def stamps(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found: set[str] = set()
    for query in STAMPS:
        found.update((connection.execute(query).fetchone() or ([],))[0])
    return found


def read_in_a_loop(warehouse: Path, begun: Barrier, done: Event, seen: Any) -> None:
    """Open, query, close, from before the first publish to after the last; tell every stamp, or what went wrong."""
    told: list[str] = []
    is_last = False
    try:
        while not is_last:
            is_last = done.is_set()
            with reading(warehouse) as connection:
                found = stamps(connection)
            if len(found) != 1:
                seen.put(f"half a load: {sorted(found)}")
                return
            if not told:
                begun.wait(STARTING_SECONDS)
            told += found
    except duckdb.Error as error:
        seen.put(f"a reader was shut out: {error}")
        return
    seen.put(told)


def candidate(published: Home, folder: Path, version: int) -> Path:
    """A complete warehouse that bears its version in three tables."""
    path = folder / f"candidate-{version}.duckdb"
    shutil.copy(published.warehouse, path)
    with duckdb.connect(str(path)) as connection:
        for table, column in (("dim_disclosure", "reason"), ("dim_table", "statement"), ("cell", "repair")):
            connection.execute(f"UPDATE {table} SET {column} = ?", [f"version {version:02d}"])
    return path


def test_readers_that_query_during_publishes_each_see_one_whole_version(published: Home, tmp_path: Path) -> None:
    warehouse = tmp_path / "gouji.duckdb"
    publish(candidate(published, tmp_path, 0), warehouse)
    context = multiprocessing.get_context("spawn")
    begun, done, seen = context.Barrier(READERS + 1), context.Event(), context.Queue()
    readers = [context.Process(target=read_in_a_loop, args=(warehouse, begun, done, seen)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    begun.wait(STARTING_SECONDS)
    for version in range(1, VERSIONS):
        publish(candidate(published, tmp_path, version), warehouse)
    done.set()
    answers = [seen.get(timeout=120) for _ in readers]
    for reader in readers:
        reader.join()
    for answer in answers:
        assert isinstance(answer, list), answer
        assert answer == sorted(answer), "a reader saw an older version after a newer one"
        assert (answer[0], answer[-1]) == ("version 00", f"version {VERSIONS - 1:02d}")


def test_a_reader_that_stays_keeps_its_version_and_holds_nobody_up(published: Home, tmp_path: Path) -> None:
    warehouse = tmp_path / "gouji.duckdb"
    publish(candidate(published, tmp_path, 1), warehouse)
    newer = candidate(published, tmp_path, 2)
    with reading(warehouse) as connection:
        publish(newer, warehouse)
        assert stamps(connection) == {"version 01"}
    with reading(warehouse) as connection:
        assert stamps(connection) == {"version 02"}
