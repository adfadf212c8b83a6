"""Ruled regions that are the grids of charts.

Here: telling them from tables by what is painted over their rules. Not here: finding regions (``ruling``, ``lattice``).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.readers.pdf.lattice import Lattice
from pipeline.readers.pdf.page_objects import Box

_INSIDE = 1.0
_CLEAR = 2.0
"""Points: what stands this far from the rules on both its sides was not made to fill a cell."""

_FEWEST_BARS = 2


def is_chart(lattice: Lattice, shades: Iterable[Box]) -> bool:
    """Say whether a ruled region is the grid of a chart: bars that begin on one line run over its rules.

    What shades cells ends at their rules; bars keep clear of the rules along them and run over those across them.
    """
    left, top, right, bottom = lattice.box
    inside = [
        shade
        for shade in shades
        if left - 1 <= shade[0] and top - 1 <= shade[1] and shade[2] <= right + 1 and shade[3] <= bottom + 1
    ]
    columns = [shade for shade in inside if _is_clear(lattice, shade, 0)]
    bars = [shade for shade in inside if _is_clear(lattice, shade, 1)]
    return _have_one_foot(lattice, columns, 1, 3) or _have_one_foot(lattice, bars, 0, 0)


def _is_clear(lattice: Lattice, shade: Box, axis: int) -> bool:
    """Say whether an area stands clear of the rules along it (0: upright ones)."""
    edges = lattice.ys if axis else lattice.xs
    return all(abs(edge - side) >= _CLEAR for edge in edges for side in (shade[axis], shade[axis + 2]))


def _have_one_foot(lattice: Lattice, areas: Sequence[Box], axis: int, foot: int) -> bool:
    """Say whether several areas end on one line with one side, and one of them covers parts of several cells."""
    return any(
        sum(abs(other[foot] - area[foot]) <= _INSIDE for other in areas) >= _FEWEST_BARS
        and _crosses_cells(lattice, area, axis)
        for area in areas
    )


def _crosses_cells(lattice: Lattice, area: Box, axis: int) -> bool:
    """Say whether an area covers parts of several cells, one behind the other along an axis (1: down)."""
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    start, end = area[axis] + _INSIDE, area[axis + 2] - _INSIDE
    edges = [start, *(edge for edge in (lattice.ys if axis else lattice.xs) if start < edge < end), end]
    points = [(before + after) / 2 for before, after in pairwise(edges)]
    return len({lattice.cell_at(x, point) if axis else lattice.cell_at(point, y) for point in points}) > 1
