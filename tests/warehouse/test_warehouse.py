"""The published warehouse keeps its contract."""

from decimal import Decimal

import duckdb
import pytest

from pipeline.recover.frames import REPORTED_CELL_FIELDS
from pipeline.sources.home import Home
from pipeline.warehouse.catalog import TABLES
from pipeline.warehouse.connection import reading
from pipeline.warehouse.views import VIEWS
from tests.generated.chain import Chained

pytestmark = pytest.mark.integration

OF_SENTENCES = {"headcount", "claims", "indicators"}
"""Views over narratives and targets, of which the samples print none (with sentences: tests/assets/test_claims.py)."""


def rows(home: Home, query: str) -> list[tuple[object, ...]]:
    with reading(home.warehouse) as connection:
        return connection.execute(query).fetchall()


def test_reported_cell_has_the_columns_of_the_contract(published: Home) -> None:
    contract = [
        *("cell_id", "disclosure_id", "file_name", "table_id", "table_no", "page", "row_no", "col_no", "row_kind"),
        *("side", "unit_code", "unit_name", "function_code", "function_name", "dept_econ_code", "dept_econ_name"),
        *("gov_econ_code", "gov_econ_name", "project_code", "project_name", "row_label", "column_path", "column_id"),
        *("measure", "printed", "printed_codes", "value", "money_unit", "amount_cny", "certainty", "is_quarantined"),
    ]
    assert [field.name for field in REPORTED_CELL_FIELDS] == contract
    assert [row[0] for row in rows(published, "DESCRIBE reported_cell")] == contract


def test_every_view_answers_on_the_samples_or_on_disclosures_that_hang_together(
    published: Home, chained: Chained
) -> None:
    for view in VIEWS:
        counting = f'SELECT count(*) FROM "{view.name}"'
        answers = rows(published, counting)[0][0] or rows(chained.home, counting)[0][0]
        assert view.name in OF_SENTENCES or answers, view.name


def test_every_column_of_a_view_is_explained_in_both_languages(published: Home) -> None:
    for view in VIEWS:
        columns = {row[0] for row in rows(published, f'DESCRIBE "{view.name}"')}
        assert {name for name, _ in view.columns} == columns, view.name
        for name, text in view.columns:
            assert any("a" <= character <= "z" for character in text), f"{view.name}.{name}"
            assert any("\u4e00" <= character <= "\u9fff" for character in text), f"{view.name}.{name}"


def test_every_table_and_view_is_there_and_commented(published: Home) -> None:
    commented = {
        row[0]
        for row in rows(
            published,
            "SELECT table_name FROM duckdb_tables() WHERE comment IS NOT NULL "
            "UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NOT NULL",
        )
    }
    assert {spec.name for spec in TABLES} | {view.name for view in VIEWS} <= commented


def test_leaves_are_additive_within_their_group(published: Home) -> None:
    """Additive within (disclosure, table, flow, presentation, measure), over line kinds: the printed totals."""
    differing = rows(
        published,
        """
        WITH leaves AS (
          SELECT disclosure_id, table_no, flow, sum(amount_cny) AS total FROM fact_budget_line GROUP BY ALL),
        clean AS (
          SELECT disclosure_id, table_no FROM fact_check WHERE rhs IS NOT NULL
          GROUP BY ALL HAVING bool_and(verdict = 'exact'))
        SELECT t.disclosure_id, t.table_no, t.flow, t.amount_cny, leaves.total
        FROM fact_reported_total t
        JOIN clean USING (disclosure_id, table_no)
        JOIN cell c USING (cell_id)
        LEFT JOIN leaves USING (disclosure_id, table_no, flow)
        WHERE c.row_kind = 'total' AND c.column_id IN ('total', 'all_funds') AND leaves.total <> t.amount_cny
        """,
    )
    assert differing == []


def test_questions_have_answers_to_the_fen(published: Home) -> None:
    found = rows(
        published,
        "SELECT sum(amount_cny) FROM expenditure_by_function WHERE unit = '秦皇岛市海港区人力资源和社会保障局'",
    )
    assert found == [(Decimal("40782300.00"),)]
    assert rows(
        published,
        "SELECT fund, amount_cny FROM revenue_by_fund WHERE unit LIKE '安阳市%' ORDER BY amount_cny DESC",
    ) == [("一般公共预算", Decimal("49204400.00")), ("上级补助收入", Decimal("12717000.00"))]
    assert rows(
        published,
        "SELECT sum(amount_cny) FROM expenditure_by_economic WHERE dept_econ_code = '30101' AND unit LIKE '安阳市%'",
    ) == [(Decimal("4129400.00"),)]
    assert rows(published, "SELECT count(*) FROM projects WHERE unit LIKE '安阳市%'") == [(22,)]


def test_codes_missing_from_the_list_are_kept_and_flagged(published: Home) -> None:
    sources = dict(rows(published, "SELECT source, count(*) FROM dim_function GROUP BY ALL"))
    assert set(sources) <= {"observed", "standard", "unverified", "unlisted"}
    orphans = rows(
        published,
        "SELECT count(*) FROM fact_budget_line l LEFT JOIN dim_function USING (function_key) WHERE code IS NULL",
    )
    assert orphans == [(0,)]


def test_facts_point_to_the_edition_that_their_disclosure_prints(published: Home) -> None:
    editions = rows(
        published,
        "SELECT DISTINCT d.fiscal_year, d.code_edition, f.edition FROM fact_budget_line l "
        "JOIN dim_disclosure d USING (disclosure_id) JOIN dim_function f USING (function_key) "
        "WHERE l.function_key <> 0 ORDER BY ALL",
    )
    assert editions == [(2022, 2022, 2022), (2023, 2023, 2023), (2024, 2024, 2024)]


def test_years_are_joined_across_editions(published: Home) -> None:
    query = (
        "SELECT DISTINCT last_code, last_name FROM code_succession WHERE scheme = '{}' AND edition = {} AND code = '{}'"
    )
    assert rows(published, query.format("function", 2018, "20805")) == [("20805", "行政事业单位养老支出")]
    assert rows(published, query.format("department", 2017, "30311")) == [("30113", "住房公积金")]
    assert rows(published, query.format("department", 2026, "30311")) == [("30311", "代缴社会保险费")]
    lost = (
        "SELECT count(*) FROM dim_code_bridge b "
        "WHERE b.to_key NOT IN (SELECT function_key FROM dim_function UNION ALL SELECT economic_key FROM dim_economic)"
    )
    assert rows(published, lost) == [(0,)]


def test_codes_are_judged_by_the_edition_of_their_year_and_no_figure_is_touched_by_it(published: Home) -> None:
    verdicts = dict(
        rows(published, "SELECT verdict, count(*) FROM fact_check WHERE identity_id LIKE 'GJ-040%' GROUP BY ALL")
    )
    assert verdicts["exact"] > 100
    assert "break" not in verdicts
    assert rows(
        published, "SELECT count(*) FROM fact_check WHERE identity_id LIKE 'GJ-040%' AND coalesce(lhs, rhs) IS NOT NULL"
    ) == [(0,)]


def test_a_misread_code_is_flagged_as_put_right_and_stays_as_printed(published: Home) -> None:
    assert rows(
        published,
        "SELECT DISTINCT dept_econ_code, certainty IN ('repaired', 'disputed'), repair LIKE '%30106 → 30108%' "
        "FROM cell WHERE printed_codes = '301 06 505 01'",
    ) == [("30108", True, True)]


def test_the_warehouse_is_read_only_and_shuts_out_files(published: Home) -> None:
    with reading(published.warehouse) as connection, pytest.raises(duckdb.Error):
        connection.execute("DELETE FROM cell")
    with reading(published.warehouse) as connection, pytest.raises(duckdb.PermissionException):
        connection.execute("SELECT * FROM read_text('/etc/hostname')")
