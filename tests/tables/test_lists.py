"""Lists in every layout met: what each line is, what it hangs under, and what its columns hold."""

import pytest

from pipeline.kernel.codes import Codes
from pipeline.kernel.wording import is_caption
from pipeline.tables.model import COUNT, PRICE, Row, RowKind, Table
from pipeline.tables.recognise import recognise_tables
from tests.generated import list_tables as lists
from tests.generated.list_tables import Rows
from tests.generated.ruled_sheet import ruled_document

PURCHASES = "政府采购支出表"


def table_of(codes: Codes, title: str, rows: Rows) -> Table:
    (table,) = recognise_tables(ruled_document([(title, "单位：万元", rows)]), codes)
    return table


def outline(table: Table) -> list[tuple[str, str, str | None]]:
    """Every row's role, label, and the label of the row that it is a part of."""
    labels = {row.index: row.label for row in table.rows}
    return [(row.role, row.label, None if row.parent is None else labels[row.parent]) for row in table.rows]


def row_of(table: Table, label: str) -> Row:
    return next(row for row in table.rows if row.label.endswith(label))


def test_items_stand_under_their_unit_and_units_under_their_category(codes: Codes) -> None:
    table = table_of(codes, PURCHASES, lists.BY_UNIT)
    assert outline(table)[:6] == [
        ("total", "合计", None),
        ("category", "货物", "合计"),
        ("unit", "市数据局", "货物"),
        ("line", "设备购置/一体机", "市数据局"),
        ("unit", "市信息中心", "货物"),
        ("line", "定额/复印纸", "市信息中心"),
    ]
    assert row_of(table, "复印纸").unit_name == "市信息中心"


def test_a_project_hands_its_name_and_class_down_to_its_items(codes: Codes) -> None:
    table = table_of(codes, PURCHASES, lists.BY_PROJECT)
    copier = row_of(table, "复印机")
    assert (copier.project_name, copier.dept_econ_name) == ("办案设备更新", "办公设备购置")
    assert [row.label for row in table.rows if row.kind is RowKind.SUBTOTAL] == [
        *("货物A", "办案设备更新", "办公设备购置", "服务C", "物业管理费"),
    ]


def test_an_item_purchased_in_two_ways_keeps_its_name_on_both_lines(codes: Codes) -> None:
    rows = [row for row in table_of(codes, PURCHASES, lists.BY_PROJECT).rows if row.label == "物业管理服务"]
    assert [[told.text for told in row.told] for row in rows] == [
        ["物业管理服务", "分散自行组织"],
        ["物业管理服务", "部门集中采购"],
    ]


def test_a_project_that_names_no_item_is_a_line_where_the_lines_below_have_their_own(codes: Codes) -> None:
    table = table_of(codes, "政府采购预算表", lists.BY_SUBJECT)
    secret = row_of(table, "业务经费（内容涉密）")
    assert (secret.role, secret.kind, secret.unit_name) == ("line", RowKind.DETAIL, "市公安局")
    assert [row.role for row in table.rows[:4]] == ["total", "group", "unit", "line"]


def test_codes_split_over_columns_are_joined_on_every_line(codes: Codes) -> None:
    item = row_of(table_of(codes, "政府采购预算表", lists.BY_SUBJECT), "A05040401文具")
    assert (item.function_code, item.dept_econ_code, item.unit_code) == ("2040201", "30201", "153001")


def test_quantities_and_prices_are_no_amounts_of_a_line(codes: Codes) -> None:
    heads = {head.node: head.measure for head in table_of(codes, PURCHASES, lists.PRICED).heads if head.node}
    assert heads["quantity"] == COUNT
    assert heads["price"] == PRICE
    assert heads["total"] == heads["gpb"] == heads["small"] == ""


@pytest.mark.parametrize(
    ("title", "rows", "table_id"),
    [
        ("政府采购预算明细表", lists.CATEGORIES, "procurement"),
        ("财政拨款政府购买服务明细表", lists.SERVICES, "service_purchase"),
        ("培训费明细表", lists.TRAINING, "training_list"),
        ("部门固定资产占用情况表", lists.ASSETS, "fixed_assets"),
        ("预算单位构成情况表", lists.UNITS, "organisation"),
    ],
)
def test_every_figure_of_a_list_has_a_meaning_and_every_line_a_place(
    codes: Codes, title: str, rows: Rows, table_id: str
) -> None:
    table = table_of(codes, title, rows)
    assert (table.table_id, table.status) == (table_id, "read")
    assert all(head.node or head.role for head in table.heads)
    assert not table.unplaced


def test_a_subset_of_assets_stands_under_what_it_is_a_subset_of(codes: Codes) -> None:
    table = table_of(codes, "部门固定资产占用情况表", lists.ASSETS)
    offices = row_of(table, "办公用房（平方米）")
    assert offices.is_memo
    assert table.rows[offices.parent or 0].role == "buildings"
    assert table.money_unit == "万元"


def test_a_list_whose_figures_mean_nothing_known_is_kept_cell_by_cell(codes: Codes) -> None:
    rows = (("序号", "单位名称", "得分"), ("1", "市人社局", "95.5"))
    table = table_of(codes, "预算单位构成情况表", rows)
    assert (table.table_id, table.status, len(table.cells)) == ("organisation", "other", 1)


def test_a_column_headed_by_a_year_is_no_coded_units_caption() -> None:
    assert not is_caption("2024年 预留中 小微企 业份额")
    assert is_caption("323秦皇岛市海港区人力资源和社会保障局")
