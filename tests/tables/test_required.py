"""The tables that a publication must have, by stage."""

from pipeline.tables.families import all_families, required_tables


def test_budgets_have_eight_and_final_accounts_nine() -> None:
    assert set(required_tables("budget")) == {
        *("balance", "revenue", "expenditure", "fiscal_balance"),
        *("gpb_expenditure", "gpb_basic", "three_public", "gov_fund"),
    }
    assert len(required_tables("final")) == 9
    assert all(table_id.startswith("final_") for table_id in required_tables("final"))


def test_what_stands_for_another_family_names_a_required_one() -> None:
    required = {table_id for stage in ("budget", "final") for table_id in required_tables(stage)}
    assert {family.stands_for for family in all_families() if family.stands_for} <= required
    assert required_tables("budget")["gov_fund"] == {"gov_fund", "gov_fund_balance"}
