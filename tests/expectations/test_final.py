"""Final accounts (决算) after the national template: recognised, held together, and each identity able to fail."""

from collections.abc import Callable, Sequence

import polars as pl
import pytest

from expectations.book import Book
from expectations.catalogue import CATALOGUE
from expectations.final import FINAL
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.facts.lines import budget_lines
from pipeline.kernel.codes import Codes
from pipeline.readers.document import Document
from pipeline.tables.model import RowKind, Table
from pipeline.tables.publication import Publication
from pipeline.tables.recognise import recognise_tables
from tests.generated.final_account import (
    TABLES,
    Rows,
    balance,
    basic_by_columns,
    final_account,
    gpb_over_the_year,
    three_public_by_items,
)
from tests.generated.ruled_sheet import ruled_document

Reconcile = Callable[[Document], Reconciled]


@pytest.fixture(scope="module")
def tables_of(codes: Codes) -> Callable[[Document], dict[str, Table]]:
    return lambda document: {table.table_id: table for table in recognise_tables(document, codes)}


@pytest.fixture(scope="module")
def judged(codes: Codes) -> Reconcile:
    def run(document: Document) -> Reconciled:
        tables = recognise_tables(document, codes)
        return reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="final"), CATALOGUE, codes)

    return run


def alone(title: str, rows: Sequence[Sequence[str]]) -> Document:
    return ruled_document([(title, "单位：万元", rows)])


def broken(found: Reconciled) -> set[str]:
    return set(found.checks.filter(pl.col("verdict") == "break")["identity_id"])


def with_figure(table_id: str, label: str, col: int, figure: str) -> tuple[str, Rows]:
    """A table of the template with one figure changed, in the line that prints a label."""
    title, rows = TABLES[table_id]
    return title, [[*row[:col], figure, *row[col + 1 :]] if label in row else list(row) for row in rows]


def test_every_table_of_the_national_template_lands_in_its_final_family(
    tables_of: Callable[[Document], dict[str, Table]],
) -> None:
    found = tables_of(final_account())
    assert list(found) == list(TABLES)
    assert all(table.money_unit == "万元" and not table.unplaced for table in found.values())


def test_a_consistent_final_account_holds_exactly_and_every_identity_speaks_of_it(
    judged: Reconcile, tables_of: Callable[[Document], dict[str, Table]]
) -> None:
    checks = judged(final_account()).checks
    assert set(checks["verdict"]) == {"exact"}
    assert {"GJ-001", "GJ-007", "GJ-041", "GJ-042"} <= set(checks["identity_id"])
    book = Book(list(tables_of(final_account()).values()))
    for identity in FINAL:
        assert list(identity(book)), identity.__name__


@pytest.mark.parametrize(
    ("table_id", "label", "col", "figure", "identity"),
    [
        ("final_balance", "年初结转和结余", 2, "4.10", "GJ-041"),
        ("final_balance", "结余分配", 5, "0.70", "GJ-041"),
        ("final_balance", "五、事业收入", 2, "8.30", "GJ-018"),
        ("final_balance", "八、社会保障和就业支出", 5, "15.10", "GJ-019"),
        ("final_balance", "本年支出合计", 5, "182.00", "GJ-020"),
        ("final_fiscal_balance", "二、政府性基金预算财政拨款", 2, "22.00", "GJ-021"),
        ("final_fiscal_balance", "八、社会保障和就业支出", 6, "15.10", "GJ-022a"),
        ("final_gpb_expenditure", "2080505", 2, "15.10", "GJ-024"),
        ("final_gpb_expenditure", "合计", 3, "75.30", "GJ-025"),
        ("final_gpb_basic", "人员经费合计", 2, "66.00", "GJ-025"),
        ("final_gpb_basic", "人员经费合计", 2, "", "GJ-007"),
        ("final_three_public", "4.00", 11, "0.30", "GJ-031"),
        ("final_gov_fund", "2120803", 7, "0.90", "GJ-042"),
        ("final_fiscal_balance", "年末财政拨款结转和结余", 7, "0.90", "GJ-042"),
    ],
)
def test_a_wrong_figure_breaks_the_identity_that_holds_it(
    judged: Reconcile, table_id: str, label: str, col: int, figure: str, identity: str
) -> None:
    assert identity in broken(judged(final_account(**{table_id: with_figure(table_id, label, col, figure)})))


def test_code_lists_side_by_side_are_one_list(tables_of: Callable[[Document], dict[str, Table]]) -> None:
    """A class goes on in the next list: its parts there are its parts, and each list's total covers its classes."""
    table = tables_of(final_account())["final_gpb_basic"]
    rows = {row.dept_econ_code or row.label: row for row in table.rows}
    parent = {key: table.rows[row.parent].label for key, row in rows.items() if row.parent is not None}
    assert parent["30231"] == parent["30201"] == "商品和服务支出"
    assert parent["301"] == parent["303"] == "人员经费合计"
    assert parent["302"] == parent["310"] == "公用经费合计"
    assert rows["人员经费合计"].kind is RowKind.SUBTOTAL
    assert [head.node for head in table.heads if not head.role] == ["total"]


def test_group_totals_above_their_classes_cover_those_below(judged: Reconcile) -> None:
    rows = [
        ["经济分类科目编码", "科目名称", "决算数", "经济分类科目编码", "科目名称", "决算数"],
        ["人员经费合计", "<", "60.00", "公用经费合计", "<", "13.50"],
        ["301", "工资福利支出", "55.00", "302", "商品和服务支出", "12.00"],
        ["303", "对个人和家庭的补助", "5.00", "310", "资本性支出", "1.50"],
        ["合计", "<", "<", "<", "<", "73.50"],
    ]
    found = judged(alone("一般公共预算财政拨款基本支出决算表", rows)).checks
    assert found["verdict"].to_list() == ["exact"] * 3


def test_basic_expenditure_with_columns_of_nature_is_read_as_a_budget_is(judged: Reconcile) -> None:
    found = judged(alone("一般公共预算财政拨款基本支出决算表", basic_by_columns()))
    assert set(found.checks["verdict"]) == {"exact"}
    assert {"GJ-014a", "GJ-007"} == set(found.checks["identity_id"])


def test_budget_columns_beside_the_outcome_are_other_measures(judged: Reconcile) -> None:
    cells = judged(final_account()).cells.filter(pl.col("table_id") == "final_three_public")
    assert dict(cells["measure"].value_counts().iter_rows()) == {"initial": 4, "final": 4}
    reception = cells.filter(pl.col("column_id") == "reception")
    assert dict(zip(reception["measure"], reception["printed"], strict=True)) == {"initial": "1.00", "final": "0.60"}


def test_both_sides_agree_measure_by_measure(judged: Reconcile) -> None:
    rows = [
        ["收入", "<", "<", "<", "支出", "<", "<", "<"],
        ["项目", "年初预算数", "全年预算数", "决算数", "项目（按功能分类）", "年初预算数", "全年预算数", "决算数"],
        ["一、其他收入", "7.00", "8.00", "9.00", "一、教育支出", "7.00", "8.00", "8.50"],
        ["本年收入合计", "7.00", "8.00", "9.00", "本年支出合计", "7.00", "8.00", "8.50"],
        ["年初结转和结余", "", "", "1.00", "年末结转和结余", "", "", "1.00"],
        ["总计", "7.00", "8.00", "10.00", "总计", "7.00", "8.00", "9.50"],
    ]
    checks = judged(alone("收入支出决算总表", rows)).checks
    both_sides = checks.filter(pl.col("identity_id") == "GJ-001")
    assert both_sides["verdict"].to_list().count("exact") == 2
    assert both_sides["verdict"].to_list().count("break") == 1


def test_an_item_of_unknown_name_below_the_years_total_is_a_part_of_the_grand_total(judged: Reconcile) -> None:
    """Between 本年收入合计 and 总计 stand only further sources, whatever they are called (GJ-004, GJ-041)."""
    title, rows = "收入支出决算总表", balance()
    renamed = [["动用历年积累" if cell.startswith("使用") else cell for cell in row] for row in rows]
    assert broken(judged(alone(title, renamed))) == set()


def test_the_general_public_budget_followed_over_the_year_holds_on_every_row(
    judged: Reconcile, tables_of: Callable[[Document], dict[str, Table]]
) -> None:
    document = alone("一般公共预算财政拨款收入支出决算表", gpb_over_the_year())
    assert "final_gpb_expenditure" in tables_of(document)
    found = judged(document)
    assert broken(found) == set()
    assert found.checks.filter(pl.col("identity_id") == "GJ-042").height == 4


def test_the_three_public_expenses_by_items_keep_counts_and_rates_apart_from_money(judged: Reconcile) -> None:
    found = judged(alone("“三公”经费支出决算表", three_public_by_items()))
    assert broken(found) == set()
    assert found.unplaced.is_empty()
    cells = found.cells
    assert cells.filter(pl.col("row_label").str.contains("（辆）|（人）"))["amount_cny"].null_count() == 2
    rates = cells.filter(pl.col("column_path") == "完成率（%）")
    assert rates.height == 4
    assert rates["amount_cny"].null_count() == rates["measure"].null_count() == 4
    assert set(found.checks.filter(pl.col("identity_id") == "GJ-044")["verdict"]) == {"exact"}


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        (("3.00", "2.00", "76.67"), "break"),
        (("3.00", "2.00", "66.6"), "rounding"),
        (("0.00", "2.00", "0"), "not_applicable"),
    ],
)
def test_a_rate_of_completion_is_the_outcome_over_the_budget(
    judged: Reconcile, figures: tuple[str, str, str], verdict: str
) -> None:
    rows = [["项目", "预算数", "决算数", "预算完成率"], ["公务接待费", *figures]]
    checks = judged(alone("“三公”经费支出决算表", rows)).checks
    assert checks.filter(pl.col("identity_id") == "GJ-044")["verdict"].to_list() == [verdict]


def test_tables_of_a_final_account_need_not_say_so_in_their_titles(
    tables_of: Callable[[Document], dict[str, Table]],
) -> None:
    cover = ("某市某局2023年度部门决算公开", "", [["部门决算单位构成", "备注"], ["某市某局", "本级"]])
    plain = [(title.replace("决算", ""), "单位：万元", rows) for title, rows in TABLES.values()]
    found = tables_of(ruled_document([cover, *plain]))
    assert TABLES.keys() <= found.keys()
    assert found["final_balance"].title == "收入支出总表"


def test_captions_inside_the_rules_are_no_rows(
    judged: Reconcile, tables_of: Callable[[Document], dict[str, Table]]
) -> None:
    captions = [
        ["收入支出决算总表", "<", "<", "<", "<", "<"],
        ["", "", "", "", "", "公开01表"],
        ["部门：某市某局", "", "", "", "", "金额单位：万元"],
    ]
    document = ruled_document([("2023年度部门决算", "", [*captions, *balance()])])
    table = tables_of(document)["final_balance"]
    assert (table.title, table.money_unit) == ("收入支出决算总表", "万元")
    assert broken(judged(document)) == set()


def test_what_a_fund_carries_takes_in_and_spends_are_lines_of_their_own_flow_and_kind(
    judged: Reconcile, codes: Codes
) -> None:
    tables = recognise_tables(final_account(), codes)
    publication = Publication("", "某市某局", None, 2023, "final", "unit")
    lines = budget_lines(judged(final_account()).cells, tables, publication, codes).budget_lines
    names = {table.table_no: table.table_id for table in tables}
    found = {
        (names[table_no], flow, kind): amount
        for table_no, flow, kind, amount in lines.group_by("table_no", "flow", "line_kind")
        .agg(pl.col("amount_cny").sum())
        .iter_rows()
    }
    fund, fiscal = "final_gov_fund", "final_fiscal_balance"
    assert found[fund, "revenue", "carry_in"] + found[fund, "revenue", "current"] == 220_000
    assert (found[fund, "expenditure", "current"], found[fund, "expenditure", "carry_out"]) == (215_000, 5_000)
    assert (found[fiscal, "expenditure", "current"], found[fiscal, "expenditure", "carry_out"]) == (1_180_000, 110_000)
