"""The one model that every reader makes: text lines and grids of raw cells, in reading order.

Here: the frozen types and what a reader promises about its digits and positions. Not here: any format.
"""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.kernel.provenance import Place


class Hint(StrEnum):
    """How sure a reader is of the column of its numbers (DESIGN §4)."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as printed: text, 0-based position in the grid, spans, place in the source.

    Attributes:
        indent: how far right of the cell's left edge its text begins, in points; 0 in text forms.
        is_open_above: it stands at the upper edge of its page's grid and no rule is drawn there: it may go on from the
            page before.
        is_open_below: likewise at the lower edge, and the page after.
    """

    row: int
    col: int
    text: str
    place: Place
    row_span: int = 1
    col_span: int = 1
    indent: float = 0.0
    is_open_above: bool = False
    is_open_below: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside every grid; ``order`` is its place in the document's reading order."""

    order: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A raw table.

    Attributes:
        order: its place in the document's reading order, counted with the text lines.
        rows: cells row by row; a row may be shorter than others where the form merges or loses cells.
        hint: how sure the column positions are.
        has_collapsed_spans: horizontally merged cells take one position only (one cell per line forms); where it is
            false, a merged cell is followed by blanks.
    """

    order: int
    rows: tuple[tuple[RawCell, ...], ...]
    hint: Hint
    has_collapsed_spans: bool = False

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((row[-1].col + row[-1].col_span for row in self.rows if row), default=0)

    @property
    def place(self) -> Place:
        """Where the grid begins."""
        return next((cell.place for row in self.rows for cell in row), Place())


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page that holds something no table was made of: its 1-based number, and why."""

    page: int
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a file.

    Attributes:
        form: stable name of the form, e.g. ``tabbed-text``.
        lines: text lines outside grids, in reading order.
        grids: raw tables, in reading order.
        has_certain_digits: a text layer's digits are the publisher's; those of OCR are doubtful and may be repaired.
        unread: why the tables of this document were not read, empty when they were.
        unread_pages: pages of a document that was read, whose tables were not.
    """

    form: str
    lines: tuple[TextLine, ...]
    grids: tuple[Grid, ...]
    has_certain_digits: bool
    unread: str = ""
    unread_pages: tuple[UnreadPage, ...] = ()
