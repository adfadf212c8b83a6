"""What stands on a page, whoever parsed it: glyphs and rules, in points from the top left as displayed.

Here: the types. Not here: parsing (``plumber``, ``pdfium``) and what glyphs and rules mean together.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """A printed character.

    Attributes:
        text: the character, or several for a ligature.
        x0: left; ``top``, ``x1``, ``bottom`` likewise, in points.
        baseline: the y its line of text stands on.
        size: the font's size as displayed, in points.
        turn: the direction of writing, in degrees clockwise, 0 for upright.
        run: number of the piece of text that was set in one go.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    turn: float
    run: int


class Rule(NamedTuple):
    """A straight edge: a line, or one side of a rectangle."""

    is_vertical: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageObjects:
    """The glyphs (in the order they were set) and rules of one page."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
