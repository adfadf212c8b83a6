"""Findings of the review in the warehouse: with their kinds, the gravest first, over all files of a publication."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.review import KINDS
from pipeline.sources.home import Home
from pipeline.warehouse.connection import reading

pytestmark = pytest.mark.integration

ITS = "(SELECT disclosure_id FROM dim_disclosure WHERE file_name LIKE 'qinhuangdao%')"
MISSING = (
    "INSERT INTO fact_finding (disclosure_id, finding_no, kind, table_id) "
    f"VALUES ({ITS}, 1, 'table_missing', 'gov_fund')"
)


def kinds_after(published: Home, tmp_path: Path, *statements: str) -> list[str]:
    path = tmp_path / "changed.duckdb"
    shutil.copy(published.warehouse, path)
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        found = connection.execute(f"SELECT kind FROM findings WHERE disclosure_id = {ITS}").fetchall()
    return [kind for (kind,) in found]


def test_the_samples_have_the_one_fault_that_their_pages_have(published: Home) -> None:
    """An empty table of government funds without a note; three other samples have theirs."""
    with reading(published.warehouse) as connection:
        found = connection.execute("SELECT file_name, kind, table_id FROM findings").fetchall()
    assert found == [("anyang-yindu-2024-department.txt", "empty_unstated", "gov_fund")]


def test_every_kind_is_explained_in_both_languages(published: Home) -> None:
    with reading(published.warehouse) as connection:
        found = connection.execute("SELECT kind FROM dim_finding_kind WHERE english <> '' AND chinese <> ''").fetchall()
    assert {kind for (kind,) in found} == {kind.id for kind in KINDS}


def test_a_table_that_no_file_of_the_publication_prints_is_missing(published: Home, tmp_path: Path) -> None:
    dropped = f"DELETE FROM dim_table WHERE disclosure_id = {ITS} AND table_id = 'gov_fund'"
    assert kinds_after(published, tmp_path, dropped, MISSING) == ["table_missing"]


def test_a_table_that_another_file_of_the_publication_prints_is_not_missing(published: Home, tmp_path: Path) -> None:
    assert kinds_after(published, tmp_path, MISSING) == []


def test_the_gravest_come_first(published: Home, tmp_path: Path) -> None:
    note, error = (
        f"INSERT INTO fact_finding (disclosure_id, finding_no, kind) VALUES ({ITS}, {number}, '{kind}')"
        for number, kind in ((1, "choice_left"), (2, "unit_differs"))
    )
    assert kinds_after(published, tmp_path, note, error) == ["unit_differs", "choice_left"]
