"""Targets whose merged cells page breaks tear: every name, amount and indicator is that of one long page."""

from collections.abc import Callable

from generated.torn_targets import Named, Project, pages, told
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readers.pdf.drawn import Drawn, pdf, text

from pipeline.tables.model import Table

Recognise = Callable[[bytes], list[Table]]

AMOUNTS = st.sampled_from([("65.574000",), ("3,327.5954", "37"), ("1,532.5537", "59"), ("400",), ("12.5",)])
AIMS = st.sampled_from(["保障系统稳定运行", "按期完成年度评审工作任务"])
PROJECTS = st.builds(Project, AMOUNTS, AIMS, st.integers(min_value=1, max_value=7))
SHEETS = st.lists(st.lists(PROJECTS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4).map(
    lambda groups: [Named(f"1100002{n}T000002097{n:03d}", f"项目之名{n}", own) for n, own in enumerate(groups)]
)
TITLE = text(340, 570, "项目支出绩效目标表", 12) + text(700, 558, "单位：万元", 8)


def recognised(recognise: Recognise, drawn: list[Drawn]) -> list[Table]:
    titled = [Drawn(drawn[0].content + TITLE, drawn[0].size), *drawn[1:]]
    return recognise(pdf(*titled))


def found(table: Table) -> list[tuple[str | None, str | None, str, int]]:
    """Code, name, whole amount and number of indicators of every project."""
    whole = {head.col for head in table.heads if head.node == "total"}
    indicators = [own.project for own in table.indicators if not own.is_goal]
    return [
        (row.project_code, row.project_name, cell.printed, indicators.count(row.index))
        for row in table.rows
        for cell in table.cells
        if cell.row == row.index and cell.col in whole
    ]


TORN = [
    Named(
        "11000021T000002097029", "项目之名甲", (Project(("65.574000",), "保障运行", 5), Project(("12.5",), "完成", 6))
    ),
    Named("11000022T000002097030", "项目之名乙", (Project(("3,327.5954", "37"), "按期完成", 8),)),
]


@settings(max_examples=25, deadline=None)
@given(sheet=SHEETS, rows=st.integers(min_value=4, max_value=12))
@example(sheet=TORN, rows=4)
@example(sheet=TORN, rows=16)
def test_projects_are_those_of_one_long_page(recognise: Recognise, sheet: list[Named], rows: int) -> None:
    (table,) = recognised(recognise, pages(sheet, rows))
    assert found(table) == told(sheet)
    assert not table.unplaced
    assert not any(own.project is None for own in table.indicators)
