"""Text with one cell per line: each cell on a line of its own behind a TAB, empty cells kept, rows apart by a blank.

Here: this form only (as word processors export tables to text). Digits and positions are certain; horizontally
merged cells stand once (``has_collapsed_spans``), vertically merged ones leave empty cells below them.
"""

import re
from collections.abc import Sequence

from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine

FORM = "cell-per-line-text"

_BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")
_ENOUGH_CELLS = 12
_MANY_CELLS = 100
_LOST_CELLS = (
    "one cell per line, but its empty cells are lost (white space stripped from the ends of lines): "
    "which column a figure stands in cannot be told; export the text again without trimming it"
)


def is_mine(lines: Sequence[str]) -> bool:
    """Say whether most lines with a TAB hold exactly one, at their start."""
    tabbed = [line for line in lines if "\t" in line]
    alone = sum(line.startswith("\t") and line.count("\t") == 1 for line in tabbed)
    return alone >= _ENOUGH_CELLS and alone > 0.9 * len(tabbed)


def read(lines: Sequence[str]) -> Document:
    """Read lines into text lines and grids; a line without a TAB right below a cell continues that cell."""
    texts: list[TextLine] = []
    grids: list[Grid] = []
    rows: list[tuple[RawCell, ...]] = []
    row: list[RawCell] = []
    blanks = 0

    def end_row() -> None:
        if row:
            rows.append(tuple(row))
            row.clear()

    def end_grid() -> None:
        end_row()
        if rows:
            grids.append(Grid(len(texts) + len(grids), tuple(rows), Hint.CERTAIN, has_collapsed_spans=True))
            rows.clear()

    for number, line in enumerate(lines, start=1):
        if line.startswith("\t"):
            if blanks > 1:
                end_grid()
            row.append(RawCell(len(rows), len(row), line.strip(), Place(line=number)))
            blanks = 0
        elif not line.strip():
            end_row()
            blanks += 1
        elif row:
            last = row.pop()
            row.append(RawCell(last.row, last.col, f"{last.text}\n{line.strip()}", last.place))
        else:
            end_grid()
            blanks = 0
            text = _BOOKMARK.sub("", line).strip()
            texts.append(TextLine(len(texts) + len(grids), text, Place(line=number)))
    end_grid()
    return _document(lines, texts, grids)


def _document(lines: Sequence[str], texts: Sequence[TextLine], grids: Sequence[Grid]) -> Document:
    if _has_lost_cells(lines):
        return Document(FORM, tuple(texts), (), has_certain_digits=True, unread=_LOST_CELLS)
    return Document(FORM, tuple(texts), tuple(grids), has_certain_digits=True)


def _has_lost_cells(lines: Sequence[str]) -> bool:
    """Say whether a long text has no empty cell at all, which no disclosure can do without trimming."""
    return "\t" not in lines and sum(line.startswith("\t") for line in lines) > _MANY_CELLS
