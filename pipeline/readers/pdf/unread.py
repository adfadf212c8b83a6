"""Pages that hold something which is not read.

Here: figures that stand in columns without rules around them; pages that are pictures. Not here: reading either.
"""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from pipeline.readers.pdf.page_objects import NO_CHARACTER, Glyph, PageObjects
from pipeline.readers.pdf.text import GlyphLine

UNRULED = "figures in columns without ruled lines: kept as text lines, not read as a table"
SCAN = "no text layer: the page is a picture and needs OCR"
HIDDEN_TEXT = "the page is a picture with hidden text laid under it by OCR, whose digits cannot be relied on"
UNMAPPED = "the fonts of this page do not say which characters they print; the page needs OCR"
DAMAGED = "the page is damaged and cannot be read"
WITHOUT_TEXT = "no text layer: this is a scan and needs OCR; give a PDF whose text can be selected"
DRAWING = "a drawing with more rules than any table has"
CHART = "a chart: its figures are kept as text lines"
OVERRUN = "text runs over the rules of its cells, and the slow parser cannot tell whose it is: kept as text lines"
UNSURE = "text on a picture, of which the slow parser cannot tell whether it is shown or laid under it by OCR"

_GAP = 1.0
"""Of the size: columns stand at least a character apart; words in a sentence do not."""

_ALIGNED = 2.0
_ROWS = 3
_FIGURE = re.compile(r"[-+−－]?[\d０-９][\d０-９,，]*([.．][\d０-９]+)?[%％]?|[-—－]+")
_MANY_UNMAPPED = 0.1
_MOST = 0.5
_FEW_GLYPHS = 12
"""A page number is set over the picture of a page; the title of a cover is longer."""


def why_unread(objects: PageObjects) -> str:
    """Why nothing of a page can be read, empty where it can."""
    is_picture = objects.pictured > _MOST and len(objects.glyphs) < _FEW_GLYPHS
    if objects.has_hidden_text and (is_picture or not objects.glyphs):
        return HIDDEN_TEXT
    if is_picture or (not objects.glyphs and (objects.has_drawings or objects.pictured)):
        return SCAN
    if objects.pictured > _MOST and not objects.has_settings:
        return UNSURE
    unmapped = sum(glyph.text == NO_CHARACTER for glyph in objects.glyphs)
    return UNMAPPED if unmapped > _MANY_UNMAPPED * len(objects.glyphs) else ""


def has_unruled_table(lines: Sequence[GlyphLine]) -> bool:
    """Say whether lines outside grids hold figures in columns: at least three lines that share two columns."""
    figures = [words for line in lines if len(words := _figures(line)) > 1]
    lefts = [[word[0].x0 for word in words] for words in figures]
    rights = [[word[-1].x1 for word in words] for words in figures]
    return _has_shared_pair(lefts) or _has_shared_pair(rights)


def _has_shared_pair(rows: Sequence[Sequence[float]]) -> bool:
    pairs = {(round(a), round(b)) for row in rows for a, b in combinations(row, 2)}
    return any(sum(_has(row, a) and _has(row, b) for row in rows) >= _ROWS for a, b in pairs)


def _has(row: Sequence[float], edge: float) -> bool:
    return any(abs(other - edge) <= _ALIGNED for other in row)


def _figures(line: GlyphLine) -> list[list[Glyph]]:
    """The figures that stand alone on a line, apart from other text."""
    words: list[list[Glyph]] = [[line.glyphs[0]]]
    for before, glyph in pairwise(line.glyphs):
        if glyph.x0 - before.x1 > _GAP * glyph.size:
            words.append([])
        words[-1].append(glyph)
    return [word for word in words if _FIGURE.fullmatch("".join(glyph.text for glyph in word))]
