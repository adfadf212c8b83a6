"""The parts of a table on its pages, and whether the next page's grid is another one.

Here: what tells a table that goes on from one that begins: headers printed again, captions and sentences between. Not
here: the columns of the parts (``joined``, ``beside``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.kernel import wording
from pipeline.kernel.money import classify_token
from pipeline.kernel.text import folded, split_ordinal
from pipeline.readers.document import Grid, RawCell, TextLine
from pipeline.tables.header import is_column_number_row
from pipeline.tables.roles import role_of
from pipeline.tables.ruled.placed import PlacedRow
from pipeline.tables.ruled.torn import goes_on_in

_HEADER_LINES = 8
_MOST_SENTENCES = 3


@dataclass(slots=True)
class Parts:
    """The parts of one table found so far.

    Attributes:
        first: its grid on the first page.
        last: its grid on the last page so far.
        pages: the pages.
        rows: the rows of all parts, between the edges of the first one's columns.
        width: how many columns it has.
        reprinted: rows of later pages that reprint the header, left out of ``rows``.
    """

    first: Grid
    last: Grid
    pages: list[int]
    rows: list[PlacedRow]
    width: int
    reprinted: list[tuple[RawCell, ...]] = field(default_factory=list)


def may_go_on(upper: Parts, lower: Grid, repeats: int, lines: Sequence[TextLine]) -> bool:
    """Whether nothing that stands between two grids, or at the top of the lower one, begins a table of its own."""
    captions = _captions(line.text for line in lines if upper.last.order < line.order < lower.order)
    captions += _captions(cell.text for row in lower.rows[:3] for cell in row if len(row) == 1 or cell.col_span > 1)
    first_page = upper.pages[0]
    seen = {folded(line.text) for line in lines if line.place.page == first_page} if captions else set()
    seen |= {folded(cell.text) for row in upper.first.rows[:4] for cell in row}
    if not {folded(text) for text in captions} <= seen or (captions and not repeats):
        return False
    is_headed_only = not prints_figures(upper.first.rows)
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


def _is_narrated(lines: Sequence[TextLine], upper: Parts, lower: Grid) -> bool:
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


def reprinted_rows(upper: Grid, lower: Grid) -> int:
    """How many rows at the top of the lower grid reprint the header of the upper one."""
    header = [texts for row in upper.rows[:_HEADER_LINES] if (texts := texts_of(row))]
    own = [texts_of(row) for row in lower.rows[:_HEADER_LINES]]
    if not own or not own[0] or own[0] not in header or any(map(is_figure, own[0])):
        return 0
    at = header.index(own[0])
    count = 0
    for texts, known in zip(own, header[at:], strict=False):
        if texts != known or (any(map(is_figure, texts)) and not is_column_number_row(texts)):
            break
        count += 1
    return count


def texts_of(row: Sequence[RawCell]) -> list[str]:
    """The folded texts of a row, blank cells left out."""
    return [folded(cell.text) for cell in row if cell.text.strip()]


def is_figure(text: str) -> bool:
    """Whether a text is a number, a code or an ordinal: no word that heads a column."""
    return classify_token(text) is not None or split_ordinal(text)[0] > 0


def _looks_like_header(grid: Grid) -> bool:
    """Whether a grid opens with words that head columns."""
    texts = texts_of(grid.rows[0]) if grid.rows else []
    return (
        len(texts) > 1
        and not any(character.isdigit() for text in texts for character in text)
        and not any(map(is_figure, texts))
        and any(role_of((text,), "function", has_items=True) is not None or text in {"收入", "支出"} for text in texts)
    )


def prints_figures(rows: Iterable[Sequence[RawCell]]) -> bool:
    """Whether any cell of some rows is a numeric token."""
    return any(classify_token(cell.text) is not None for row in rows for cell in row)


def pages_of(grid: Grid) -> list[int]:
    """The pages that a grid stands on."""
    return sorted({cell.place.page for row in grid.rows for cell in row if cell.place.page is not None})
