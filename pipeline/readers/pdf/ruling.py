"""Rules -> the cells of ruled regions, as pdfplumber's table finder finds them.

Here: joining rules, and which rectangles between them are cells. Not here: outer rules that are missing (``lattice``),
text.

The finder's own search takes a time that grows with the square of the crossings, which is most of the cost of a dense
page. This one gives the same cells of the same edges (a test holds it to that) and looks only along the two rules that
meet.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from pdfplumber.table import DEFAULT_JOIN_TOLERANCE, DEFAULT_SNAP_TOLERANCE

from pipeline.readers.pdf.page_objects import Box, Rule

_JOIN = DEFAULT_JOIN_TOLERANCE
_SNAP = DEFAULT_SNAP_TOLERANCE
_SAME_LINE = 0.3
_CROSS = 3.0
_SHORTEST = 3.0

_Point = tuple[float, float]


class _Crossing(NamedTuple):
    """The rules that meet in a point, by their numbers."""

    verticals: set[int]
    levels: set[int]


def merged_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie within 3 points of each other brought to one line, and the pieces of one line joined.

    A rule is often drawn twice, cell by cell, or as dashes or dots; what stays shorter than 3 points is no rule. Pieces
    of one line are joined first: across their line, dots would chain all lines of a table together.
    """
    merged: list[Rule] = []
    for is_vertical in (True, False):
        lines = [rule for rule in rules if rule.is_vertical == is_vertical]
        for apart in (_SAME_LINE, _SNAP):
            lines = [rule for rule in _brought_together(lines, apart) if rule.end - rule.start >= _SHORTEST]
        merged += lines
    return merged


def _brought_together(rules: Iterable[Rule], apart: float) -> list[Rule]:
    """Rules no further apart than this from the next, at their mean place, pieces joined."""
    clusters: list[list[Rule]] = []
    for rule in sorted(rules, key=itemgetter(1)):
        if clusters and rule.at - clusters[-1][-1].at <= apart:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return [rule for cluster in clusters for rule in _joined(cluster)]


def _joined(line: Sequence[Rule]) -> list[Rule]:
    """The pieces of one line, joined where the gap is no wider than 3 points."""
    at = sum(piece.at for piece in line) / len(line)
    joined: list[Rule] = []
    for piece in sorted(line, key=itemgetter(2)):
        if joined and piece.start <= joined[-1].end + _JOIN:
            if piece.end > joined[-1].end:
                joined[-1] = joined[-1]._replace(end=piece.end)
        else:
            joined.append(piece._replace(at=at))
    return joined


def ruled_regions(rules: Sequence[Rule]) -> list[list[Box]]:
    """The cells of each region that merged rules enclose, regions from top to bottom.

    Cells belong together when they share a corner; one cell alone is a frame and no table.
    """
    regions = _connected(_cells(_crossings(rules)))
    return sorted((cells for cells in regions if len(cells) > 1), key=lambda cells: min((c[1], c[0]) for c in cells))


def _crossings(rules: Sequence[Rule]) -> dict[_Point, _Crossing]:
    levels = sorted((rule for rule in rules if not rule.is_vertical), key=itemgetter(1, 2))
    heights = [rule.at for rule in levels]
    crossings: dict[_Point, _Crossing] = {}
    verticals = sorted((rule for rule in rules if rule.is_vertical), key=itemgetter(1, 2))
    for number, rule in enumerate(verticals):
        above, below = bisect_left(heights, rule.start - _CROSS), bisect_right(heights, rule.end + _CROSS)
        for level in range(above, below):
            if levels[level].start - _CROSS <= rule.at <= levels[level].end + _CROSS:
                crossing = crossings.setdefault((rule.at, heights[level]), _Crossing(set(), set()))
                crossing.verticals.add(number)
                crossing.levels.add(level)
    return crossings


def _cells(crossings: dict[_Point, _Crossing]) -> list[Box]:
    """For each crossing, the smallest cell whose top left corner it is."""
    by_x: dict[float, list[_Point]] = defaultdict(list)
    by_y: dict[float, list[_Point]] = defaultdict(list)
    for point in sorted(crossings):
        by_x[point[0]].append(point)
        by_y[point[1]].append(point)
    cells = []
    for point, crossing in sorted(crossings.items(), key=itemgetter(0)):
        below = [p for p in _after(point, by_x[point[0]]) if crossing.verticals & crossings[p].verticals]
        right = [p for p in _after(point, by_y[point[1]]) if crossing.levels & crossings[p].levels]
        cell = _smallest(point, below, right, crossings)
        if cell is not None:
            cells.append(cell)
    return cells


def _after(point: _Point, line: list[_Point]) -> list[_Point]:
    return line[bisect_right(line, point) :]


def _smallest(
    point: _Point, below: Sequence[_Point], right: Sequence[_Point], crossings: dict[_Point, _Crossing]
) -> Box | None:
    for lower in below:
        for other in right:
            corner = crossings.get((other[0], lower[1]))
            if (
                corner is not None
                and corner.verticals & crossings[other].verticals
                and corner.levels & crossings[lower].levels
            ):
                return (*point, other[0], lower[1])
    return None


def _connected(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells grouped so that those of one group hang together by shared corners."""
    at_corner: dict[_Point, list[int]] = defaultdict(list)
    for number, (left, top, right, bottom) in enumerate(cells):
        for corner in ((left, top), (left, bottom), (right, top), (right, bottom)):
            at_corner[corner].append(number)
    group_of = list(range(len(cells)))

    def root(number: int) -> int:
        while group_of[number] != number:
            group_of[number] = group_of[group_of[number]]
            number = group_of[number]
        return number

    for first, *others in at_corner.values():
        for other in others:
            group_of[root(other)] = root(first)
    groups: dict[int, list[Box]] = defaultdict(list)
    for number, cell in enumerate(cells):
        groups[root(number)].append(cell)
    return list(groups.values())
