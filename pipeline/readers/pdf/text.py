"""Glyphs -> text lines.

Here: which glyphs share a line, their order, and where blanks stand between them. Not here: cells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.pdf.page_objects import Glyph

_SAME_LINE = 0.5
"""Of the size: glyphs whose baselines differ by less share a line; lines are never set closer than their size, while
digits and points from different fonts, or raised signs, differ by up to a third."""

_BLANK = 0.3
"""Of the size: a gap this wide reads as a blank."""


@dataclass(frozen=True, slots=True)
class GlyphLine:
    """Glyphs that stand on one line, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters, with one blank where there is a gap."""
        parts = [self.glyphs[0].text]
        for before, glyph in zip(self.glyphs, self.glyphs[1:], strict=False):
            if glyph.x0 - before.x1 > _BLANK * max(before.size, glyph.size):
                parts.append(" ")
            parts.append(glyph.text)
        return "".join(parts)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return (
            min(glyph.x0 for glyph in self.glyphs),
            min(glyph.top for glyph in self.glyphs),
            max(glyph.x1 for glyph in self.glyphs),
            max(glyph.bottom for glyph in self.glyphs),
        )


def glyph_lines(glyphs: Iterable[Glyph]) -> list[GlyphLine]:
    """The lines that glyphs stand on, from top to bottom; blanks are not glyphs."""
    lines: list[list[Glyph]] = []
    base, size = 0.0, 0.0
    for glyph in sorted((glyph for glyph in glyphs if glyph.text.strip()), key=lambda glyph: glyph.baseline):
        if lines and glyph.baseline - base <= _SAME_LINE * max(size, glyph.size):
            lines[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            lines.append([glyph])
            base, size = glyph.baseline, glyph.size
    return [GlyphLine(tuple(sorted(line, key=lambda glyph: glyph.x0))) for line in lines]


def joined(lines: Sequence[GlyphLine]) -> str:
    """The text of lines, one below the other."""
    return "\n".join(line.text for line in lines)
