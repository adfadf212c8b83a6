"""Which cells of a table are leaves and which are subsets (其中), from its two trees.

Here: that one question, asked cell by cell. Not here: which trees a table has (``footing``).
"""

from pipeline.recover.footing import blocks_of, column_tree, printed_parts, value_heads
from pipeline.recover.identity import Slot
from pipeline.tables.families import family_of
from pipeline.tables.model import UNSUMMED, Row, Table


def leaves_and_memos(table: Table) -> tuple[set[Slot], set[Slot]]:
    """Cells with no printed part below them on either tree, and subsets, which are neither leaf nor addend."""
    family = family_of(table.table_id)
    if family is None:
        return set(), set()
    printed = {Slot(table.table_no, cell.row, cell.col) for cell in table.cells if cell.col is not None}
    rows = {row.index: row for row in table.rows}
    # Rates, prices and budgets that repeat line by line are no addends of anything.
    memo_columns = {head.col for head in table.heads if head.measure in UNSUMMED}
    column_parts: dict[int, list[int]] = {}
    for block in blocks_of(table):
        tree = column_tree(table, family, block)
        for heads in value_heads(table, block):
            memo_columns |= {head.col for head in heads if not head.node or tree.by_id[head.node].is_memo}
            parts_of = printed_parts(heads, tree)
            if any(not head.node for head in heads) and any(head.node == tree.id for head in heads):
                # Beside a column whose meaning is unknown only the whole is sure to leave nothing out.
                memo_columns |= {head.col for head in heads if head.node != tree.id}
                parts_of = {}
            for col, parts in parts_of.items():
                column_parts[col] = [part.col for part in parts if not tree.by_id[part.node].is_memo]
    row_parts: dict[int, list[int]] = {}
    for row in table.rows:
        if row.parent is not None and not row.is_memo:
            row_parts.setdefault(row.parent, []).append(row.index)
    memos = {slot for slot in printed if slot.col in memo_columns or _is_within_memo(rows[slot.row], rows)}
    leaves = {
        slot
        for slot in printed - memos
        if not any(Slot(slot.table_no, slot.row, col) in printed for col in column_parts.get(slot.col, ()))
        and not any(Slot(slot.table_no, row, slot.col) in printed for row in row_parts.get(slot.row, ()))
    }
    return leaves, memos


def _is_within_memo(row: Row, rows: dict[int, Row]) -> bool:
    while not row.is_memo:
        if row.parent is None:
            return False
        row = rows[row.parent]
    return True
