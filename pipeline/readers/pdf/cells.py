"""Cells and glyphs -> raw cells of one grid.

Here: positions and spans over the union of the grid's rules, and which glyphs a cell holds. Not here: finding cells.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.kernel.provenance import Place
from pipeline.readers.document import RawCell
from pipeline.readers.pdf.page_objects import Glyph
from pipeline.readers.pdf.ruling import Box
from pipeline.readers.pdf.text import glyph_lines, joined


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled region: its cells, and the union of their rules.

    Attributes:
        cells: boxes; ``lefts`` and ``tops`` are every left and top edge among them, ascending.
        owner: for each (row, column) of the union, the number of the cell that covers it.
    """

    cells: tuple[Box, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    owner: dict[tuple[int, int], int]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom of the region."""
        return (
            self.lefts[0],
            self.tops[0],
            max(cell[2] for cell in self.cells),
            max(cell[3] for cell in self.cells),
        )

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point."""
        position = bisect_right(self.tops, y) - 1, bisect_right(self.lefts, x) - 1
        number = self.owner.get(position)
        if number is None:
            return None
        left, top, right, bottom = self.cells[number]
        return number if left <= x < right and top <= y < bottom else None


def lattice(cells: Sequence[Box]) -> Lattice:
    """The lattice of a region's cells."""
    lefts = sorted({cell[0] for cell in cells})
    tops = sorted({cell[1] for cell in cells})
    owner: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(cells):
        for row in range(*_span(tops, cell[1], cell[3])):
            for col in range(*_span(lefts, cell[0], cell[2])):
                owner.setdefault((row, col), number)
    return Lattice(tuple(cells), tuple(lefts), tuple(tops), owner)


def _span(edges: Sequence[float], start: float, end: float) -> tuple[int, int]:
    return bisect_right(edges, start) - 1, bisect_right(edges, end - 1e-6)


def share_glyphs(grid: Lattice, glyphs: Iterable[Glyph]) -> dict[int | None, list[Glyph]]:
    """The glyphs of each cell by its number, and under ``None`` those in no cell."""
    shares: dict[int | None, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        shares[grid.cell_at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)].append(glyph)
    return shares


def raw_rows(grid: Lattice, shares: dict[int | None, list[Glyph]], page: int) -> tuple[tuple[RawCell, ...], ...]:
    """The grid's rows, each cell where its top left corner stands."""
    rows: dict[int, list[RawCell]] = defaultdict(list)
    for number, cell in enumerate(grid.cells):
        row, row_end = _span(grid.tops, cell[1], cell[3])
        col, col_end = _span(grid.lefts, cell[0], cell[2])
        lines = glyph_lines(shares.get(number, ()))
        rows[row].append(
            RawCell(
                row,
                col,
                joined(lines),
                Place(page=page, bbox=rounded(cell)),
                row_end - row,
                col_end - col,
                round(lines[0].glyphs[0].x0 - cell[0], 2) if lines else 0.0,
            )
        )
    return tuple(tuple(sorted(rows[row], key=lambda cell: cell.col)) for row in range(len(grid.tops)))


def rounded(box: Box) -> Box:
    """A box to a hundredth of a point."""
    left, top, right, bottom = (round(edge, 2) for edge in box)
    return left, top, right, bottom
