"""The facts of lists: one row a printed leaf, its words and figures together, its money once."""

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, reconcile
from pipeline.facts.lines import Resolver, budget_lines
from pipeline.facts.list_lines import list_facts
from pipeline.facts.staffing import headcount
from pipeline.kernel.codes import Codes, surrogate_key
from pipeline.tables.publication import read_publication
from pipeline.tables.recognise import recognise_tables
from tests.generated import list_tables as lists
from tests.generated.list_tables import Rows
from tests.generated.ruled_sheet import ruled_document


def facts(codes: Codes, title: str, rows: Rows) -> Mapping[str, pl.DataFrame]:
    document = ruled_document([(title, "单位：万元", rows)])
    tables = recognise_tables(document, codes)
    cells = reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes).cells
    publication = read_publication(document, tables, codes)
    resolver = Resolver(publication, tables, codes)
    lines = budget_lines(cells, tables, publication, codes)
    return {
        **list_facts("0" * 12, tables, cells, resolver),
        "headcount": headcount("0" * 12, document, tables, cells, resolver),
        "budget_lines": lines.budget_lines,
        "reported_totals": lines.reported_totals,
    }


def test_procurement_is_counted_once_whatever_subtotals_are_printed(codes: Codes) -> None:
    for rows, total in ((lists.BY_UNIT, 130_000), (lists.BY_PROJECT, 1_000_000), (lists.CATEGORIES, 543_400)):
        found = facts(codes, "政府采购支出表", rows)
        assert found["procurement_lines"]["amount_cny"].sum() == Decimal(total)
        assert found["procurement_funds"]["amount_cny"].sum() == Decimal(total)
        assert found["budget_lines"].is_empty()
        assert found["reported_totals"].is_empty()


def test_a_category_comes_from_the_line_above_or_from_the_catalogue(codes: Codes) -> None:
    by_unit = facts(codes, "政府采购支出表", lists.BY_UNIT)["procurement_lines"]
    assert dict(by_unit.select("item_name", "category").iter_rows())["复印纸"] == "goods"
    by_subject = facts(codes, "政府采购预算表", lists.BY_SUBJECT)["procurement_lines"]
    found = by_subject.select("item_name", "catalogue_code", "category").rows()
    assert found[0] == ("文具", "A05040401", "goods")
    assert found[1] == (None, None, None)
    assert found[2] == ("车辆维修和保养服务", "C23120301", "services")


def test_the_money_of_an_item_is_told_by_fund(codes: Codes) -> None:
    funds = facts(codes, "政府采购支出表", lists.BY_UNIT)["procurement_funds"]
    carried = funds.filter(pl.col("line_kind") == "carry_in")
    assert carried["amount_cny"].to_list() == [Decimal("20000.00")]
    assert set(funds.filter(pl.col("line_kind") == "current")["fund_key"]) == {surrogate_key("gpb")}


def test_quantity_price_and_reservation_stand_beside_the_amount(codes: Codes) -> None:
    line = facts(codes, "政府采购预算表", lists.PRICED)["procurement_lines"].row(0, named=True)
    assert (line["quantity"], line["quantity_unit"]) == (Decimal(4), "件")
    assert (line["unit_price_cny"], line["amount_cny"]) == (Decimal("10000.00"), Decimal("40000.00"))
    assert (line["small_cny"], line["source_budget_cny"]) == (Decimal("40000.00"), Decimal("90000.00"))


def test_assets_keep_what_is_total_part_and_subset_apart(codes: Codes) -> None:
    found = facts(codes, "固定资产占用情况表", lists.ASSETS)["assets"]
    parts = found.filter((pl.col("row_kind") != "total") & ~pl.col("is_memo"))
    total = found.filter(pl.col("row_kind") == "total")
    assert parts["amount_cny"].sum() == total["amount_cny"].sum() == Decimal("3937000.00")
    vehicles = found.filter(pl.col("item") == "vehicles").row(0, named=True)
    assert (vehicles["quantity"], vehicles["quantity_unit"]) == (Decimal(3), "台、辆")


def test_services_and_courses_are_listed_with_their_catalogue_time_and_people(codes: Codes) -> None:
    services = facts(codes, "政府购买服务明细表", lists.SERVICES)["list_lines"]
    assert services.select("list_kind", "name", "catalogue_code", "catalogue").row(1) == (
        *("service", "法律咨询服务", "0201", "政府履职辅助性服务/法律服务"),
    )
    course = facts(codes, "培训费明细表", lists.TRAINING)["list_lines"].row(1, named=True)
    assert (course["held"], course["people"], course["amount_cny"]) == (
        *("2026-07-10 08:00:00", Decimal(3), Decimal("5000.00")),
    )


def test_a_list_of_units_tells_posts_and_people(codes: Codes) -> None:
    found = facts(codes, "预算单位构成情况表", lists.UNITS)
    assert found["list_lines"]["name"].to_list() == ["市人社局本级", "市就业服务中心"]
    people = found["headcount"].select("kind", "category", "people", "source").rows()
    assert people == [
        ("posts", "total", 30, "table"),
        ("staff", "total", 28, "table"),
        ("posts", "total", 12, "table"),
        ("staff", "total", 11, "table"),
    ]


def test_posts_and_people_are_told_by_category_where_the_header_does(codes: Codes) -> None:
    rows = (
        ("单位名称", "编制人数", "<", "<", "实有人数", "<", "<", "离退休人员"),
        ("^", "小计", "行政", "事业", "小计", "行政", "事业", "^"),
        ("合计", "42", "30", "12", "39", "28", "11", "20"),
        ("市人社局（机关）", "30", "30", "", "28", "28", "", "20"),
        ("市就业服务中心", "12", "", "12", "11", "", "11", ""),
    )
    found = facts(codes, "部门预算单位构成情况表", rows)["headcount"]
    assert found.select("kind", "category", "is_part", "people").rows() == [
        ("posts", "total", False, 30),
        ("staff", "total", False, 28),
        ("posts", "administrative", True, 30),
        ("staff", "administrative", True, 28),
        ("staff", "retired", False, 20),
        ("posts", "total", False, 12),
        ("staff", "total", False, 11),
        ("posts", "institution", True, 12),
        ("staff", "institution", True, 11),
    ]
