"""The gridlines of a chart are no table, and its figures are told; shaded tables are tables."""

from collections.abc import Callable

import pytest
from readers.pdf.drawn import lattice, text
from readers.pdf.reading import lines, read, read_slowly, rows

from pipeline.readers.document import Document, UnreadPage
from pipeline.readers.pdf.unread import CHART

XS, YS = (100, 200, 300, 400), (500, 550, 600, 650)
GRID = lattice(XS, YS)
Read = Callable[[str], Document]


def area(x: float, y: float, width: float, height: float) -> str:
    return f"q 0.5 g {x} {y} {width} {height} re f Q\n"


COLUMNS = area(130, 500, 40, 120) + area(230, 500, 40, 30) + area(330, 500, 40, 90)
BARS = area(100, 510, 240, 30) + area(100, 560, 60, 30)
LABELS = text(135, 625, "12.00") + text(235, 535, "3.00") + text(335, 595, "9.00")


@pytest.mark.parametrize("reading", [read, read_slowly])
@pytest.mark.parametrize("bars", [COLUMNS, BARS], ids=["columns", "bars"])
def test_a_chart_is_no_table_and_its_figures_are_kept_and_told(reading: Read, bars: str) -> None:
    document = reading(GRID + bars + LABELS)
    assert document.grids == ()
    assert sorted(lines(document)) == ["12.00", "3.00", "9.00"]
    assert document.unread_pages == (UnreadPage(1, CHART),)


SHADED_CELLS = area(100, 600, 100, 50) + area(200, 600, 100, 50) + area(300, 600, 100, 50)
SHADED_ROWS = area(100, 600, 300, 50) + area(100, 500, 300, 50)
MARKED_WORDS = area(130, 622, 40, 14) + area(230, 532, 40, 14) + area(330, 572, 40, 14)
FIGURES = text(135, 625, "12.00") + text(235, 535, "3.00") + text(335, 575, "9.00")


@pytest.mark.parametrize("reading", [read, read_slowly])
@pytest.mark.parametrize("shades", [SHADED_CELLS, SHADED_ROWS, MARKED_WORDS], ids=["cells", "rows", "words"])
def test_a_table_with_shaded_cells_rows_or_words_is_a_table(reading: Read, shades: str) -> None:
    (grid,) = reading(shades + GRID + FIGURES).grids
    assert rows(grid) == [["12.00", "", ""], ["", "", "9.00"], ["", "3.00", ""]]
