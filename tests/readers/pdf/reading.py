"""What a test asks of a PDF that was read, by pdfium or the slow way.

Here: reading, the texts of grids and lines. Not here: writing PDFs (``drawn``).
"""

from unittest.mock import patch

from readers.pdf.drawn import Drawn, pdf

from pipeline.readers.document import Document, Grid
from pipeline.readers.pdf.pdfium.page import UnusablePageError
from pipeline.readers.registry import read_document


def read(*pages: Drawn | str) -> Document:
    """Read pages, each given whole or by its content alone."""
    drawn = [page if isinstance(page, Drawn) else Drawn(page) for page in pages]
    return read_document(pdf(*drawn), "drawn.pdf")


def read_slowly(*pages: Drawn | str) -> Document:
    """Read pages as if pdfium could parse none of them."""
    with patch("pipeline.readers.pdf.reader.open_page", side_effect=UnusablePageError):
        return read(*pages)


def rows(grid: Grid) -> list[list[str]]:
    """The texts of a grid's cells."""
    return [[cell.text for cell in row] for row in grid.rows]


def only_grid(document: Document) -> Grid:
    """The grid of a document that has one."""
    (grid,) = document.grids
    return grid


def lines(document: Document) -> list[str]:
    """The texts outside grids."""
    return [line.text for line in document.lines]
