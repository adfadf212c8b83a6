"""Causes that the likeliest wrong cells show: a slip, a figure of its parent, a column set a row off.

Here: from the suspects of a break to a cause. Not here: how suspects are found (``pipeline.recover.suspects``).
"""

from collections import defaultdict
from collections.abc import Sequence

from expectations.accusing import Suspicion
from expectations.causes.cause import NO_CAUSE, Cause, Kind
from expectations.causes.scene import Scene
from pipeline.recover.identity import Slot
from pipeline.recover.suspects import Rank, Suspect

_STRONG = frozenset({"sign", "point", "swapped"})
_OFF = {"too_high": "high", "too_low": "low"}
_FEW = 3
"""A column in which so many figures belong to the next row is set off as a whole."""

SetOff = dict[tuple[int, int, str], list[int]]
"""Rows whose figure the row beside prints, by table, column and ``too_high`` or ``too_low``."""


def columns_set_off(suspicions: Sequence[Suspicion]) -> SetOff:
    """The columns of figures that stand a row too high or too low, with the rows that show it."""
    shown = {
        (cell.slot.table_no, cell.slot.col, cell.slip.kind, cell.slot.row)
        for suspicion in suspicions
        for cell in suspicion.suspects
        if cell.slip and cell.slip.kind in _OFF
    }
    rows: SetOff = defaultdict(list)
    for table_no, col, off, row in sorted(shown):
        rows[table_no, col, off].append(row)
    # Where two columns show each other, the one more rows speak of, else the first of the table, is the one set off.
    counted = sorted(rows.items(), key=lambda each: (-len(each[1]), each[0]))
    return {column: off for column, off in counted if len(off) >= _FEW}


def cause_of_cells(suspicion: Suspicion, set_off: SetOff, scene: Scene) -> list[Cause]:
    """Every cause that the suspects of a break show."""
    explaining = [cell for cell in suspicion.suspects if cell.is_explaining]
    causes = [
        _shifted(suspicion, set_off, scene),
        *(_repeating(cell, scene) for cell in explaining),
        _slipped(explaining, scene),
    ]
    return [cause for cause in causes if cause]


def _shifted(suspicion: Suspicion, set_off: SetOff, scene: Scene) -> Cause:
    """A column of figures stands a row off: the break speaks of one of its rows, or of one between them."""
    instance = suspicion.check.instance
    for (table_no, col, off), rows in set_off.items():
        spoken_of = [
            slot for slot in (instance.total, *(slot for _, slot in instance.parts)) if slot.table_no == table_no
        ]
        if any(slot.col == col and rows[0] - 1 <= slot.row <= rows[-1] + 1 for slot in spoken_of):
            first, last = (scene.rows[table_no, row].row_no for row in (rows[0], rows[-1]))
            column = scene.column_name(Slot(table_no, rows[0], col))
            words = f"the figures of column {column} stand a row too {_OFF[off]}, rows {first} to {last}"
            return Cause(Kind.SHIFTED_ROW, words)
    return NO_CAUSE


def _repeating(cell: Suspect, scene: Scene) -> Cause:
    """A row prints the figure of the row that it is a part of, beside other parts."""
    row = scene.row(cell.slot)
    if row.parent is None:
        return NO_CAUSE
    value = scene.yuan.get(cell.slot)
    parent = Slot(cell.slot.table_no, row.parent, cell.slot.col)
    siblings = [
        other
        for other in scene.tables[cell.slot.table_no].rows
        if other.parent == row.parent
        and other.index != row.index
        and scene.yuan.get(Slot(cell.slot.table_no, other.index, cell.slot.col))
    ]
    if not value or value != scene.yuan.get(parent) or not siblings:
        return NO_CAUSE
    return Cause(
        Kind.REPEATS_PARENT, f"{scene.cell_name(cell.slot)} repeats the figure of its parent {scene.row_name(parent)}"
    )


def _slipped(explaining: Sequence[Suspect], scene: Scene) -> Cause:
    """A plausible slip in the one cell that one explains, or the same in several together."""
    likely = [cell for cell in explaining if cell.rank is Rank.SLIPPED]
    slips = [(cell, cell.slip) for cell in likely if cell.slip and cell.slip.kind not in {*_OFF, "blank"}]
    alike = [(cell, slip) for cell, slip in slips if slip.kind == "scaled"]
    if alike:
        names = ", ".join(scene.cell_name(cell.slot) for cell, _ in alike)
        return Cause(Kind.STRONG_SLIP, f"{names}: {alike[0][1].words}")
    if len(slips) != 1 or len({cell.rank_key for cell in explaining[:2]}) != len(explaining[:2]):
        return NO_CAUSE
    cell, slip = slips[0]
    kind = Kind.STRONG_SLIP if slip.kind in _STRONG else Kind.SLIP
    return Cause(kind, f"{scene.cell_name(cell.slot)}: {slip.words}")
