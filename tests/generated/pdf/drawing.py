"""Pieces of tables drawn on a page.

Here: rules in their kinds, shaded cells, text in cells, fake bold, turned pages, nested forms. Not here: which cells
stand where (``paging``), and the rest of the page (``surroundings``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from generated.pdf.fonts import LEADING, font_of, runs, width_of
from generated.pdf.layout import PdfLayout, Rules, Turn
from generated.pdf.measures import PADDING, Measures, indentation
from generated.pdf.paging import Piece, PlacedCell, page_size
from reportlab.pdfgen.canvas import Canvas

_RULE = 0.5
_GAP = 0.25
_BOLD_OFFSET = 0.3
_FORM_SCALE = 2.0
_ANYWHERE = 5000.0


@dataclass(frozen=True, slots=True)
class Pen:
    """A canvas whose pages are ``width`` × ``height`` as shown, in a layout."""

    canvas: Canvas
    layout: PdfLayout
    width: float
    height: float

    def up(self, top: float) -> float:
        """The height above the page's bottom of something so far from its top."""
        return self.height - top


def begin_page(canvas: Canvas, turn: Turn) -> tuple[float, float]:
    """Set the page's size and turn, and let drawing go as it is shown; returns width and height as shown."""
    width, height = page_size(turn)
    # ReportLab takes the size as shown and swaps it itself in the MediaBox of a turned page.
    canvas.setPageSize((width, height))
    canvas.setPageRotation({Turn.ROTATED_90: 90, Turn.ROTATED_270: 270}.get(turn, 0))
    if turn is Turn.ROTATED_90:
        canvas.transform(0, 1, -1, 0, height, 0)
    elif turn is Turn.ROTATED_270:
        canvas.transform(0, -1, 1, 0, 0, width)
    return width, height


@contextmanager
def nested(pen: Pen, name: str) -> Iterator[None]:
    """Draw inside a form object that is shown smaller than it is drawn."""
    if not pen.layout.is_nested:
        yield
        return
    pen.canvas.beginForm(name, -_ANYWHERE, -_ANYWHERE, _ANYWHERE, _ANYWHERE)
    pen.canvas.scale(_FORM_SCALE, _FORM_SCALE)
    yield
    pen.canvas.endForm()
    pen.canvas.saveState()
    pen.canvas.scale(1 / _FORM_SCALE, 1 / _FORM_SCALE)
    pen.canvas.doForm(name)
    pen.canvas.restoreState()


def draw_piece(pen: Pen, piece: Piece, measures: Measures) -> None:
    """Draw the rules and the cells of a piece."""
    if pen.layout.has_shaded_header:
        for placed in piece.cells:
            if placed.cell.is_header:
                _shade(pen, placed)
    _draw_rules(pen, piece)
    for placed in piece.cells:
        _draw_text(pen, placed, measures.size)


def _shade(pen: Pen, placed: PlacedCell) -> None:
    left, top, right, bottom = placed.box
    pen.canvas.setFillGray(0.9)
    pen.canvas.rect(left, pen.up(bottom), right - left, bottom - top, stroke=0, fill=1)
    pen.canvas.setFillGray(0)


Segment = tuple[float, float, float, float]
"""Left, top, right and bottom of a rule without width."""


def _rounded(value: float) -> float:
    return round(value, 3)


def _segments(cells: Iterable[PlacedCell]) -> set[Segment]:
    """The borders of all cells, each once, cut wherever another rule meets them."""
    boxes = [tuple(map(_rounded, placed.box)) for placed in cells]
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    found: set[Segment] = set()
    for left, top, right, bottom in boxes:
        inner_xs = [x for x in xs if left <= x <= right]
        inner_ys = [y for y in ys if top <= y <= bottom]
        for start, stop in pairwise(inner_xs):
            found |= {(start, y, stop, y) for y in (top, bottom)}
        for start, stop in pairwise(inner_ys):
            found |= {(x, start, x, stop) for x in (left, right)}
    return found


def _draw_rules(pen: Pen, piece: Piece) -> None:
    if not piece.cells:
        return
    leftmost = min(_rounded(placed.box[0]) for placed in piece.cells)
    rightmost = max(_rounded(placed.box[2]) for placed in piece.cells)
    if pen.layout.rules is Rules.FRAMES and pen.layout.has_outer_verticals:
        pen.canvas.setLineWidth(_RULE)
        for placed in piece.cells:
            left, top, right, bottom = placed.box
            pen.canvas.rect(left, pen.up(bottom), right - left, bottom - top)
        return
    for segment in sorted(_segments(piece.cells)):
        is_outer_vertical = segment[0] == segment[2] and segment[0] in {leftmost, rightmost}
        if pen.layout.has_outer_verticals or not is_outer_vertical:
            _draw_rule(pen, segment)


def _draw_rule(pen: Pen, segment: Segment) -> None:
    left, top, right, bottom = segment
    gap = _GAP if pen.layout.has_corner_gaps else 0.0
    if top == bottom:
        left, right = left + gap, right - gap
    else:
        top, bottom = top + gap, bottom - gap
    if pen.layout.rules is Rules.THIN_RECTANGLES:
        half = _RULE / 2
        if top == bottom:
            pen.canvas.rect(left, pen.up(top) - half, right - left, _RULE, stroke=0, fill=1)
        else:
            pen.canvas.rect(left - half, pen.up(bottom), _RULE, bottom - top, stroke=0, fill=1)
    else:
        pen.canvas.setLineWidth(0 if pen.layout.rules is Rules.HAIRLINES else _RULE)
        pen.canvas.line(left, pen.up(top), right, pen.up(bottom))


def _draw_text(pen: Pen, placed: PlacedCell, size: float) -> None:
    left, top, right, bottom = placed.box
    is_clipped = pen.layout.clips_names and not placed.cell.is_amount and not placed.cell.is_header
    if is_clipped:
        pen.canvas.saveState()
        path = pen.canvas.beginPath()
        path.rect(left, pen.up(bottom), right - left, bottom - top)
        pen.canvas.clipPath(path, stroke=0, fill=0)
    block = len(placed.lines) * size * LEADING
    first = top + PADDING if placed.is_split else (top + bottom - block) / 2
    for number, line in enumerate(placed.lines):
        baseline = first + number * size * LEADING + size
        draw_line(pen, line, (_start(pen, placed, line, size), baseline), size, is_bold=placed.cell.is_bold)
    if is_clipped:
        pen.canvas.restoreState()


def _start(pen: Pen, placed: PlacedCell, line: str, size: float) -> float:
    """Where a line begins: amounts at the right, headers in the middle, names at the left."""
    left, _, right, _ = placed.box
    width = width_of(line, size, pen.layout)
    if placed.cell.is_amount:
        return right - PADDING - width
    if placed.cell.is_header:
        return (left + right - width) / 2
    return left + PADDING + indentation(placed.cell, size, pen.layout)


def draw_line(
    pen: Pen, text: str, start: tuple[float, float], size: float, *, is_bold: bool = False, is_plain: bool = False
) -> None:
    """Draw a line from its start on the baseline; fake bold where asked for, in one font where plain."""
    x, top = start
    offsets = (0.0, _BOLD_OFFSET) if is_bold and pen.layout.has_fake_bold else (0.0,)
    for offset in offsets:
        cursor = x + offset
        for run in runs(text, pen.layout, is_plain=is_plain):
            pen.canvas.setFont(run.font, size)
            pen.canvas.drawString(cursor, pen.up(top + run.drop * size), run.text)
            cursor += pen.canvas.stringWidth(run.text, run.font, size)


def centred(pen: Pen, text: str, top: float, size: float) -> None:
    """Draw a line in the middle of the page."""
    pen.canvas.setFont(font_of(pen.layout), size)
    pen.canvas.drawCentredString(pen.width / 2, pen.up(top), text)
