"""What was typeset and what was read of it, in the same words.

Here: small documents by some province's convention, the cells of pieces and of grids. Not here: typesetting, claims.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generated.budget import Form, varied
from generated.pdf.conventions import conventional, varied_convention
from generated.pdf.paging import Piece
from generated.pdf.typesetting import TypesetPdf
from generated.publication import Publication
from generated.publishing import generated

from pipeline.kernel.text import folded
from pipeline.readers.document import Document, Grid, RawCell
from pipeline.readers.registry import read_document

Cells = dict[tuple[int, int], tuple[int, int, str]]
"""Spans and text of every cell that prints anything, by row and column."""

_AMOUNT = re.compile(r"\d[\d,]*\.\d\d(?!\d)")


def small(seed: int, form: Form) -> Publication:
    """A budget of few rows, in its form's own convention."""
    options = varied(seed, form)
    return generated(
        replace(
            options,
            scale=1,
            functions=min(5, options.functions),
            projects=min(8, options.projects),
            units=min(2, options.units),
        )
    )


def published(seed: int, form: Form) -> Publication:
    """A small document by some province's convention."""
    return conventional(small(seed, form), varied_convention(seed))


def reading(pdf: TypesetPdf) -> Document:
    """What our reader makes of a typeset document."""
    return read_document(pdf.content, "typeset.pdf")


def set_cells(piece: Piece) -> Cells:
    """The cells of a piece as they were set."""
    return {
        (cell.row, cell.cell.col): (cell.row_span, cell.cell.col_span, folded(cell.text))
        for cell in piece.cells
        if cell.text
    }


def read_cells(cells: Iterable[RawCell]) -> Cells:
    """The cells of a grid as they were read."""
    return {
        (cell.row, cell.col): (cell.row_span, cell.col_span, folded(cell.text)) for cell in cells if cell.text.strip()
    }


def cells_of(grid: Grid) -> Iterator[RawCell]:
    """The cells of a grid, row by row."""
    return (cell for row in grid.rows for cell in row)


def amounts_in(texts: Iterable[str]) -> Iterator[str]:
    """The amounts that texts mention."""
    return (amount for text in texts for amount in _AMOUNT.findall(text))
