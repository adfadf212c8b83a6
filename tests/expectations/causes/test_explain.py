"""Breaks of small tables are explained by what stands around them."""

from dataclasses import replace

import pytest

from expectations.accusing import suspect
from expectations.catalogue import CATALOGUE
from expectations.causes.cause import Kind
from expectations.causes.explain import explained
from expectations.evaluate import Check, judge
from pipeline.kernel.money import Verdict, parse_number
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Hint
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Cell, Head, Row, RowKind, Table

Line = tuple[str | None, str, int | None, tuple[str, ...]]
COLUMNS = ("合计", "基本支出", "项目支出")
NODES = ("total", "basic", "project")


def table(number: int, *lines: Line, family: str = "expenditure", role: str = "subject") -> Table:
    """A table of lines: code, label, parent's index, figures; the first line is its total."""
    rows = [
        Row(
            index,
            index + 1,
            Place(),
            RowKind.DETAIL if index else RowKind.TOTAL,
            role if index else "total",
            label,
            parent=parent,
            function_code=code,
            codes=code,
        )
        for index, (code, label, parent, _) in enumerate(lines)
    ]
    cells = [
        Cell(index, col, printed, Place())
        for index, (_, _, _, figures) in enumerate(lines)
        for col, printed in enumerate(figures)
        if printed
    ]
    heads = tuple(Head(col, path, "", node) for col, (path, node) in enumerate(zip(COLUMNS, NODES, strict=True)))
    return Table(
        number, family, "表", Place(), "万元", "", heads, tuple(rows), tuple(cells), (), (), Hint.CERTAIN,
        has_declared_header=False, status="read", statement="", notes=(),
    )  # fmt: skip


def down(found: Table, col: int = 0) -> list[Instance]:
    """Every row with children is their sum."""
    return [
        Instance("GJ-007", f"row {row.row_no} col {col}", Relation.SUM, Slot(found.table_no, row.index, col), parts)
        for row in found.rows
        if (
            parts := tuple(
                (1, Slot(found.table_no, other.index, col)) for other in found.rows if other.parent == row.index
            )
        )
    ]


def across(found: Table) -> list[Instance]:
    """Every row is the sum of its natures."""
    return [
        Instance(
            "GJ-010",
            f"row {row.row_no}",
            Relation.SUM,
            Slot(found.table_no, row.index, 0),
            tuple((1, Slot(found.table_no, row.index, col)) for col in (1, 2)),
        )
        for row in found.rows
    ]


def breaks(tables: list[Table], instances: list[Instance], *, says_withheld: bool = False) -> list[Check]:
    values = {
        Slot(each.table_no, cell.row, cell.col or 0): number
        for each in tables
        for cell in each.cells
        if (number := parse_number(cell.printed))
    }
    judged = [judge(each, values, has_certain_digits=True, is_doubtful_place=False) for each in instances]
    checks = [check for check in judged if check]
    suspicions = suspect(tables, checks, CATALOGUE)
    told = explained(tables, checks, suspicions, says_withheld=says_withheld)
    return [check for check in told if check.verdict is Verdict.BREAK]


def test_a_row_that_repeats_its_parent_is_named() -> None:
    found = table(
        1,
        (None, "合计", None, ("90.00", "25.17", "64.83")),
        ("20406", "司法", 0, ("90.00", "25.17", "64.83")),
        ("2040601", "行政运行", 1, ("13.10", "13.10", "64.83")),
        ("2040602", "一般行政管理事务", 1, ("76.90", "12.07", "64.83")),
    )
    told = breaks([found], [*down(found, 0), *down(found, 1), *down(found, 2), *across(found)])
    assert {check.cause.kind for check in told} == {Kind.REPEATS_PARENT}
    assert all(
        "行政运行 · 项目支出 repeats the figure of its parent row 2 20406 司法" in each.cause.words for each in told
    )


def test_a_column_that_stands_a_row_too_high_is_named_with_its_rows() -> None:
    rows = [("17.11", "17.11", ""), ("23.40", "23.40", ""), ("31.92", "31.92", ""), ("48.63", "48.63", "")]
    set_off = [(rows[index + 1][0] if index < 3 else "", *rows[index][1:]) for index in range(4)]
    labels = [(f"30{index}", f"科目{index}", None, figures) for index, figures in enumerate(set_off)]
    found = table(1, (None, "合计", None, ("17.11", "121.06", "")), *labels)
    told = breaks([found], across(found)[1:])
    assert {check.cause.kind for check in told} == {Kind.SHIFTED_ROW}
    assert "column 合计 stand a row too high" in told[0].cause.words


def test_a_row_printed_twice_is_named() -> None:
    twice = ("2080501", "行政单位离退休", 0, ("13.37", "", ""))
    found = table(
        1, (None, "合计", None, ("50.00", "", "")), ("2080101", "行政运行", 0, ("36.63", "", "")), twice, twice
    )
    [told] = breaks([found], down(found))
    assert (told.cause.kind, told.cause.words) == (Kind.DOUBLED_ROW, "row 4 2080501 行政单位离退休 repeats row 3")


def test_a_row_that_another_table_prints_and_this_one_lacks_is_named() -> None:
    here = table(1, (None, "合计", None, ("77.77", "", "")), ("2080101", "行政运行", 0, ("36.63", "", "")),
                 ("2080102", "一般行政管理事务", 0, ("27.77", "", "")))  # fmt: skip
    there = table(2, (None, "合计", None, ("13.37", "", "")), ("2080501", "行政单位离退休", 0, ("13.37", "", "")),
                  family="gpb_expenditure")  # fmt: skip
    told = breaks([here, there], [*down(here), *down(there)])
    assert [check.cause.kind for check in told] == [Kind.MISSING_ROW]
    assert "2080501" in told[0].cause.words
    assert "which table 2 prints and this one lacks" in told[0].cause.words


def test_a_row_under_no_parent_is_named() -> None:
    found = table(
        1,
        (None, "合计", None, ("77.77", "", "")),
        ("208", "社会保障和就业支出", 0, ("64.40", "", "")),
        ("221", "住房保障支出", None, ("13.37", "", "")),
    )
    [told] = breaks([found], down(found))
    assert told.cause.kind is Kind.ORPHAN_ROW
    assert "221 住房保障支出, which stands under no parent" in told.cause.words


def test_a_class_left_out_of_the_total_is_named() -> None:
    found = table(
        1,
        (None, "合计", None, ("64.41", "", "")),
        ("208", "社会保障和就业支出", 0, ("41.17", "", "")),
        ("210", "卫生健康支出", 0, ("23.24", "", "")),
        ("222", "粮油物资储备支出", 0, ("388.25", "", "")),
    )
    [told] = breaks([found], down(found))
    assert told.cause.kind is Kind.ONE_PART
    assert "by exactly row 4 222 粮油物资储备支出" in told.cause.words


def test_money_carried_over_on_one_side_only_is_named() -> None:
    found = table(
        1,
        (None, "收入总计", None, ("182.57", "", "")),
        (None, "本年收入", None, ("92.00", "", "")),
        (None, "上年结转", None, ("90.57", "", "")),
    )
    found = replace(found, rows=(*found.rows[:2], replace(found.rows[2], role="carry_in")))
    one_side = Instance("GJ-020", "total", Relation.COPY, Slot(1, 0, 0), ((1, Slot(1, 1, 0)),))
    [told] = breaks([found], [one_side])
    assert told.cause.kind is Kind.CARRY
    assert "上年结转" in told.cause.words


def test_swapped_digits_are_named_with_their_cell() -> None:
    found = table(
        1,
        (None, "合计", None, ("162.37", "97.06", "65.31")),
        ("2080101", "行政运行", 0, ("162.19", "79.06", "47.13")),
        ("2080102", "一般行政管理事务", 0, ("36.18", "18.00", "18.18")),
    )
    told = breaks([found], [*down(found, 0), *down(found, 1), *down(found, 2), *across(found)])
    assert {check.cause.kind for check in told} == {Kind.STRONG_SLIP}
    assert all("行政运行 · 合计: two neighbouring digits are swapped: 62 for 26" in check.cause.words for check in told)


@pytest.mark.parametrize(("says_withheld", "whose"), [(True, "withheld"), (False, "publisher")])
def test_a_total_beyond_its_parts_is_withheld_only_where_the_document_says_so(
    *, says_withheld: bool, whose: str
) -> None:
    found = table(
        1,
        (None, "合计", None, ("9151.31", "", "")),
        ("201", "一般公共服务支出", 0, ("6770.50", "", "")),
        ("208", "社会保障和就业支出", 0, ("275.30", "", "")),
    )
    [told] = breaks([found], down(found), says_withheld=says_withheld)
    assert told.attribution == whose


def test_parts_beyond_their_total_are_never_withheld() -> None:
    found = table(
        1,
        (None, "合计", None, ("6151.31", "", "")),
        ("201", "一般公共服务支出", 0, ("6770.50", "", "")),
        ("208", "社会保障和就业支出", 0, ("275.30", "", "")),
    )
    [told] = breaks([found], down(found), says_withheld=True)
    assert told.attribution == "publisher"


def test_a_difference_that_nothing_explains_is_the_publishers_without_a_cause() -> None:
    found = table(
        1,
        (None, "合计", None, ("9151.31", "", "")),
        ("201", "一般公共服务支出", 0, ("6770.50", "", "")),
        ("208", "社会保障和就业支出", 0, ("275.37", "", "")),
    )
    [told] = breaks([found], down(found))
    assert (told.attribution, told.cause.words) == ("publisher", "")


def test_a_figure_in_the_column_beside_its_own_is_named() -> None:
    found = table(
        1,
        (None, "合计", None, ("162.37", "97.06", "65.31")),
        ("2080101", "行政运行", 0, ("126.19", "79.06", "47.13")),
        ("2080102", "一般行政管理事务", 0, ("18.00", "", "18.00")),
        ("2080199", "其他支出", 0, ("18.18", "", "18.18")),
    )
    told = breaks([found], [*down(found, 0), *down(found, 1), *down(found, 2), *across(found)])
    assert {check.cause.kind for check in told} == {Kind.SHIFTED_COLUMN}
    assert {check.cause.words for check in told} == {
        "row 3 2080102 一般行政管理事务 · 项目支出 seems to belong in column 基本支出"
    }


@pytest.mark.parametrize("printed", ["2710.00", "271.00", "2.71"])
def test_one_part_printed_ten_or_a_hundred_times_as_much_is_named(printed: str) -> None:
    found = table(
        1,
        (None, "合计", None, ("162.33", "", "")),
        ("2080101", "行政运行", 0, ("135.23", "", "")),
        ("2080102", "一般行政管理事务", 0, (printed, "", "")),
    )
    [told] = breaks([found], down(found))
    assert told.cause.kind is Kind.STRONG_SLIP
    assert told.cause.words.startswith("row 3 2080102 一般行政管理事务 · 合计")
    assert "of what it should be" in told.cause.words


def test_one_part_that_is_a_power_of_ten_off_is_named_where_other_cells_are_as_suspect() -> None:
    found = table(
        1,
        (None, "合计", None, ("112.34", "", "")),
        ("2080101", "行政运行", 0, ("12.34", "", "")),
        ("2080102", "一般行政管理事务", 0, ("10.00", "", "")),
    )
    [told] = breaks([found], down(found))
    assert told.cause.words == "row 3 2080102 一般行政管理事务 · 合计 is printed as a tenth of what it should be"


def test_rows_that_are_not_printed_are_told_by_the_totals_that_lack_them() -> None:
    found = table(
        1,
        (None, "合计", None, ("5527.77", "453.32", "5074.45")),
        ("2130301", "行政运行", 0, ("126.19", "109.06", "17.13")),
        ("2130305", "水利工程建设", 0, ("95.53", "23.71", "71.82")),
        ("2130306", "水利工程运行与维护", 0, ("58.01", "41.37", "16.64")),
        ("2130311", "水资源节约管理与保护", 0, ("77.77", "69.19", "8.58")),
        ("2130314", "防汛", 0, ("46.43", "31.94", "14.49")),
        ("2130399", "其他水利支出", 0, ("110.32", "41.56", "68.76")),
    )
    told = breaks([found], [*down(found, 0), *down(found, 1), *down(found, 2), *across(found)])
    assert {check.cause.kind for check in told} == {Kind.MISSING_ROW}
    assert told[0].cause.words == (
        "rows seem to be missing: 5,013.52 of row 1 合计 · 合计, 4,877.03 of row 1 合计 · 项目支出, "
        "136.49 of row 1 合计 · 基本支出"
    )


def test_several_figures_that_lost_a_digit_are_named_together() -> None:
    found = table(
        1,
        (None, "合计", None, ("936647884.33", "936647884.33", "")),
        ("205", "教育支出", 0, ("29440", "", "")),
        ("206", "科学技术支出", 0, ("820196139.30", "", "")),
        ("208", "社会保障和就业支出", 0, ("19455802.52", "", "")),
        ("217", "金融支出", 0, ("8916000", "", "")),
        ("221", "住房保障支出", 0, ("7541542.51", "", "")),
    )
    [told] = breaks([found], [*down(found, 0), across(found)[0]])
    assert told.cause.words == (
        "row 2 205 教育支出 · 合计, row 5 217 金融支出 · 合计: printed as a tenth of what they should be"
    )
