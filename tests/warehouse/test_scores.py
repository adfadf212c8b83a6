"""Scores follow what was published and what we made of it, and blame each for its own."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.paths import SAMPLES
from pipeline.sources.home import Home
from pipeline.warehouse.connection import reading
from pipeline.warehouse.scores import fill_scores

pytestmark = pytest.mark.integration

Scored = Callable[..., dict[str, Any]]
WHOLE = "d.file_name LIKE 'qinhuangdao%'"


def scores(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    found = connection.execute(f"SELECT s.* FROM scores s JOIN dim_disclosure d USING (disclosure_id) WHERE {WHOLE}")
    names = [column[0] for column in found.description or []]
    return dict(zip(names, found.fetchone() or (), strict=True))


@pytest.fixture
def after(published: Home, tmp_path: Path) -> Scored:
    """The scores of one disclosure after something was changed in the warehouse."""

    def run(*statements: str) -> dict[str, Any]:
        path = tmp_path / "changed.duckdb"
        shutil.copy(published.warehouse, path)
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(
                    statement.replace("ITS", f"(SELECT disclosure_id FROM dim_disclosure d WHERE {WHOLE})")
                )
            fill_scores(connection)
            return scores(connection)

    return run


def break_for(attribution: str) -> str:
    return (
        f"UPDATE fact_check SET verdict = 'break', attribution = '{attribution}' "
        "WHERE disclosure_id = ITS AND identity_id = 'GJ-001'"
    )


def test_a_disclosure_that_adds_up_and_was_read_whole_wants_nothing(published: Home) -> None:
    with reading(published.warehouse) as connection:
        found = scores(connection)
    assert (found["score"], found["publisher_score"], found["extraction_score"]) == (100, 100, 100)
    assert found["publisher_stability"] is None
    assert not found["missing_tables"]


def test_a_publishers_break_lowers_the_publishers_score_alone(after: Scored) -> None:
    found = after(break_for("publisher"))
    assert found["publisher_consistency"] < 100
    assert (found["extraction_score"], found["publisher_breaks"] > 0) == (100, True)


def test_our_break_lowers_the_extractions_score_alone(after: Scored) -> None:
    found = after(break_for("unexplained"))
    assert found["extraction_agreement"] < 100
    assert (found["publisher_score"], found["our_breaks"] > 0) == (100, True)


def test_a_hard_identity_counts_more_than_a_soft_one(after: Scored) -> None:
    soft = "UPDATE dim_identity SET is_hard = false WHERE identity_id = 'GJ-001'"
    assert (
        after(break_for("publisher"))["publisher_consistency"]
        < after(soft, break_for("publisher"))["publisher_consistency"]
    )


def test_cells_disputed_by_the_publishers_break_alone_do_not_blame_the_extraction(after: Scored) -> None:
    disputed = (
        "UPDATE cell SET certainty = 'disputed' FROM (SELECT unnest(cell_ids) AS cell_id FROM fact_check "
        "WHERE disclosure_id = ITS AND identity_id = 'GJ-001') k WHERE k.cell_id = cell.cell_id"
    )
    assert after(break_for("publisher"), disputed)["extraction_certainty"] == 100
    assert after(break_for("unexplained"), disputed)["extraction_certainty"] < 100


def test_a_missing_table_is_named_unless_an_unread_page_may_hold_it(after: Scored) -> None:
    gone = "UPDATE dim_table SET table_id = 'other:x' WHERE disclosure_id = ITS AND table_id = 'gpb_basic'"
    found = after(gone)
    assert found["missing_tables"] == ["gpb_basic"]
    assert found["publisher_completeness"] == 87.5
    unread = after(gone, "INSERT INTO unread_page SELECT ITS, 3, 'a picture'")
    assert unread["publisher_completeness"] is None
    assert unread["extraction_reading"] < 100


def test_a_table_that_says_no_less_stands_for_the_required_one(after: Scored) -> None:
    found = after(
        "UPDATE dim_table SET table_id = 'gov_fund_balance' WHERE disclosure_id = ITS AND table_id = 'gov_fund'"
    )
    assert found["publisher_completeness"] == 100


def test_a_number_without_a_place_lowers_placement_but_a_repeated_row_does_not(after: Scored) -> None:
    lost = "INSERT INTO unplaced SELECT ITS, 1, 99, '1.00', 'amount', '{}', NULL, 1"
    assert after(lost.format("its row has no label"))["extraction_placement"] < 100
    assert after(lost.format("repeat"))["extraction_placement"] == 100


def test_nothing_judged_gives_no_score(after: Scored) -> None:
    found = after(
        "DELETE FROM fact_check WHERE disclosure_id = ITS",
        "UPDATE dim_disclosure SET score = NULL, publisher_score = NULL, extraction_score = NULL",
    )
    assert (found["score"], found["publisher_score"], found["extraction_score"]) == (None, None, None)


def test_figures_that_a_later_version_changed_count_against_the_earlier_one(home: Home, tmp_path: Path) -> None:
    from assets.publishing import build
    from assets.stages import STAGES, run_stage
    from pipeline.sources.raw_store import add, raw_files

    text = (SAMPLES / "xinxiang-social-insurance-2023-unit.txt").read_text(encoding="utf-8")
    path = tmp_path / "budget.txt"
    for version in (text, text.replace("5.20", "5.30")):
        path.write_text(version, encoding="utf-8")
        add(home, path)
    for stage in STAGES:
        run_stage(home, raw_files(home), stage, processes=1)
    build(home, home.candidate)
    with reading(home.candidate) as connection:
        found = dict(connection.execute("SELECT is_current, publisher_stability FROM dim_disclosure").fetchall())
    assert found[True] is None
    assert 90 < found[False] < 100
