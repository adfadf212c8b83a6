"""One column a printed column: the slivers between doubled rules, and columns that nothing separates, are merged.

Here: geometry of one grid only. Not here: joining pages (``joined``), meaning (``columns``).
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.document import Grid, RawCell

_SLIVER = 5.0
"""Rows lower than this (points) hold no line of print: they are the space between doubled rules."""


def compacted(grid: Grid) -> Grid:
    """A grid whose columns are those that some row prints apart, and whose rows are those that can hold print."""
    rows = _without_slivers(grid.rows)
    column_of = _columns(rows, grid.width)
    return replace(grid, rows=tuple(_renumbered(row, number, column_of) for number, row in enumerate(rows)))


def column_starts(grid: Grid) -> list[int]:
    """The old number of the first column of every column of the compacted grid."""
    numbers = _columns(_without_slivers(grid.rows), grid.width)
    return [numbers.index(number) for number in range(max(numbers, default=-1) + 1)]


def _height(cell: RawCell) -> float:
    bbox = cell.place.bbox
    return bbox[3] - bbox[1] if bbox else _SLIVER


def _without_slivers(rows: Sequence[Sequence[RawCell]]) -> list[list[RawCell]]:
    slivers = [
        not any(cell.text.strip() for cell in row)
        and any(cell.row_span == 1 and _height(cell) < _SLIVER for cell in row)
        for row in rows
    ]
    kept = []
    for number, (row, is_sliver) in enumerate(zip(rows, slivers, strict=True)):
        if is_sliver:
            continue
        kept.append(
            [
                replace(cell, row_span=max(1, cell.row_span - sum(slivers[number + 1 : number + cell.row_span])))
                for cell in row
            ]
        )
    return kept


def _columns(rows: Sequence[Sequence[RawCell]], width: int) -> list[int]:
    """The new number of every old column: a column begins where a row prints in it and in the column before it."""
    owner: list[list[int]] = []
    for row in rows:
        own = [-1] * width
        for number, cell in enumerate(row):
            if cell.text.strip():
                own[cell.col : cell.col + cell.col_span] = [number] * cell.col_span
        owner.append(own)
    numbers: list[int] = []
    start = 0
    for col in range(width):
        if any(own[col] >= 0 and _prints_before(own, start, col) for own in owner):
            start = col
        numbers.append(start)
    order = {first: number for number, first in enumerate(sorted(set(numbers)))}
    return [order[first] for first in numbers]


def _prints_before(own: Sequence[int], start: int, col: int) -> bool:
    return any(0 <= other != own[col] for other in own[start:col])


def _renumbered(row: Sequence[RawCell], number: int, column_of: Sequence[int]) -> tuple[RawCell, ...]:
    """The cells of a row in new columns; of several that fall into one, the one that prints stays."""
    cells: dict[int, RawCell] = {}
    for cell in row:
        last = column_of[cell.col + cell.col_span - 1]
        # A printed cell that begins in a sliver shared with its neighbour belongs where most of it lies.
        first = column_of[cell.col]
        if first in cells and cells[first].text.strip():
            if not cell.text.strip():
                continue
            first = min(first + 1, last)
        cells[first] = replace(cell, row=number, col=first, col_span=last - first + 1)
    return tuple(cells[col] for col in sorted(cells))
