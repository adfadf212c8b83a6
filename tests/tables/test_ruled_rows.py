"""Rows of ruled tables as pages print them: each figure under its own labels, codes and unit of money."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, reconcile
from pipeline.kernel.codes import Codes
from pipeline.readers.document import Document
from pipeline.tables.model import RowKind, Table
from pipeline.tables.recognise import recognise_tables
from tests.generated.ruled_sheet import ruled_document

Rows = Sequence[Sequence[str]]

CARRIED: Rows = (
    ("预算单位代码", "预算单位名称", "预算项目名称", "金额", "功能分类科目代码", "政府经济分类科目代码", "项目类别"),
    ("", "合计", "", "30.00", "", "", ""),
    ("1", "全额", "", "30.00", "", "", ""),
    ("153001", "市公安局", "业务用房", "10.00", "2040202", "50401", "专用项目"),
    ("153002", "市交警支队", "信号设备", "20.00", "2040219", "50306", "专用项目"),
)
GROUPED: Rows = (
    ("项目名称", "", "金额"),
    ("收入总计", "<", "115.00"),
    ("一般公共预算资金", "小计", "100.00"),
    ("^", "公共财政拨款(补助)资金", "100.00"),
    ("其他资金", "小计", "15.00"),
    ("^", "其他收入", "15.00"),
)
SHEET: Rows = (
    ("项目名称", "辅助人员经费", "<"),
    ("专项资金情况（万元）", "资金总额", "44.47"),
    ("^", "财政拨款", "44.00"),
    ("^", "其他资金", "0.47"),
    ("绩效目标指标", "聘用人数", "10"),
)
TARGETS: Rows = (
    ("项目", "预算数（单位：万元）", "指标值", "绩效目标"),
    ("粮食风险基金", "47500", "1.5", "保证规模"),
    ("重要商品储备", "7287.89", "95", "保证供应"),
)
MEETINGS: Rows = (("序号", "会议名称", "金额"), ("1", "不予公开", "55.85"))
THREE_PUBLIC: Rows = (
    ("项目", "预算数"),
    ("合计", "27.31"),
    ("1、因公出国（境）费用", "0.00"),
    ("2、公务接待费", "2.00"),
    ("3、公务用车购置及运行费", "25.31"),
    ("其中：（1）公务用车购置费", "0.00"),
    ("（2）公务用车运行费", "25.31"),
)
BY_FUND: Rows = (
    ("预算单位", "总计", "公务用车购置及运行维护费", "<", "<"),
    ("^", "^", "小计", "公务用车购置费", "公务用车运行维护费"),
    ("^", "一般公共预算", "一般公共预算", "一般公共预算", "一般公共预算"),
    ("市委宣传部", "8.80", "8.80", "0.00", "8.80"),
)
BLOCKS: Rows = (
    ("部门预算支出经济分类科目", "政府预算支出经济分类科目", "合计", "人员经费", "公用经费") * 2,
    ("合计", "", "90.00", "60.00", "30.00", "[30201]办公费", "[50201]办公经费", "10.00", "", "10.00"),
    (
        "[30101]基本工资",
        "[50101]工资奖金津补贴",
        "60.00",
        "60.00",
        "",
        "[30202]印刷费",
        "[50201]办公经费",
        "20.00",
        "",
        "20.00",
    ),
)
PURPOSES: Rows = (
    ("收入", "<", "支出", "<", "<", "<"),
    ("项目名称", "金额", "功能分类", "支出用途", "<", "<"),
    ("^", "^", "功能科目名称", "金额", "项目名称", "金额"),
    ("一、财政拨款", "30.00", "一、公共安全支出", "30.00", "一、基本支出", "20.00"),
    ("二、其他资金", "", "二、其他支出", "", "二、项目支出", "10.00"),
    ("当年收入小计", "30.00", "当年支出小计", "<", "<", "30.00"),
    ("收入合计", "30.00", "支出合计", "<", "<", "30.00"),
)


BY_FUNDING_FORM: Rows = (
    ("单位编码", "单位（项目）名称", "项目金额"),
    ("", "合计", "30.00"),
    ("1", "全额", "20.00"),
    ("204001", "市科学技术局", "20.00"),
    ("", "科技计划项目", "20.00"),
    ("4", "自收自支", "10.00"),
    ("204017", "生产力促进中心", "10.00"),
    ("", "自收自支人员费用", "10.00"),
)


UNITS_WITHOUT_TOTAL: Rows = (
    ("预算单位", "收入总计", "一般公共预算拨款", "其他收入"),
    ("市人社局", "60.02", "50.01", "10.01"),
    ("市考试院", "10.00", "10.00", "0.00"),
    ("市技师学院", "20.00", "15.00", "5.00"),
    ("市就业中心", "30.01", "25.00", "5.01"),
)


CODES_IN_PARTS: Rows = (
    ("科目编码", "<", "<", "科目名称", "合计", "基本支出", "项目支出"),
    ("类", "款", "项", "^", "^", "^", "^"),
    ("合计", "<", "<", "<", "100.00", "60.00", "40.00"),
    ("201", "", "", "一般公共服务支出", "100.00", "60.00", "40.00"),
    ("", "01", "", "人大事务", "70.00", "60.00", "10.00"),
    ("", "", "01", "行政运行", "60.00", "60.00", ""),
    ("", "", "02", "一般行政管理事务", "10.00", "", "10.00"),
    ("", "03", "", "政府办公厅（室）及相关机构事务", "30.00", "", "30.00"),
    ("", "", "02", "一般行政管理事务", "30.00", "", "30.00"),
)
UNITS_REPEATED: Rows = (
    ("单位编码", "单位名称", "科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "", "", "130.00", "60.00", "70.00"),
    ("101001", "市财政局", "2010601", "行政运行", "60.00", "60.00", ""),
    ("101001", "市财政局", "2010602", "一般行政管理事务", "40.00", "", "40.00"),
    ("101002", "市国库支付中心", "2010650", "事业运行", "30.00", "", "30.00"),
)


def table_of(codes: Codes, title: str, rows: Rows, *titles_above: str) -> Table:
    (table,) = recognise_tables(_document(title, rows, *titles_above), codes)
    return table


def _document(title: str, rows: Rows, *titles_above: str) -> Document:
    captions = [(above, *["<"] * (len(rows[0]) - 1)) for above in titles_above]
    return ruled_document([(title, "单位：万元", [*captions, *rows])])


def test_a_project_keeps_the_unit_and_the_subjects_its_own_row_prints(codes: Codes) -> None:
    rows = table_of(codes, "财政拨款上年结转资金支出表", CARRIED).rows
    found = [(row.unit_code, row.unit_name, row.function_code, row.gov_econ_code) for row in rows[2:]]
    assert found == [("153001", "市公安局", "2040202", "50401"), ("153002", "市交警支队", "2040219", "50306")]
    assert [row.parent for row in rows[2:]] == [1, 1]


@pytest.mark.parametrize(("first", "is_whole"), [("60.02", True), ("75.02", False)])
def test_a_department_s_row_above_its_units_is_their_total_where_it_is_their_sum(
    codes: Codes, first: str, *, is_whole: bool
) -> None:
    """60.02 is one unit of the last place, as rounding allows, from what the units come to; 75.02 is another unit's."""
    header, _, *units = UNITS_WITHOUT_TOTAL
    department = ("市人社局", first, str(Decimal(first) - Decimal("10.01")), "10.01")
    rows = table_of(codes, "收入总表", (header, department, *units)).rows
    assert [row.parent for row in rows] == ([None, 0, 0, 0] if is_whole else [None] * 4)
    assert (rows[0].kind is RowKind.TOTAL) == is_whole


def test_a_department_s_row_heads_its_own_part_even_where_nothing_adds_up(codes: Codes) -> None:
    header, _, own, *units = UNITS_WITHOUT_TOTAL
    department = ("市人社局", "75.02", "65.01", "10.01")
    rows = table_of(codes, "收入总表", (header, department, ("市人社局（本级）", *own[1:]), *units)).rows
    assert [row.parent for row in rows] == [None, 0, 0, 0]


def test_rows_of_another_year_are_no_parts(codes: Codes) -> None:
    header = ("预算单位", "年度", "总计", "因公出国（境）费", "公务接待费", "公务用车购置及运行维护费")
    money = [("3.00", "2.00", "1.00"), ("2.00", "1.00", "1.00"), ("1.00", "1.00", "0.00")]
    years = ("2025", "2026", "增减变化金额")
    body = [
        (unit if year == "2025" else "", year, change if year == "增减变化金额" else amount, "0.00", "0.00", amount)
        for unit, (*amounts, change) in zip(("市人社局", "市考试院", "市就业中心"), money, strict=True)
        for year, amount in zip(years, (*amounts, change), strict=True)
    ]
    rows = table_of(codes, "“三公”经费支出表", (header, *body)).rows
    assert [row.measure for row in rows[:3]] == ["prior", "", "change"]
    assert [row.parent for row in rows] == [None, None, None, 0, 1, 2, 0, 1, 2]


def test_a_code_told_in_parts_is_completed_by_the_lines_above(codes: Codes) -> None:
    rows = table_of(codes, "一般公共预算支出表", CODES_IN_PARTS).rows
    assert [row.function_code for row in rows[1:]] == [
        *("201", "20101", "2010101", "2010102"),
        *("20103", "2010302"),
    ]
    assert [row.parent for row in rows] == [None, 0, 1, 2, 2, 1, 5]


def test_a_unit_repeated_on_every_line_leaves_each_line_its_subject(codes: Codes) -> None:
    rows = table_of(codes, "支出总表", UNITS_REPEATED).rows
    assert [(row.unit_code, row.function_code) for row in rows[1:]] == [
        ("101001", "2010601"),
        ("101001", "2010602"),
        ("101002", "2010650"),
    ]
    assert [row.parent for row in rows] == [None, 0, 0, 0]


def test_a_table_too_wide_for_its_page_has_the_unit_of_money_of_its_other_part(codes: Codes) -> None:
    left = (("合计", "本年收入", "<"), ("^", "小计", "一般公共预算资金"), ("30.00", "20.00", "20.00"))
    right = (("上年结转结余", "<"), ("小计", "一般公共预算资金"), ("10.00", "10.00"))
    pages = ruled_document([("收入总表", "", left), ("", "金额单位：万元", right)])
    (table,) = recognise_tables(replace(pages, lines=tuple(line for line in pages.lines if line.text)), codes)
    assert (table.table_id, table.money_unit, len(table.cells)) == ("revenue", "万元", 5)


def test_how_units_are_funded_is_no_unit(codes: Codes) -> None:
    table = table_of(codes, "部门专项业务经费支出表", BY_FUNDING_FORM)
    assert table.table_id == "project"
    rows = table.rows
    assert [row.unit_name for row in rows] == [
        *(None, None, "市科学技术局", "市科学技术局"),
        *(None, "生产力促进中心", "生产力促进中心"),
    ]
    assert [row.project_name for row in rows if row.project_name] == ["科技计划项目", "自收自支人员费用"]
    assert [row.parent for row in rows] == [None, 0, 1, 2, 0, 4, 5]


def test_items_under_a_groups_name_are_read_though_no_header_names_their_column(codes: Codes) -> None:
    table = table_of(codes, "收入预算总表", GROUPED)
    rows = {row.index: row for row in table.rows}
    assert [(rows[cell.row].label, cell.printed) for cell in table.cells] == [
        ("收入总计", "115.00"),
        ("一般公共预算资金", "100.00"),
        ("一般公共预算资金/公共财政拨款(补助)资金", "100.00"),
        ("其他资金", "15.00"),
        ("其他资金/其他收入", "15.00"),
    ]
    assert not table.unplaced


def test_sources_printed_below_a_projects_whole_are_money_in_the_unit_of_their_section(codes: Codes) -> None:
    table = table_of(codes, "项目支出绩效目标表", SHEET)
    rows = {row.index: row for row in table.rows}
    assert table.table_id == "performance"
    assert table.money_unit == "万元"
    assert [(rows[cell.row].label, cell.printed) for cell in table.cells] == [
        ("辅助人员经费", "44.47"),
        ("辅助人员经费/财政拨款", "44.00"),
        ("辅助人员经费/其他资金", "0.47"),
    ]
    assert [token.text for token in table.unplaced] == ["10"]


def test_a_column_that_declares_its_unit_holds_money_and_one_of_indicators_none(codes: Codes) -> None:
    tables = recognise_tables(_document("重点项目情况表", TARGETS), codes)
    cells = reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes).cells
    assert cells.select("printed", "money_unit").rows() == [
        ("47500", "万元"),
        ("1.5", None),
        ("7287.89", "万元"),
        ("95", None),
    ]


def test_a_chapters_heading_above_a_list_of_meetings_does_not_make_it_three_public(codes: Codes) -> None:
    assert table_of(codes, "“三公”经费及会议费情况说明", MEETINGS, "会议费明细表").table_id == "meeting_list"


def test_the_ordinal_behind_a_subsets_word_is_no_part_of_its_label(codes: Codes) -> None:
    rows = table_of(codes, "一般公共预算“三公”经费支出预算表", THREE_PUBLIC).rows
    assert rows[4].label == "公务用车购置及运行费/其中：公务用车购置费"


def test_a_fund_below_every_item_leaves_the_parts_of_an_item_their_meaning(codes: Codes) -> None:
    table = table_of(codes, "财政拨款“三公”经费支出表", BY_FUND)
    assert [head.node for head in table.heads if not head.role] == [
        "gpb",
        "gpb_vehicles",
        "gpb_vehicle_purchase",
        "gpb_vehicle_running",
    ]


def test_rows_of_two_blocks_keep_the_codes_within_their_names(codes: Codes) -> None:
    table = table_of(codes, "一般公共预算基本支出表", BLOCKS)
    rows = {row.index: row for row in table.rows}
    found = [(rows[cell.row].codes, rows[cell.row].label, cell.printed) for cell in table.cells if cell.col == 2]
    assert found == [
        (None, "合计", "90.00"),
        ("30101 50101", "基本工资", "60.00"),
        ("30201 50201", "办公费", "10.00"),
        ("30202 50201", "印刷费", "20.00"),
    ]
    assert {cell.col for cell in table.cells} == {2, 3, 4}


def test_amounts_under_the_next_blocks_heading_are_those_of_their_own_items(codes: Codes) -> None:
    heads = {head.col: head for head in table_of(codes, "收支预算总表", PURPOSES).heads}
    assert [(heads[col].node, heads[col].presentation) for col in (1, 3, 5)] == [
        ("total", "main"),
        ("total", "main"),
        ("total", "purpose"),
    ]
