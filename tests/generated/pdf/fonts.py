"""The fonts of typeset pages, and how wide text is in them.

Here: a font that is embedded and one that is only named, Latin digits on another baseline, wrapping. Not here: where
text stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from generated.pdf.box_font import NAME, box_font
from generated.pdf.layout import PdfLayout
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

SONG, LATIN = "STSong-Light", "Helvetica"
LEADING = 1.3
_LOWERING = 0.15
_RADICALS = str.maketrans("目自户金食身门力工", "⽬⾃⼾⾦⾷⾝⻔⼒⼯")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font; ``drop`` is how far below the baseline they stand, in parts of the size."""

    text: str
    font: str
    drop: float = 0.0


@cache
def song() -> str:
    """The registered name of a Chinese font that is only named: whoever shows the page has to have it."""
    registerFont(UnicodeCIDFont(SONG))
    return SONG


@cache
def boxes() -> str:
    """The registered name of the font that is embedded."""
    registerFont(TTFont(NAME, BytesIO(box_font())))
    return NAME


def font_of(layout: PdfLayout) -> str:
    """The registered name of the font that a layout sets its text in."""
    return boxes() if layout.embeds_fonts else song()


def with_radicals(text: str) -> str:
    """Some ideographs as the radicals they look like."""
    return text.translate(_RADICALS)


def runs(text: str, layout: PdfLayout, *, is_plain: bool = False) -> Iterator[Run]:
    """A text in its fonts; where points are lowered, digits in another font and above their commas and points."""
    font = font_of(layout)
    if is_plain or not layout.lowers_points:
        yield Run(text, font)
        return
    for character in text:
        is_digit = character.isascii() and character.isdigit()
        yield Run(character, LATIN if is_digit else font, 0.0 if is_digit else _LOWERING)


def width_of(text: str, size: float, layout: PdfLayout, *, is_plain: bool = False) -> float:
    """How wide a text is in points."""
    return sum(stringWidth(run.text, run.font, size) for run in runs(text, layout, is_plain=is_plain))


def wrapped(text: str, room: float, size: float, layout: PdfLayout, *, is_plain: bool = False) -> tuple[str, ...]:
    """The lines of a text in a cell; every line holds one character at least."""
    lines: list[str] = []
    line, width = "", 0.0
    for character in text:
        advance = width_of(character, size, layout, is_plain=is_plain)
        if line and width + advance > room:
            lines.append(line)
            line, width = "", 0.0
        line, width = line + character, width + advance
    return (*lines, line) if line else tuple(lines)
