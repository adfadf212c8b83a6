"""What a person acknowledges leaves quarantine, stays a break, and is kept as printed; nothing else is let through."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from assets.assemble import material
from assets.paths import CODES
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.sources.home import Home
from pipeline.sources.raw_store import raw_files
from pipeline.warehouse.acknowledgements import Acknowledgement
from pipeline.warehouse.audit import audit
from pipeline.warehouse.build import build_candidate
from pipeline.warehouse.connection import reading

pytestmark = pytest.mark.integration

BROKEN = "SELECT disclosure_id, table_no FROM dim_table WHERE is_quarantined"
Build = Callable[..., Path]
Rows = list[tuple[object, ...]]


def rows(path: Path, query: str) -> Rows:
    with reading(path) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def the_break(published: Home) -> Acknowledgement:
    """The one break by which a sample's table is quarantined."""
    ((disclosure_id, identity_id, instance, difference),) = rows(
        published.warehouse,
        "SELECT disclosure_id, identity_id, instance, difference FROM fact_check k "
        f"JOIN ({BROKEN}) USING (disclosure_id, table_no) WHERE verdict = 'break' AND rhs IS NOT NULL",
    )
    return Acknowledgement(
        str(disclosure_id),
        None,
        str(identity_id),
        str(instance),
        Decimal(str(difference)),
        "某人",
        date(2026, 3, 31),
        "so printed",
        "acknowledged.yaml:3",
    )


@pytest.fixture
def build(published: Home, tmp_path: Path) -> Build:
    """Build a candidate with these acknowledgements; it passes the audit."""

    def run(*acknowledged: Acknowledgement) -> Path:
        path = tmp_path / "candidate.duckdb"
        found = replace(material(published, raw_files(published)), acknowledged=acknowledged)
        build_candidate(path, found, load_codes(CODES), CATALOGUE)
        assert audit(path) == []
        return path

    return run


def statuses(path: Path) -> Rows:
    return rows(path, "SELECT status, breaks FROM acknowledgement ORDER BY ack_no")


def test_an_acknowledged_break_is_the_publishers_and_its_table_becomes_facts(
    published: Home, the_break: Acknowledgement, build: Build
) -> None:
    of_table = (
        "SELECT count(*) FROM {} l JOIN dim_table t USING (disclosure_id, table_no) "
        f"WHERE t.disclosure_id = '{the_break.disclosure_id}' AND t.table_id = 'economic'"
    )
    assert rows(published.warehouse, of_table.format("fact_budget_line")) == [(0,)]
    path = build(the_break, replace(the_break, instance="table 99"), replace(the_break, disclosure_id="0" * 12))
    assert statuses(path) == [("acknowledged", 1), ("no_instance", 0), ("no_disclosure", 0)]
    kept = "SELECT verdict, attribution, acknowledged, difference FROM fact_check WHERE acknowledged IS NOT NULL"
    assert rows(path, kept) == [("break", "publisher", "so printed", the_break.difference)]
    assert rows(path, BROKEN) == []
    assert rows(path, "SELECT count(*) FROM reported_cell WHERE is_quarantined") == [(0,)]
    assert rows(path, of_table.format("fact_budget_line"))[0][0]
    assert rows(path, of_table.format("fact_reported_total"))[0][0]
    differing = "SELECT count(*) FROM cell WHERE certainty = 'disputed'"
    assert rows(path, differing) == rows(published.warehouse, differing)


def test_another_difference_than_the_one_seen_is_not_acknowledged(
    published: Home, the_break: Acknowledgement, build: Build
) -> None:
    ((held,),) = rows(
        published.warehouse,
        f"SELECT min(instance) FROM fact_check WHERE disclosure_id = '{the_break.disclosure_id}' "
        "AND identity_id = 'GJ-007' AND verdict = 'exact'",
    )
    path = build(replace(the_break, difference=Decimal(7)), replace(the_break, instance=str(held), difference=None))
    assert statuses(path) == [("changed", 0), ("holds", 0)]
    assert len(rows(path, BROKEN)) == 1
    assert rows(path, "SELECT count(*) FROM fact_check WHERE acknowledged IS NOT NULL") == [(0,)]


def test_every_version_of_a_publication_can_be_acknowledged_at_once(
    published: Home, the_break: Acknowledgement, build: Build
) -> None:
    ((publication_id,),) = rows(
        published.warehouse,
        f"SELECT publication_id FROM dim_disclosure WHERE disclosure_id = '{the_break.disclosure_id}'",
    )
    path = build(replace(the_break, disclosure_id=None, publication_id=str(publication_id), difference=None))
    assert statuses(path) == [("acknowledged", 1)]
    assert rows(path, BROKEN) == []


def test_a_break_between_tables_flags_and_never_quarantines(published: Home, tmp_path: Path) -> None:
    """An unexplained break of an identity between tables beside an unquarantined table passes the audit."""
    path = tmp_path / "between.duckdb"
    path.write_bytes(published.warehouse.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "UPDATE fact_check SET verdict = 'break', attribution = 'unexplained' "
            "WHERE identity_id IN (SELECT identity_id FROM dim_identity WHERE is_hard AND NOT is_footing)"
        )
    assert audit(path) == []
