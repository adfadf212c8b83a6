"""How large a sheet is: font size, column widths, the lines of every cell, row heights.

Here: the measures of a whole sheet. Not here: pages (``paging``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generated.pdf.fonts import LEADING, width_of, with_radicals, wrapped
from generated.pdf.layout import PdfLayout
from generated.pdf.sheet import INDENT, Sheet, SheetCell

PADDING = 2.0
_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)
_FEWEST_CHARACTERS = 2.2
_NARROW = 0.6
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a sheet.

    Attributes:
        size: of its font, in points.
        widths: of its columns.
        heights: of its rows.
        lines: what every cell prints, line by line.
    """

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    lines: dict[SheetCell, tuple[str, ...]]

    def height(self, lines: int) -> float:
        """The height of a row whose cells have so many lines at most."""
        return row_height(lines, self.size)


def row_height(lines: int, size: float) -> float:
    """The height of a row, in points."""
    return lines * size * LEADING + 2 * PADDING


def printed(cell: SheetCell, layout: PdfLayout) -> str:
    """What a cell prints."""
    text = f"{INDENT * cell.indent}{cell.text}" if layout.indents_with_spaces else cell.text
    return with_radicals(text) if layout.has_radicals else text


def indentation(cell: SheetCell, size: float, layout: PdfLayout) -> float:
    """How far a cell's text stands from its left border because of its place in a tree."""
    return 0.0 if layout.indents_with_spaces else cell.indent * size


def measured(sheet: Sheet, room: float, layout: PdfLayout) -> Measures:
    """The measures of a sheet on a page with so much room; columns grow narrower where there is not enough."""
    size, widths = next(
        (
            (size, widths)
            for size, widths in ((size, _widths(sheet, size, layout)) for size in _SIZES)
            if sum(widths) <= room
        ),
        (_SIZES[-1], _squeezed(_widths(sheet, _SIZES[-1], layout), room)),
    )
    lines = {cell: _lines(cell, widths, size, layout) for cell in sheet.cells}
    return Measures(size, widths, _heights(sheet, lines, size), lines)


def _squeezed(widths: Sequence[float], room: float) -> tuple[float, ...]:
    return tuple(width * room / sum(widths) for width in widths)


def _widths(sheet: Sheet, size: float, layout: PdfLayout) -> tuple[float, ...]:
    """As wide as the widest number or code of the column asks; names wrap."""
    widths = [size * _FEWEST_CHARACTERS + 2 * PADDING] * sheet.width
    for cell in sheet.cells:
        if cell.is_header or cell.col_span > 1:
            continue
        natural = width_of(printed(cell, layout), size, layout)
        if cell.is_amount and layout.breaks_numbers:
            natural *= _NARROW
        elif not cell.is_amount:
            natural = min(natural, layout.label_width * size) + indentation(cell, size, layout)
        widths[cell.col] = max(widths[cell.col], natural + 2 * PADDING + _ROUNDING)
    return tuple(widths)


def _lines(cell: SheetCell, widths: Sequence[float], size: float, layout: PdfLayout) -> tuple[str, ...]:
    text = printed(cell, layout)
    if layout.clips_names and not cell.is_amount and not cell.is_header:
        return (text,)
    room = sum(widths[col] for col in cell.cols) - 2 * PADDING - indentation(cell, size, layout)
    return wrapped(text, room, size, layout)


def _heights(sheet: Sheet, lines: dict[SheetCell, tuple[str, ...]], size: float) -> tuple[float, ...]:
    """High enough for every cell; a tall body cell's text fits its first row, as it may be cut by a page break."""
    heights = [row_height(1, size)] * sheet.row_count
    for cell, printed_lines in lines.items():
        if cell.row_span == 1 or not cell.is_header:
            heights[cell.row] = max(heights[cell.row], row_height(len(printed_lines), size))
    for cell, printed_lines in lines.items():
        if cell.row_span > 1 and cell.is_header:
            missing = row_height(len(printed_lines), size) - sum(heights[row] for row in cell.rows)
            heights[cell.rows[-1]] += max(0.0, missing)
    return tuple(heights)
