"""The objects of a page -> its text lines and grids.

Here: what belongs to which grid and what stands outside, in reading order. Not here: parsing, documents.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from pipeline.kernel.provenance import Place
from pipeline.readers.document import RawCell
from pipeline.readers.pdf.cells import Shares, is_overrun, share_glyphs
from pipeline.readers.pdf.charts import is_chart
from pipeline.readers.pdf.lattice import Lattice, complete_lattice
from pipeline.readers.pdf.limits import MAX_RULES, MAX_SLOTS
from pipeline.readers.pdf.orientation import Orientation, orientation
from pipeline.readers.pdf.overlays import take_overprints, take_stamps
from pipeline.readers.pdf.page_edge import on_page, runs_off
from pipeline.readers.pdf.page_objects import TURNS, Box, Glyph, PageObjects
from pipeline.readers.pdf.ruling import merged_rules, ruled_regions
from pipeline.readers.pdf.text import GlyphLine, glyph_lines
from pipeline.readers.pdf.unread import CHART, DRAWING, OVERRUN, UNRULED, has_unruled_table, why_unread

Rows = tuple[tuple[RawCell, ...], ...]
Item = tuple[Box, str | Rows]

_FEW_ROWS = 2


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page holds.

    Attributes:
        items: text lines, and the rows of grids, with their boxes on the page as displayed, in reading order.
        unread: what of the page could not be read, and why; empty where nothing was left.
    """

    items: tuple[Item, ...]
    unread: str = ""


def read_page(objects: PageObjects, number: int) -> PageReading:
    """Read a page, which has to be open still.

    Args:
        objects: what stands on it.
        number: its number, from 1.
    """
    way = orientation(objects.glyphs, objects.width, objects.height)
    glyphs = [glyph for glyph in objects.glyphs if glyph.turn == way.turn]
    page = way.upright((0.0, 0.0, objects.width, objects.height))
    body = on_page(glyphs, page)
    lattices, reason = _lattices(objects, way, body, glyphs)
    grids: list[Item] = []
    if lattices:
        shares, body = share_glyphs(lattices, glyphs, page, _clips(objects, way))
        for index, lattice in enumerate(lattices):
            mine = {cell: share for (grid, cell), share in shares.items() if grid == index}
            if _is_table(lattice, mine):
                body += [*take_stamps(lattice, mine), *take_overprints(mine)]
                grids.append((lattice.box, _rows(lattice, mine, number, way, page)))
            else:
                body += [glyph for share in mine.values() for glyph in share]
    lines = glyph_lines(body)
    items = sorted([*grids, *((line.box, line.text) for line in lines)], key=lambda item: (item[0][1], item[0][0]))
    return PageReading(
        (
            *((way.displayed(box), item) for box, item in items),
            *_marks([*(glyph for glyph in objects.glyphs if glyph.turn != way.turn), *objects.marks], objects),
        ),
        why_unread(objects) or reason or (UNRULED if has_unruled_table(lines) else ""),
    )


def _lattices(
    objects: PageObjects, way: Orientation, body: Sequence[Glyph], glyphs: Sequence[Glyph]
) -> tuple[list[Lattice], str]:
    """The ruled regions that may be tables, and why others are none of what is read.

    ``body`` are the glyphs on the page, ``glyphs`` also those beyond its edge.
    """
    rules = merged_rules(way.upright_rules(objects.rules))
    regions = ruled_regions(rules) if len(rules) <= MAX_RULES else []
    if len(rules) > MAX_RULES or any(_is_too_fine(cells) for cells in regions):
        return [], DRAWING
    lattices = [complete_lattice(cells, rules, body) for cells in regions]
    shades = [way.upright(shade) for shade in objects.shades]
    tables = [lattice for lattice in lattices if not is_chart(lattice, shades)]
    if not objects.has_settings and is_overrun(tables, glyphs):
        return [], OVERRUN
    return tables, "" if len(tables) == len(lattices) else CHART


def _clips(objects: PageObjects, way: Orientation) -> Callable[[int], list[Box]]:
    """The clips of pieces of text, each asked for once."""

    @cache
    def clips_of(piece: int) -> list[Box]:
        return [way.upright(box) for box in objects.clips_of(piece)]

    return clips_of


def _is_too_fine(cells: Sequence[Box]) -> bool:
    return len({cell[0] for cell in cells}) * len({cell[1] for cell in cells}) > MAX_SLOTS


def _is_table(lattice: Lattice, shares: Shares) -> bool:
    """Say whether a ruled region is a table: text in several cells, or in one of a row that a page break cut off."""
    return len(shares) > 1 or (len(shares) == 1 and len(lattice.ys) - 1 <= _FEW_ROWS)


def _rows(lattice: Lattice, shares: Shares, number: int, way: Orientation, page: Box) -> Rows:
    rows: list[list[RawCell]] = [[] for _ in lattice.ys[1:]]
    for index, box in enumerate(lattice.cells):
        down, across = lattice.spans(index)
        share = shares.get(index, ())
        lines = glyph_lines(share)
        rows[down.start].append(
            RawCell(
                down.start,
                across.start,
                "\n".join(line.text for line in lines),
                Place(page=number, bbox=rounded(way.displayed(box)), is_cut=runs_off(share, page)),
                len(down),
                len(across),
                round(lines[0].glyphs[0].x0 - box[0], 2) if lines else 0.0,
                index in lattice.open_above,
                index in lattice.open_below,
            )
        )
    return tuple(tuple(sorted(row, key=lambda cell: cell.col)) for row in rows)


def rounded(box: Box) -> Box:
    """A box to a hundredth of a point."""
    left, top, right, bottom = (round(edge, 2) for edge in box)
    return left, top, right, bottom


def _marks(glyphs: Sequence[Glyph], objects: PageObjects) -> Iterator[Item]:
    """The text of stamps and watermarks: turned otherwise than the page's text, or transparent."""
    for turn, turned in groupby(glyphs, key=lambda glyph: glyph.turn):
        if turn in TURNS:
            way = Orientation(turn, objects.width, objects.height)
            yield from ((way.displayed(line.box), line.text) for line in glyph_lines(turned))
        else:
            line = GlyphLine(tuple(turned))
            yield line.box, "".join(glyph.text for glyph in line.glyphs)
