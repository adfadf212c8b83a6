"""Codes that recognition misread are read as the list, the name and the economic pair agree; labels never change."""

from collections.abc import Callable

import pytest

from pipeline.tables.model import Row, Table

Recognise = Callable[[str], list[Table]]

FUNCTIONS = ["支出总表", "", "单位：万元", "", "类\t款\t项\t单位（科目名称）\t合计\t基本支出"]
ECONOMIC = [
    "支出经济分类汇总表",
    "",
    "单位：万元",
    "",
    "部门预算经济分类\t\t\t政府预算经济分类\t\t\t总计\t一般公共预算",
    "类\t款\t科目名称\t类\t款\t科目名称\t\t",
]


def rows(recognise: Recognise, header: list[str], *lines: str) -> list[Row]:
    [table] = recognise("\n".join([*header, *lines, ""]))
    return list(table.rows)


def function_row(recognise: Recognise, line: str) -> Row:
    return rows(recognise, FUNCTIONS, "\t\t\t合计\t30.00\t30.00", line, "210\t11\t01\t行政单位医疗\t10.00\t10.00")[1]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("208\t05\t06", "2080505"),
        ("206\t05\t05", "2080505"),
        ("208\t05\t0", "2080505"),
        ("208\t50\t05", "2080505"),
        ("208\t05\t055", "2080505"),
    ],
)
def test_a_misread_code_is_read_as_the_one_code_of_its_name(recognise: Recognise, printed: str, meant: str) -> None:
    row = function_row(recognise, f"{printed}\t机关事业单位基本养老保险缴费支出\t20.00\t20.00")
    assert row.function_code == meant
    assert row.codes == printed.replace("\t", " ")
    assert row.label == "机关事业单位基本养老保险缴费支出"
    assert meant in row.code_repair


def test_a_code_whose_first_digit_was_misread_is_no_units(recognise: Recognise) -> None:
    row = function_row(recognise, "308\t05\t05\t机关事业单位基本养老保险缴费支出\t20.00\t20.00")
    assert (row.role, row.function_code, row.unit_code) == ("subject", "2080505", None)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("208\t05\t05", "机关事业单位基本养老保险缴费支出"),
        ("208\t05\t06", "机关事业单位职业年金缴费支出"),
        ("201\t31\t99", "某种没有列入目录的支出"),
        ("201\t07\t01", "行政运行"),
    ],
)
def test_a_code_that_is_right_or_has_no_single_reading_stays(recognise: Recognise, code: str, name: str) -> None:
    row = function_row(recognise, f"{code}\t{name}\t20.00\t20.00")
    assert row.function_code == code.replace("\t", "")
    assert row.code_repair == ""


def test_an_economic_code_must_make_a_listed_pair(recognise: Recognise) -> None:
    total = "\t\t合计\t\t\t\t20.00\t20.00"
    paired, alone = (
        rows(recognise, ECONOMIC, total, f"301\t07\t基本工资\t{government}\t10.00\t10.00")[1]
        for government in ("501\t01\t工资奖金津补贴", "502\t01\t办公经费")
    )
    assert (paired.dept_econ_code, paired.gov_econ_code) == ("30101", "50101")
    assert (alone.dept_econ_code, alone.code_repair) == ("30107", "")
