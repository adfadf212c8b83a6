"""Ties between disclosures: judged in yuan, by the printed places, and casting doubt where they are hard."""

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from expectations.across.tie import Tie, judged
from pipeline.recover.frames import CELL, CHECK
from pipeline.warehouse.between_disclosures import load_checks

TIE = "SELECT 'here' AS instance, '{}' AS cell_id, {} AS cell_ids"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        for spec in (CELL, CHECK):
            opened.execute(spec.ddl().replace(" NOT NULL", ""))
        opened.execute("CREATE TABLE dim_identity AS SELECT 'GJ-033a' AS identity_id, true AS is_hard")
        for fact in ("fact_budget_line", "fact_reported_total"):
            opened.execute(f"CREATE TABLE {fact} AS SELECT '' AS cell_id, '' AS certainty LIMIT 0")
        yield opened


def put(
    connection: duckdb.DuckDBPyConnection, cell_id: str, value: str, unit: str | None, certainty: str = "positioned"
) -> None:
    decimals = len(value.partition(".")[2])
    connection.execute(
        "INSERT INTO cell (cell_id, disclosure_id, table_no, value, decimals, money_unit, certainty) "
        "VALUES (?, ?, 2, ?, ?, ?, ?)",
        [cell_id, cell_id[0], Decimal(value), decimals, unit, certainty],
    )


def judge(connection: duckdb.DuckDBPyConnection, left: str, *right: str) -> dict[str, object]:
    (found,) = judged(connection, Tie("GJ-033a", TIE.format(left, list(right))))
    return found


def test_yuan_and_ten_thousands_are_compared_by_their_printed_places(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "a1", "1234.57", "万元")
    put(connection, "b1", "12345678.00", "元")
    found = judge(connection, "a1", "b1")
    assert (found["verdict"], found["lhs"], found["difference"]) == ("rounding", Decimal("1234.57"), Decimal("0.0022"))
    assert (found["disclosure_id"], found["cell_ids"]) == ("a", ["a1", "b1"])


def test_what_rounding_cannot_explain_is_a_break_of_the_publishers(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "a1", "1234.57", "万元")
    put(connection, "b1", "1243.57", "万元")
    found = judge(connection, "a1", "b1")
    assert (found["verdict"], found["attribution"]) == ("break", "publisher")
    assert found["difference"] == Decimal(-9)


def test_a_break_with_a_doubtful_figure_is_unexplained(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "a1", "1234.57", "万元", "unchecked")
    put(connection, "b1", "1243.57", "万元")
    assert judge(connection, "a1", "b1")["attribution"] == "unexplained"


def test_a_sum_over_disclosures_allows_half_of_every_printed_place(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "a1", "3.00", "万元")
    put(connection, "b1", "1.01", "万元")
    put(connection, "c1", "20000.00", "元")
    assert judge(connection, "a1", "b1", "c1")["verdict"] == "rounding"
    put(connection, "d1", "20100.00", "元")
    assert judge(connection, "a1", "b1", "d1")["verdict"] == "break"


def test_an_unknown_unit_of_money_is_not_judged(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "a1", "3.00", None)
    put(connection, "b1", "4.00", "万元")
    found = judge(connection, "a1", "b1")
    assert (found["verdict"], found["attribution"]) == ("not_evaluable", None)


def test_figures_that_break_a_hard_tie_are_disputed_in_both_disclosures(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "a1", "3.00", "万元")
    put(connection, "b1", "4.00", "万元")
    put(connection, "c1", "4.00", "万元")
    load_checks(connection, CHECK.frame([judge(connection, "a1", "b1")]))
    found = dict(connection.execute("SELECT cell_id, certainty FROM cell").fetchall())
    assert found == {"a1": "disputed", "b1": "disputed", "c1": "positioned"}
