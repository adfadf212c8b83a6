"""Layout text: its tables told from the text around them, its lines kept as tokens in order."""

import pytest

from pipeline.readers.document import Document, Grid
from pipeline.readers.registry import read_document


def read(text: str) -> Document:
    document = read_document(text.encode(), "x")
    assert document.form == "layout-text"
    return document


def tokens(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


ONE = (
    "预算02表\n\n2024年部门收入预算表\n单位名称：某县某局 单位：万元\n\n"
    "单位代码 单位名称 总计\n307001\n 某县某局\n6.00 6.00\n"
)


def test_a_table_begins_below_its_unit_of_money() -> None:
    document = read(ONE)
    assert texts(document) == ["预算02表", "2024年部门收入预算表", "单位名称：某县某局 单位：万元"]
    assert [tokens(grid) for grid in document.grids] == [
        [["单位代码", "单位名称", "总计"], ["307001"], ["某县某局"], ["6.00", "6.00"]]
    ]


def test_columns_count_tokens_and_every_cell_knows_its_line() -> None:
    (grid,) = read(ONE).grids
    assert [[cell.col for cell in row] for row in grid.rows] == [[0, 1, 2], [0], [0], [0, 1]]
    lines = ONE.split("\n")
    assert all(cell.text in lines[(cell.place.line or 0) - 1] for row in grid.rows for cell in row)


def test_a_unit_of_money_broken_over_lines_is_one() -> None:
    document = read(ONE.replace("单位：万元", "单位：万\n\n元"))
    assert texts(document)[-1] == "单位名称：某县某局 单位：万元"
    assert tokens(document.grids[0])[0] == ["单位代码", "单位名称", "总计"]


@pytest.mark.parametrize(
    "below",
    [
        "预算03表\n",
        "2024年部门支出预算表\n",
        "备注：本表仅含当年财政拨款安排的支出。\n",
        "第三部分 名词解释\n",
        "三、支出预算总体情况说明\n",
        "某县某局二〇二四年收入合计六万元，其中一般公共预算六万元；政府性基金无。\n",
    ],
)
def test_a_table_ends_before_what_is_no_row(below: str) -> None:
    document = read(ONE + below)
    assert tokens(document.grids[0])[-1] == ["6.00", "6.00"]
    assert texts(document)[-1] == below.strip()


def test_a_title_without_a_form_number_begins_the_next_table() -> None:
    document = read(ONE + " 项目支出预算表\n单位名称：某县某局 单位：万元\n类型 项目名称\n特定目标类 甲\n1.00 1.00\n")
    assert [len(grid.rows) for grid in document.grids] == [4, 3]


def test_tables_may_end_and_begin_in_mid_line() -> None:
    document = read(
        ONE.strip() + " 预算03表 2024年部门支出预算表\n单位名称：某县某局 单位：万元 科目编码 合计\n201 02 03 甲 6.00\n"
    )
    assert tokens(document.grids[0])[-1] == ["6.00", "6.00"]
    assert tokens(document.grids[1]) == [["科目编码", "合计"], ["201", "02", "03", "甲", "6.00"]]
    assert texts(document)[3:] == ["预算03表", "2024年部门支出预算表", "单位名称：某县某局 单位：万元"]


def test_a_note_of_several_lines_is_one_and_the_statement_below_it_another() -> None:
    note = (
        "注：按照有关规定，“三公”经费包括因公出国（境）费、公务用车购置及运行费和公务接\n\n待费。\n"
        "说明：故此表无数据。\n"
    )
    document = read(ONE + note)
    assert texts(document)[-2:] == [
        "注：按照有关规定，“三公”经费包括因公出国（境）费、公务用车购置及运行费和公务接待费。",
        "说明：故此表无数据。",
    ]


def test_contents_and_narrative_yield_no_table() -> None:
    contents = "目录\n2024年部门收支预算表\n2024年部门收入预算表\n2024年部门支出预算表\n"
    narrative = (
        "一、收入支出预算总体情况说明\n某县某局 2024 年度收入总计\n6.00 万元，支出总计 6.00 万元，\n增加 1.00 万元。\n"
    )
    document = read(contents + narrative + ONE)
    assert len(document.grids) == 1
    assert tokens(document.grids[0])[0] == ["单位代码", "单位名称", "总计"]


def test_a_performance_table_keeps_its_sentences() -> None:
    document = read(
        ONE + "预算11表\n2024年度单位预算项目绩效目标表\n单位名称：某县某局\n三级指标 指标值\n"
        "统筹建立覆盖全县城乡的社会保障体系，组织实施工资收入分配政策；落实福利政策。\n人数 5\n"
    )
    assert tokens(document.grids[1])[-1] == ["人数", "5"]


def test_page_numbers_that_say_so_are_no_rows() -> None:
    document = read(ONE + "- 12 -\n307002\n 某县乙局\n1.00 1.00\n第 13 页\n")
    assert ["-", "12", "-"] not in tokens(document.grids[0])
    assert {"- 12 -", "第 13 页"} <= set(texts(document))
    assert len(document.grids[0].rows) == 7
