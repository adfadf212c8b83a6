"""A PDF's bytes -> document.

Here: the walk over the pages and the reading order. Not here: what stands on a page.
"""

import io

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.kernel.errors import UnreadableFileError
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine
from pipeline.readers.pdf import plumber
from pipeline.readers.pdf.cells import lattice, raw_rows, rounded, share_glyphs
from pipeline.readers.pdf.page_objects import Glyph, PageObjects
from pipeline.readers.pdf.ruling import Box, find_tables
from pipeline.readers.pdf.text import glyph_lines

FORM = "pdf"

_MARK = b"%PDF"
_MARK_WITHIN = 1024
_ENOUGH_FILLED = 2

Rows = tuple[tuple[RawCell, ...], ...]
Item = tuple[Box, str | Rows]


def is_mine(content: bytes) -> bool:
    """Say whether bytes are a PDF: its mark stands within the first 1,024 bytes (ISO 32000-1, annex H.3.4.1)."""
    return _MARK in content[:_MARK_WITHIN]


def read(content: bytes, file_name: str) -> Document:
    """Read a PDF.

    Raises:
        UnreadableFileError: it cannot be read at all.
    """
    try:
        return _read(content)
    except PdfminerException as error:
        raise UnreadableFileError(
            "damaged-pdf", file_name, "the PDF cannot be opened.", "Fetch it again from its publisher."
        ) from error


def _read(content: bytes) -> Document:
    lines: list[TextLine] = []
    grids: list[Grid] = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            for box, item in _items(plumber.page_objects(page), number):
                order = len(lines) + len(grids)
                if isinstance(item, str):
                    lines.append(TextLine(order, item, Place(page=number, bbox=rounded(box))))
                else:
                    grids.append(Grid(order, item, Hint.CERTAIN))
            page.close()
    return Document(FORM, tuple(lines), tuple(grids), has_certain_digits=True)


def _items(objects: PageObjects, number: int) -> list[Item]:
    glyphs = [glyph for glyph in objects.glyphs if glyph.turn == 0 and _is_on_page(glyph, objects)]
    items: list[Item] = []
    for cells in find_tables(objects.rules):
        grid = lattice(cells)
        shares = share_glyphs(grid, glyphs)
        rows = raw_rows(grid, shares, number)
        if sum(bool(cell.text) for row in rows for cell in row) >= _ENOUGH_FILLED:
            items.append((grid.box, rows))
            glyphs = shares[None]
    items += [(line.box, line.text) for line in glyph_lines(glyphs)]
    return sorted(items, key=lambda item: (item[0][1], item[0][0]))


def _is_on_page(glyph: Glyph, objects: PageObjects) -> bool:
    """Say whether a glyph shows: of a tall row, spreadsheets set the whole text on each of its pages."""
    return 0 <= (glyph.x0 + glyph.x1) / 2 <= objects.width and 0 <= (glyph.top + glyph.bottom) / 2 <= objects.height
