"""Causes that two columns show together: a figure that stands in the column beside its own.

Here: sums of one row of totals that break by as much in opposite directions. Not here: a column a row too high
(``cells``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from expectations.causes.cause import NO_CAUSE, Cause, Kind
from expectations.causes.scene import Scene
from expectations.evaluate import Check
from pipeline.recover.identity import Relation, Slot

Sums = Mapping[tuple[int, int], list[Check]]
"""Broken sums over rows by the row of their totals."""


def broken_sums(checks: Iterable[Check]) -> Sums:
    """The broken sums that run down a column, by table and row of the total."""
    sums: dict[tuple[int, int], list[Check]] = defaultdict(list)
    for check in checks:
        total = check.instance.total
        is_down = all((slot.table_no, slot.col) == (total.table_no, total.col) for _, slot in check.instance.parts)
        if check.instance.relation is Relation.SUM and is_down:
            sums[total.table_no, total.row].append(check)
    return sums


def cause_of_columns(check: Check, sums: Sums, scene: Scene) -> Cause:
    """A figure that one column has too much and another of the same totals too little."""
    total = check.instance.total
    for other in sums.get((total.table_no, total.row), ()):
        if other is check or other.difference != -check.difference:
            continue
        full, lacking = (check, other) if check.difference < 0 else (other, check)
        for _, slot in full.instance.parts:
            own = Slot(slot.table_no, slot.row, lacking.instance.total.col)
            if scene.yuan.get(slot) == abs(full.difference) * scene.unit_of(slot) and not scene.yuan.get(own):
                words = f"{scene.cell_name(slot)} seems to belong in column {scene.column_name(own)}"
                return Cause(Kind.SHIFTED_COLUMN, words)
    return NO_CAUSE
