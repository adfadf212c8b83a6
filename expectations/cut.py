"""What was cut off: what a text lacks at its end, or a page beyond its edge, is not the publisher's error.

Here: telling that the last table of a layout text may be incomplete, and taking back the blame; the other forms say
themselves where a table ends, and readers which figures run off the page. Not here: judging.
"""

from collections.abc import Sequence
from dataclasses import replace

from expectations.causes.cause import Cause, Kind
from expectations.evaluate import Check
from pipeline.kernel.money import Verdict
from pipeline.readers.document import Hint
from pipeline.recover.identity import Relation, Slot
from pipeline.tables.model import RowKind, Table

CUT_CAUSE = Cause(Kind.CUT, "the text ends within this table: rows may be missing")
OFF_PAGE = Cause(Kind.CUT, "a figure runs off the page's edge: nobody sees it whole")


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
    """The checks, none attributed to the publisher that speaks of a last table or of a figure which may be cut."""
    last = max(tables, key=lambda table: table.table_no, default=None)
    ended = {last.table_no} if last is not None and may_be_cut(last, checks) else set()
    off_page = {
        Slot(table.table_no, cell.row, cell.col)
        for table in tables
        for cell in table.cells
        if cell.place.is_cut and cell.col is not None
    }

    def cause_of(check: Check) -> Cause | None:
        if any(slot.table_no in ended for slot in check.slots):
            return CUT_CAUSE
        return None if off_page.isdisjoint(check.slots) else OFF_PAGE

    return [
        replace(check, attribution="unexplained", cause=cause)
        if check.attribution == "publisher" and (cause := cause_of(check)) is not None
        else check
        for check in checks
    ]
