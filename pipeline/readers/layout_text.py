"""Layout text: lines as a page shows them, blanks and cell borders lost.

Here: recognising this form. Its numbers have an order but no column, so its tables are kept as lines and the document
says that they are unread.
"""

import re
from collections.abc import Sequence

from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.readers.document import Document, TextLine

FORM = "layout-text"

_TITLE = re.compile(r"^.{0,40}(?:收支|收入|支出|经费|基金)[^。，]{0,20}表(?:\(.*\))?$")
_ENOUGH_TITLES = 3


def is_mine(lines: Sequence[str]) -> bool:
    """Say whether several lines are titles of budget tables."""
    return sum(bool(_TITLE.match(folded(line))) for line in lines if line.strip()) >= _ENOUGH_TITLES


def read(lines: Sequence[str]) -> Document:
    """Keep every line; say that the tables are unread."""
    kept = [(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
    return Document(
        FORM,
        lines=tuple(TextLine(order, text, Place(line=number)) for order, (number, text) in enumerate(kept)),
        grids=(),
        has_certain_digits=True,
        unread="layout text without cell positions: the columns of its numbers cannot be read off",
    )
