"""Suites derived from the specs and the catalogue: what contradicts them is found, counted and named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations.catalogue import CATALOGUE
from expectations.suites.identities import identity_suites
from expectations.suites.rule import MOST_SHOWN, Severity, Suite
from expectations.suites.star import RECONCILED_TOTALS, star_suites, suite_of
from expectations.suites.validation import Outcome, new_context, validate
from pipeline.facts import star
from pipeline.recover import frames
from pipeline.sources.home import Home
from pipeline.warehouse.catalog import TABLES

pytestmark = pytest.mark.integration

Damaged = Callable[[Suite, str], dict[str, Outcome]]
ANYANG = "anyang-yindu-2024-department.txt"
_OF_ANYANG = f"disclosure_id = (SELECT disclosure_id FROM dim_disclosure WHERE file_name = '{ANYANG}')"
_NULLABLE = "ALTER TABLE fact_check ALTER COLUMN verdict DROP NOT NULL;"
_FIRST_LINE = (
    f"cell_id = (SELECT min(cell_id) FROM fact_budget_line JOIN dim_table USING (disclosure_id, table_no) "
    f"WHERE {_OF_ANYANG} AND table_id = 'expenditure' AND measure = 'budget')"
)


@pytest.fixture
def damaged(published: Home, tmp_path: Path) -> Damaged:
    """Validate a suite over a copy of what was published, after a statement; outcomes by rule."""

    def run(suite: Suite, statement: str) -> dict[str, Outcome]:
        path = tmp_path / "damaged.duckdb"
        shutil.copy(published.warehouse, path)
        with duckdb.connect(str(path)) as connection:
            connection.execute(statement)
        return {outcome.rule.id: outcome for outcome in validate(path, [suite])}

    return run


def unmet(outcomes: dict[str, Outcome]) -> set[str]:
    return {rule for rule, outcome in outcomes.items() if not outcome.is_met}


def test_what_was_published_is_as_its_specs_declare(published: Home) -> None:
    outcomes = validate(published.warehouse, star_suites())
    assert [outcome.text() for outcome in outcomes if not outcome.is_met] == []
    assert {outcome.suite for outcome in outcomes} == {suite.name for suite in star_suites()}
    assert all(outcome.looked_at for outcome in outcomes if outcome.suite == "star-cell")


def test_every_spec_and_every_identity_has_its_rules() -> None:
    rules = {suite.name: {rule.id for rule in suite.rules} for suite in star_suites()}
    for spec in TABLES:
        expected = {"columns", "key", *(f"foreign_key:{','.join(key.columns)}" for key in spec.foreign_keys)}
        expected |= {f"not_null:{field.name}" for field in spec.fields if not field.is_nullable}
        expected |= {f"values:{field.name}" for field in spec.fields if field.values}
        assert rules[f"star-{spec.name}"] == expected
    families = identity_suites(CATALOGUE)
    assert families.keys() == {identity.number for identity in CATALOGUE.values()}
    for identity in CATALOGUE.values():
        weights = {rule.id: rule.severity for rule in families[identity.number].rules}
        assert weights[f"reported:{identity.id}"] is Severity.WARNING
        assert (weights.get(f"ours:{identity.id}") is Severity.CRITICAL) == identity.is_hard


@pytest.mark.parametrize(
    ("spec", "statement", "rule", "named"),
    [
        (
            frames.CELL,
            f"UPDATE cell SET certainty = 'sure' WHERE {_FIRST_LINE}",
            "values:certainty",
            [ANYANG, "[expenditure]", "可信度 certainty: sure", " = "],
        ),
        (
            star.FACT_BUDGET_LINE,
            f"UPDATE fact_budget_line SET function_key = 42 WHERE {_FIRST_LINE}",
            "foreign_key:function_key",
            [ANYANG, "[expenditure]", "功能科目键 function_key: 42", "金额（元） amount_cny: ", "万元"],
        ),
        (
            frames.CHECK,
            f"{_NULLABLE} UPDATE fact_check SET verdict = NULL WHERE {_OF_ANYANG} AND identity_id = 'GJ-001'",
            "not_null:verdict",
            [ANYANG, "实例 instance: table ", "结论 verdict: —"],
        ),
        (
            star.DIM_FUND,
            "INSERT INTO dim_fund SELECT * FROM dim_fund WHERE fund_key <> 0 LIMIT 1",
            "key",
            ["键 fund_key: ", "Contradicted by 2 of"],
        ),
        (
            star.DIM_IDENTITY,
            "ALTER TABLE dim_identity ALTER COLUMN number TYPE BIGINT",
            "columns",
            ["声明列 declared: number", "声明类型 declared type: INTEGER", "实有类型 found type: BIGINT"],
        ),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_row_against_its_spec_is_named_with_its_disclosure_table_and_place(
    damaged: Damaged, spec: object, statement: str, rule: str, named: list[str]
) -> None:
    outcomes = damaged(suite_of(spec), statement)  # type: ignore[arg-type]
    assert unmet(outcomes) == {rule}
    assert outcomes[rule].rule.severity is Severity.CRITICAL
    for words in named:
        assert words in outcomes[rule].text()


def test_a_key_that_is_null_points_at_nothing_and_one_that_is_wrong_at_something_missing(damaged: Damaged) -> None:
    suite = suite_of(frames.SUSPECT)
    assert not unmet(damaged(suite, "UPDATE suspect SET cell_id = NULL WHERE rank = 1"))
    assert unmet(damaged(suite, "UPDATE suspect SET cell_id = 'nowhere' WHERE rank = 1")) == {"foreign_key:cell_id"}


def test_a_rule_over_a_column_that_is_gone_does_not_pass(damaged: Damaged) -> None:
    outcomes = damaged(suite_of(star.DIM_NATURE), "ALTER TABLE dim_nature DROP COLUMN english")
    assert unmet(outcomes) == {"columns", "not_null:english"}
    assert "cannot be checked" in outcomes["not_null:english"].text()


def test_a_total_that_is_not_its_leaves_shows_both_sides_and_the_difference(damaged: Damaged) -> None:
    statement = f"UPDATE fact_budget_line SET amount_cny = amount_cny + 100 WHERE {_FIRST_LINE}"
    outcome = damaged(RECONCILED_TOTALS, statement)["totals_are_their_leaves"]
    assert outcome.contradicting == 1
    row = dict(zip((heading.split(" ", 1)[0] for heading in outcome.headings), outcome.shown[0], strict=True))
    assert ANYANG in row["披露文件"]
    assert "[expenditure]" in row["报表"]
    assert "合计" in row["行·列"]
    assert (row["合计（元）"], row["明细之和（元）"], row["差额（元）"]) == (
        "61,921,400.00",
        "61,921,500.00",
        "-100.00",
    )


@pytest.mark.parametrize(
    ("attribution", "is_quarantined", "rule"),
    [
        ("'extraction'", False, "ours:GJ-001"),
        ("NULL", False, "ours:GJ-001"),
        ("'unexplained'", True, "reported:GJ-001"),
        ("'publisher'", False, "reported:GJ-001"),
    ],
)
def test_a_break_that_is_ours_fails_and_one_that_is_the_publishers_is_reported(
    damaged: Damaged, attribution: str, rule: str, *, is_quarantined: bool
) -> None:
    outcomes = damaged(
        identity_suites(CATALOGUE)[1],
        f"UPDATE dim_table SET is_quarantined = {is_quarantined} WHERE {_OF_ANYANG} AND table_id = 'balance'; "
        f"UPDATE fact_check SET verdict = 'break', lhs = 1200, rhs = 1234.5, difference = -34.5, "
        f"attribution = {attribution} WHERE {_OF_ANYANG} AND identity_id = 'GJ-001' "
        "AND table_no = (SELECT min(table_no) FROM dim_table WHERE table_id = 'balance')",
    )
    assert unmet(outcomes) == {rule}
    assert (outcomes[rule].rule.severity is Severity.CRITICAL) == rule.startswith("ours")
    assert outcomes["reported:GJ-001"].tally["break"] == 1
    for words in (ANYANG, "[balance]", "左 left: 1,200.00", "右 right: 1,234.50", "差额 difference: -34.50", "万元"):
        assert words in outcomes[rule].text()


def test_of_many_contradictions_all_are_counted_and_the_first_are_shown(damaged: Damaged) -> None:
    """What leaves DuckDB does not grow with what is wrong."""
    outcome = damaged(suite_of(frames.CELL), "UPDATE cell SET certainty = 'sure'")["values:certainty"]
    assert outcome.contradicting == outcome.looked_at > MOST_SHOWN
    assert len(outcome.shown) == MOST_SHOWN
    assert f"… {outcome.contradicting - 5} more" in outcome.text()


def test_great_expectations_tells_nobody() -> None:
    assert new_context().variables.config.analytics_enabled is False
