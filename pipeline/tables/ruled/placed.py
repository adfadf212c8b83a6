"""Rows with the places of their cells' edges, and grids made of them.

Here: rules met by rows of one page or of several, and rows put between them. Not here: which rows are one table's.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.readers.document import Grid, RawCell

_NEAR = 4.0
"""Rules of two pages that differ by less (points) are the same rule."""

PlacedRow = list[tuple[RawCell, float, float]]
"""Cells of a row with their left and right edges, in the first page's coordinates."""


def placed_rows(grid: Grid, shift: float = 0.0) -> list[PlacedRow]:
    """The rows of a grid with the edges of their cells, moved right by ``shift`` points."""
    return [
        [(cell, edges[0] + shift, edges[1] + shift) for cell in row if (edges := edges_of(cell))] for row in grid.rows
    ]


def edges_of(cell: RawCell) -> tuple[float, float]:
    """The left and right edge of a cell, in points."""
    bbox = cell.place.bbox
    return (bbox[0], bbox[2]) if bbox else (0.0, 0.0)


def rules_of(rows: Iterable[PlacedRow]) -> list[float]:
    """Positions of the vertical rules, close ones as one."""
    rules: list[float] = []
    for edge in sorted(edge for row in rows for _, left, right in row for edge in (left, right)):
        if not rules or edge - rules[-1] > _NEAR:
            rules.append(edge)
    return rules


def is_within(rules: Sequence[float], others: Sequence[float]) -> bool:
    """Whether every rule stands at the place of one of the others."""
    return all(any(abs(rule - other) <= _NEAR for other in others) for rule in rules)


def gridded(grid: Grid, rows: Sequence[PlacedRow]) -> Grid:
    """Rows between the rules of all of them, numbered through."""
    rules = rules_of(rows)
    return replace(
        grid,
        rows=tuple(
            tuple(
                replace(cell, row=number, col=column, col_span=max(1, _nearest(right, rules) - column))
                for cell, left, right in row
                if (column := _nearest(left, rules)) >= 0
            )
            for number, row in enumerate(rows)
        ),
    )


def _nearest(edge: float, rules: Sequence[float]) -> int:
    at = bisect_left(rules, edge)
    if at == len(rules) or (at and edge - rules[at - 1] <= rules[at] - edge):
        return at - 1
    return at
