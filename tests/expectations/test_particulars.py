"""Claims on purchases, economic classes, assets, targets and units against the tables that state them."""

from collections.abc import Callable, Sequence

import polars as pl
import pytest

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, reconcile
from pipeline.kernel.codes import Codes
from pipeline.kernel.provenance import Place
from pipeline.narrative import read_claims
from pipeline.readers.document import Document, TextLine
from pipeline.tables.publication import Publication
from pipeline.tables.recognise import recognise_tables
from tests.generated import list_tables as lists
from tests.generated.ruled_sheet import ruled_document

Sheet = tuple[str, Sequence[Sequence[str]]]
Told = Callable[..., pl.DataFrame]

UNIT = "新林市财政局"
PURCHASES = "政府采购支出预算总额13万元，其中：拟采购货物支出10万元、拟采购工程支出0万元、拟采购服务支出3万元。"
BY_UNIT = (
    ("预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出"),
    ("新林市财政局", "", "", "30.00", "20.00", "10.00"),
    ("新林市财政局（本级）", "", "", "18.00", "12.00", "6.00"),
    ("", "201", "一般公共服务支出", "18.00", "12.00", "6.00"),
    ("新林市会计服务中心", "", "", "12.00", "8.00", "4.00"),
    ("", "201", "一般公共服务支出", "12.00", "8.00", "4.00"),
)
BASIC = (
    ("科目编码", "科目名称", "预算数"),
    ("", "合计", "20.00"),
    ("301", "工资福利支出", "12.00"),
    ("30101", "基本工资", "12.00"),
    ("302", "商品和服务支出", "8.00"),
    ("30201", "办公费", "5.00"),
    ("30227", "委托业务费", "3.00"),
)
PROJECTS = (
    ("部门预算经济分类科目编码", "科目名称", "项目支出"),
    ("", "合计", "10.00"),
    ("302", "商品和服务支出", "10.00"),
    ("30227", "委托业务费", "10.00"),
)


@pytest.fixture
def told(codes: Codes) -> Told:
    """The claims of paragraphs beside tables, in the budget of a department."""

    def run(paragraphs: Sequence[str], *sheets: Sheet, statement: str = "") -> pl.DataFrame:
        document = ruled_document([(title, "单位：万元", rows) for title, rows in sheets])
        after = TextLine(len(sheets) * 3, statement, Place(page=len(sheets), bbox=(0.0, 400.0, 300.0, 412.0)))
        lines = (*document.lines, after) if statement else document.lines
        tables = recognise_tables(Document("pdf", lines, document.grids, has_certain_digits=True), codes)
        text = tuple(TextLine(n, line, Place(line=n + 1)) for n, line in enumerate(paragraphs))
        publication = Publication("", UNIT, None, 2024, "budget", "department")
        claims = read_claims(Document("text", text, (), has_certain_digits=True), publication)
        return reconcile(
            Recognised(
                "0" * 12, tables, has_certain_digits=True, measure="budget", publication=publication, claims=claims
            ),
            CATALOGUE,
            codes,
        ).claims

    return run


def verdicts(claims: pl.DataFrame) -> list[tuple[str, str, str]]:
    return list(claims.select("quantity", "printed", "verdict").iter_rows())


def test_purchases_are_held_against_the_categories_of_the_list(told: Told) -> None:
    found = told(["七、政府采购情况", PURCHASES], ("政府采购支出表", lists.BY_UNIT))
    assert verdicts(found) == [
        ("procurement", "13万元", "exact"),
        ("procurement.goods", "10万元", "exact"),
        ("procurement.works", "0万元", "exact"),
        ("procurement.services", "3万元", "exact"),
    ]


def test_a_kind_of_purchase_is_the_sum_of_the_lines_that_the_catalogue_gives_it(told: Told) -> None:
    rows = [row for row in lists.BY_SUBJECT if "涉密" not in row[4]]
    sentence = "政府采购预算300万元，其中：货物类50万元，服务类120.00万元。"
    found = told(["七、政府采购情况", sentence], ("政府采购预算表", rows))
    assert verdicts(found)[1:] == [
        ("procurement.goods", "50万元", "exact"),
        ("procurement.services", "120.00万元", "exact"),
    ]
    assert found["cell_ids"].list.len().to_list() == [1, 1, 2]


def test_a_line_that_does_not_tell_its_kind_leaves_kinds_unjudged(told: Told) -> None:
    found = told(
        ["七、政府采购情况", "政府采购预算300万元，其中：货物类50万元。"], ("政府采购预算表", lists.BY_SUBJECT)
    )
    assert verdicts(found) == [("procurement", "300万元", "exact"), ("procurement.goods", "50万元", "not_evaluable")]
    assert "kind" in found["reason"][1]


def test_a_purchase_that_the_list_contradicts_breaks(told: Told) -> None:
    found = told(
        ["七、政府采购情况", PURCHASES.replace("货物支出10", "货物支出9.00")], ("政府采购支出表", lists.BY_UNIT)
    )
    assert found.filter(pl.col("verdict") == "break")["printed"].to_list() == ["9.00万元"]


def test_commissioned_business_adds_up_over_basic_and_project_spending(told: Told) -> None:
    sheets = [("一般公共预算基本支出表", BASIC), ("一般公共预算项目支出情况表（按经济分类科目）", PROJECTS)]
    sentence = "2024年本部门一般公共预算安排委托业务费13万元。"
    found = told([sentence], *sheets)
    assert verdicts(found) == [("commissioned", "13万元", "exact")]
    assert found["cell_ids"].list.len().to_list() == [2]
    assert verdicts(told([sentence], sheets[0])) == [("commissioned", "13万元", "not_evaluable")]


def test_things_counted_are_held_against_the_table_of_assets(told: Told) -> None:
    sentence = "截至2023年底，本部门共有车辆3辆，单价20万元以上的设备2台（套），单价100万元以上的设备0台。"
    found = told(["九、国有资产占用情况", sentence], ("固定资产占用情况表", lists.ASSETS))
    assert verdicts(found) == [
        ("fixed_assets.vehicles", "3辆", "exact"),
        ("fixed_assets.equipment_20", "2台（套）", "break"),
        ("fixed_assets.equipment_100", "0台", "not_evaluable"),
    ]


def test_things_to_be_bought_are_not_those_held(told: Told) -> None:
    sentence = "2024年部门预算安排购置车辆1辆，单价20万元以上的设备2台。"
    found = told(["九、国有资产占用情况", sentence], ("固定资产占用情况表", lists.ASSETS))
    assert set(found["quantity"]) == {None}


def test_projects_with_targets_are_counted_as_the_tables_list_them(told: Told) -> None:
    rows = (("项目名称", "合计"), ("合计", "10.00"), ("会计考试经费", "6.00"), ("信息系统运维", "4.00"))
    found = told(["十、绩效情况", "本部门编报绩效目标的项目共2个，另编报3个项目绩效目标。"], ("项目支出表", rows))
    assert verdicts(found) == [("targets.count", "2个", "exact"), ("targets.count", "3个", "not_evaluable")]
    assert found["cell_ids"].list.len().to_list() == [2, 0]


CHAPTERS = (
    "第三部分 部门预算支出具体情况",
    "一、新林市财政局（本级）",
    "新林市财政局（本级）预算18.00万元，包括项目支出6.00万元。",
    "二、新林市会计服务中心",
    "新林市会计服务中心预算12.00万元，包括项目支出4.50万元。",
    "三、新林市评审中心",
    "新林市评审中心预算30.00万元。",
)


def test_a_units_chapter_is_held_against_that_units_row(told: Told) -> None:
    found = told(CHAPTERS, ("支出总表", BY_UNIT))
    assert list(found.select("of_unit", "quantity", "printed", "verdict").iter_rows()) == [
        ("新林市财政局(本级)", "expenditure", "18.00万元", "exact"),
        ("新林市财政局(本级)", "expenditure.project", "6.00万元", "exact"),
        ("新林市会计服务中心", "expenditure", "12.00万元", "exact"),
        ("新林市会计服务中心", "expenditure.project", "4.50万元", "break"),
        ("新林市评审中心", "expenditure", "30.00万元", "not_evaluable"),
    ]
    assert "新林市评审中心" in found["reason"][4]


def test_the_department_is_held_against_its_own_row_where_no_row_is_called_the_total(told: Told) -> None:
    found = told(["二、支出预算情况", "新林市财政局2024年支出预算30.00万元。"], ("支出总表", BY_UNIT))
    assert verdicts(found) == [("expenditure", "30.00万元", "exact")]


THREE_PUBLIC = (
    ("“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"),
    ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"),
    ("4.00", "", "3.00", "", "3.00", "1.00"),
)
ABROAD = ["八、“三公”经费情况", "因公出国（境）费0万元，公务接待费1万元。"]


def test_a_stated_zero_holds_where_the_other_parts_make_up_the_total(told: Told) -> None:
    found = told(ABROAD, ("“三公”经费预算表", THREE_PUBLIC))
    assert verdicts(found) == [("three_public.abroad", "0万元", "exact"), ("three_public.reception", "1万元", "exact")]
    assert found["cell_ids"].list.len().to_list()[0] > 1


def test_a_stated_zero_is_not_judged_where_the_parts_leave_something(told: Told) -> None:
    rows = (*THREE_PUBLIC[:2], ("5.00", *THREE_PUBLIC[2][1:]))
    found = told(ABROAD, ("“三公”经费预算表", rows))
    assert found["verdict"][0] == "not_evaluable"
    assert "blank" in found["reason"][0]


BY_SUBJECT = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "9.00", "9.00", ""),
    ("201", "一般公共服务支出", "9.00", "9.00", ""),
    ("20106", "财政事务", "9.00", "9.00", ""),
    ("2010601", "行政运行", "9.00", "9.00", ""),
)


@pytest.mark.parametrize(("group", "verdict"), [("9.00", "exact"), ("9.50", "not_evaluable")])
def test_a_stated_zero_of_a_subject_that_no_row_prints_holds_where_the_others_make_up_what_is_above(
    told: Told, group: str, verdict: str
) -> None:
    rows = [*BY_SUBJECT[:3], ("20106", "财政事务", group, group, ""), *BY_SUBJECT[4:]]
    sentence = "（2）一般行政管理事务（2010602）支出0万元。"
    found = told(["五、一般公共预算支出情况", sentence], ("一般公共预算支出表", rows))
    assert verdicts(found) == [("subject.gpb", "0万元", verdict)]


def test_an_amount_against_a_blank_that_means_nothing_is_not_judged(told: Told) -> None:
    """Only a stated 0 is held against what no cell prints."""
    found = told([ABROAD[0], "因公出国（境）费2万元。"], ("“三公”经费预算表", THREE_PUBLIC))
    assert verdicts(found) == [("three_public.abroad", "2万元", "not_evaluable")]


EMPTY = (("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("", "合计", "", "", ""))


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [("注：本部门无政府性基金预算支出，故本表无数据。", "exact"), ("", "not_evaluable")],
)
def test_a_stated_zero_holds_against_an_empty_table_that_says_so(told: Told, statement: str, verdict: str) -> None:
    found = told(
        ["六、支出预算情况", "政府性基金预算支出0万元。"], ("政府性基金预算支出表", EMPTY), statement=statement
    )
    assert verdicts(found) == [("gov_fund", "0万元", verdict)]
