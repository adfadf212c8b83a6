"""The facts' coordinates: what a title, a name or a family says of every line, and no more than that."""

from collections.abc import Sequence

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.facts.lines import Lines, budget_lines
from pipeline.kernel.codes import Codes, subject_key, surrogate_key
from pipeline.tables.publication import read_publication
from pipeline.tables.recognise import recognise_tables
from tests.generated.ruled_sheet import ruled_document

Rows = Sequence[Sequence[str]]

THREE_PUBLIC: Rows = (
    ("项目", "预算数"),
    ("合计", "2.00"),
    ("1、因公出国（境）费用", "0.00"),
    ("2、公务接待费", "2.00"),
)
BASIC: Rows = (
    ("支出项目类别（资金使用单位）", "总计", "财政拨款", "其他资金"),
    ("合计", "30.00", "30.00", "0.00"),
    ("工资福利支出", "20.00", "20.00", "0.00"),
    ("商品和服务支出", "10.00", "10.00", "0.00"),
)
NESTED: Rows = (
    ("收入", "<", "支出", "<"),
    ("项目", "金额", "项目", "金额"),
    ("一、财政拨款", "30.00", "一、社会保障和就业支出", "20.00"),
    ("", "", "(一)行政事业单位养老支出", "20.00"),
    ("", "", "1.行政单位离退休", "20.00"),
    ("", "", "二、住房保障支出", "10.00"),
    ("", "", "(一)无此科目", "10.00"),
    ("本年收入合计", "30.00", "本年支出合计", "30.00"),
    ("收入总计", "30.00", "支出总计", "30.00"),
)
FOUR_BLOCKS: Rows = (
    ("收入", "<", "支出", "<", "<", "<", "<", "<"),
    (
        "项目",
        "预算数",
        "支出功能分类科目",
        "预算数",
        "部门预算支出经济科目",
        "预算数",
        "政府预算支出经济分类科目",
        "预算数",
    ),
    (
        "1、财政拨款",
        "30.00",
        "1、教育支出",
        "30.00",
        "1、人员经费和公用经费支出",
        "20.00",
        "1、机关工资福利支出",
        "30.00",
    ),
    ("", "", "", "", "(1)工资福利支出", "20.00", "", ""),
    ("", "", "", "", "2、专项业务经费支出", "10.00", "", ""),
    ("", "", "", "", "(1)商品和服务支出", "10.00", "", ""),
    ("本年收入合计", "30.00", "本年支出合计", "30.00", "本年支出合计", "30.00", "本年支出合计", "30.00"),
    ("收入总计", "30.00", "支出总计", "30.00", "支出总计", "30.00", "支出总计", "30.00"),
)


def reconciled(codes: Codes, title: str, rows: Rows) -> tuple[Reconciled, Lines]:
    document = ruled_document([(title, "单位：万元", rows)])
    tables = recognise_tables(document, codes)
    found = reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes)
    return found, budget_lines(found.cells, tables, read_publication(document, tables, codes), codes)


def test_a_title_that_names_the_budget_names_the_fund_of_every_line(codes: Codes) -> None:
    found, lines = reconciled(codes, "一般公共预算“三公”经费支出预算表", THREE_PUBLIC)
    assert set(lines.budget_lines["fund_key"]) == {surrogate_key("gpb")}
    assert found.tables["fund_scope"].to_list() == ["gpb"]


def test_economic_classes_printed_by_name_have_their_code_in_the_facts(codes: Codes) -> None:
    lines = reconciled(codes, "部门基本支出预算表", BASIC)[1].budget_lines
    keys = {subject_key("department", None, code) for code in ("301", "302")}
    assert set(lines["dept_economic_key"]) == keys


def test_running_costs_claim_no_nature_that_their_table_does_not_print(codes: Codes) -> None:
    rows = (("科目编码", "科目名称", "机关运行经费支出"), ("", "合计", "5.00"), ("30201", "办公费", "5.00"))
    assert set(reconciled(codes, "一般公共预算机关运行经费支出预算表", rows)[1].budget_lines["nature_key"]) == {0}


def test_names_below_a_function_have_its_deeper_codes_or_none(codes: Codes) -> None:
    found, lines = reconciled(codes, "部门收支总表", NESTED)
    spent = lines.budget_lines.filter(lines.budget_lines["flow"] == "expenditure").sort("cell_id")
    assert spent["function_key"].to_list() == [subject_key("function", None, "2080501"), 0]
    names = found.cells.filter(found.cells["is_leaf"] & (found.cells["side"] == "expenditure")).sort("cell_id")
    assert names["function_name"].to_list() == ["行政单位离退休", "无此科目"]


def test_rows_of_blocks_by_economic_class_have_their_class_and_nature(codes: Codes) -> None:
    lines = reconciled(codes, "部门综合预算收支总表", FOUR_BLOCKS)[1].budget_lines
    department = lines.filter(lines["presentation"] == "department").sort("cell_id")
    assert department.select("dept_economic_key", "nature_key").rows() == [
        (subject_key("department", None, "301"), surrogate_key("basic")),
        (subject_key("department", None, "302"), surrogate_key("project")),
    ]
    government = lines.filter(lines["presentation"] == "government")
    assert government["gov_economic_key"].to_list() == [subject_key("government", None, "501")]


def test_what_a_budget_says_was_spent_is_of_the_year_before(codes: Codes) -> None:
    rows = (
        ("科目编码", "科目名称", "2024年执行数", "2025年预算数", "2025年预算数比2024年执行数增减额"),
        ("2010101", "行政运行", "50.00", "60.00", "10.00"),
    )
    lines = reconciled(codes, "2025年一般公共预算支出表", rows)[1].budget_lines.sort("cell_id")
    assert lines.select("measure", "measure_year").rows() == [("final", 2024), ("budget", 2025), ("change", 2025)]
