"""Sheets cut into the pieces that stand on pages.

Here: which rows stand on which page and how high, rows split by a page break, headers and totals repeated. Not here:
drawing, and what stands around the tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generated.pdf.layout import PdfLayout, Turn
from generated.pdf.measures import Measures, measured
from generated.pdf.sheet import Sheet, SheetCell

MARGIN = 36.0
_SHORT_SIDE, _LONG_SIDE = 595.0, 842.0
_CAPTION_HEIGHT = 48.0
_NOTE_HEIGHT = 24.0
_BLEED = 3.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left of the page as it is shown."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a piece: 0-based position in the piece, spans, box, and the lines that it prints there."""

    cell: SheetCell
    row: int
    row_span: int
    box: Box
    lines: tuple[str, ...]
    is_split: bool = False

    @property
    def text(self) -> str:
        """What it prints, its lines joined."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a table stands on one page.

    Attributes:
        sheet: 0-based number of the sheet.
        page: 0-based number among the pages with tables.
        top: where the piece begins, its caption included.
        is_first: it has the caption; the last piece has the note.
    """

    sheet: int
    page: int
    top: float
    is_first: bool
    is_last: bool
    cells: tuple[PlacedCell, ...]

    @property
    def bottom(self) -> float:
        """Where the piece's last rule stands; its top where there are no cells."""
        return max((cell.box[3] for cell in self.cells), default=self.top)


def page_size(turn: Turn) -> tuple[float, float]:
    """Width and height of a page with tables, as it is shown."""
    return (_SHORT_SIDE, _LONG_SIDE) if turn is Turn.PORTRAIT else (_LONG_SIDE, _SHORT_SIDE)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row, or the part of one that stands on a page: its lines from ``start`` to ``stop``, to its end if ``None``."""

    row: int
    height: float
    start: int = 0
    stop: int | None = None

    @property
    def is_split(self) -> bool:
        return self.start > 0 or self.stop is not None


@dataclass(slots=True)
class _Cursor:
    """Where typesetting stands."""

    page: int
    top: float

    def next_page(self) -> None:
        self.page += 1
        self.top = MARGIN


def paged(sheets: Sequence[Sheet], layout: PdfLayout) -> Iterator[tuple[Piece, Measures]]:
    """Cut sheets into pieces, in reading order."""
    width, height = page_size(layout.turn)
    cursor = _Cursor(0, MARGIN)
    for number, sheet in enumerate(sheets):
        measures = measured(sheet, width - 2 * MARGIN, layout)
        beginning = sum(measures.heights[: sheet.header_rows + 2]) + _CAPTION_HEIGHT
        is_fresh = cursor.top <= MARGIN
        if not is_fresh and (not layout.shares_pages or cursor.top + beginning > height - MARGIN):
            cursor.next_page()
        yield from ((piece, measures) for piece in _pieces(number, sheet, measures, layout, cursor))
        cursor.top += _NOTE_HEIGHT


def _pieces(number: int, sheet: Sheet, measures: Measures, layout: PdfLayout, cursor: _Cursor) -> Iterator[Piece]:
    width, height = page_size(layout.turn)
    left = width - sum(measures.widths) + _BLEED if layout.bleeds else (width - sum(measures.widths)) / 2
    waiting = [_Strip(row, measures.heights[row]) for row in range(sheet.row_count)]
    is_first = True
    while waiting:
        top = cursor.top + (_CAPTION_HEIGHT if is_first else 0.0)
        repeated = () if is_first else _repeated(sheet, measures, layout, waiting[0].row)
        room = height - MARGIN - top - sum(strip.height for strip in repeated)
        count = _fitting(waiting, room)
        taken, waiting = waiting[:count], waiting[count:]
        if waiting and layout.splits_rows:
            rest = room - sum(strip.height for strip in taken)
            parts = _parts(waiting[0], sheet, measures, rest)
            taken, waiting = [*taken, *parts[:1]], [*parts[1:], *waiting[1 if parts else 0 :]]
        strips = [*repeated, *taken]
        cells = tuple(_placed(sheet, measures, strips, (left, top)))
        yield Piece(number, cursor.page, cursor.top, is_first, not waiting, cells)
        cursor.top = top + sum(strip.height for strip in strips)
        is_first = False
        if waiting:
            cursor.next_page()


def _repeated(sheet: Sheet, measures: Measures, layout: PdfLayout, next_row: int) -> tuple[_Strip, ...]:
    """The rows that a new page begins with."""
    rows = list(range(sheet.header_rows)) if layout.repeats_header and next_row >= sheet.header_rows else []
    if layout.repeats_total and sheet.has_total_first and next_row > sheet.header_rows:
        rows.append(sheet.header_rows)
    return tuple(_Strip(row, measures.heights[row]) for row in rows)


def _fitting(strips: Sequence[_Strip], room: float) -> int:
    """How many rows fit; one always does."""
    used, count = 0.0, 0
    for strip in strips:
        used += strip.height
        if used > room and count:
            break
        count += 1
    return count


def _parts(strip: _Strip, sheet: Sheet, measures: Measures, room: float) -> list[_Strip]:
    """A body row in two parts, the first of which fits; nothing where a number would be torn."""
    cells = list(sheet.cells_of([strip.row]))
    if strip.is_split or any(cell.is_header or cell.row_span > 1 for cell in cells):
        return []
    most = max(len(measures.lines[cell]) for cell in cells)
    fewest = max((len(measures.lines[cell]) for cell in cells if _is_number(cell)), default=1)
    stop = next((count for count in range(most - 1, max(1, fewest) - 1, -1) if measures.height(count) <= room), 0)
    if not stop:
        return []
    return [
        _Strip(strip.row, measures.height(stop), 0, stop),
        _Strip(strip.row, measures.height(most - stop), stop),
    ]


def _is_number(cell: SheetCell) -> bool:
    return any(character.isascii() and character.isdigit() for character in cell.text)


def _placed(
    sheet: Sheet, measures: Measures, strips: Sequence[_Strip], origin: tuple[float, float]
) -> Iterator[PlacedCell]:
    """The cells of some rows below each other; a tall cell that a page break cuts prints in its first part."""
    left, top = origin
    lefts = [left + sum(measures.widths[:col]) for col in range(sheet.width + 1)]
    tops = [top + sum(strip.height for strip in strips[:number]) for number in range(len(strips) + 1)]
    for cell in sheet.cells_of([strip.row for strip in strips]):
        numbers = [number for number, strip in enumerate(strips) if strip.row in cell.rows]
        first = strips[numbers[0]]
        lines = measures.lines[cell][first.start : first.stop] if first.row == cell.row else ()
        # A total row that is printed again is not the top of its column's tall cells.
        runs = _consecutive(numbers)
        for run in runs:
            box = (lefts[cell.col], tops[run[0]], lefts[cell.col + cell.col_span], tops[run[-1] + 1])
            yield PlacedCell(cell, run[0], len(run), box, lines if run is runs[0] else (), first.is_split)


def _consecutive(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def moved(piece: Piece, page: int) -> Piece:
    """The same piece on another page."""
    return replace(piece, page=page)
