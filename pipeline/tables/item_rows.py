"""Body lines of tables whose rows are items known by their label: balance tables and the like.

Here: placing an item in its family's row tree, block by block where a line prints several. Not here: keyed rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.kernel.codes import Codes
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded, is_memo_label, split_ordinal
from pipeline.readers.document import RawCell
from pipeline.tables.model import MAIN, Block, Family, Head, Node, Row, RowKind, Side
from pipeline.tables.outline import OutlineLine, parent_in
from pipeline.tables.roles import Role
from pipeline.tables.spending import as_spending
from pipeline.tables.vocabulary import SELF_LABEL

_SECTIONS = {"current_total", "carry_in", "carry_out"}
_CARRIED = {"carry_in", "carry_out"}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """The item label that one block of a body line prints; ``row_no`` counts body lines from 1.

    Attributes:
        indent: how far the label begins right of its cell's edge, in points.
        group: the label that a merged cell prints left of it for several lines.
    """

    row_no: int
    text: str
    place: Place
    indent: float = 0.0
    group: str = ""


@dataclass(slots=True)
class _BlockReader:
    """What has been read of one block so far; ``functions`` are the rows that print a functional subject's name."""

    block: Block
    tree: Node
    has_own_grand_total: bool
    section: int | None = None
    section_role: str = ""
    last_item: int | None = None
    outline: list[OutlineLine] = field(default_factory=list)
    by_node: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    functions: set[int] = field(default_factory=set)

    @property
    def side(self) -> Side:
        """The side the block belongs to."""
        return self.block[0]


def _node(tree: Node, label: str, section_role: str, *, has_own_grand_total: bool) -> Node | None:
    """The node an item's label names, looked for in the open section first."""
    if tree.is_labelled(label) and not (has_own_grand_total and label.startswith(("收入合计", "支出合计"))):
        return tree
    for top in tree.parts:
        if top.is_labelled(label) or (top.id == "current_total" and label.rstrip(":") in {"收入合计", "支出合计"}):
            return top
    scopes = [part for part in tree.parts if part.id == (section_role or "current_total")] or [tree]
    for scope in scopes:
        for node in scope.walk():
            if node is not scope and not node.is_memo and node.is_labelled(label):
                return node
    return None


def item_lines(body: Sequence[tuple[RawCell, ...]], heads: Sequence[Head]) -> dict[Block, list[ItemLine]]:
    """The item labels of every block that has a column of items."""
    columns: dict[Block, list[int]] = {}
    for head in heads:
        if head.role == Role.ITEM:
            columns.setdefault(head.block, []).append(head.col)
    lines: dict[Block, list[ItemLine]] = {}
    for block, cols in columns.items():
        values = {head.col for head in heads if head.block == block and not head.role}
        groups = _groups(body, cols[0]) if len(cols) > 1 else {}
        for number, cells in enumerate(body, start=1):
            own = [cell for cell in cells if _labels(cell, cols, values)]
            inner = next((cell for cell in reversed(own) if cell.text.strip()), own[-1] if own else None)
            if inner is not None:
                group = groups.get(inner.row, "")
                lines.setdefault(block, []).append(ItemLine(number, inner.text, inner.place, inner.indent, group))
    return lines


def _groups(body: Sequence[tuple[RawCell, ...]], col: int) -> dict[int, str]:
    """The label that stands in a column beside every line, merged cells counted for all the lines they cover."""
    return {
        row: cell.text
        for cells in body
        for cell in cells
        if cell.col == col
        for row in range(cell.row, cell.row + cell.row_span)
    }


def _labels(cell: RawCell, cols: Sequence[int], values: set[int]) -> bool:
    """Whether a cell stands in a block's columns of items, and not also where the block prints its figures."""
    covered = range(cell.col, cell.col + cell.col_span)
    return any(col in covered for col in cols) and not any(col in values for col in covered)


def item_rows(items: Mapping[Block, Sequence[ItemLine]], family: Family, codes: Codes) -> list[Row]:
    """Rows of a table of items, one per filled block of a line, with role, kind and parent."""
    rows: list[Row] = []
    blocks = sorted(items, key=lambda block: (list(family.items).index(block[0]), block[1] != MAIN, block[1]))
    for block in blocks:
        lines = items[block]
        tree = family.items[block[0]]
        labels = {folded(split_ordinal(line.text)[1]) for line in lines}
        reader = _BlockReader(block, tree, bool(labels & {"收入总计", "支出总计", "总计"}))
        rows.extend(_read_block(lines, reader, codes, len(rows)))
    one_sided = family.items.get(Side.NONE)
    return _with_kinds(_hang_by_nodes(rows, one_sided) if one_sided else rows)


def _read_block(lines: Sequence[ItemLine], reader: _BlockReader, codes: Codes, offset: int) -> list[Row]:
    rows: list[Row] = []
    roots: dict[str, int] = {}
    for line in lines:
        if not line.text.strip():
            continue
        index = offset + len(rows)
        row = _read_item(line, reader, codes, index)
        roots.setdefault(row.role, index)
        rows.append(row)
    grand = roots.get(reader.tree.id)
    current = roots.get("current_total")
    if reader.side is Side.NONE:
        return rows
    ends_items = current is not None and _ends_items(rows[: current - offset], reader.tree)
    return [
        _hang(row, grand, None if current is not None and ends_items and row.index > current else current, reader.tree)
        for row in rows
    ]


def _ends_items(above: Sequence[Row], tree: Node) -> bool:
    """Whether the year's total stands below its items: what follows it is then another part of the grand total."""
    totals = {tree.id, *(part.id for part in tree.parts)}
    return any(not row.is_memo and row.role not in totals for row in above)


def _read_item(line: ItemLine, reader: _BlockReader, codes: Codes, index: int) -> Row:
    depth, label = split_ordinal(line.text)
    is_memo_line = is_memo_label(label)
    label = _without_inner_ordinal(label) if is_memo_line else label
    text = folded(label)
    if is_memo_line and ":" in text:
        text = text.split(":", 1)[1]
    if line.group and text in SELF_LABEL.split("|"):
        text = folded(split_ordinal(line.group)[1])
    node = next((memo for memo in reader.tree.walk() if memo.is_memo and memo.is_labelled(text)), None)
    if node is None or not (is_memo_line or reader.side is Side.NONE):
        node = _node(reader.tree, text, reader.section_role, has_own_grand_total=reader.has_own_grand_total)
    side, presentation = reader.block
    base = Row(index, line.row_no, line.place, RowKind.DETAIL, "", label, side=side, presentation=presentation)
    if reader.side is Side.NONE:
        base = replace(base, role=node.id if node else f"item:{text}")
        # 其中 before the first of all items heads them; within a group it tells a subset.
        is_memo = is_memo_line if line.group or node is None else node.is_memo
        return _in_group(replace(base, is_memo=is_memo), line, reader)
    if is_memo_line:
        parent = reader.last_item
        return replace(base, role=node.id if node else f"memo:{text}", is_memo=True, parent=parent)
    if node is not None and (node is reader.tree or node.id in {part.id for part in reader.tree.parts}):
        is_header = node.id in _SECTIONS and (node.id in _CARRIED or depth == 1)
        reader.section, reader.section_role = (index, node.id) if is_header else (None, "")
        reader.last_item = index
        reader.outline.clear()
        reader.by_node.clear()
        return replace(base, role=node.id)
    reader.last_item = index
    outline_line = OutlineLine(index, depth, line.indent)
    parent = parent_in(reader.outline, outline_line)
    reader.outline.append(outline_line)
    if parent is None and node is not None:
        parent = _printed_ancestor(node, reader)
    if parent is None:
        parent = reader.section
    if node is not None:
        reader.by_node[node.id] = index
        return replace(base, role=node.id, parent=parent)
    return _spending(replace(base, role=f"item:{text}", parent=parent), text, reader, codes)


def _spending(row: Row, text: str, reader: _BlockReader, codes: Codes) -> Row:
    """An item that no row tree knows, as the subject or nature that it names."""
    found = as_spending(row, text, codes, is_below_function=row.parent in reader.functions)
    if found.function_name is not None:
        reader.functions.add(found.index)
    return found


def _without_inner_ordinal(label: str) -> str:
    """A label of a subset without the ordinal behind its 其中: 其中：（1）公务用车购置费."""
    head, colon, rest = label.replace(":", "：").partition("：")
    return f"{head}{colon}{split_ordinal(rest)[1]}" if split_ordinal(rest)[0] else label


def _in_group(row: Row, line: ItemLine, reader: _BlockReader) -> Row:
    """A row under the 小计 of the group whose label a merged cell prints left of both."""
    if line.group and folded(row.label) in SELF_LABEL.split("|"):
        reader.groups[line.group] = row.index
        return replace(row, label=split_ordinal(line.group)[1])
    return replace(row, parent=reader.groups.get(line.group))


def _printed_ancestor(node: Node, reader: _BlockReader) -> int | None:
    """The line above that prints what a source is by meaning a part of: a budget under 财政拨款."""
    ancestor = reader.tree.parents.get(node.id)
    while ancestor is not None and ancestor not in reader.by_node:
        ancestor = reader.tree.parents.get(ancestor)
    return reader.by_node[ancestor] if ancestor is not None else None


def _hang(row: Row, grand: int | None, current: int | None, tree: Node) -> Row:
    """Give a row without a section its parent: the current year's total for items, the grand total for the rest."""
    if row.parent is not None or row.role == tree.id:
        return row
    if row.role in {part.id for part in tree.parts}:
        return replace(row, parent=grand)
    return replace(row, parent=current if current is not None else grand)


def _hang_by_nodes(rows: list[Row], tree: Node) -> list[Row]:
    """Hang the rows of a one-sided table under the nearest printed ancestor in the row tree."""
    by_role = {row.role: row.index for row in rows}
    hung = []
    for row in rows:
        parent = tree.parents.get(row.role)
        while parent is not None and parent not in by_role:
            parent = tree.parents.get(parent)
        hung.append(row if row.parent is not None else replace(row, parent=by_role[parent] if parent else None))
    return hung


def _with_kinds(rows: list[Row]) -> list[Row]:
    """Give every row its kind, and nested labels as a path."""
    has_parts = {row.parent for row in rows if row.parent is not None and not row.is_memo}
    finished: dict[int, Row] = {}
    for row in rows:
        if row.role in {"grand_total", "total"}:
            kind = RowKind.TOTAL
        else:
            kind = RowKind.SUBTOTAL if row.index in has_parts else RowKind.DETAIL
        above = finished.get(row.parent) if row.parent is not None else None
        label = f"{above.label}/{row.label}" if above and _is_printed_above(above, row) else row.label
        finished[row.index] = replace(row, kind=kind, label=label)
    return list(finished.values())


def _is_printed_above(parent: Row, row: Row) -> bool:
    """A label is nested where its parent is printed above it and is no total of the whole table or year."""
    return parent.row_no < row.row_no and parent.role not in {"grand_total", "total"}
