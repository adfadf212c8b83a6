"""Footing relations, generated from a table's column tree and row tree.

Here: parent = sum of its printed parts, along columns and along rows; subsets (其中) at most their parent; both sides
of a balance equal; changes (``changes``). Not here: ids and wording (the catalogue's) and relations between tables.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.recover.changes import change_instances
from pipeline.recover.identity import Axis, Footing, FootingInstance, Relation, Slot
from pipeline.tables.families import family_of
from pipeline.tables.header import is_self_label
from pipeline.tables.model import COUNT, MAIN, UNSUMMED, Block, Family, Head, Node, Row, RowKind, Side, Table


def footing_instances(table: Table) -> list[FootingInstance]:
    """Every footing relation of a recognised table; none for ``other:`` tables."""
    family = family_of(table.table_id)
    if family is None:
        return []
    return [*_over_columns(table, family), *_over_rows(table), *_over_sides(table), *change_instances(table, family)]


def column_tree(table: Table, family: Family, block: Block = (Side.NONE, MAIN)) -> Node:
    """The one of the family's column trees that the header of a block was understood by."""
    nodes = {head.node for head in table.heads if head.node and head.block == block}
    trees = [tree for tree in family.columns if nodes <= tree.by_id.keys()]
    return next((tree for tree in trees if tree.is_never_printed or tree.id in nodes), trees[0])


def blocks_of(table: Table) -> list[Block]:
    """The blocks of columns of a table that print figures, in printed order."""
    return list(dict.fromkeys(head.block for head in table.heads if not head.role))


def value_heads(table: Table, block: Block) -> list[list[Head]]:
    """The columns of figures of a block, measure by measure; rates (完成率) and prices add up to nothing."""
    measures: dict[str, list[Head]] = defaultdict(list)
    for head in table.heads:
        if not head.role and head.block == block and head.measure not in UNSUMMED:
            measures[head.measure].append(head)
    return list(measures.values())


def printed_parts(heads: list[Head], tree: Node) -> dict[int, list[Head]]:
    """For each printed column, the printed columns whose nearest printed ancestor it is."""
    by_node = {head.node: head for head in heads if head.node}
    parts: dict[int, list[Head]] = defaultdict(list)
    for head in by_node.values():
        parent = tree.parents.get(head.node)
        while parent is not None and parent not in by_node:
            parent = tree.parents.get(parent)
        if parent is not None:
            parts[by_node[parent].col].append(head)
    return parts


def _over_columns(table: Table, family: Family) -> Iterator[FootingInstance]:
    for block in blocks_of(table):
        tree = column_tree(table, family, block)
        for heads in value_heads(table, block):
            parts = printed_parts(heads, tree)
            # A column whose meaning is unknown may be an addend: then no sum of the whole can be told.
            is_open = any(not head.node for head in heads)
            for row in (row for row in table.rows if row.block == block):
                for parent in heads:
                    if parent.node and not (is_open and parent.node == tree.id):
                        yield from _column_parts(table, row, parent, parts.get(parent.col, []), tree)


def _column_parts(table: Table, row: Row, parent: Head, parts: list[Head], tree: Node) -> Iterator[FootingInstance]:
    total = Slot(table.table_no, row.index, parent.col)
    addends = [head for head in parts if not tree.by_id[head.node].is_memo]
    place = _name(row)
    if addends:
        footing = Footing(Axis.COLUMNS, table.table_id, row.side, parent.node, Relation.SUM)
        slots = tuple((1, Slot(table.table_no, row.index, head.col)) for head in addends)
        yield FootingInstance(footing, f"{place} · {_column(parent)}", total, slots)
    memos = [head for head in parts if tree.by_id[head.node].is_memo]
    if len(memos) > 1:
        footing = Footing(Axis.SUBSETS, table.table_id, row.side, parent.node, Relation.SUM)
        slots = tuple((1, Slot(table.table_no, row.index, head.col)) for head in memos)
        yield FootingInstance(footing, f"{place} · {_column(parent)} = Σ 其中", total, slots)
    for memo in memos:
        footing = Footing(Axis.COLUMNS, table.table_id, row.side, parent.node, Relation.AT_MOST)
        slots = ((1, Slot(table.table_no, row.index, memo.col)),)
        yield FootingInstance(footing, f"{place} · {_column(memo)}", total, slots)


def _over_rows(table: Table) -> Iterator[FootingInstance]:
    children: dict[int, list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.parent is not None:
            children[row.parent].append(row)
    printing = {cell.row for cell in table.cells}
    measures = {head.col: head.measure for head in table.heads}
    told = {(cell.row, measures.get(cell.col or 0, "")) for cell in table.cells}
    for parent in table.rows:
        addends = _printing(parent, children, printing)
        memos = [row for row in children[parent.index] if row.is_memo]
        if not (addends or memos) or _is_heading(parent, printing):
            continue
        for head in table.heads:
            if head.role or head.block != parent.block or not _adds_up(parent, head, told):
                continue
            total = Slot(table.table_no, parent.index, head.col)
            # Parts may be told of one measure only: the outcome's, where the budget tells the whole.
            if addends and (not head.measure or any((row.index, head.measure) in told for row in addends)):
                footing = Footing(Axis.ROWS, table.table_id, parent.side, _row_sort(parent, addends), Relation.SUM)
                slots = tuple((1, Slot(table.table_no, row.index, head.col)) for row in addends)
                yield FootingInstance(footing, f"{_name(parent)} · {_column(head)}", total, slots)
            if len(memos) > 1:
                footing = Footing(Axis.SUBSETS, table.table_id, parent.side, parent.role, Relation.SUM)
                slots = tuple((1, Slot(table.table_no, row.index, head.col)) for row in memos)
                yield FootingInstance(footing, f"{_name(parent)} = Σ 其中 · {_column(head)}", total, slots)
            for memo in memos:
                footing = Footing(Axis.ROWS, table.table_id, parent.side, parent.role, Relation.AT_MOST)
                slots = ((1, Slot(table.table_no, memo.index, head.col)),)
                yield FootingInstance(footing, f"{_name(memo)} ≤ {parent.label} · {_column(head)}", total, slots)


def _adds_up(parent: Row, head: Head, told: set[tuple[int, str]]) -> bool:
    """Whether a column's figures add up: counts of unlike things (㎡ beside 台) only where the publisher adds them."""
    return head.measure not in UNSUMMED and (head.measure != COUNT or (parent.index, COUNT) in told)


def _is_heading(row: Row, printing: set[int]) -> bool:
    """Whether a row only heads the rows below it: it prints no figure, and totals nothing (as 人员经费合计 does)."""
    is_total = row.kind is RowKind.TOTAL or row.role in {"current_total", "carry_in", "group"}
    return row.index not in printing and not is_total


def _printing(parent: Row, children: Mapping[int, list[Row]], printing: set[int]) -> list[Row]:
    """The rows that add up to a row: its parts, for a heading among them those under it; none where none prints."""
    addends: list[Row] = []
    for row in children.get(parent.index, ()):
        if not row.is_memo:
            below = _printing(row, children, printing) if _is_heading(row, printing) else []
            addends += below or [row]
    return addends if any(row.index in printing for row in addends) else []


def _row_sort(parent: Row, addends: list[Row]) -> str:
    """What a sum over rows is about: units under a unit or total are another identity than subjects under them."""
    if parent.role in {"total", "unit"} and addends[0].role in {"unit", "project"}:
        return f"{parent.role}:{addends[0].role}"
    return parent.role


def _name(row: Row) -> str:
    block = row.presentation if row.presentation != MAIN else row.side if is_self_label(row.label) else ""
    return f"row {row.row_no} {row.label}".rstrip() + (f" ({block})" if block else "")


def _column(head: Head) -> str:
    return f"{head.path} ({head.measure})" if head.measure else head.path


def _over_sides(table: Table) -> Iterator[FootingInstance]:
    """Total revenue equals total expenditure, once per printed block (GJ-001)."""
    totals = {row.block: row for row in table.rows if row.role == "grand_total"}
    heads = {(head.block, head.measure): head for head in reversed(table.heads) if head.node == "total"}
    revenue = (Side.REVENUE, MAIN)
    for (block, measure), head in heads.items():
        if block[0] is not Side.EXPENDITURE or (revenue, measure) not in heads or not {block, revenue} <= totals.keys():
            continue
        left, right = totals[revenue], totals[block]
        footing = Footing(Axis.SIDES, table.table_id, "", "grand_total", Relation.COPY)
        slots = ((1, Slot(table.table_no, right.index, head.col)),)
        total = Slot(table.table_no, left.index, heads[revenue, measure].col)
        notes = "".join(f" ({note})" for note in (block[1], measure) if note not in {MAIN, ""})
        yield FootingInstance(footing, f"row {left.row_no} {left.label} = {right.label}{notes}", total, slots)
