"""What stands on a page, whoever parsed it: glyphs and rules, in points from the top left as displayed.

Here: the types. Not here: parsing (``plumber``, ``pdfium``) and what glyphs and rules mean together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

TURNS = (0, 90, 180, 270)

NO_CHARACTER = "\ufffd"
"""Stands for a glyph whose font does not say which character it is."""


class Glyph(NamedTuple):
    """A printed character, placed on the page turned so that the character stands upright.

    Attributes:
        text: the character, or several for a ligature.
        x0: left edge; ``x1`` is where the next character of the same text would begin.
        baseline: the y that the character stands on.
        size: the font's size as displayed.
        turn: the direction of writing in degrees clockwise, 0 to 359; if it is none of ``TURNS``, the place is that on
            the page as displayed.
        piece: number of the text object that set it.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    turn: int
    piece: int

    # An ideograph fills its em from 0.12 below the baseline to 0.88 above; a digit's middle stands at the same height.
    # What fonts declare as ascent and descent is too often wrong (or zero) to be used.
    @property
    def top(self) -> float:
        """The upper edge of the em box."""
        return self.baseline - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of the em box."""
        return self.baseline + 0.12 * self.size

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the em box."""
        return (self.x0 + self.x1) / 2, self.baseline - 0.38 * self.size


class Rule(NamedTuple):
    """A straight edge: a line, or one side of a rectangle."""

    is_vertical: bool
    at: float
    start: float
    end: float


class CrowdedPageError(Exception):
    """A page with more characters than any page of a disclosure."""

    def __init__(self, char_count: int) -> None:
        self.char_count = char_count
        super().__init__(f"{char_count:,} characters")


def _no_clips(_piece: int) -> list[Box]:
    return []


@dataclass(frozen=True, slots=True)
class PageObjects:
    """What one page holds.

    Attributes:
        width: of the page as displayed; ``height`` likewise.
        glyphs: in the order they were set, blanks left out.
        rules: in the order they were drawn.
        marks: glyphs that are mostly transparent, as watermarks are set.
        has_drawings: it holds lines or areas that are no rules.
        pictured: the share of the page that its largest picture covers.
        has_hidden_text: it holds characters that are not shown, as scanners add to the picture of a page.
        shades: areas filled with a colour.
        has_settings: the parser tells of every glyph which text object set it, how that is clipped, and whether it is
            shown; pdfplumber does not.
        clips_of: the boxes outside which a piece of text is not shown, outermost first; asked while the page is open.
    """

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    marks: tuple[Glyph, ...] = ()
    has_drawings: bool = False
    pictured: float = 0.0
    has_hidden_text: bool = False
    shades: tuple[Box, ...] = ()
    has_settings: bool = True
    clips_of: Callable[[int], list[Box]] = _no_clips


def turned_point(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """A point of a page, on the page turned back by ``turn`` degrees (one of ``TURNS``)."""
    if turn == 90:
        return y, width - x
    if turn == 180:
        return width - x, height - y
    if turn == 270:
        return height - y, x
    return x, y
