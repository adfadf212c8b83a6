"""Grids written down cell by cell, for tests of what is made of them."""

from collections.abc import Sequence

from pipeline.kernel.provenance import Place
from pipeline.readers.document import Grid, Hint, RawCell

Written = str | tuple[int, str] | tuple[int, str, int] | tuple[int, str, int, int]
"""A text in the next column, or column, text, row span and column span."""


def grid(lines: Sequence[Sequence[Written]], hint: Hint = Hint.CERTAIN, pages: Sequence[int] = ()) -> Grid:
    """A grid of lines of cells; ``pages`` tells the page of each line in forms that have pages."""
    rows = []
    for number, line in enumerate(lines):
        place = Place(page=pages[number]) if pages else Place(line=number + 1)
        cells = []
        for col, written in enumerate(line):
            at, text, rows_down, cols = (*((col, written) if isinstance(written, str) else written), 1, 1)[:4]
            cells.append(RawCell(number, int(at), str(text), place, int(rows_down), int(cols)))
        rows.append(tuple(cells))
    return Grid(0, tuple(rows), hint)
