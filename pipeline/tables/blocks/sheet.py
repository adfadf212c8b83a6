"""One sheet a project: labels and what they label, side by side, above the project's indicators.

Here: the project's code, name and amounts, the sources beside the whole (Hebei, 河北) or below it (Fujian, 福建). Not
here: the sheet's plan of payments and its indicators.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import unit_in_label
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, account_of
from pipeline.tables.families.performance import FAMILY
from pipeline.tables.model import Cell, Head, Node, Row, RowKind

_TREE = FAMILY.columns[1]


def read_sheet(grid: Grid) -> Block | None:
    """Read a project's sheet; ``None`` when the grid has no project or no amount."""
    if grid.hint is Hint.NONE:
        return None
    labelled = _labelled(grid)
    name = labelled.get("项目名称")
    if name is None:
        return None
    lines = ((number, *_amounts(row)) for number, row in enumerate(grid.rows, start=1))
    row_no, heads, cells = next(((number, heads, cells) for number, heads, cells in lines if cells), (0, (), []))
    if not cells:
        return None
    code = labelled.get("项目编码") or labelled.get("项目代码")
    printed_code = folded(code.text) if code else ""
    own = Row(
        index=0,
        row_no=row_no,
        place=cells[0].place,
        kind=RowKind.DETAIL,
        role="project",
        label=without_space(name.text),
        project_code=printed_code or None,
        project_name=without_space(name.text),
        codes=printed_code or None,
    )
    below = list(_sources_below(grid.rows[row_no:], cells[0].col)) if len(heads) == 1 else []
    printed = [(0, raw) for raw in cells] + [(index, raw) for index, (_, _, raw) in enumerate(below, start=1)]
    codes = {(code.row, code.col)} if code else set()
    return Block(
        heads,
        (own, *_source_rows(own, below)),
        tuple(Cell(index, raw.col, raw.text, raw.place) for index, raw in printed),
        next((unit for cell in grid.rows[row_no - 1] if (unit := unit_in_label(cell.text))), None),
        is_declared=False,
        account=account_of(grid, {(raw.row, raw.col) for _, raw in printed}, codes),
    )


def _sources_below(rows: Sequence[tuple[RawCell, ...]], col: int) -> Iterator[tuple[Node, RawCell, RawCell]]:
    """The sources that the lines right below the whole print: which, label and amount, in the whole's column."""
    sources = {node.id: node for node in _TREE.parts}
    for row in rows:
        found = next(((label, value) for label, value in pairwise(row) if value.col == col), None)
        if found is None or parse_number(found[1].text) is None:
            return
        node = next((node for node in sources.values() if node.is_labelled(folded(found[0].text))), None)
        if node is None:
            return
        del sources[node.id]
        yield node, *found


def _source_rows(own: Row, below: Sequence[tuple[Node, RawCell, RawCell]]) -> Iterator[Row]:
    for index, (node, label, value) in enumerate(below, start=1):
        text = f"{own.label}/{without_space(label.text)}"
        place, row_no = value.place, own.row_no + index
        row = replace(own, index=index, row_no=row_no, place=place, role=node.id, label=text, parent=own.index)
        yield replace(row, is_memo=node.is_memo)


def _labelled(grid: Grid) -> dict[str, RawCell]:
    """Each label with the filled cell right of it."""
    found: dict[str, RawCell] = {}
    for row in grid.rows:
        filled = [cell for cell in row if cell.text.strip()]
        for label, value in pairwise(filled):
            found.setdefault(folded(label.text).rstrip(":"), value)
    return found


def _amounts(row: tuple[RawCell, ...]) -> tuple[tuple[Head, ...], list[RawCell]]:
    """The amounts of a line by their labels, the whole first; a label without an amount behind it is a blank column."""
    heads: list[Head] = []
    cells: list[RawCell] = []
    for label, value in pairwise(row):
        node = next((node for node in _TREE.walk() if node.is_labelled(folded(label.text))), None)
        if node is None or node.id in {head.node for head in heads}:
            continue
        heads.append(Head(value.col, without_space(label.text), "", node.id))
        if parse_number(value.text) is not None:
            cells.append(value)
    has_total = any(head.node == _TREE.id for head in heads)
    return (tuple(heads), cells) if has_total else ((), [])
