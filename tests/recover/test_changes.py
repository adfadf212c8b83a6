"""Measures side by side: the year of each figure, percentages, and changes held against what they change."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl
import pytest

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes
from pipeline.tables.recognise import recognise_tables
from tests.generated.ruled_sheet import ruled_document

Rows = Sequence[Sequence[str]]

COMPARED: Rows = (
    ("功能分类科目", "<", "2024年执行数", "2025年预算数", "<", "<", "2025年预算数比2024年执行数", "<"),
    ("科目编码", "科目名称", "^", "小计", "基本支出", "项目支出", "增减额", "增减%"),
    ("2010101", "行政运行", "50.00", "60.00", "60.00", "", "10.00", "20.00"),
    ("2010102", "一般行政管理事务", "40.00", "36.00", "", "36.00", "-4.00", "-10.00"),
    ("合计", "<", "90.00", "96.00", "60.00", "36.00", "6.00", "6.67"),
)


def reconciled_from(codes: Codes, title: str, rows: Rows) -> Reconciled:
    tables = recognise_tables(ruled_document([(title, "单位：万元", rows)]), codes)
    return reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes)


def test_what_was_spent_before_is_no_budget_and_a_percentage_is_no_money(codes: Codes) -> None:
    cells = reconciled_from(codes, "一般公共预算支出表", COMPARED).cells.filter(pl.col("row_label") == "行政运行")
    assert cells.select("column_id", "measure", "amount_cny").rows() == [
        ("total", "final", Decimal("500000.00")),
        ("total", "budget", Decimal("600000.00")),
        ("basic", "budget", Decimal("600000.00")),
        ("total", "change", Decimal("100000.00")),
        ("total", None, None),
    ]


@pytest.mark.parametrize("label", ["增减率（%）", "比上年增减%", "增长幅度", "占比"])
def test_percentages_without_years_are_no_money_either(codes: Codes, label: str) -> None:
    rows = [
        ("科目编码", "科目名称", "上年预算数", "本年预算数", "增减额", label),
        ("2010101", "行政运行", "50", "60", "10", "20.00"),
    ]
    found = reconciled_from(codes, "一般公共预算支出表", rows)
    assert found.cells.select("measure", "amount_cny").rows() == [
        ("prior", Decimal("500000.00")),
        ("budget", Decimal("600000.00")),
        ("change", Decimal("100000.00")),
        (None, None),
    ]


def changes(found: Reconciled) -> list[tuple[str, ...]]:
    return found.checks.filter(pl.col("identity_id") == "GJ-015b").select("verdict").rows()


def test_a_change_is_this_years_figure_less_that_of_the_year_before(codes: Codes) -> None:
    assert changes(reconciled_from(codes, "一般公共预算支出表", COMPARED)) == [("exact",)] * 3
    *rows, total = COMPARED
    wrong = [*rows, (*total[:-2], "-6.00", total[-1])]
    assert changes(reconciled_from(codes, "一般公共预算支出表", wrong)) == [("exact",), ("exact",), ("break",)]


@pytest.mark.parametrize(("told_of", "change"), [("执行数", "10.00"), ("预算数", "5.00")])
def test_the_label_says_which_of_two_figures_of_the_year_before_changed(
    codes: Codes, told_of: str, change: str
) -> None:
    rows = [
        ("科目编码", "科目名称", "2024年预算数", "2024年执行数", "2025年预算数", f"2025年预算数比2024年{told_of}增减"),
        ("2010101", "行政运行", "55.00", "50.00", "60.00", change),
    ]
    assert changes(reconciled_from(codes, "一般公共预算支出表", rows)) == [("exact",)]


def test_changes_told_in_rows_are_held_against_the_rows_of_both_years(codes: Codes) -> None:
    header = ("预算单位", "年度", "总计", "因公出国（境）费", "公务接待费")
    rows = [
        header,
        ("市人社局", "2025", "3.00", "1.00", "2.00"),
        ("", "2026", "2.00", "1.00", "1.00"),
        ("", "增减变化金额", "-1.00", "0.00", "1.00"),
    ]
    assert changes(reconciled_from(codes, "“三公”经费支出表", rows)) == [("exact",), ("exact",), ("break",)]
