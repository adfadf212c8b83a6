"""Glyphs -> text lines.

Here: which glyphs share a line, their order, where blanks stand between them, and characters drawn twice. Not here:
cells.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from pipeline.readers.pdf.page_objects import Box, Glyph

_SAME_LINE = 0.5
"""Of the size: glyphs whose baselines differ by less share a line; lines are never set closer than their size, while
digits and points from different fonts, or raised signs, differ by up to a third."""

_BLANK = 0.2
"""Of the size: a gap this wide reads as a blank; the narrowest blanks of fonts measure a quarter."""

_BLANK_BY_IDEOGRAPH = 0.4
"""Likewise beside an ideograph: a quarter is what word processors leave between ideographs and figures."""

_FIRST_IDEOGRAPH = "\u2e80"

_TWICE = 0.15
"""Of the size: a character drawn again this close is the same one, made bold; no glyph is narrower."""

_BESIDE = 2
"""So many glyphs can stand between a character and the same one drawn again."""


@dataclass(frozen=True, slots=True)
class GlyphLine:
    """Glyphs that stand on one line, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters, with one blank where there is a gap."""
        parts = [self.glyphs[0].text]
        for before, glyph in pairwise(self.glyphs):
            blank = _BLANK_BY_IDEOGRAPH if max(before.text, glyph.text) >= _FIRST_IDEOGRAPH else _BLANK
            if glyph.x0 - before.x1 > blank * max(before.size, glyph.size):
                parts.append(" ")
            parts.append(glyph.text)
        return "".join(parts)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (
            min(glyph.x0 for glyph in self.glyphs),
            min(glyph.top for glyph in self.glyphs),
            max(glyph.x1 for glyph in self.glyphs),
            max(glyph.bottom for glyph in self.glyphs),
        )


def glyph_lines(glyphs: Iterable[Glyph]) -> list[GlyphLine]:
    """The lines that glyphs stand on, from top to bottom."""
    lines: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=attrgetter("baseline")):
        if lines and glyph.baseline - base <= _SAME_LINE * max(size, glyph.size):
            lines[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            lines.append([glyph])
            base, size = glyph.baseline, glyph.size
    return [GlyphLine(_drawn_once(line)) for line in lines]


def _drawn_once(line: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """A line's glyphs from left to right, without those that repeat one in (nearly) the same place.

    Text that is drawn twice, a little beside itself, reads as bold.
    """
    once: list[Glyph] = []
    for glyph in sorted(line, key=attrgetter("x0")):
        near = _TWICE * glyph.size
        if not any(
            twin.text == glyph.text and glyph.x0 - twin.x0 <= near and abs(twin.baseline - glyph.baseline) <= near
            for twin in once[-_BESIDE:]
        ):
            once.append(glyph)
    return tuple(once)
