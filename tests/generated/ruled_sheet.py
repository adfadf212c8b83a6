"""Documents of ruled tables set from rows of labels: ``<`` continues the cell on its left, ``^`` the one above.

Here: the reader's model of such a page, without a file. Not here: typesetting of real PDFs.
"""

from collections.abc import Sequence

from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine

LEFT, ABOVE = "<", "^"
_WIDTH, _HEIGHT, _TOP = 60.0, 18.0, 80.0


def ruled_grid(rows: Sequence[Sequence[str]], order: int, page: int) -> Grid:
    """One ruled table on one page."""
    cells: list[tuple[RawCell, ...]] = []
    for number, row in enumerate(rows):
        line: list[RawCell] = []
        for col, text in enumerate(row):
            if text in {LEFT, ABOVE}:
                continue
            col_span, row_span = _spans(rows, number, col)
            left, top = col * _WIDTH, _TOP + number * _HEIGHT
            bbox = (left, top, left + col_span * _WIDTH, top + row_span * _HEIGHT)
            line.append(RawCell(number, col, text, Place(page=page, bbox=bbox), row_span, col_span))
        cells.append(tuple(line))
    return Grid(order, tuple(cells), Hint.CERTAIN)


def _spans(rows: Sequence[Sequence[str]], number: int, col: int) -> tuple[int, int]:
    right = col + 1
    while right < len(rows[number]) and rows[number][right] == LEFT:
        right += 1
    below = number + 1
    while below < len(rows) and rows[below][col] == ABOVE:
        below += 1
    return right - col, below - number


def ruled_document(tables: Sequence[tuple[str, str, Sequence[Sequence[str]]]]) -> Document:
    """One page a table, each of (title, unit line, rows)."""
    lines: list[TextLine] = []
    grids: list[Grid] = []
    for page, (title, unit_line, rows) in enumerate(tables, start=1):
        order = (page - 1) * 3
        lines.append(TextLine(order, title, Place(page=page, bbox=(0.0, 20.0, 300.0, 32.0))))
        lines.append(TextLine(order + 1, unit_line, Place(page=page, bbox=(300.0, 50.0, 400.0, 60.0))))
        grids.append(ruled_grid(rows, order + 2, page))
    return Document("pdf", tuple(lines), tuple(grids), has_certain_digits=True)
