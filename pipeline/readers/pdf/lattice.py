"""A ruled region as rows and columns, complete also where rules are missing at its sides.

Here: the union of a region's rules, which cell covers which part of it, and cells that a page break, the edge of the
page or a missing outer rule left open. Not here: finding closed cells (``ruling``), how far the region goes beyond them
(``reach``), text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from pipeline.readers.pdf.page_objects import Box, Glyph, Rule
from pipeline.readers.pdf.reach import at_rules, reach_of, touches

_ENOUGH = 0.6
"""Of a side: as much must be ruled for the side to be one."""

Slot = tuple[int, int]
"""Row and column of the union of the rules."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled region.

    Attributes:
        cells: boxes.
        xs: all upright edges, ascending; the last one is the right edge of the last column.
        ys: all level edges likewise.
        owner: for each slot, the number of the cell that covers it; slots outside the table's outline have none.
        open_above: numbers of the cells at the upper edge that no rule ends there: they may go on from overleaf.
        open_below: likewise at the lower edge.
    """

    cells: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: dict[Slot, int]
    open_above: frozenset[int] = frozenset()
    open_below: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        """Left, top, right, bottom of the region."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point."""
        return self.owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def cell_cut(self, x: float, top: float, bottom: float) -> int | None:
        """The number of the cell that goes on overleaf and whose text, from top to bottom, the page break cuts."""
        _, upper, _, lower = self.box
        if top < upper < bottom:
            number = self.cell_at(x, upper)
            return number if number in self.open_above else None
        if top < lower < bottom:
            number = self.owner.get((len(self.ys) - 2, bisect_right(self.xs, x) - 1))
            return number if number in self.open_below else None
        return None

    def spans(self, number: int) -> tuple[range, range]:
        """The rows and the columns of a cell."""
        left, top, right, bottom = self.cells[number]
        return _slots(self.ys, top, bottom), _slots(self.xs, left, right)


def _slots(edges: Sequence[float], start: float, end: float) -> range:
    return range(bisect_left(edges, start), bisect_left(edges, end))


def complete_lattice(cells: Sequence[Box], rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Lattice:
    """The lattice of a region's closed cells, with the open ones that belong to it.

    Args:
        cells: the region's closed cells.
        rules: merged rules of the page.
        glyphs: of the page.
    """
    closed = _lattice(cells)
    reach = reach_of(closed.box, rules)
    if reach == closed.box and _is_full(closed):
        return closed
    near = [rule for rule in rules if touches(rule, reach)]
    reach = at_rules(reach, near)
    framed = _lattice(cells, [reach])
    whole = _lattice(cells, [reach, *_crossed_holes(framed, near)])
    opened = [
        box for group in _open_groups(whole, near) for box in _rectangles(group, whole) if _is_cell(box, near, glyphs)
    ]
    return _with_open_ends(_lattice([*cells, *opened]), set(opened), near) if opened else closed


def _lattice(cells: Sequence[Box], marks: Iterable[Box] = ()) -> Lattice:
    """The lattice of cells; other boxes only add their edges to the rows and columns."""
    marks = [*cells, *marks]
    xs = sorted({x for box in marks for x in (box[0], box[2])})
    ys = sorted({y for box in marks for y in (box[1], box[3])})
    kept: list[Box] = []
    owner: dict[Slot, int] = {}
    for cell in cells:
        slots = [(row, col) for row in _slots(ys, cell[1], cell[3]) for col in _slots(xs, cell[0], cell[2])]
        if not any(slot in owner for slot in slots):
            owner.update((slot, len(kept)) for slot in slots)
            kept.append(cell)
    return Lattice(tuple(kept), tuple(xs), tuple(ys), owner)


def _with_open_ends(lattice: Lattice, opened: Container[Box], rules: Sequence[Rule]) -> Lattice:
    """The lattice, told which of the cells that were open have no rule at its upper or lower edge."""
    _, top, _, bottom = lattice.box
    some = [(number, box) for number, box in enumerate(lattice.cells) if box in opened]

    def unended(edge: float, side: int) -> frozenset[int]:
        return frozenset(
            number
            for number, box in some
            if box[side] == edge and not _is_ruled(rules, edge, (box[0], box[2]), is_vertical=False)
        )

    return replace(lattice, open_above=unended(top, 1), open_below=unended(bottom, 3))


def _is_full(lattice: Lattice) -> bool:
    return len(lattice.owner) == (len(lattice.xs) - 1) * (len(lattice.ys) - 1)


def _crossed_holes(lattice: Lattice, rules: Sequence[Rule]) -> list[Box]:
    """The rules that run through slots which no cell covers, as boxes of no width."""
    crossed = []
    for row, col in _holes(lattice):
        left, right, top, bottom = lattice.xs[col], lattice.xs[col + 1], lattice.ys[row], lattice.ys[row + 1]
        for rule in rules:
            if rule.is_vertical and left + 1 < rule.at < right - 1 and _share(rule, top, bottom) >= _ENOUGH:
                crossed.append((rule.at, top, rule.at, bottom))
            elif not rule.is_vertical and top + 1 < rule.at < bottom - 1 and _share(rule, left, right) >= _ENOUGH:
                crossed.append((left, rule.at, right, rule.at))
    return crossed


def _holes(lattice: Lattice) -> list[Slot]:
    slots = product(range(len(lattice.ys) - 1), range(len(lattice.xs) - 1))
    return [slot for slot in slots if slot not in lattice.owner]


def _share(rule: Rule, start: float, end: float) -> float:
    """How much of a stretch a rule covers."""
    return (min(rule.end, end) - max(rule.start, start)) / (end - start)


def _is_ruled(rules: Iterable[Rule], at: float, side: tuple[float, float], *, is_vertical: bool) -> bool:
    """Say whether rules cover most of a side of a box."""
    shares = (_share(rule, *side) for rule in rules if rule.is_vertical == is_vertical and abs(rule.at - at) <= 1)
    return sum(max(0.0, share) for share in shares) >= _ENOUGH


def _open_groups(lattice: Lattice, rules: Sequence[Rule]) -> list[set[Slot]]:
    """The slots that no cell covers, grouped where no rule parts them."""
    waiting = set(_holes(lattice))
    groups = []
    while waiting:
        group, edge = set(), [waiting.pop()]
        while edge:
            slot = edge.pop()
            group.add(slot)
            joined = [
                near for near in _neighbours(slot) if near in waiting and not _is_parted(lattice, rules, slot, near)
            ]
            waiting.difference_update(joined)
            edge += joined
        groups.append(group)
    return groups


def _neighbours(slot: Slot) -> list[Slot]:
    row, col = slot
    return [(row, col - 1), (row, col + 1), (row - 1, col), (row + 1, col)]


def _is_parted(lattice: Lattice, rules: Sequence[Rule], slot: Slot, near: Slot) -> bool:
    row, col = max(slot, near)
    if slot[0] == near[0]:
        return _is_ruled(rules, lattice.xs[col], (lattice.ys[row], lattice.ys[row + 1]), is_vertical=True)
    return _is_ruled(rules, lattice.ys[row], (lattice.xs[col], lattice.xs[col + 1]), is_vertical=False)


def _rectangles(group: set[Slot], lattice: Lattice) -> list[Box]:
    """The boxes that slots fill: one where they can, else stretches of rows, equal ones below each other together."""
    stretches: dict[Slot, list[int]] = {}
    for row in sorted({row for row, _ in group}):
        cols = sorted(col for r, col in group if r == row)
        starts = [col for col in cols if (row, col - 1) not in group]
        ends = [col + 1 for col in cols if (row, col + 1) not in group]
        for stretch in zip(starts, ends, strict=True):
            rows = stretches.setdefault(stretch, [])
            rows.append(row)
    return [
        (lattice.xs[start], lattice.ys[rows[0]], lattice.xs[end], lattice.ys[rows[-1] + 1])
        for (start, end), rows in stretches.items()
        if rows[-1] - rows[0] == len(rows) - 1
    ]


def _is_cell(box: Box, rules: Sequence[Rule], glyphs: Iterable[Glyph]) -> bool:
    """Say whether an open box is a cell: ruled on two sides that face each other, or on two that meet around text."""
    left, top, right, bottom = box
    is_left, is_right = (_is_ruled(rules, x, (top, bottom), is_vertical=True) for x in (left, right))
    is_top, is_bottom = (_is_ruled(rules, y, (left, right), is_vertical=False) for y in (top, bottom))
    if (is_left and is_right) or (is_top and is_bottom):
        return True
    return (is_left or is_right) and (is_top or is_bottom) and any(_holds(box, glyph) for glyph in glyphs)


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = glyph.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
