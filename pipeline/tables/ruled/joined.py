"""Tables that go on over a page break: their grids joined into one.

Here: which grids are one table, by their rules and by what stands between them. Not here: what the table means.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.kernel import wording
from pipeline.kernel.money import classify_token
from pipeline.kernel.text import folded, split_ordinal
from pipeline.readers.document import Document, Grid, RawCell, TextLine
from pipeline.tables.roles import role_of
from pipeline.tables.ruled.compact import column_starts, compacted

_NEAR = 4.0
"""Rules of two pages that differ by less (points) are the same rule."""

_HEADER_LINES = 8
_MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class JoinedGrid:
    """A table's grid over all its pages.

    Attributes:
        grid: rows of all pages, compacted, numbered through.
        pages: the pages it stands on; empty in forms without pages.
        first_order: reading order of its first part.
        last_order: reading order of its last part.
        reprinted: rows of later pages that reprint the header, left out of ``grid``.
        breaks: numbers of the rows that begin a later page.
        rules: positions of its vertical rules: column ``i`` lies between rules ``i`` and ``i + 1``.
    """

    grid: Grid
    pages: tuple[int, ...] = ()
    first_order: int = 0
    last_order: int = 0
    reprinted: tuple[tuple[RawCell, ...], ...] = ()
    breaks: tuple[int, ...] = ()
    rules: tuple[float, ...] = ()


def has_geometry(grid: Grid) -> bool:
    """Say whether the cells of a grid know where they stand on the page."""
    return grid.place.bbox is not None


def joined_grids(document: Document) -> list[JoinedGrid]:
    """The grids of a document in reading order, those of one table joined."""
    joined: list[JoinedGrid] = []
    for grid in document.grids:
        if not has_geometry(grid):
            joined.append(JoinedGrid(grid, first_order=grid.order, last_order=grid.order))
            continue
        whole = _joined(joined[-1], grid, document.lines) if joined else None
        if whole is None:
            joined.append(_alone(grid))
        else:
            joined[-1] = whole
    return [replace(one, grid=compacted(one.grid)) if has_geometry(one.grid) else one for one in joined]


def _alone(grid: Grid) -> JoinedGrid:
    rules = _rules(grid.rows)
    rows = tuple(tuple(_ruled(cell, rules, 0.0, 0) for cell in row) for row in grid.rows)
    return JoinedGrid(replace(grid, rows=rows), _pages(grid), grid.order, grid.order, rules=tuple(rules))


def _pages(grid: Grid) -> tuple[int, ...]:
    return tuple(sorted({cell.place.page for row in grid.rows for cell in row if cell.place.page is not None}))


def _joined(upper: JoinedGrid, lower: Grid, lines: Sequence[TextLine]) -> JoinedGrid | None:
    """The two as one; ``None`` where the lower one is a table of its own."""
    pages = _pages(lower)
    if not upper.pages or not pages or pages[0] != upper.pages[-1] + 1:
        return None
    captions = _captions(line.text for line in lines if upper.last_order < line.order < lower.order)
    inner = _captions(cell.text for row in lower.rows[:3] for cell in row if len(row) == 1 or cell.col_span > 1)
    seen = {
        folded(text)
        for text in (
            *(line.text for line in lines if line.order < upper.last_order),
            *(cell.text for row in upper.grid.rows[:4] for cell in row),
        )
    }
    if not {folded(text) for text in (*captions, *inner)} <= seen:
        return None
    repeats = _reprinted_rows(upper.grid, lower)
    if (captions or inner) and not repeats:
        return None
    if not repeats and (_looks_like_header(lower) or _is_narrated(lines, upper, lower)):
        return None
    found = _in_one_grid(upper, lower, repeats)
    if found is None:
        return None
    whole, rules = found
    return JoinedGrid(
        whole,
        tuple(sorted({*upper.pages, *pages})),
        upper.first_order,
        lower.order,
        (*upper.reprinted, *lower.rows[:repeats]),
        (*upper.breaks, len(upper.grid.rows)),
        rules,
    )


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


def _is_narrated(lines: Sequence[TextLine], upper: JoinedGrid, lower: Grid) -> bool:
    """Whether sentences stand between two grids; what stands beside the upper one's rows is a rest of its cells."""
    page = upper.pages[-1]
    bottom = max(
        cell.place.bbox[3] for row in upper.grid.rows for cell in row if cell.place.bbox and cell.place.page == page
    )
    between = (
        line.text
        for line in lines
        if upper.last_order < line.order < lower.order
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
        if texts != known or any(map(_is_figure, texts)):
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


def _rules(rows: Iterable[Sequence[RawCell]]) -> list[float]:
    """Positions of the vertical rules, close ones as one."""
    return _merged(edge for row in rows for cell in row for edge in _edges(cell))


def _merged(edges: Iterable[float]) -> list[float]:
    rules: list[float] = []
    for edge in sorted(edges):
        if not rules or edge - rules[-1] > _NEAR:
            rules.append(edge)
    return rules


def _edges(cell: RawCell) -> tuple[float, float]:
    bbox = cell.place.bbox
    return (bbox[0], bbox[2]) if bbox else (0.0, 0.0)


def _in_one_grid(upper: JoinedGrid, lower: Grid, repeats: int) -> tuple[Grid, tuple[float, ...]] | None:
    """Both grids' rows between the rules of the two; ``None`` where the lower one would add a column."""
    other = _rules(lower.rows)
    shift = 0.0 if _is_within(other, upper.rules) else upper.rules[0] - other[0]
    shifted = [edge + shift for edge in other]
    if not _is_within(shifted, upper.rules) and shift:
        return _in_same_order(upper, lower, repeats)
    rules = _merged([*upper.rules, *shifted])
    offset = len(upper.grid.rows) - repeats
    rows = [tuple(_moved(cell, upper.rules, rules) for cell in row) for row in upper.grid.rows]
    rows += [tuple(_ruled(cell, rules, shift, offset) for cell in row) for row in lower.rows[repeats:]]
    whole = replace(upper.grid, rows=tuple(rows))
    if compacted(whole).width > compacted(upper.grid).width:
        return _in_same_order(upper, lower, repeats)
    return whole, tuple(rules)


def _in_same_order(upper: JoinedGrid, lower: Grid, repeats: int) -> tuple[Grid, tuple[float, ...]] | None:
    """The lower grid's columns one by one below the upper one's, where both print as many."""
    starts = column_starts(upper.grid)
    below = compacted(lower)
    if below.width != len(starts):
        return None
    ends = [*starts[1:], upper.grid.width]
    kept = len(below.rows) - (len(lower.rows) - repeats)
    offset = len(upper.grid.rows) - max(0, kept)
    rows = [
        tuple(
            replace(
                cell,
                row=cell.row + offset,
                col=starts[cell.col],
                col_span=ends[cell.col + cell.col_span - 1] - starts[cell.col],
            )
            for cell in row
        )
        for row in below.rows[max(0, kept) :]
    ]
    return replace(upper.grid, rows=(*upper.grid.rows, *rows)), upper.rules


def _is_within(rules: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(rule - other) <= _NEAR for other in others) for rule in rules)


def _moved(cell: RawCell, old: Sequence[float], rules: Sequence[float]) -> RawCell:
    left, right = (_nearest(old[min(edge, len(old) - 1)], rules) for edge in (cell.col, cell.col + cell.col_span))
    return replace(cell, col=left, col_span=max(1, right - left))


def _ruled(cell: RawCell, rules: Sequence[float], shift: float, offset: int) -> RawCell:
    left, right = (_nearest(edge + shift, rules) for edge in _edges(cell))
    return replace(cell, row=cell.row + offset, col=left, col_span=max(1, right - left))


def _nearest(edge: float, rules: Sequence[float]) -> int:
    return min(range(len(rules)), key=lambda number: abs(rules[number] - edge))
