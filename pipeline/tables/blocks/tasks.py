"""The budget of a whole department in columns: task by task (Xi'an, 西安), or in one line by kind (Beijing, 北京).

Here: these two forms. Not here: the budget told in lines (``whole``), what the indicators say (``indicators``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import is_total_label, unit_in_label
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, account_of
from pipeline.tables.families.whole_performance import BY_KIND, BY_TASK
from pipeline.tables.indicators.goals import aim_of_sheet
from pipeline.tables.indicators.pieces import at
from pipeline.tables.indicators.rows import read_indicators
from pipeline.tables.model import Cell, Head, Node, Row, RowKind
from pipeline.tables.roles import Role

_TASK = re.compile(r"任务名称")
_TOTAL = re.compile(r"(?:金额|预算)?(?:合计|总计)")
_WHOLE = re.compile(r"合计|小计")


def read_tasks(grid: Grid) -> Block | None:
    """Read the budget of a whole department by tasks or by kind; ``None`` when the grid tells neither.

    A form that nobody filled in has no rows.
    """
    if grid.hint is Hint.NONE:
        return None
    return _by_task(grid) or _by_kind(grid)


def _by_task(grid: Grid) -> Block | None:
    task = next((cell for row in grid.rows for cell in row if _TASK.fullmatch(folded(cell.text))), None)
    if task is None:
        return None
    header = grid.rows[task.row : task.row + max(task.row_span, 2)]
    money = {node.id: cell for row in header for cell in row if (node := _node(cell, BY_TASK)) is not None}
    if BY_TASK.id not in money:
        return None
    rows: list[Row] = []
    figures: list[tuple[int, RawCell]] = []
    first = max(cell.row + cell.row_span for cell in (task, *money.values()))
    for line in grid.rows[first:]:
        own = _figures(line, money)
        label = at(line, task)
        if label is None or not own:
            break
        rows.append(_task_row(len(rows), label))
        figures += [(rows[-1].index, cell) for cell in own]
    total = next((row.index for row in rows if row.role == "total"), None)
    rows = [row if row.index == total else replace(row, parent=total) for row in rows]
    heads = (Head(task.col, without_space(task.text), Role.ITEM, ""), *_heads(money))
    return _block(grid, heads, rows, figures)


def _task_row(index: int, label: RawCell) -> Row:
    is_total = _TOTAL.fullmatch(folded(label.text)) is not None or is_total_label(label.text)
    return Row(
        index=index,
        row_no=label.row + 1,
        place=label.place,
        kind=RowKind.TOTAL if is_total else RowKind.DETAIL,
        role="total" if is_total else "task",
        label=without_space(label.text),
    )


def _by_kind(grid: Grid) -> Block | None:
    whole = next((cell for row in grid.rows for cell in row if BY_KIND.is_labelled(folded(cell.text))), None)
    if whole is None:
        return None
    sources = [(node, cell) for cell in grid.rows[whole.row] if (node := _source(cell)) is not None]
    kinds = grid.rows[whole.row + 1]
    money = {BY_KIND.id: whole}
    over: dict[int, list[str]] = {}
    for node, source in sources:
        for cell in kinds:
            if source.col <= cell.col < source.col + source.col_span:
                part = _node(cell, node)
                own = node if _WHOLE.fullmatch(folded(cell.text)) else part
                money |= {own.id: cell} if own is not None else {}
                over[cell.col] = [without_space(source.text)]
    line = next(iter(grid.rows[whole.row + whole.row_span : whole.row + whole.row_span + 1]), ())
    figures = _figures(line, money)
    heads = tuple(replace(head, path="/".join([*over.get(head.col, ()), head.path])) for head in _heads(money))
    if not figures:
        return _block(grid, heads, [], [])
    row = Row(0, figures[0].row + 1, figures[0].place, RowKind.TOTAL, "total", without_space(whole.text))
    return _block(grid, heads, [row], [(0, figure) for figure in figures])


def _figures(line: Sequence[RawCell], money: Mapping[str, RawCell]) -> list[RawCell]:
    """The amounts of a line, under the heads of its columns of money."""
    cells = (at(line, head) for head in money.values())
    return [cell for cell in cells if cell is not None and parse_number(cell.text) is not None]


def _source(cell: RawCell) -> Node | None:
    return next((node for node in BY_KIND.parts if node.is_labelled(folded(cell.text))), None)


def _node(cell: RawCell, tree: Node) -> Node | None:
    label = folded(cell.text)
    return next((node for node in tree.walk() if label and node.is_labelled(label)), None)


def _heads(money: Mapping[str, RawCell]) -> tuple[Head, ...]:
    return tuple(Head(cell.col, without_space(cell.text), "", node) for node, cell in money.items())


def _block(grid: Grid, heads: tuple[Head, ...], rows: Sequence[Row], figures: Sequence[tuple[int, RawCell]]) -> Block:
    tracks, told = read_indicators(grid)
    if told.indicators or rows:
        told += aim_of_sheet(grid.rows, None, told.positions)
    return Block(
        heads=heads,
        rows=tuple(rows),
        cells=tuple(Cell(index, cell.col, cell.text.replace("\n", ""), cell.place) for index, cell in figures),
        money_unit=next((unit for row in grid.rows for cell in row if (unit := unit_in_label(cell.text))), None),
        is_declared=False,
        account=account_of(grid, {(cell.row, cell.col) for _, cell in figures}, set(), told.positions),
        told=told,
        tracks=tracks,
    )
