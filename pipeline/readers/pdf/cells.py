"""Glyphs -> the cells of ruled regions.

Here: which glyphs are shown, and which cell a run of them belongs to, also where it runs over a rule or is clipped. Not
here: finding cells (``ruling``, ``lattice``), the text of a cell (``text``).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.readers.pdf.lattice import Lattice
from pipeline.readers.pdf.page_edge import is_inside, within
from pipeline.readers.pdf.page_objects import Box, Glyph
from pipeline.readers.pdf.runs import runs

Clips = Callable[[int], list[Box]]
Place = tuple[int, int]
"""Number of the lattice, number of its cell."""

Shares = dict[int, list[Glyph]]
"""The glyphs of a lattice's cells, by the cell's number; cells without any are left out."""


class Stretch(NamedTuple):
    """Glyphs that belong to one cell, or to none; ``has_home`` where their own clip says to which."""

    place: Place | None
    glyphs: list[Glyph]
    has_home: bool = False


_FITS = 3.0
_CUT = 0.2
"""Of the size: a glyph that reaches this far over a rule is cut by it; labels that just fill their cells reach less."""

_AMOUNT = re.compile(r"\d\.\d\d(?!\d)")
_NUMBER = re.compile(r"[-−—(（]?[\d,，.．%]+[)）]?")


def share_glyphs(
    lattices: Sequence[Lattice], glyphs: Iterable[Glyph], page: Box, clips_of: Clips
) -> tuple[dict[Place, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell, and those outside all of them.

    Glyphs that the clip of the print area hides are in neither: spreadsheets set a tall row's whole text on each of the
    pages that it is broken over, and show of it what stands on the page. So are those beyond the page's edges, but for
    what runs off its side: that belongs to a cell on the page by its own clip, or with the rest of its text.
    """
    shares: dict[Place, list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for run in runs(glyphs):
        if page[1] <= run[0].middle[1] <= page[3]:
            for stretch in _whole_texts(lattices, _stretches(lattices, run, page, clips_of)):
                (outside if stretch.place is None else shares[stretch.place]).extend(stretch.glyphs)
    return shares, outside


def is_overrun(lattices: Sequence[Lattice], glyphs: Iterable[Glyph]) -> bool:
    """Say whether any text runs over a rule of its cell, so that only its clip could tell how far it belongs there."""
    return any(
        len({_place(lattices, glyph) for glyph in run}) > 1 or any(_is_over_edge(lattices, glyph) for glyph in run)
        for run in runs(glyphs)
    )


def _is_over_edge(lattices: Sequence[Lattice], glyph: Glyph) -> bool:
    place = _place(lattices, glyph)
    if place is None:
        return False
    (left, top, right, bottom), reach = _cell(lattices, place), _CUT * glyph.size
    return (
        glyph.x0 < left - reach or glyph.x1 > right + reach or glyph.top < top - reach or glyph.bottom > bottom + reach
    )


def _stretches(lattices: Sequence[Lattice], run: list[Glyph], page: Box, clips_of: Clips) -> Iterator[Stretch]:
    """The glyphs of a run that are shown, or belong to the cell whose clip hides them, with their places."""
    for part in _parts(run, clips_of):
        clips = clips_of(part[0].piece)
        home = _home(lattices, clips, page)
        if home is not None:
            if is_inside(part[0], clips[:-1]):
                yield Stretch(home, part, has_home=True)
            continue
        unclipped = [glyph for glyph in part if is_inside(glyph, clips)]
        placed = groupby(unclipped, key=lambda glyph: _place(lattices, glyph))
        stretches = _on_page([Stretch(place, list(some)) for place, some in placed], page)
        shown = [glyph for stretch in stretches for glyph in stretch.glyphs]
        if len(stretches) > 1 and shown[0].piece == shown[-1].piece and not _has_two_amounts(shown):
            yield Stretch(_owner(lattices, shown, stretches), shown)
        else:
            yield from stretches


def _on_page(stretches: Sequence[Stretch], page: Box) -> list[Stretch]:
    """The stretches of a text without what lies beyond the page, but for the ends of a cell's text that run off it."""
    if all(stretch.place is None for stretch in stretches):
        shown = within([glyph for stretch in stretches for glyph in stretch.glyphs], page)
        return [Stretch(None, shown)] if shown else []
    joined = [stretches[0]]
    for stretch in stretches[1:]:
        last = joined[-1]
        if _is_beyond(stretch, page) or _is_beyond(last, page):
            place = stretch.place if last.place is None else last.place
            joined[-1] = Stretch(place, [*last.glyphs, *stretch.glyphs])
        else:
            joined.append(stretch)
    return joined


def _is_beyond(stretch: Stretch, page: Box) -> bool:
    """Say whether nothing of a stretch stands on the page."""
    return stretch.place is None and not any(is_inside(glyph, [page]) for glyph in stretch.glyphs)


def _parts(run: list[Glyph], clips_of: Clips) -> list[list[Glyph]]:
    """A run parted where the clip changes; pdfium keeps a clip only on those pieces of a text that it cuts."""
    if run[0].piece == run[-1].piece:
        return [run]
    return [list(part) for _, part in groupby(run, key=lambda glyph: clips_of(glyph.piece))]


def _home(lattices: Sequence[Lattice], clips: Sequence[Box], page: Box) -> Place | None:
    """The cell that the innermost clip is made for; cells end at the page's edge, a clip may reach beyond it."""
    if not clips:
        return None
    left, top = max(clips[-1][0], page[0]), max(clips[-1][1], page[1])
    right, bottom = min(clips[-1][2], page[2]), min(clips[-1][3], page[3])
    for number, lattice in enumerate(lattices):
        cell = lattice.cell_at((left + right) / 2, (top + bottom) / 2)
        if cell is not None:
            box = lattice.cells[cell]
            if left > box[0] - _FITS and top > box[1] - _FITS and right < box[2] + _FITS and bottom < box[3] + _FITS:
                return number, cell
    return None


def _place(lattices: Sequence[Lattice], glyph: Glyph) -> Place | None:
    for number, lattice in enumerate(lattices):
        cell = lattice.cell_at(*glyph.middle)
        if cell is None:
            cell = lattice.cell_cut(glyph.middle[0], glyph.top, glyph.bottom)
        if cell is not None:
            return number, cell
    return None


def _whole_texts(lattices: Sequence[Lattice], stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of a run joined where a rule cuts a glyph that stands alone behind it: it is the other text's end."""
    whole: list[Stretch] = []
    for stretch in stretches:
        if whole and whole[-1].place != stretch.place and _is_cut(lattices, whole[-1], stretch):
            text = [*whole[-1].glyphs, *stretch.glyphs]
            whole[-1] = Stretch(_owner(lattices, text, [whole[-1], stretch]), text)
        else:
            whole.append(stretch)
    return whole


def _is_cut(lattices: Sequence[Lattice], left: Stretch, right: Stretch) -> bool:
    """Say whether one of two stretches is but a glyph that the rule between them cuts.

    The glyph before the rule is not, where its own clip says that it ends the text of its cell, or where it would begin
    a figure and is no part of one.
    """
    if right.place is not None:
        rule = _cell(lattices, right.place)[0]
    elif left.place is not None:
        rule = _cell(lattices, left.place)[2]
    else:
        return False
    reach = _CUT * right.glyphs[0].size
    is_end_cut = len(right.glyphs) == 1 and right.glyphs[0].x0 < rule - reach
    is_start_cut = len(left.glyphs) == 1 and not left.has_home and left.glyphs[0].x0 < rule < left.glyphs[0].x1 - reach
    is_one_kind = not _is_number(right.glyphs) or _is_number([*left.glyphs, *right.glyphs])
    return is_end_cut or (is_start_cut and is_one_kind)


def _cell(lattices: Sequence[Lattice], place: Place) -> Box:
    return lattices[place[0]].cells[place[1]]


def _has_two_amounts(run: Iterable[Glyph]) -> bool:
    """Say whether a run is the figures of two cells, each of which they fill."""
    return len(_AMOUNT.findall("".join(glyph.text for glyph in run))) > 1


def _is_number(glyphs: Iterable[Glyph]) -> bool:
    return _NUMBER.fullmatch("".join(glyph.text for glyph in glyphs)) is not None


def _owner(lattices: Sequence[Lattice], run: Sequence[Glyph], stretches: Sequence[Stretch]) -> Place:
    """The cell whose text runs over its rules: figures do so to the left, titles to both sides, other text to right."""
    places = [stretch.place for stretch in stretches if stretch.place is not None]
    if _is_number(run):
        return places[-1]
    middle = places[len(places) // 2]
    left, _, right, _ = _cell(lattices, middle)
    is_centred = abs((run[0].x0 + run[-1].x1) - (left + right)) < run[0].size
    return middle if len(places) > 2 and is_centred else places[0]
