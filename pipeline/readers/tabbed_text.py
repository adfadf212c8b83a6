"""Text whose table rows are lines of TAB-separated cells, as optical recognition (OCR) delivers them.

Here: this form only. Digits and positions are doubtful: cells of a row may have shifted and headers be mangled. A
merged cell is followed by blanks in its row, and blanks stand below it.
"""

from collections.abc import Sequence

from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine

FORM = "tabbed-text"

_ENOUGH_ROWS = 3


def is_mine(lines: Sequence[str]) -> bool:
    """Say whether several lines hold two or more TABs, that is three or more cells."""
    return sum(line.count("\t") >= 2 for line in lines) >= _ENOUGH_ROWS


def read(lines: Sequence[str]) -> Document:
    """Read lines into text lines and grids; blank lines inside a grid (a page break) do not end it, text does."""
    texts: list[TextLine] = []
    grids: list[Grid] = []
    rows: list[tuple[RawCell, ...]] = []

    def end_grid() -> None:
        if rows:
            grids.append(Grid(len(texts) + len(grids), tuple(rows), Hint.DOUBTFUL))
            rows.clear()

    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            place = Place(line=number)
            rows.append(
                tuple(RawCell(len(rows), col, text.strip(), place) for col, text in enumerate(line.split("\t")))
            )
        elif line.strip():
            end_grid()
            texts.append(TextLine(len(texts) + len(grids), line.strip(), Place(line=number)))
    end_grid()
    return Document(FORM, tuple(texts), tuple(grids), has_certain_digits=False)
