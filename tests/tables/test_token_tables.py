"""Tables that lost their cells: families told by characters, rows put together, figures kept in order."""

from collections import Counter
from collections.abc import Callable

import pytest

from pipeline.kernel.money import TokenClass, classify_token
from pipeline.readers.document import Document
from pipeline.tables.model import Row, RowKind, Side, Table
from pipeline.tables.roles import Role
from pipeline.tables.tokens.items import ordinal_value
from pipeline.tables.tokens.projects import UnitNames, unit_begin
from pipeline.tables.tokens.rows import split_code

Recognise = Callable[[str], list[Table]]

TOP = "单位名称：安阳市殷都区人力资源和社会保障局 单位：万元\n"
HENAN = (
    "科目编码\n单位代\n\n码\n单位（科目名称） 合计\n基本支出  项目支出\n小计\n人员经费 公用经费\n"
    "小计 其他运转类 特定目标类\n"
    "类 款 项\n工资福利支\n出\n对个人和家\n庭的补助\n商品和服务\n支出\n资本性支出\n"
)
EXPENDITURE = (
    f"预算03表\n2024年部门支出预算表\n{TOP}{HENAN}"
    "合计 855.96 148.28 148.28 707.68 1.73 705.95\n"
    "307001\n安阳市殷都区人力资源和社\n会保障局\n855.96 148.28 148.28 707.68 1.73 705.95\n"
    "208 01 99\n其他人力资源和社会保障管\n理事务支出\n707.68 707.68 1.73 705.95\n"
    "208 05 05 机关事业单位基本养老保险缴费支出 29.69 29.69 29.69\n"
    "221 02 01 住房公积金 118.59 118.59 118.59\n"
)
ECONOMIC = (
    f"预算07表\n2024年支出经济分类汇总表\n{TOP}"
    " 部门预算经济分类  政府预算经济分类\n总计\n一般公共预算\n政府性基\n金\n国有资本\n经营预算\n上年结转\n结余\n"
    "财政专户\n管理资金\n收入\n事业收入\n上级补助\n收入\n附属单位\n上缴收入\n事业单位\n经营收入\n 其他收\n"
    "入   类 款 科目名称  类 款 科目名称 小计\n其中：财政\n拨款\n"
    "合计 2,591.37 1,319.67 1,319.67 1,271.70\n"
    "3070\n01\n安阳市殷都区人\n力资源和社会保\n障局\n2,591.37 1,319.67 1,319.67 1,271.70\n"
    "303 99\n其他对个人和家\n庭的补助\n509 99\n其他对个人和家\n庭的补助\n2,486.62 1,214.92 1,214.92 1,271.70\n"
    "301 02 津贴补贴 501 01 工资奖金津补贴 83.37 83.37 83.37\n"
    "399 99 其他支出 599 99 其他支出 21.38 21.38 21.38\n"
)
BASIC = (
    f"预算06表\n2024年一般公共预算基本支出预算表\n{TOP}"
    "部门预算支出经济分类科目 政府预算支出经济分类科目编码 本年一般公共预算基本支出\n"
    "科目编码 科目名称 科目编码 科目名称 合计 人员经费 公用经费\n"
    "合计 90.17 83.37 6.80\n30102 津贴补贴 50101 工资奖金津补贴 83.37 83.37 0.00\n"
    "30108\n机关事业单位基本养老保险\n缴费\n50102 社会保障缴费 6.80 6.80\n"
)
PROJECT_HEADER = (
    "类型 项目名称 项目单位 合计\n本年拨款 财政拨款结转结余\n财政专户管\n理资金\n单位资金一般公共预\n算\n"
    "政府性基金\n预算\n国有资本经\n营预算\n一般公共预\n算\n政府性基金\n预算\n国有资本经\n营预算\n"
)
PROJECTS = (
    f"预算10表\n2024年项目支出预算表\n{TOP}{PROJECT_HEADER}"
    "1,252.97 35.50 1,217.47\n307001\n安阳市殷都\n区人力资源\n和社会保障\n局\n1,252.97 35.50 1,217.47\n"
    "其他运转类\n2024局机关\n办公网络费\n用\n安阳市殷都\n区人力资源\n和社会保障\n局\n2.44 2.44\n"
    "特定目标类\n安财预【\n2023】373号\n关于提前下\n达2024年就\n业补助资金\n安阳市殷都\n区人力资源\n和社会保障\n局\n"
    "1,217.47 1,217.47\n特定目标类 工作经费\n安阳市殷都\n区人力资源\n和社会保障\n局\n33.06 33.06\n"
)
BALANCE = (
    f"预算01表\n2024年部门收支预算表\n{TOP} 收入 支出\n 项目   金额  项目  金额\n"
    "一、一般公共预算 4,920.44 一、一般公共服务 0.25\n其中：财政拨款 4,920.44 二、外交\n"
    "二、政府性基金预算拨款收入 八、社会保障和就业 5,978.23\n七、上级补助收入 1,271.70 九、社会保险基金支出\n"
    "九、其他收入\n十、卫生健康 95.07\n二十一、住房保障支出 118.59\n三十四、抗疫特别国债安排的支\n出\n"
    "本 年 收 入 合 计 6,192.14 本 年 支 出 合 计 6,192.14\n上年结转结余 年终结转结余\n"
    "收 入 总 计 6,192.14 支 出 总 计 6,192.14\n"
)
FISCAL = (
    f"预算04表\n2024年财政拨款收支预算表\n{TOP} 收入   支出  \n 项 目  金　额  项 目  合计\n"
    "一般公共预算  \n 政府性基金  \n国有资本经营预\n算 小计  其中：财政拨款\n"
    "一、本年收入 95.32 一、本年支出 95.32 95.32 95.32\n"
    "（一）一般公共预算拨款 95.32 （一）一般公共服务支出 0.25 0.25 0.25\n      其中：财政拨款 95.32 （二）外交支出\n"
    "二、上年结转 （三）国防支出(\n（一）一般公共预算拨款 （四）公共安全支出\n（十）卫生健康支出 95.07 95.07 95.07\n"
    "（三十四）抗疫特别国债安排的支\n出\n二、年终结转结余\n收入合计： 95.32 支出合计 95.32 95.32 95.32\n"
)
EMPTY = (
    f"预算09表\n2024年政府性基金支出预算表\n{TOP}{HENAN} 合计\n"
    "说明：我单位没有使用政府性基金经费安排支出，故此表无数据。\n"
)
THREE_PUBLIC = (
    f"预算08表\n2024年一般公共预算“三公”经费预算表\n{TOP}“三公”经费合计 因公出国（境）费\n公务用车购置及运行费\n"
    "公务接待费\n小计 公务用车购置费 公务用车运行费\n8.00 8.00 8.00\n"
)
ALL = EXPENDITURE + ECONOMIC + BASIC + PROJECTS + BALANCE + FISCAL + EMPTY + THREE_PUBLIC


def only(recognise: Recognise, text: str) -> Table:
    (table,) = recognise(text)
    return table


def printed(table: Table, row: Row) -> list[str]:
    return [cell.printed for cell in table.cells if cell.row == row.index]


def rows(table: Table, side: Side = Side.NONE) -> list[tuple[str | None, str, list[str]]]:
    return [(row.codes, row.label, printed(table, row)) for row in table.rows if row.side == side]


def test_families_are_told_by_title_and_by_the_characters_of_a_broken_header(recognise: Recognise) -> None:
    tables = recognise(ALL)
    assert [table.table_id for table in tables] == [
        "expenditure", "economic", "gpb_basic", "project", "balance", "fiscal_balance", "gov_fund", "three_public",
    ]  # fmt: skip
    assert all(table.has_declared_header and table.money_unit == "万元" for table in tables)


def test_another_header_under_a_known_title_is_no_family(recognise: Recognise) -> None:
    text = f"2024年部门支出预算表\n{TOP}序号 事项 内容 责任人\n1 甲 8.00\n"
    assert only(recognise, text).table_id == "other:2024年部门支出预算表"


def test_codes_in_several_tokens_and_names_over_several_lines_make_one_row(recognise: Recognise) -> None:
    table = only(recognise, EXPENDITURE)
    assert rows(table) == [
        (None, "合计", ["855.96", "148.28", "148.28", "707.68", "1.73", "705.95"]),
        ("307001", "安阳市殷都区人力资源和社会保障局", ["855.96", "148.28", "148.28", "707.68", "1.73", "705.95"]),
        ("208 01 99", "其他人力资源和社会保障管理事务支出", ["707.68", "707.68", "1.73", "705.95"]),
        ("208 05 05", "机关事业单位基本养老保险缴费支出", ["29.69", "29.69", "29.69"]),
        ("221 02 01", "住房公积金", ["118.59", "118.59", "118.59"]),
    ]
    assert [row.kind for row in table.rows[:3]] == [RowKind.TOTAL, RowKind.UNIT, RowKind.DETAIL]
    assert [row.function_code for row in table.rows[2:]] == ["2080199", "2080505", "2210201"]
    assert {row.unit_code for row in table.rows[1:]} == {"307001"}


def test_a_unit_code_broken_over_lines_is_one_code(recognise: Recognise) -> None:
    table = recognise(EXPENDITURE + ECONOMIC)[1]
    assert rows(table) == [
        (None, "合计", ["2,591.37", "1,319.67", "1,319.67", "1,271.70"]),
        ("307001", "安阳市殷都区人力资源和社会保障局", ["2,591.37", "1,319.67", "1,319.67", "1,271.70"]),
        ("303 99 509 99", "其他对个人和家庭的补助", ["2,486.62", "1,214.92", "1,214.92", "1,271.70"]),
        ("301 02 501 01", "津贴补贴", ["83.37", "83.37", "83.37"]),
        ("399 99 599 99", "其他支出", ["21.38", "21.38", "21.38"]),
    ]
    assert (table.rows[1].kind, table.rows[1].unit_code) == (RowKind.UNIT, "307001")
    assert (table.rows[3].dept_econ_code, table.rows[3].gov_econ_code) == ("30102", "50101")
    assert (table.rows[3].dept_econ_name, table.rows[3].gov_econ_name) == ("津贴补贴", "工资奖金津补贴")


def test_a_row_with_as_many_figures_as_columns_has_its_columns(recognise: Recognise) -> None:
    table = only(recognise, BASIC)
    assert rows(table)[1:] == [
        ("30102 50101", "津贴补贴", ["83.37", "83.37", "0.00"]),
        ("30108 50102", "机关事业单位基本养老保险缴费", ["6.80", "6.80"]),
    ]
    columns = [head.col for head in table.heads if not head.role]
    assert [cell.col for cell in table.cells] == [*columns, *columns, None, None]


def test_a_dash_keeps_its_place_and_is_no_cell(recognise: Recognise) -> None:
    table = only(recognise, BASIC.replace("6.80 6.80\n", "6.80 - 6.80\n"))
    columns = [head.col for head in table.heads if not head.role]
    assert [(cell.printed, cell.col) for cell in table.cells[-2:]] == [("6.80", columns[0]), ("6.80", columns[2])]


def test_a_zero_among_amounts_is_a_figure(recognise: Recognise) -> None:
    table = only(recognise, BASIC.replace("6.80 6.80\n", "6.80 0 6.80\n").replace("83.37 0.00", "0 83.37"))
    assert [printed(table, row) for row in table.rows[1:]] == [["83.37", "0", "83.37"], ["6.80", "0", "6.80"]]


def test_a_row_without_figures_does_not_lend_its_name_to_the_next(recognise: Recognise) -> None:
    text = BASIC.replace("30108\n", "30103 奖金 50101 工资奖金津补贴\n30108\n")
    assert rows(only(recognise, text))[2:] == [
        ("30103 50101", "奖金", []),
        ("30108 50102", "机关事业单位基本养老保险缴费", ["6.80", "6.80"]),
    ]


def test_project_and_unit_part_at_the_unit_that_the_document_names(recognise: Recognise) -> None:
    table = only(recognise, PROJECTS)
    unit = "安阳市殷都区人力资源和社会保障局"
    assert rows(table) == [
        (None, "", ["1,252.97", "35.50", "1,217.47"]),
        ("307001", unit, ["1,252.97", "35.50", "1,217.47"]),
        (None, "其他运转类/2024局机关办公网络费用", ["2.44", "2.44"]),
        (None, "特定目标类/安财预【2023】373号关于提前下达2024年就业补助资金", ["1,217.47", "1,217.47"]),
        (None, "特定目标类/工作经费", ["33.06", "33.06"]),
    ]
    assert table.rows[0].kind is RowKind.TOTAL
    assert {(row.unit_code, row.unit_name) for row in table.rows[1:]} == {("307001", unit)}


BUREAU = "新乡市红旗区人社局本级"


@pytest.mark.parametrize(
    ("words", "known", "others", "unit"),
    [
        ("党建活动经 费 新乡市红旗 区人社 局本级", ["新乡市红旗区人社局", BUREAU], [], BUREAU),
        ("党建活动经 费 新乡市红旗 区人社 局本级", ["新乡市红旗区人社局"], [], BUREAU),
        ("服务中心建设 经费 社会保 险中心", [], ["工作经费社会保险中心", "物业费社会保险中心"], "社会保险中心"),
        ("服务中心建设 经费 新乡市社会保 险中心", [], [], "新乡市社会保险中心"),
        ("物业费 补贴等", [], [], None),
    ],
)  # fmt: skip
def test_where_a_unit_begins(words: str, known: list[str], others: list[str], unit: str | None) -> None:
    parts = words.split()
    whole = "".join(parts)
    at = unit_begin(parts, UnitNames(frozenset(known), (*others, whole)))
    assert (None if at is None else whole[at:]) == unit


def test_sides_of_a_balance_part_at_their_labels(recognise: Recognise) -> None:
    table = only(recognise, BALANCE)
    assert rows(table, Side.REVENUE) == [
        (None, "一般公共预算", ["4,920.44"]),
        (None, "一般公共预算/其中：财政拨款", ["4,920.44"]),
        (None, "政府性基金预算拨款收入", []),
        (None, "上级补助收入", ["1,271.70"]),
        (None, "其他收入", []),
        (None, "本年收入合计", ["6,192.14"]),
        (None, "上年结转结余", []),
        (None, "收入总计", ["6,192.14"]),
    ]
    assert rows(table, Side.EXPENDITURE) == [
        (None, "一般公共服务", ["0.25"]),
        (None, "外交", []),
        (None, "社会保障和就业", ["5,978.23"]),
        (None, "社会保险基金支出", []),
        (None, "卫生健康", ["95.07"]),
        (None, "住房保障支出", ["118.59"]),
        (None, "抗疫特别国债安排的支出", []),
        (None, "本年支出合计", ["6,192.14"]),
        (None, "年终结转结余", []),
        (None, "支出总计", ["6,192.14"]),
    ]
    assert all(cell.col is not None for cell in table.cells)


def test_figures_behind_the_expenditure_side_keep_their_order(recognise: Recognise) -> None:
    table = only(recognise, FISCAL)
    revenue = rows(table, Side.REVENUE)
    assert revenue[2:5] == [
        (None, "本年收入/一般公共预算拨款/其中：财政拨款", ["95.32"]),
        (None, "上年结转", []),
        (None, "上年结转/一般公共预算拨款", []),
    ]
    assert revenue[-1] == (None, "收入合计：", ["95.32"])
    assert rows(table, Side.EXPENDITURE)[1:] == [
        (None, "本年支出/一般公共服务支出", ["0.25", "0.25", "0.25"]),
        (None, "本年支出/外交支出", []),
        (None, "本年支出/国防支出", []),
        (None, "本年支出/公共安全支出", []),
        (None, "本年支出/卫生健康支出", ["95.07", "95.07", "95.07"]),
        (None, "本年支出/抗疫特别国债安排的支出", []),
        (None, "年终结转结余", []),
        (None, "支出合计", ["95.32", "95.32", "95.32"]),
    ]
    sides = {row.index: row.side for row in table.rows}
    assert all((cell.col is None) == (sides[cell.row] is Side.EXPENDITURE) for cell in table.cells)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一、甲", 1),
        ("十、甲", 10),
        ("十一、甲", 11),
        ("二十、甲", 20),
        ("（三十四）甲", 34),
        ("2.甲", 2),
        ("甲", None),
    ],
)
def test_ordinals_have_values(text: str, value: int | None) -> None:
    assert ordinal_value(text) == value


F, U, D = Role.FUNCTION_CODE, Role.UNIT_CODE, Role.DEPT_ECON_CODE


@pytest.mark.parametrize(
    ("parts", "roles", "expected"),
    [
        ("208 01 99", [F, F, F, U], [(F, "208"), (F, "01"), (F, "99")]),
        ("307001", [F, F, F, U], [(U, "307001")]),
        ("3070 01", [F, F, F, U], [(U, "307001")]),
        ("3070 01", [D, D], [(D, "307001")]),
        ("302 99", [D, D], [(D, "302"), (D, "99")]),
        ("3010 8", [D], [(D, "30108")]),
        ("035 001", [U], [(U, "035001")]),
        ("208 01 99 307001", [F, F, F, U], [(F, "208"), (F, "01"), (F, "99"), (U, "307001")]),
    ],
)
def test_parts_of_a_code_go_to_their_columns(parts: str, roles: list[Role], expected: list[tuple[Role, str]]) -> None:
    assert split_code(parts.split(), roles) == expected


def test_an_empty_table_keeps_its_statement(recognise: Recognise) -> None:
    table = only(recognise, EMPTY)
    assert (table.table_id, table.status, table.cells) == ("gov_fund", "empty", ())
    assert "故此表无数据" in table.statement
    assert [row.label for row in table.rows] == ["合计"]


def test_a_row_of_figures_alone_is_the_total(recognise: Recognise) -> None:
    table = only(recognise, THREE_PUBLIC)
    assert rows(table) == [(None, "", ["8.00", "8.00", "8.00"])]
    assert table.rows[0].kind is RowKind.TOTAL


def test_a_header_reprinted_after_a_page_break_is_no_row(recognise: Recognise) -> None:
    text = EXPENDITURE.replace("221 02 01", f"{HENAN}221 02 01")
    assert rows(only(recognise, text)) == rows(only(recognise, EXPENDITURE))


def test_a_page_of_contents_yields_no_table(recognise: Recognise) -> None:
    contents = "目录\n2024年部门收支预算表\n2024年部门收入预算表\n2024年部门支出预算表\n"
    assert [table.table_id for table in recognise(contents + EXPENDITURE)] == ["expenditure"]
    assert recognise(contents) == []


def test_a_figure_too_many_or_unreadable_is_listed_and_not_guessed(recognise: Recognise) -> None:
    table = only(recognise, BASIC.replace("6.80 6.80\n", "6.80 6.80 6.80 6.80\n").replace("83.37 0.00", "83.37 1.2."))
    assert [(token.text, token.reason) for token in table.unplaced] == [
        ("6.80", "stands beyond the last column of the header"),
        ("1.2.", "no number that can be read, among amounts"),
    ]
    assert [cell.col for cell in table.cells[-3:]] == [None, None, None]


def test_other_tables_keep_their_numbers_in_the_order_of_their_tokens(recognise: Recognise) -> None:
    text = (
        EMPTY + "预算11表\n2024年度单位预算项目绩效目标表\n单位名称：某局\n三级指标 指标值\n"
        "4105 工作经费 10.00 10.00\n人数 5\n"
    )
    table = recognise(text)[1]
    assert table.table_id == "other:2024年度单位预算项目绩效目标表"
    assert [(cell.printed, cell.col) for cell in table.cells] == [("4105", 0), ("10.00", 2), ("10.00", 3), ("5", 1)]
    assert {cell.col for cell in table.cells} <= {head.col for head in table.heads}


def test_every_amount_and_count_of_a_grid_is_a_cell_or_listed(
    recognise: Recognise, read: Callable[[str], Document]
) -> None:
    text = ALL + "预算11表\n2024年度单位预算项目绩效目标表\n单位名称：某局\n4105 工作经费 10.00 10.00\n人数 5 ≥98%\n"
    for grid, table in zip(read(text).grids, recognise(text), strict=True):
        amounts = Counter(
            (cell.text, cell.place)
            for row in grid.rows
            for cell in row
            if classify_token(cell.text) is TokenClass.AMOUNT
        )
        kept = Counter((cell.printed, cell.place) for cell in table.cells)
        kept += Counter((token.text, token.place) for token in table.unplaced)
        assert not amounts - kept, table.title
        counted = sum(count.tokens for count in table.tokens if count.token_class in {"amount", "count"})
        assert counted == kept.total(), table.title
