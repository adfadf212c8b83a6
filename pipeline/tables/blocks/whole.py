"""Targets of a whole department (部门整体绩效目标表): its budget, told by source and by kind in lines among the prose.

Here: those lines. Not here: tasks; what the indicators say (``indicators``).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import unit_in_label
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, account_of
from pipeline.tables.families.whole_performance import FAMILY
from pipeline.tables.indicators.goals import aim_of_sheet
from pipeline.tables.indicators.lines import read_levels
from pipeline.tables.indicators.rows import read_indicators
from pipeline.tables.model import Cell, Head, Node, Row, RowKind, Side
from pipeline.tables.roles import Role

_TREE = FAMILY.items[Side.NONE]
_NUMBERED = re.compile(r"^.*\(\d\)")
_BRACKETED_UNIT = re.compile(r"\((?:亿元|千元|万元|元)\)$")
_SECTION = re.compile(r"^(?:\d[、.])?(?P<section>资金(?:来源|结构))")


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of the budget: its label as printed, and its number if it has one."""

    row_no: int
    node: Node
    label: RawCell
    number: RawCell | None


def read_whole(grid: Grid) -> Block | None:
    """Read the budget of a whole department; ``None`` when the grid tells no total."""
    items = list(_items(grid))
    total = next((item for item in items if item.node.id == _TREE.id and item.number), None)
    if total is None:
        return None
    numbers = [item.number for item in items if item.number]
    is_laid_out = grid.hint is not Hint.NONE
    col = Counter(number.col for number in numbers).most_common(1)[0][0] if is_laid_out else 1
    label_col = total.label.col if is_laid_out and total.label.col != col else 0
    rows = _rows(items)
    tracks, told = read_indicators(grid) if is_laid_out else ((), read_levels(grid.rows))
    if is_laid_out:
        told += aim_of_sheet(grid.rows, None, told.positions)
    return Block(
        heads=(Head(label_col, "项目", Role.ITEM, ""), Head(col, "金额", "", FAMILY.columns[0].id)),
        rows=tuple(rows),
        cells=tuple(
            # A shifted line prints its number right of its label all the same: there is one column of money.
            Cell(row.index, col, item.number.text, item.number.place)
            for row, item in zip(rows, items, strict=True)
            if item.number
        ),
        money_unit=next((unit for item in items if (unit := unit_in_label(item.label.text))), None),
        is_declared=True,
        account=account_of(grid, {(number.row, number.col) for number in numbers}, set(), told.positions),
        told=told,
        tracks=tracks,
    )


def _items(grid: Grid) -> Iterator[_Item]:
    """The lines whose label names an item of the budget, each item once."""
    seen: set[str] = set()
    for row_no, row in enumerate(grid.rows, start=1):
        for position, cell in enumerate(row):
            node = _node(cell.text)
            if node is None or node.id in seen:
                continue
            seen.add(node.id)
            yield _Item(row_no, node, cell, _number_behind(row[position + 1 :]))


def _node(text: str) -> Node | None:
    label = _BRACKETED_UNIT.sub("", _NUMBERED.sub("", folded(text)))
    return next((node for node in _TREE.walk() if label and node.is_labelled(label)), None)


def _number_behind(cells: Sequence[RawCell]) -> RawCell | None:
    filled = next((cell for cell in cells if cell.text.strip()), None)
    return filled if filled is not None and parse_number(filled.text) is not None else None


def _rows(items: Sequence[_Item]) -> list[Row]:
    total = next(index for index, item in enumerate(items) if item.node.id == _TREE.id)
    rows: list[Row] = []
    section = ""
    for index, item in enumerate(items):
        text = folded(item.label.text)
        found = _SECTION.match(text)
        section = found.group("section") if found else section
        label = _BRACKETED_UNIT.sub("", _NUMBERED.sub("", text))
        is_addend = index != total and not item.node.is_memo
        rows.append(
            Row(
                index=index,
                row_no=item.row_no,
                place=item.label.place,
                kind=RowKind.TOTAL if index == total else RowKind.DETAIL,
                role=item.node.id,
                label=f"{section}/{label}" if section and index != total else without_space(label),
                parent=total if is_addend else None,
                is_memo=item.node.is_memo,
            )
        )
    return rows
