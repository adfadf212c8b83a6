"""Indicators of performance targets: their values understood, and found in every form of table."""

from datetime import date
from decimal import Decimal

import pytest
from tables.grids import grid

from pipeline.readers.document import Hint
from pipeline.tables.blocks.listed import read_listed
from pipeline.tables.blocks.read import read_blocks
from pipeline.tables.blocks.sheet import read_sheet
from pipeline.tables.blocks.tasks import read_tasks
from pipeline.tables.families import performance, special_fund_performance, transfer_performance
from pipeline.tables.indicators.levels import split_levels
from pipeline.tables.indicators.lines import read_pairs
from pipeline.tables.indicators.rows import read_indicators
from pipeline.tables.indicators.target import TargetKind, parse_target, unit_in_name

NUMBER, DATE, WORDS, BLANK = TargetKind.NUMBER, TargetKind.DATE, TargetKind.WORDS, TargetKind.BLANK


@pytest.mark.parametrize(
    ("printed", "comparator", "number", "unit"),
    [
        ("≥95%", "≥", "95", "%"),
        ("≧12万人次", "≥", "12", "万人次"),
        ("90%以上", "≥", "90", "%"),
        ("不少于3次", "≥", "3", "次"),
        ("≤38.9万元", "≤", "38.9", "万元"),
        ("不超过1,500元", "≤", "1500", "元"),
        ("控制在40万元以内", "≤", "40", "万元"),
        ("大于95%", ">", "95", "%"),
        ("=710元/人月", "=", "710", "元/人月"),
        ("12次", None, "12", "次"),
        ("５ 条", None, "5", "条"),
        ("0", None, "0", None),
    ],
)
def test_a_number_is_told_from_its_comparator_and_unit(
    printed: str, comparator: str | None, number: str, unit: str | None
) -> None:
    target = parse_target(printed)
    assert (target.kind, target.comparator, target.number, target.unit) == (NUMBER, comparator, Decimal(number), unit)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2023年12月31日前", date(2023, 12, 31)),
        ("2024年2月底前", date(2024, 2, 29)),
        ("2026年12月", date(2026, 12, 31)),
        ("2023年1-10月", date(2023, 10, 31)),
        ("2023年1季度", date(2023, 3, 31)),
        ("2026年全年", date(2026, 12, 31)),
        ("1-12月", None),
        ("12月底前", None),
    ],
)
def test_a_date_is_the_last_day_of_what_is_told(printed: str, day: date | None) -> None:
    target = parse_target(printed)
    assert (target.kind, target.day) == (DATE, day)
    assert target.comparator == ("≤" if printed.endswith("前") else None)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("显著", WORDS),
        ("每月", WORDS),
        ("2023年每月", WORDS),
        ("1个；60个", WORDS),
        ("完成率100%", WORDS),
        ("20%使企业减轻负担", WORDS),
        ("2023年13月", WORDS),
        ("/", BLANK),
        ("", BLANK),
    ],
)
def test_words_are_never_made_a_number(printed: str, kind: TargetKind) -> None:
    target = parse_target(printed)
    assert (target.kind, target.number, target.day) == (kind, None, None)


def test_a_range_keeps_both_ends() -> None:
    target = parse_target("5-10家")
    assert (target.comparator, target.number, target.upper, target.unit) == ("between", 5, 10, "家")


def test_comparator_and_unit_of_their_own_columns_are_the_values() -> None:
    target = parse_target("900", "＝", "册")
    assert (target.comparator, target.number, target.unit) == ("=", 900, "册")
    assert parse_target("优", "定性").kind is WORDS


def test_a_unit_in_a_name_is_a_unit_only_where_it_measures() -> None:
    assert unit_in_name("内审报告（篇）") == "篇"
    assert unit_in_name("租赁费用标准(元/平方米/月)") == "元/平方米/月"
    assert unit_in_name("投入强度（原口径）") == ""


def test_three_levels_printed_in_one_cell_are_split() -> None:
    assert split_levels("产出指标数量指标出具报告") == ("产出指标", "数量指标", "出具报告")
    assert split_levels("成本指标经济成本指标成本控制率") == ("成本指标", "经济成本指标", "成本控制率")
    assert split_levels("按时完成率") == ("", "", "按时完成率")


SHEET = [
    [(0, "项目名称", 1, 3), (3, "内审服务", 1, 2)],
    [(0, "资金金额\n(万元)", 3, 3), (3, "实施期资金总额："), (4, "1.50")],
    [(3, "其中：财政拨款"), (4, "1.50")],
    [(3, "其他资金"), (4, "")],
    [(0, "总体目标"), (1, "强化内部管理，加强资金监管", 1, 4)],
    [(0, "绩效指标", 4), (1, "一级指标"), (2, "二级指标"), (3, "三级指标"), (4, "指标值")],
    [(1, "产出指标", 2), (2, "数量指标"), (3, "指标1：报告（篇）"), (4, "1")],
    [(2, "质量指标"), (3, "合格率（%）"), (4, "≥95")],
    [(1, "效益指标"), (2, "经济效益指标"), (3, "/"), (4, "/")],
]


def test_a_sheet_tells_its_project_money_and_indicators() -> None:
    block = read_sheet(grid(SHEET), performance.FAMILY)
    assert block is not None
    assert block.money_unit == "万元"
    assert [(row.role, row.project_name) for row in block.rows] == [("project", "内审服务"), ("of_fiscal", "内审服务")]
    assert [cell.printed for cell in block.cells] == ["1.50", "1.50"]
    told = [own for own in block.told.indicators if not own.is_goal]
    assert [(own.level1, own.level2, own.level3, own.target) for own in told] == [
        ("产出指标", "数量指标", "报告（篇）", "1"),
        ("产出指标", "质量指标", "合格率（%）", "≥95"),
    ]
    assert [own.target for own in block.told.indicators if own.is_goal] == ["强化内部管理，加强资金监管"]
    assert not block.account.unplaced


def test_a_sheet_that_nobody_filled_in_has_neither_project_nor_indicators() -> None:
    blank = [
        [(at[0], at[1] if number >= 5 or at[0] != 4 else "", *at[2:]) for at in line]
        for number, line in enumerate(SHEET[:6])
    ]
    blank[0] = [(0, "项目名称", 1, 3), (3, "XX项目", 1, 2)]
    block = read_sheet(grid([*blank, [(1, "产出指标"), (2, "数量指标"), (3, "指标1："), (4, "")]]), performance.FAMILY)
    assert block is not None
    assert (block.rows, block.cells, block.told.indicators) == ((), (), ())


def test_a_transfer_is_told_by_level_of_government() -> None:
    lines = [
        [(0, "转移支付名称"), (1, "污染防治"), (2, "市级主管部门"), (3, "生态环境局", 1, 2)],
        [(0, "资金情况（万元）", 4), (1, "年度金额："), (2, "400.00", 1, 3)],
        [(1, "其中：中央财政资金"), (2, "", 1, 3)],
        [(1, "市级财政资金"), (2, "400.00", 1, 3)],
        [(1, "其他资金"), (2, "", 1, 3)],
        [(0, "绩效指标", 2), (1, "一级指标"), (2, "二级指标"), (3, "三级指标"), (4, "指标值")],
        [(1, "产出指标"), (2, "数量指标"), (3, "利用率"), (4, "≥95%")],
    ]
    block = read_sheet(grid(lines), transfer_performance.FAMILY)
    assert block is not None
    assert [row.role for row in block.rows] == ["project", "of_local"]
    assert [own.level3 for own in block.told.indicators] == ["利用率"]


@pytest.mark.parametrize(("unit", "declared"), [("万元", "（万元）"), ("元", "")])
def test_amounts_printed_with_their_unit_are_money(unit: str, declared: str) -> None:
    lines = [
        [(0, "项目名称"), (1, "发展专项资金", 1, 4)],
        [
            (0, f"资金金额{declared}", 3),
            (1, "实施期资金总额："),
            (2, f"2400{unit}"),
            (3, "年度资金总额："),
            (4, f"1,000{unit}"),
        ],
        [(1, "其中：财政拨款"), (2, f"2400{unit}"), (3, "其中：财政拨款"), (4, f"1,000{unit}")],
        [(1, "其他资金"), (2, ""), (3, "其他资金"), (4, "")],
        [(0, "绩效指标", 2), (1, "一级指标"), (2, "二级指标"), (3, "指标内容"), (4, "指标值")],
        [(1, "产出指标"), (2, "数量指标"), (3, "奖补企业"), (4, "≥5个")],
    ]
    block = read_sheet(grid(lines), special_fund_performance.FAMILY)
    assert block is not None
    assert block.money_unit == unit
    assert [(block.rows[cell.row].role, cell.printed) for cell in block.cells] == [
        ("project", "1,000"),
        ("of_fiscal", "1,000"),
    ]


LIST = [
    [(0, "项目名称", 2), (1, "项目总额", 2), (2, "其中："), (3, "绩效目标", 2), (4, "三级指标", 2), (5, "指标值", 2)],
    [(2, "财政资金")],
    [(0, "11000022T000000460216-办刊经费"), (1, "17.39"), (2, "17.39"), (3, "印刷"), (4, "期数"), (5, "4")],
    [(0, "", 1), (1, "", 1), (2, ""), (3, ""), (4, "成本"), (5, "12.7")],
    [(0, "11000022T000000460287-机动经费"), (1, "10.00"), (2, "10.00"), (3, "保障"), (4, "控制率"), (5, "100")],
]


def test_a_cell_that_a_page_break_tore_belongs_to_the_piece_that_prints_its_text() -> None:
    """The amount of the second project stands on the next page, its first indicator at the end of this one."""
    block = read_listed(grid(LIST, pages=[1, 1, 1, 1, 2]))
    assert block is not None
    assert [(row.project_code, row.project_name) for row in block.rows] == [
        ("11000022T000000460216", "办刊经费"),
        ("11000022T000000460287", "机动经费"),
    ]
    assert [(own.level3, own.project) for own in block.told.indicators if not own.is_goal] == [
        ("期数", 0),
        ("成本", 1),
        ("控制率", 1),
    ]


def test_a_line_without_an_aim_above_projects_is_their_unit() -> None:
    lines = [["项目", "预算数（单位：万元）", "绩效目标"], ["宣教中心", "30", ""], ["宣传经费", "30", "开展宣传"]]
    block = read_listed(grid(lines))
    assert block is not None
    assert [(row.role, row.unit_name, row.parent) for row in block.rows] == [
        ("unit", "宣教中心", None),
        ("project", "宣教中心", 0),
    ]


def test_a_total_above_units_is_neither_a_unit_nor_a_project() -> None:
    lines = [
        ["项目", "预算数（单位：万元）", "绩效目标"],
        ["合计", "30", ""],
        ["宣教中心", "30", ""],
        ["宣传经费", "30", "开展宣传"],
    ]
    block = read_listed(grid(lines))
    assert block is not None
    assert [(row.role, row.unit_name, row.project_name, row.parent) for row in block.rows] == [
        ("total", None, None, None),
        ("unit", "宣教中心", None, 0),
        ("project", "宣教中心", "宣传经费", 1),
    ]


CODE = "11000022T000000460216"


def test_names_that_a_page_break_tore_are_whole_and_reprinted_ones_are_not_doubled() -> None:
    head = ["二级预算单位名称", "一级项目名称", "预算数（万元）", "绩效目标"]
    lines = [head, ["人力资源和社", "预算准备金", "17.10", "用于年度"], ["会保障局", "", "", "增加工作"]]
    lines += [["考试院", f"{CODE}-考务费", "20.00", "组织"], ["考试院", f"{CODE}-考务费", "", "考试"]]
    block = read_listed(grid(lines, pages=[1, 1, 2, 2, 3]))
    assert block is not None
    assert [(row.unit_name, row.project_name) for row in block.rows] == [
        ("人力资源和社会保障局", "预算准备金"),
        ("考试院", "考务费"),
    ]
    assert [own.target for own in block.told.indicators] == ["用于年度增加工作", "组织考试"]


def test_a_name_that_stands_behind_the_page_break_is_not_doubled() -> None:
    """The spreadsheet centres it in a cell whose amount is set on the page before."""
    coded = "11000026T000003742334-评审服务"
    lines = [["项目名称", "项目总额", "绩效目标"], ["", "325.00", "完成评审"], [coded, "", ""]]
    block = read_listed(grid(lines, pages=[1, 1, 2]))
    assert block is not None
    assert [(row.project_code, row.project_name) for row in block.rows] == [("11000026T000003742334", "评审服务")]


def test_a_label_that_stands_again_beside_the_indicators_tells_no_other_aim() -> None:
    lines = [
        [(0, "总体资金情况（万元）", 3), (1, "预算支出总额", 2), (2, "财政拨款", 1, 3)],
        [(2, "合计"), (3, "基本支出"), (4, "项目支出")],
        [(1, "100.00"), (2, "100.00"), (3, "60.00"), (4, "40.00")],
        [(0, ""), (1, "整体绩效目标"), (2, "保障部门各项工作正常开展", 1, 3)],
        [(0, ""), (1, "活动"), (2, "绩效指标"), (3, "指标值"), (4, "度量单位")],
        [(0, "整体绩效目标", 1), (1, "运行维护"), (2, "效益指标全年系统访问量"), (3, "250"), (4, "万人次")],
    ]
    block = read_tasks(grid(lines))
    assert block is not None
    assert [own.target for own in block.told.indicators if own.is_goal] == ["保障部门各项工作正常开展"]


def test_a_departments_money_by_kind_and_by_task_is_read_by_its_header() -> None:
    by_kind = [
        [(0, "总体资金情况（万元）", 3), (1, "预算支出总额", 2), (2, "财政拨款", 1, 3), (5, "其他资金", 1, 3)],
        [(2, "合计"), (3, "基本支出"), (4, "项目支出"), (5, "合计"), (6, "基本支出"), (7, "项目支出")],
        [(1, "10"), (2, "9"), (3, "5"), (4, "4"), (5, "1"), (6, ""), (7, "1")],
    ]
    block = read_tasks(grid(by_kind))
    assert block is not None
    nodes = {head.col: head.node for head in block.heads}
    assert [(nodes[cell.col or 0], cell.printed) for cell in block.cells] == [
        ("total", "10"),
        ("fiscal", "9"),
        ("fiscal_basic", "5"),
        ("fiscal_project", "4"),
        ("other_funds", "1"),
        ("other_funds_project", "1"),
    ]
    by_task = [
        [(0, "主要任务", 4), (1, "任务名称", 2), (2, "预算金额（万元）", 1, 2)],
        [(2, "总额"), (3, "财政拨款")],
        [(1, "保障运转"), (2, "7"), (3, "7")],
        [(1, "金额合计"), (2, "7"), (3, "7")],
    ]
    tasks = read_tasks(grid(by_task))
    assert tasks is not None
    assert [(row.role, row.parent) for row in tasks.rows] == [("task", 1), ("total", None)]


def test_a_line_that_lost_a_blank_column_is_read_by_its_neighbours() -> None:
    header = [["三级指标", "指标值", "三级指标", "指标值"]]
    shifted = [[(0, "甲", 1), (1, "", 1), (2, "完成率", 1), (3, "100%", 1)], [(1, "人数"), (2, "≥5人")]]
    _, told = read_indicators(grid([*header, *shifted], Hint.DOUBTFUL))
    assert [(own.level3, own.target, own.grid_col) for own in told.indicators if own.target] == [
        ("完成率", "100%", 3),
        ("人数", "≥5人", 2),
    ]


def test_names_and_values_broken_over_lines_are_put_together() -> None:
    lines = [
        ["工作聘用总额用人员专"],
        ["项经费总额"],
        ["≤38.9万元", "社区个数", "≥78个"],
        ["保障系统网络正常"],
        ["运行"],
        ["确保业务"],
        ["正常"],
        ["群众满意度", "≥98%"],
        ["完成时间"],
        ["2022年12月"],
        ["31日前"],
    ]
    told = read_pairs(grid(lines, Hint.NONE).rows, 0)
    assert [(own.level1, own.level3, own.target) for own in told.indicators] == [
        ("成本指标", "工作聘用总额用人员专项经费总额", "≤38.9万元"),
        ("产出指标", "社区个数", "≥78个"),
        ("效益指标", "保障系统网络正常运行", "确保业务正常"),
        ("满意度指标", "群众满意度", "≥98%"),
        ("", "完成时间", "2022年12月31日前"),
    ]


def test_nothing_is_read_of_names_and_values_that_do_not_pair() -> None:
    assert read_pairs(grid([["期数", "4期", "质量"]], Hint.NONE).rows, 0).indicators == ()


def test_a_second_grid_goes_on_with_the_sheet_before_it_and_a_table_of_money_does_not() -> None:
    rest = grid(SHEET[5:8])
    money = grid([["项目", "金额"], ["合计", "117.75"], ["办公用品", "89.25"]])
    title = "内审服务绩效目标表"
    found = read_blocks([(grid(SHEET), [title]), (rest, []), (money, [])], frozenset())
    assert [None if own is None else own.block.is_rest for own in found] == [False, True, None]
