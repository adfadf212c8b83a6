"""The audit refuses what must not be published, and names it."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.sources.home import Home
from pipeline.warehouse.audit import audit

pytestmark = pytest.mark.integration


def damaged(published: Home, tmp_path: Path, statement: str) -> list[str]:
    path = tmp_path / "candidate.duckdb"
    shutil.copy(published.warehouse, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
    return audit(path)


def test_what_was_published_passes(published: Home) -> None:
    assert audit(published.warehouse) == []


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("INSERT INTO dim_fund SELECT * FROM dim_fund WHERE fund_key <> 0 LIMIT 1", "repeated keys in dim_fund"),
        ("UPDATE fact_budget_line SET function_key = 42", "point at no dim_function"),
        ("DELETE FROM cell WHERE table_id = 'procurement'", "neither placed nor listed"),
        ("UPDATE dim_table SET is_quarantined = false", "not quarantined"),
        ("UPDATE dim_table SET is_quarantined = true", "facts from quarantined tables"),
        ("UPDATE fact_budget_line SET amount_cny = amount_cny + 0.01", "not reported cells"),
        ("UPDATE dim_table SET is_quarantined = true", "that nothing within them breaks"),
        ("UPDATE cell SET is_quarantined = NOT is_quarantined", "do not say what their table says"),
        ("UPDATE fact_check SET acknowledged = 'r' WHERE verdict = 'exact'", "no break of the publisher"),
        ("UPDATE fact_check SET acknowledged = 'r' WHERE verdict = 'break'", "no break of the publisher"),
        ("UPDATE fact_check SET rhs = NULL WHERE identity_id = 'GJ-001'", "checks of amounts that say none"),
    ],
)
def test_damage_is_refused_and_named(published: Home, tmp_path: Path, statement: str, named: str) -> None:
    problems = damaged(published, tmp_path, statement)
    assert any(named in problem for problem in problems), problems
