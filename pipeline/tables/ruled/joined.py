"""Tables that go on over a page break: their grids joined into one.

Here: which grids are one table, by their rules and by what stands between them. Not here: cells that the break tears
(``torn``), what the table means.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.kernel import wording
from pipeline.kernel.money import classify_token
from pipeline.kernel.text import folded, split_ordinal
from pipeline.readers.document import Document, Grid, RawCell, TextLine
from pipeline.tables.header import is_column_number_row
from pipeline.tables.roles import role_of
from pipeline.tables.ruled.compact import column_starts, compacted
from pipeline.tables.ruled.region import is_title_row
from pipeline.tables.ruled.torn import goes_on_in, with_whole_texts

_NEAR = 4.0
"""Rules of two pages that differ by less (points) are the same rule."""

_HEADER_LINES = 8
_MOST_SENTENCES = 3


PlacedRow = list[tuple[RawCell, float, float]]
"""Cells of a row with their left and right edges, in the first page's coordinates."""


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


@dataclass(slots=True)
class _Pages:
    """The parts of one table found so far."""

    first: Grid
    last: Grid
    pages: list[int]
    rows: list[PlacedRow]
    width: int
    reprinted: list[tuple[RawCell, ...]] = field(default_factory=list)

    def whole(self) -> JoinedGrid:
        """The parts as one grid."""
        grid = with_whole_texts(compacted(_gridded(self.first, self.rows)))
        pages = tuple(sorted(set(self.pages)))
        return JoinedGrid(grid, pages, self.first.order, self.last.order, tuple(self.reprinted))


def unstacked(joined: JoinedGrid) -> list[JoinedGrid]:
    """Tables printed below each other in one grid, apart: each begins where a title stands across the grid."""
    grid, width = joined.grid, joined.grid.width
    cuts = [
        number
        for number, row in enumerate(grid.rows)
        if number > 1 and is_title_row(row, width) and _prints_figures(grid.rows[:number])
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


def _prints_figures(rows: Iterable[Sequence[RawCell]]) -> bool:
    return any(classify_token(cell.text) is not None for row in rows for cell in row)


def has_geometry(grid: Grid) -> bool:
    """Say whether the cells of a grid know where they stand on the page."""
    return grid.place.bbox is not None


def joined_grids(document: Document) -> list[JoinedGrid]:
    """The grids of a document in reading order, those of one table joined."""
    joined: list[JoinedGrid] = []
    open_pages: _Pages | None = None
    for grid in document.grids:
        if not has_geometry(grid):
            joined.append(JoinedGrid(grid, first_order=grid.order, last_order=grid.order))
            continue
        if open_pages is not None and _take(open_pages, grid, document.lines):
            continue
        if open_pages is not None:
            joined += unstacked(open_pages.whole())
        placed = _placed(grid)
        open_pages = _Pages(grid, grid, _pages(grid), placed, compacted(_gridded(grid, placed)).width)
    if open_pages is not None:
        joined += unstacked(open_pages.whole())
    return joined


def _pages(grid: Grid) -> list[int]:
    return sorted({cell.place.page for row in grid.rows for cell in row if cell.place.page is not None})


def _take(upper: _Pages, lower: Grid, lines: Sequence[TextLine]) -> bool:
    """Add a grid to the table before it, where it goes on with it; say whether it does."""
    pages = _pages(lower)
    if not pages or pages[0] != upper.pages[-1] + 1:
        return False
    rows: list[PlacedRow] | None
    repeats = _reprinted_rows(upper.first, lower)
    if not repeats and len(upper.pages) == 1 and (rows := _beside(upper, lower)):
        upper.rows = rows
    else:
        if not _may_go_on(upper, lower, repeats, lines):
            return False
        rows = _in_columns(upper, lower, repeats)
        if rows is None:
            return False
        upper.rows += rows
    upper.reprinted += lower.rows[:repeats]
    upper.pages += pages
    upper.last = lower
    return True


def _may_go_on(upper: _Pages, lower: Grid, repeats: int, lines: Sequence[TextLine]) -> bool:
    """Whether nothing that stands between two grids, or at the top of the lower one, begins a table of its own."""
    captions = _captions(line.text for line in lines if upper.last.order < line.order < lower.order)
    captions += _captions(cell.text for row in lower.rows[:3] for cell in row if len(row) == 1 or cell.col_span > 1)
    first_page = upper.pages[0]
    seen = {folded(line.text) for line in lines if line.place.page == first_page} if captions else set()
    seen |= {folded(cell.text) for row in upper.first.rows[:4] for cell in row}
    if not {folded(text) for text in captions} <= seen or (captions and not repeats):
        return False
    is_headed_only = not _prints_figures(upper.first.rows)
    is_sure = bool(repeats) or is_headed_only or goes_on_in(upper.last, lower)
    return is_sure or not (_looks_like_header(lower) or _is_narrated(lines, upper, lower))


def _captions(texts: Iterable[str]) -> list[str]:
    """What heads a table of its own: its title, form number, unit of money or a note under the table before it."""
    return [
        text
        for text in texts
        if wording.money_unit(text) is not None
        or wording.is_form_number(text)
        or (wording.is_note(text) and len(folded(text)) > 4)
        or (wording.may_be_title(text) and folded(text).rstrip(")").endswith("表"))
    ]


def _is_narrated(lines: Sequence[TextLine], upper: _Pages, lower: Grid) -> bool:
    """Whether sentences stand between two grids; what stands beside the upper one's rows is a rest of its cells."""
    page = upper.pages[-1]
    bottom = max(cell.place.bbox[3] for row in upper.last.rows for cell in row if cell.place.bbox)
    between = (
        line.text
        for line in lines
        if upper.last.order < line.order < lower.order
        and not (line.place.page == page and line.place.bbox and line.place.bbox[3] < bottom)
    )
    return sum("。" in text for text in between) > _MOST_SENTENCES


def _reprinted_rows(upper: Grid, lower: Grid) -> int:
    """How many rows at the top of the lower grid reprint the header of the upper one."""
    header = [texts for row in upper.rows[:_HEADER_LINES] if (texts := _texts(row))]
    own = [_texts(row) for row in lower.rows[:_HEADER_LINES]]
    if not own or not own[0] or own[0] not in header or any(map(_is_figure, own[0])):
        return 0
    at = header.index(own[0])
    count = 0
    for texts, known in zip(own, header[at:], strict=False):
        if texts != known or (any(map(_is_figure, texts)) and not is_column_number_row(texts)):
            break
        count += 1
    return count


def _texts(row: Sequence[RawCell]) -> list[str]:
    return [folded(cell.text) for cell in row if cell.text.strip()]


def _is_figure(text: str) -> bool:
    return classify_token(text) is not None or split_ordinal(text)[0] > 0


def _looks_like_header(grid: Grid) -> bool:
    """Whether a grid opens with words that head columns."""
    texts = _texts(grid.rows[0]) if grid.rows else []
    return (
        len(texts) > 1
        and not any(character.isdigit() for text in texts for character in text)
        and not any(map(_is_figure, texts))
        and any(role_of((text,), "function", has_items=True) is not None or text in {"收入", "支出"} for text in texts)
    )


def _placed(grid: Grid, shift: float = 0.0) -> list[PlacedRow]:
    return [
        [(cell, edges[0] + shift, edges[1] + shift) for cell in row if (edges := _edges(cell))] for row in grid.rows
    ]


def _edges(cell: RawCell) -> tuple[float, float]:
    bbox = cell.place.bbox
    return (bbox[0], bbox[2]) if bbox else (0.0, 0.0)


def _rules(rows: Iterable[PlacedRow]) -> list[float]:
    """Positions of the vertical rules, close ones as one."""
    rules: list[float] = []
    for edge in sorted(edge for row in rows for _, left, right in row for edge in (left, right)):
        if not rules or edge - rules[-1] > _NEAR:
            rules.append(edge)
    return rules


def _in_columns(upper: _Pages, lower: Grid, repeats: int) -> list[PlacedRow] | None:
    """The rows of the lower grid in the columns of the upper one; ``None`` where it would add a column.

    Only where a page ends within the header can the next one add columns.
    """
    first = _placed(upper.first)
    own, other = _rules(first), _rules(_placed(lower))
    if not _prints_figures(upper.first.rows) and _is_within(own, other):
        return _placed(lower)
    shift = 0.0 if _is_within(other, own) else own[0] - other[0]
    rows = _placed(lower, shift)
    if not shift or _is_within(_rules(rows), own):
        both = _gridded(upper.first, [*first, *map(_begun_here, rows[repeats:])])
        if compacted(both).width <= upper.width:
            return rows[repeats:]
    return _in_same_order(upper, lower, repeats)


def _begun_here(row: PlacedRow) -> PlacedRow:
    """A row without what began on the page before: that has its column there, even where nothing is printed."""
    return [(replace(cell, text="") if cell.is_open_above else cell, left, right) for cell, left, right in row]


def _in_same_order(upper: _Pages, lower: Grid, repeats: int) -> list[PlacedRow] | None:
    """The lower grid's columns one by one below the upper one's, where both print as many."""
    first = _gridded(upper.first, _placed(upper.first))
    rules, starts = _rules(_placed(upper.first)), column_starts(first)
    below = compacted(_gridded(lower, _placed(lower)))
    if below.width != len(starts):
        return None
    bounds = [rules[start] for start in starts] + [rules[-1]]
    kept = max(0, len(below.rows) - (len(lower.rows) - repeats))
    return [[(cell, bounds[cell.col], bounds[cell.col + cell.col_span]) for cell in row] for row in below.rows[kept:]]


def _is_within(rules: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(rule - other) <= _NEAR for other in others) for rule in rules)


def _gridded(grid: Grid, rows: Sequence[PlacedRow]) -> Grid:
    """Rows between the rules of all of them, numbered through."""
    rules = _rules(rows)
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


def _beside(upper: _Pages, lower: Grid) -> list[PlacedRow] | None:
    """All rows of a table too wide for its page, the part on the next page right of the first one's.

    Such a part has its rows at the same height and prints no labels beside its figures.
    """
    tops = {round(_top(row)): number for number, row in enumerate(upper.first.rows) if row}
    own = [row for row in lower.rows if row]
    at = [next((tops[top] for top in _around(_top(row)) if top in tops), None) for row in own]
    figures = [any(map(_is_figure, _texts(row))) for row in own]
    if not any(figures) or any(number is None and is_body for number, is_body in zip(at, figures, strict=True)):
        return None
    body_above = [any(map(_is_figure, _texts(row))) for row in upper.first.rows]
    body = [row for row, has_figures in zip(own, figures, strict=True) if has_figures]
    if sum(body_above) != len(body) or any(_is_label(cell) for row in body for cell in row):
        return None
    placed = [list(row) for row in _placed(upper.first)]
    right = max(edge for row in placed for _, _, edge in row)
    left = min(edges[0] for row in own for cell in row if (edges := _edges(cell)))
    for row, number in zip(own, at, strict=True):
        if number is None:
            continue
        cells = [(cell, _edges(cell)[0] - left + right, _edges(cell)[1] - left + right) for cell in row]
        if placed[number] and not figures[own.index(row)] and not cells[0][0].text.strip():
            last, begin, _ = placed[number][-1]
            placed[number][-1] = (last, begin, cells[0][2])
            cells = cells[1:]
        placed[number] += cells
    return placed


def _top(row: Sequence[RawCell]) -> float:
    return next((cell.place.bbox[1] for cell in row if cell.place.bbox), 0.0)


def _around(top: float) -> tuple[int, int, int]:
    return round(top), round(top) - 1, round(top) + 1


def _is_label(cell: RawCell) -> bool:
    return bool(cell.text.strip()) and classify_token(cell.text) is None
