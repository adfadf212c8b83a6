"""Tables recognised by title and header, rows keyed, every token accounted for."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from assets.paths import SAMPLES
from pipeline.kernel.codes import Codes
from pipeline.kernel.money import TokenClass, classify_token
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.tables.families import all_families, family_of
from pipeline.tables.figures import may_be_several
from pipeline.tables.model import RowKind, Side, Table
from pipeline.tables.publication import jurisdiction_of, read_publication

Recognise = Callable[[str], list[Table]]
QINHUANGDAO = "qinhuangdao-haigang-2024-department.txt"
HONGQI = "xinxiang-hongqi-2023-department.txt"


def tables_of(recognise: Recognise, name: str) -> dict[str, Table]:
    tables = recognise((SAMPLES / name).read_text(encoding="utf-8"))
    return {table.table_id: table for table in tables}


def test_every_table_of_the_samples_lands_in_its_family(recognise: Recognise, sample: Path) -> None:
    tables = recognise(sample.read_text(encoding="utf-8"))
    known = [table.table_id for table in tables if family_of(table.table_id) is not None]
    expected = {"balance", "revenue", "expenditure", "fiscal_balance", "gpb_expenditure", "gpb_basic", "gov_fund"}
    assert expected <= set(known)
    assert len(known) == len(set(known))
    with_columns = [table for table in tables if table.table_id in known and any(not head.role for head in table.heads)]
    assert all(table.money_unit == "万元" for table in with_columns)


def test_the_samples_hold_1693_money_cells_and_125_in_lists(recognise: Recognise) -> None:
    cells: Counter[bool] = Counter()
    for path in SAMPLES.glob("*.txt"):
        for table in recognise(path.read_text(encoding="utf-8")):
            family = family_of(table.table_id)
            if family is not None:
                cells[family.is_list] += len(table.cells)
    assert cells == {False: 1693, True: 125}


def test_every_amount_and_count_of_a_grid_is_a_cell_or_listed(
    recognise: Recognise, read: Callable[[str], Document], sample: Path
) -> None:
    """Conservation (DESIGN §2), counted on the raw grids, independently of the recogniser's own account."""
    text = sample.read_text(encoding="utf-8")
    for grid, table in zip(read(text).grids, recognise(text), strict=True):
        printed = Counter(
            cell.place.line for row in grid.rows for cell in row if classify_token(cell.text) is TokenClass.AMOUNT
        )
        kept = Counter(cell.place.line for cell in table.cells) + Counter(token.place.line for token in table.unplaced)
        assert not printed - kept, table.title


def test_one_title_fits_one_family() -> None:
    titles = [
        "2023年部门收支总体情况表",
        "单位收支预算表",
        "部门预算收入总表",
        "部门支出总体情况表",
        "财政拨款收支总体情况表",
        "部门预算一般公共预算财政拨款支出表",
        "部门预算一般公共预算财政拨款基本支出表",
        "支出经济分类汇总表",
        "一般公共预算“三公”经费支出情况表",
        "政府性基金预算支出情况表",
        "部门预算国有资本经营预算财政拨款支出表",
        "项目支出预算表",
    ]
    for title in titles:
        assert len([family for family in all_families() if family.is_titled(folded(title))]) == 1, title


def test_a_code_tree_hangs_together(recognise: Recognise) -> None:
    table = tables_of(recognise, QINHUANGDAO)["expenditure"]
    rows = {row.function_code: row for row in table.rows}
    parent = rows["2080101"].parent
    assert parent == rows["20801"].index
    assert rows["208"].kind is RowKind.SUBTOTAL
    assert rows["2080101"].kind is RowKind.DETAIL
    assert table.rows[0].kind is RowKind.TOTAL


def test_units_and_subjects_are_told_apart_by_column_then_name(recognise: Recognise) -> None:
    """303 is an economic class and, in Xinxiang, a department's code."""
    table = tables_of(recognise, "xinxiang-social-insurance-2023-unit.txt")["economic"]
    unit = table.rows[1]
    assert (unit.role, unit.unit_code, unit.unit_name) == ("unit", "303", "新乡市人力资源和社会保障局")
    assert unit.kind is RowKind.UNIT
    assert {row.dept_econ_code for row in table.rows if row.role == "subject"} >= {"30103", "30302"}
    assert all(row.unit_code == "303" for row in table.rows[2:])


def test_nested_labels_are_paths(recognise: Recognise) -> None:
    labels = {row.label for row in tables_of(recognise, HONGQI)["fiscal_balance"].rows}
    assert {"上年结转/一般公共预算拨款", "本年收入/一般公共预算拨款/其中：财政拨款"} <= labels
    projects = tables_of(recognise, HONGQI)["project"]
    assert "特定目标类/党建活动经费" in {row.label for row in projects.rows}
    assert projects.rows[0].kind is RowKind.TOTAL
    assert projects.rows[0].label == ""


def test_a_mangled_header_takes_the_declared_layout(recognise: Recognise) -> None:
    table = tables_of(recognise, HONGQI)["expenditure"]
    assert table.has_declared_header
    assert [head.node for head in table.heads if not head.role][:3] == ["total", "basic", "wages"]


def test_header_paths_leave_out_what_spans_every_value_column(recognise: Recognise) -> None:
    table = tables_of(recognise, HONGQI)["gpb_basic"]
    assert [head.path for head in table.heads if not head.role] == ["合计", "人员经费", "公用经费"]
    revenue = tables_of(recognise, HONGQI)["revenue"]
    assert "本年收入/一般公共预算/其中：财政拨款" in {head.path for head in revenue.heads}


def test_sides_of_a_balance_stand_apart(recognise: Recognise) -> None:
    table = tables_of(recognise, QINHUANGDAO)["balance"]
    assert {row.side for row in table.rows} == {Side.REVENUE, Side.EXPENDITURE}
    assert {head.path for head in table.heads if not head.role} == {"收入/预算数", "支出/预算数"}


def test_an_empty_table_keeps_its_statement(recognise: Recognise) -> None:
    table = tables_of(recognise, QINHUANGDAO)["gov_fund"]
    assert table.status == "empty"
    assert "空表列示" in table.statement


def test_every_figure_of_a_list_is_a_cell_under_its_column(recognise: Recognise) -> None:
    table = tables_of(recognise, QINHUANGDAO)["fixed_assets"]
    assert [cell.printed for cell in table.cells] == [
        "393.70", "0", "0", "0", "0", "3", "58.92", "0", "0", "978", "334.78",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("新乡市红旗区人力资源和社会保障局", "410702"),
        ("新乡市社会保险中心", "410700"),
        ("秦皇岛市海港区人力资源和社会保障局", "130302"),
        ("北京市审计局", "110000"),
        ("江苏省高级人民法院", "320000"),
        ("上海市普陀区人民政府万里街道办事处", "310107"),
        ("没有地名的单位", None),
    ],
)
def test_jurisdictions_come_from_the_unit_name(codes: Codes, unit: str, code: str | None) -> None:
    assert jurisdiction_of(unit, codes.jurisdictions) == code


@pytest.mark.parametrize(
    ("name", "year", "scope", "unit"),
    [
        ("xinxiang-hongqi-2022-own.txt", 2022, "own", "新乡市红旗区人力资源和社会保障局"),
        (HONGQI, 2023, "department", "新乡市红旗区人力资源和社会保障局"),
        ("xinxiang-social-insurance-2023-unit.txt", 2023, "unit", "新乡市社会保险中心"),
        (QINHUANGDAO, 2024, "department", "秦皇岛市海港区人力资源和社会保障局"),
        ("anyang-yindu-2024-department.txt", 2024, "department", "安阳市殷都区人力资源和社会保障局"),
    ],
)
def test_a_document_says_whose_budget_it_is(
    read: Callable[[str], Document], recognise: Recognise, codes: Codes, name: str, year: int, scope: str, unit: str
) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    found = read_publication(read(text), recognise(text), codes)
    assert (found.fiscal_year, found.scope, found.unit, found.stage) == (year, scope, unit, "budget")


@pytest.mark.parametrize(
    ("printed", "is_doubtful"),
    [("12\n34", True), ("1,234\n567", True), ("1,234,\n567", False), ("12345\n67.89", False), ("1234", False)],
)
def test_whole_numbers_on_lines_of_one_cell_are_not_taken_for_one(printed: str, *, is_doubtful: bool) -> None:
    assert may_be_several(printed) is is_doubtful
