"""The fonts of typeset pages, and how wide text is in them.

Here: a CID font that needs no file, Latin digits on another baseline, wrapping. Not here: where text stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth

SONG, LATIN = "STSong-Light", "Helvetica"
LEADING = 1.3
_LOWERING = 0.15
_RADICALS = str.maketrans("目自户金食身门力工", "⽬⾃⼾⾦⾷⾝⾨⼒⼯")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font; ``drop`` is how far below the baseline they stand, in parts of the size."""

    text: str
    font: str
    drop: float = 0.0


@cache
def song() -> str:
    """The registered name of the Chinese font."""
    registerFont(UnicodeCIDFont(SONG))
    return SONG


def with_radicals(text: str) -> str:
    """Some ideographs as the Kangxi radicals they look like."""
    return text.translate(_RADICALS)


def runs(text: str, *, lowers_points: bool) -> Iterator[Run]:
    """A text in its fonts; with ``lowers_points``, digits in another font and above their commas and points."""
    if not lowers_points:
        yield Run(text, song())
        return
    for character in text:
        is_digit = character.isascii() and character.isdigit()
        yield Run(character, LATIN if is_digit else song(), 0.0 if is_digit else _LOWERING)


def width_of(text: str, size: float, *, lowers_points: bool = False) -> float:
    """How wide a text is in points."""
    return sum(stringWidth(run.text, run.font, size) for run in runs(text, lowers_points=lowers_points))


def wrapped(text: str, room: float, size: float, *, lowers_points: bool = False) -> tuple[str, ...]:
    """The lines of a text in a cell; every line holds one character at least."""
    lines: list[str] = []
    line = ""
    for character in text:
        if line and width_of(line + character, size, lowers_points=lowers_points) > room:
            lines.append(line)
            line = ""
        line += character
    return (*lines, line) if line else tuple(lines)
