"""The cause that totals show which everything confirms, over rows that everything confirms: rows are not printed.

Here: its words. Not here: finding such totals (``pipeline.recover.suspects.lacking``), and a missing row that another
table prints (``rows``).
"""

from expectations.accusing import Suspicion
from expectations.causes.cause import NO_CAUSE, Cause, Kind
from expectations.causes.scene import Scene

_NAMED = 3
"""How many totals are named; ``suspect`` has them all."""


def cause_of_missing_rows(suspicion: Suspicion, scene: Scene) -> Cause:
    """Which totals lack rows, and by how much in their printed unit."""
    own = suspicion.check.instance.total.table_no
    lacking: list[str] = []
    for cell in suspicion.suspects:
        if cell.lacks is not None and len(lacking) < _NAMED:
            amount = (cell.lacks * suspicion.finest / scene.unit_of(cell.slot)).normalize()
            place = "" if cell.slot.table_no == own else f"table {cell.slot.table_no} "
            lacking.append(f"{amount:,f} of {place}{scene.cell_name(cell.slot)}")
    return Cause(Kind.MISSING_ROW, f"rows seem to be missing: {', '.join(lacking)}") if lacking else NO_CAUSE
