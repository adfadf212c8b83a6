"""Columns named on an earlier page, found again by their places on the page.

Here: a grid's cells moved under heads of another grid. Not here: what these head.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.readers.document import Grid, RawCell


def under_heads(grid: Grid, heads: Iterable[RawCell]) -> Grid:
    """The grid with every cell in the column of the head under whose width its middle lies.

    A page that draws fewer rules numbers its columns otherwise, even from line to line. What lies under no head is put
    behind the last one.
    """
    known = [head for head in heads if head.place.bbox is not None]
    beyond = max((head.col for head in known), default=-1) + 1
    rows = tuple(tuple(_moved(cell, known, beyond + cell.col) for cell in row) for row in grid.rows)
    return replace(grid, rows=rows)


def _moved(cell: RawCell, heads: Iterable[RawCell], beyond: int) -> RawCell:
    if cell.place.bbox is None:
        return replace(cell, col=beyond, col_span=1)
    middle = (cell.place.bbox[0] + cell.place.bbox[2]) / 2
    over = (head for head in heads if head.place.bbox and head.place.bbox[0] < middle < head.place.bbox[2])
    head = next(over, None)
    return replace(cell, col=head.col if head is not None else beyond, col_span=1)
