"""Tables that go on over a page break: their grids joined into one.

Here: which grids are one table, by their rules and by what stands between them. Not here: cells that the break tears
(``torn``), what the table means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.readers.document import Document, Grid, RawCell, TextLine
from pipeline.tables.ruled.beside import beside
from pipeline.tables.ruled.compact import column_starts, compacted
from pipeline.tables.ruled.parts import Parts, may_go_on, pages_of, prints_figures, reprinted_rows
from pipeline.tables.ruled.placed import PlacedRow, gridded, is_within, placed_rows, rules_of
from pipeline.tables.ruled.region import is_title_row
from pipeline.tables.ruled.torn import with_whole_texts


@dataclass(frozen=True, slots=True)
class JoinedGrid:
    """A table's grid over all its pages.

    Attributes:
        grid: rows of all pages, compacted, numbered through.
        pages: the pages it stands on; empty in forms without pages.
        first_order: reading order of its first part.
        last_order: reading order of its last part.
        reprinted: rows of later pages that reprint the header, left out of ``grid``.
    """

    grid: Grid
    pages: tuple[int, ...] = ()
    first_order: int = 0
    last_order: int = 0
    reprinted: tuple[tuple[RawCell, ...], ...] = ()


def unstacked(joined: JoinedGrid) -> list[JoinedGrid]:
    """Tables printed below each other in one grid, apart: each begins where a title stands across the grid."""
    grid, width = joined.grid, joined.grid.width
    cuts = [
        number
        for number, row in enumerate(grid.rows)
        if number > 1 and is_title_row(row, width) and prints_figures(grid.rows[:number])
    ]
    if not cuts:
        return [joined]
    bounds = [0, *cuts, len(grid.rows)]
    parts = []
    for start, end in pairwise(bounds):
        rows = tuple(tuple(replace(cell, row=cell.row - start) for cell in row) for row in grid.rows[start:end])
        pages = tuple(sorted({cell.place.page for row in rows for cell in row if cell.place.page is not None}))
        reprinted = tuple(row for row in joined.reprinted if row and row[0].place.page in pages)
        part = replace(joined, grid=compacted(replace(grid, rows=rows)), pages=pages, reprinted=reprinted)
        parts.append(part)
    return parts


def _whole(parts: Parts) -> JoinedGrid:
    """The parts as one grid."""
    grid = with_whole_texts(compacted(gridded(parts.first, parts.rows)))
    pages = tuple(sorted(set(parts.pages)))
    return JoinedGrid(grid, pages, parts.first.order, parts.last.order, tuple(parts.reprinted))


def has_geometry(grid: Grid) -> bool:
    """Say whether the cells of a grid know where they stand on the page."""
    return grid.place.bbox is not None


def joined_grids(document: Document) -> list[JoinedGrid]:
    """The grids of a document in reading order, those of one table joined."""
    joined: list[JoinedGrid] = []
    open_pages: Parts | None = None
    for grid in document.grids:
        if not has_geometry(grid):
            joined.append(JoinedGrid(grid, first_order=grid.order, last_order=grid.order))
            continue
        if open_pages is not None and _take(open_pages, grid, document.lines):
            continue
        if open_pages is not None:
            joined += unstacked(_whole(open_pages))
        placed = placed_rows(grid)
        open_pages = Parts(grid, grid, pages_of(grid), placed, compacted(gridded(grid, placed)).width)
    if open_pages is not None:
        joined += unstacked(_whole(open_pages))
    return joined


def _take(upper: Parts, lower: Grid, lines: Sequence[TextLine]) -> bool:
    """Add a grid to the table before it, where it goes on with it; say whether it does."""
    pages = pages_of(lower)
    if not pages or pages[0] != upper.pages[-1] + 1:
        return False
    rows: list[PlacedRow] | None
    repeats = reprinted_rows(upper.first, lower)
    if not repeats and len(upper.pages) == 1 and (rows := beside(upper, lower)):
        upper.rows = rows
    else:
        if not may_go_on(upper, lower, repeats, lines):
            return False
        rows = _in_columns(upper, lower, repeats)
        if rows is None:
            return False
        upper.rows += rows
    upper.reprinted += lower.rows[:repeats]
    upper.pages += pages
    upper.last = lower
    return True


def _in_columns(upper: Parts, lower: Grid, repeats: int) -> list[PlacedRow] | None:
    """The rows of the lower grid in the columns of the upper one; ``None`` where it would add a column.

    Only where a page ends within the header can the next one add columns.
    """
    first = placed_rows(upper.first)
    own, other = rules_of(first), rules_of(placed_rows(lower))
    if not prints_figures(upper.first.rows) and is_within(own, other):
        return placed_rows(lower)
    shift = 0.0 if is_within(other, own) else own[0] - other[0]
    rows = placed_rows(lower, shift)
    if not shift or is_within(rules_of(rows), own):
        both = gridded(upper.first, [*first, *map(_begun_here, rows[repeats:])])
        if compacted(both).width <= upper.width:
            return rows[repeats:]
    return _in_same_order(upper, lower, repeats)


def _begun_here(row: PlacedRow) -> PlacedRow:
    """A row without what began on the page before: that has its column there, even where nothing is printed."""
    return [(replace(cell, text="") if cell.is_open_above else cell, left, right) for cell, left, right in row]


def _in_same_order(upper: Parts, lower: Grid, repeats: int) -> list[PlacedRow] | None:
    """The lower grid's columns one by one below the upper one's, where both print as many."""
    first = gridded(upper.first, placed_rows(upper.first))
    rules, starts = rules_of(placed_rows(upper.first)), column_starts(first)
    below = compacted(gridded(lower, placed_rows(lower)))
    if below.width != len(starts):
        return None
    bounds = [rules[start] for start in starts] + [rules[-1]]
    kept = max(0, len(below.rows) - (len(lower.rows) - repeats))
    return [[(cell, bounds[cell.col], bounds[cell.col + cell.col_span]) for cell in row] for row in below.rows[kept:]]
