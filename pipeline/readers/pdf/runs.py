"""Glyphs -> runs: what was set one right after the other on one line.

Here: where a run ends. Not here: lines of text (``text``), whose cell a run is (``cells``).
"""

from collections.abc import Iterable, Iterator

from pipeline.readers.pdf.page_objects import Glyph

_BESIDE = 0.3
"""Of the size: glyphs of one run lie this close; the next cell's text begins further away, or in another object."""

_SAME_LINE = 0.1


def runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs set one right after the other on one line."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            last, near = run[-1], _BESIDE * glyph.size
            if not (abs(glyph.x0 - last.x1) <= near and abs(glyph.baseline - last.baseline) <= _SAME_LINE * glyph.size):
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run
