"""Merged cells that a page break tears: one text where the rules show it, and what is printed where they do not."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.document import Document, Grid, RawCell
from pipeline.tables.ruled.joined import joined_grids
from pipeline.tables.ruled.torn import with_whole_texts
from tests.generated.ruled_sheet import ruled_document
from tests.tables.grids import grid

LINES = [["甲", "1,200.59", "数量"], ["乙", "37", "质量"]]


def opened(whole: Grid, above: Sequence[tuple[int, int]], below: Sequence[tuple[int, int]]) -> Grid:
    """A grid, some of whose cells (row and column) no rule ends at a page break."""

    def cell(raw: RawCell) -> RawCell:
        at = raw.row, raw.col
        return replace(raw, is_open_above=at in above, is_open_below=at in below)

    return replace(whole, rows=tuple(tuple(map(cell, row)) for row in whole.rows))


def texts(whole: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in whole.rows]


def test_a_figure_that_goes_on_overleaf_is_one_figure() -> None:
    torn = opened(grid(LINES, pages=[1, 2]), above=[(1, 0), (1, 1)], below=[(0, 1)])
    assert texts(with_whole_texts(torn)) == [["甲", "1,200.59\n37", "数量"], ["乙", "", "质量"]]


def test_a_text_goes_on_over_pages_that_print_nothing_of_it() -> None:
    lines = [["", "数量"], ["甲", "质量"], ["", "时效"], ["乙", "成本"]]
    torn = opened(grid(lines, pages=[1, 2, 3, 4]), [(1, 0), (2, 0), (3, 0)], [(0, 0), (1, 0), (2, 0)])
    assert texts(with_whole_texts(torn)) == [["", "数量"], ["甲\n乙", "质量"], ["", "时效"], ["", "成本"]]


def test_rows_stay_as_printed_where_no_rule_is_drawn_at_the_break_at_all() -> None:
    everywhere = [(row, col) for row in (0, 1) for col in range(3)]
    torn = opened(grid(LINES, pages=[1, 2]), everywhere, everywhere)
    assert texts(with_whole_texts(torn)) == LINES


def torn_document(below: Sequence[str]) -> Document:
    """Two pages of a table, its first cell open at the break."""
    head = ("项目名称", "指标", "指标值")
    pages = ruled_document([("绩效目标表", "单位：万元", (head, ("甲", "数量", "12"))), ("", "", (tuple(below),))])
    upper, lower = pages.grids
    return replace(pages, grids=(opened(upper, [], [(1, 0)]), opened(lower, [(0, 0)], [])))


def test_a_torn_cell_joins_pages_whose_first_row_reads_like_a_header() -> None:
    (joined,) = joined_grids(torn_document(["", "功能", "项目"]))
    assert joined.pages == (1, 2)
    closed = torn_document(["", "功能", "项目"])
    closed = replace(closed, grids=tuple(opened(one, [], []) for one in closed.grids))
    assert len(joined_grids(closed)) == 2
