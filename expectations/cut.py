"""A text that was cut off: what its last table lacks is not the publisher's error.

Here: telling that the last table of a layout text may be incomplete, and taking back the blame; the other forms say
themselves where a table ends. Not here: judging.
"""

from collections.abc import Sequence
from dataclasses import replace

from expectations.causes.cause import Cause, Kind
from expectations.evaluate import Check
from pipeline.kernel.money import Verdict
from pipeline.readers.document import Hint
from pipeline.recover.identity import Relation
from pipeline.tables.model import RowKind, Table

CUT_CAUSE = Cause(Kind.CUT, "the text ends within this table: rows may be missing")


def may_be_cut(table: Table, checks: Sequence[Check]) -> bool:
    """Say whether a document's last table may have lost its end.

    Either its last row prints a label and no figure though the rows before it print some, or a total over its rows is
    more than the rows that are there.
    """
    if table.hint != Hint.NONE or table.notes or not table.cells:
        return False
    last = max(table.rows, key=lambda row: row.row_no)
    is_bare = last.kind is not RowKind.TOTAL and not any(cell.row == last.index for cell in table.cells)
    is_itemised = any(row.side for row in table.rows)
    return (is_bare and not is_itemised) or any(
        check.verdict is Verdict.BREAK
        and check.instance.relation is Relation.SUM
        and check.difference > 0
        and {slot.table_no for slot in check.slots} == {table.table_no}
        and len({slot.row for slot in check.slots}) > 1
        for check in checks
    )


def without_blame(tables: Sequence[Table], checks: Sequence[Check]) -> list[Check]:
    """The checks, none that speaks of a last table which may be cut attributed to the publisher."""
    last = max(tables, key=lambda table: table.table_no, default=None)
    if last is None or not may_be_cut(last, checks):
        return list(checks)
    return [
        replace(check, attribution="unexplained", cause=CUT_CAUSE)
        if check.attribution == "publisher" and any(slot.table_no == last.table_no for slot in check.slots)
        else check
        for check in checks
    ]
