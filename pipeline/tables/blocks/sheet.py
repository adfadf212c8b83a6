"""One sheet a project (Hebei, 河北): labels and what they label, side by side, above the project's indicators.

Here: the project's code, name and amounts. Not here: the sheet's plan of payments and its indicators.
"""

from itertools import pairwise

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, account_of
from pipeline.tables.families.performance import FAMILY
from pipeline.tables.model import Cell, Head, Row, RowKind

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
    figures = {(raw.row, raw.col) for raw in cells}
    codes = {(code.row, code.col)} if code else set()
    return Block(
        heads,
        (own,),
        tuple(Cell(0, raw.col, raw.text, raw.place) for raw in cells),
        None,
        is_declared=False,
        account=account_of(grid, figures, codes),
    )


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
