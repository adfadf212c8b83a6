"""Columns named on an earlier page, found again by their places on the page.

Here: heads moved into the columns of another grid. Not here: what they head.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.readers.document import Grid, RawCell

What = TypeVar("What")


def aligned(heads: Mapping[What, RawCell], grid: Grid) -> dict[What, RawCell]:
    """The heads at the columns of this grid that lie under their middles; a head with nothing under it is left out."""
    moved = ((what, _moved(head, grid)) for what, head in heads.items())
    return {what: head for what, head in moved if head is not None}


def _moved(head: RawCell, grid: Grid) -> RawCell | None:
    if head.place.bbox is None:
        return None
    middle = (head.place.bbox[0] + head.place.bbox[2]) / 2
    cells = (cell for row in grid.rows for cell in row if cell.col_span == 1 and cell.place.bbox is not None)
    under = next((cell for cell in cells if cell.place.bbox and cell.place.bbox[0] < middle < cell.place.bbox[2]), None)
    return replace(head, row=0, row_span=1, col=under.col, col_span=1) if under is not None else None
