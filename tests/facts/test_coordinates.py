"""The facts' coordinates: what a title, a name or a family says of every line, and no more than that."""

from collections.abc import Sequence

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled, reconcile
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


def reconciled(codes: Codes, title: str, rows: Rows) -> tuple[Reconciled, Lines]:
    document = ruled_document([(title, "单位：万元", rows)])
    tables = recognise_tables(document, codes)
    found = reconcile("0" * 12, tables, CATALOGUE, codes, has_certain_digits=True, measure="budget")
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
