"""The cells that the breaks of a disclosure cast suspicion on, and their rows of the frame ``suspect``.

Here: which checks are evidence, and printed units. Not here: how suspects are found (``pipeline.recover.suspects``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from expectations.evaluate import HOLDING, Check
from expectations.rows import Columns, Judged
from pipeline.kernel.money import MONEY_UNITS, Verdict
from pipeline.recover.equations import figures_of
from pipeline.recover.identity import Catalogue
from pipeline.recover.suspects import Suspect, suspects_of
from pipeline.tables.model import Table


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A break and the cells to look at, the likeliest wrong one first.

    Attributes:
        check: the break.
        suspects: its cells, values as integers of ``finest``.
        finest: how much yuan one of those integers' units is.
    """

    check: Check
    suspects: tuple[Suspect, ...]
    finest: Decimal


def suspect(tables: Sequence[Table], checks: Sequence[Check], catalogue: Catalogue) -> list[Suspicion]:
    """The suspicions of every break, in the order of the checks."""
    breaks = [check for check in checks if check.verdict is Verdict.BREAK]
    if not breaks:
        return []
    figures, finest = figures_of(tables)
    is_hard = {id(check.instance): catalogue[check.instance.identity_id].is_hard for check in breaks}
    found = suspects_of(
        [check.instance for check in breaks if is_hard[id(check.instance)]],
        [check.instance for check in checks if check.verdict in HOLDING],
        figures,
        [check.instance for check in breaks if not is_hard[id(check.instance)]],
    )
    suspects = {id(instance): tuple(cells) for instance, cells in found}
    return [Suspicion(check, suspects[id(check.instance)], finest) for check in breaks]


def suspect_rows(suspicions: Sequence[Suspicion], judged: Judged) -> Iterator[Columns]:
    """Rows of ``suspect``."""
    names = judged.names()
    row_nos = {(table.table_no, row.index): row.row_no for table in judged.tables for row in table.rows}
    units = {table.table_no: MONEY_UNITS[table.money_unit or "元"] for table in judged.tables}
    for suspicion in suspicions:
        for rank, cell in enumerate(suspicion.suspects, start=1):
            slot = cell.slot
            yield {
                "disclosure_id": judged.disclosure_id,
                "identity_id": suspicion.check.instance.identity_id,
                "instance": suspicion.check.place,
                "rank": rank,
                "is_foremost": cell.is_foremost,
                "cell_id": names.get(slot),
                "table_no": slot.table_no,
                "row_no": row_nos[slot.table_no, slot.row],
                "col_no": slot.col + 1,
                "likely_value": None if cell.likely is None else cell.likely * suspicion.finest / units[slot.table_no],
                "reason": cell.reason,
            }
