"""Real pages: pdfplumber's own parsing and cells as the oracle of those that pdfium's objects make.

Skipped, saying so, when GOUJI_CORPUS is unset. A few pages of each file are compared, as pdfplumber is slow.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from pipeline.kernel.text import without_radicals, without_space
from pipeline.readers.document import RawCell
from pipeline.readers.pdf.page_objects import PageObjects
from pipeline.readers.pdf.page_reading import PageReading, read_page
from pipeline.readers.pdf.pdfium.page import UnusablePageError, open_page
from pipeline.readers.pdf.plumber import page_objects

CORPUS = os.environ.get("GOUJI_CORPUS")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS, reason="GOUJI_CORPUS is not set: no real disclosures to read"),
]

PAGES_OF_A_FILE = 3
OTHER_TEXT = 0.05
"""Of a file's cells: at most so many hold clipped text, which pdfplumber alone gives to the cell that it runs into."""


def pdfs() -> list[Path]:
    return sorted((Path(CORPUS or "") / "pdf").glob("*/*.pdf"))


def spread(count: int) -> list[int]:
    """Page numbers, from 0, spread over a document."""
    return sorted({round(part * (count - 1) / PAGES_OF_A_FILE) for part in range(1, PAGES_OF_A_FILE + 1)})


def is_visible_rule(item: dict[str, Any]) -> bool:
    """Leave out areas, and what is drawn in white: their edges, which pdfplumber takes for rules, nobody sees."""
    if item["object_type"] not in {"rect", "line", "curve"}:
        return True
    if item["object_type"] == "rect" and not item["stroke"] and min(item["width"], item["height"]) > 3:
        return False
    colour = item["stroking_color"] if item["stroke"] else item["non_stroking_color"]
    parts = tuple(colour) if isinstance(colour, tuple | list) else (colour,)
    return not (len(parts) in {1, 3} and all(isinstance(part, int | float) and part >= 0.98 for part in parts))


def their_cells(page: Any) -> Iterator[tuple[tuple[float, ...], str]]:
    for table in page.filter(is_visible_rule).find_tables():
        for row, texts in zip(table.rows, table.extract(), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                if cell is not None and cell[0] >= 0 and cell[1] >= 0 and cell[3] <= page.height:
                    yield cell, without_space(without_radicals(text))


Corners = dict[tuple[int, int], list[RawCell]]


def our_cells(reading: PageReading) -> Corners:
    """The cells of a page by their upper left corners, to four points."""
    cells: Corners = defaultdict(list)
    for _, item in reading.items:
        for cell in (cell for row in item if not isinstance(item, str) for cell in row):
            left, top, _, _ = cell.place.bbox or (0, 0, 0, 0)
            cells[round(left / 4), round(top / 4)].append(cell)
    return cells


def counterpart(cells: Corners, box: tuple[float, ...]) -> RawCell | None:
    x, y = round(box[0] / 4), round(box[1] / 4)
    near = (cell for corner in product((x - 1, x, x + 1), (y - 1, y, y + 1)) for cell in cells.get(corner, ()))
    return next((cell for cell in near if cell.place.bbox == pytest.approx(box, abs=2.5)), None)


def characters(objects: PageObjects) -> Counter[str]:
    """The characters on a page, each place once."""
    return Counter(
        text
        for text, _, _ in {
            (glyph.text, round(glyph.x0 / 3), round(glyph.baseline / 3))
            for glyph in (*objects.glyphs, *objects.marks)
            if 0 <= glyph.x0 <= objects.width and 0 <= glyph.baseline <= objects.height
        }
    )


@pytest.mark.parametrize("path", pdfs() if CORPUS else [], ids=lambda path: f"{path.parent.name}-{path.stem[:16]}")
def test_cells_and_figures_are_those_of_pdfplumber(path: Path) -> None:
    compared, other = 0, []
    with closing(pypdfium2.PdfDocument(path)) as document, pdfplumber.open(path) as pdf:
        for index in spread(len(pdf.pages)):
            page = pdf.pages[index]
            try:
                with open_page(document.raw, index) as objects:
                    ours, figures = our_cells(read_page(objects, index + 1)), characters(objects)
            except UnusablePageError:
                continue
            for box, text in their_cells(page):
                cell = counterpart(ours, box)
                assert cell is not None or not text or not ours, (index + 1, text)
                compared += 1
                if cell is not None and Counter(without_space(cell.text)) != Counter(text):
                    other.append((index + 1, text, cell.text))
            theirs = characters(page_objects(page))
            for digit in "0123456789.,":
                assert figures[digit] == pytest.approx(theirs[digit], rel=0.03, abs=3), (index + 1, digit)
    assert len(other) <= OTHER_TEXT * compared, other
