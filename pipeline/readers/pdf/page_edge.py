"""What the edge of a page shows of its text.

Here: which glyphs stand on the page, whole figures where they run off it, and whether any does. Not here: clips, cells.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from pipeline.readers.pdf.page_objects import Box, Glyph
from pipeline.readers.pdf.runs import runs

_CUT = 0.2
"""Of the size: a glyph that reaches this far over the edge is cut by it; blanks beside the sign reach less."""

_OF_FIGURES = frozenset("0123456789.,，．０１２３４５６７８９")


def is_inside(glyph: Glyph, boxes: Iterable[Box]) -> bool:
    """Say whether a glyph's middle stands inside all of some boxes."""
    x, y = glyph.middle
    return all(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def runs_off(glyphs: Iterable[Glyph], page: Box) -> bool:
    """Say whether any glyph lies beyond the page's edge, in part at least."""
    left, top, right, bottom = page
    return any(
        glyph.x0 < left - (reach := _CUT * glyph.size)
        or glyph.x1 > right + reach
        or glyph.top < top - reach
        or glyph.bottom > bottom + reach
        for glyph in glyphs
    )


def on_page(glyphs: Iterable[Glyph], page: Box) -> list[Glyph]:
    """The glyphs that stand on a page, and the rests of figures that run off its sides."""
    return [glyph for run in runs(glyphs) for glyph in within(run, page)]


def within(run: Sequence[Glyph], page: Box) -> list[Glyph]:
    """The glyphs of a run that stand on the page; of a figure that begins or ends there, all."""
    numbers = [number for number, glyph in enumerate(run) if is_inside(glyph, [page])]
    if not numbers:
        return []
    first, last = numbers[0], numbers[-1]
    before = _rest_of_figure([*run[: first + 1]][::-1])
    after = _rest_of_figure(run[last:])
    return [*before[::-1], *(run[number] for number in numbers), *after]


def _rest_of_figure(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """What follows a glyph, as far as both are parts of one figure."""
    first, *others = glyphs
    return list(takewhile(_is_of_figure, others)) if _is_of_figure(first) else []


def _is_of_figure(glyph: Glyph) -> bool:
    return glyph.text in _OF_FIGURES
