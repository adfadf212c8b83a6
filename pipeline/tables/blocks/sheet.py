"""One sheet a project: labels and what they label, side by side, above the project's indicators.

Here: the code, name and amounts of a project, special fund or transfer, the sources beside the whole (Hebei, 河北) or
below it (Fujian, 福建; Shaanxi, 陕西; Beijing, 北京). Not here: the sheet's plan of payments; what its indicators say
(``indicators``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.kernel.money import is_dash, parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import number_and_unit, unit_in_label, without_unit
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, account_of
from pipeline.tables.blocks.templates import is_placeholder
from pipeline.tables.indicators.aligned import under_heads
from pipeline.tables.indicators.columns import Track
from pipeline.tables.indicators.goals import aim_of_sheet
from pipeline.tables.indicators.indicator import Told
from pipeline.tables.indicators.rows import read_below, read_indicators
from pipeline.tables.model import Cell, Family, Head, Node, Row, RowKind

_NAME = re.compile(r"(?:专项)?\(?项目\)?名称|转移支付名称")
_CODE = re.compile(r"项目(?:编码|代码)")
_ITSELF = 0
"""The index of the project's own row; those of its sources follow."""


@dataclass(frozen=True, slots=True)
class _Money:
    """The amounts of a sheet: its columns, the whole and sources on one line, sources on the lines below."""

    heads: tuple[Head, ...] = ()
    cells: tuple[RawCell, ...] = ()
    below: tuple[tuple[Node, RawCell, RawCell], ...] = ()
    unit: str | None = None

    @property
    def last_row(self) -> int:
        """The grid's last line of money."""
        return max((raw.row for _, raw in self.printed), default=-1)

    @property
    def printed(self) -> list[tuple[int, RawCell]]:
        """Every amount with the index of its row."""
        return [(_ITSELF, raw) for raw in self.cells] + [
            (index, raw) for index, (_, _, raw) in enumerate(self.below, start=_ITSELF + 1)
        ]


def read_sheet(grid: Grid, family: Family, above: Sequence[Track] = ()) -> Block | None:
    """Read a project's sheet; ``None`` when the grid is none.

    A template that nobody filled in is one too: it has no rows, and no indicators.

    Args:
        grid: the grid.
        family: projects, special funds or transfers.
        above: the columns of indicators of the sheet before it, whose places hold where a page break took the header.
    """
    if grid.hint is Hint.NONE:
        return None
    tree = family.columns[-1]
    tracks, told = read_indicators(grid, lambda _: _ITSELF)
    name_label, name = _beside(grid, _NAME)
    money = _money(grid, tree)
    if not tracks and money.cells:
        told = _told_below(grid, above, money.last_row + 1)
        tracks = tuple(above) if told.indicators else ()
    if name_label is None or not (money.cells or tracks):
        return None
    if name is None or is_placeholder(name.text) or not (money.cells or told.indicators):
        return Block((), (), (), money.unit, is_declared=False, account=account_of(grid, set(), set()), tracks=tracks)
    _, code = _beside(grid, _CODE)
    told += aim_of_sheet(grid.rows, _ITSELF, told.positions)
    own = _row(name, code, money.cells[0] if money.cells else name)
    codes = {(code.row, code.col)} if code else set()
    return Block(
        money.heads,
        (own, *_source_rows(own, money.below)),
        tuple(Cell(index, raw.col, raw.text, raw.place) for index, raw in money.printed),
        money.unit,
        is_declared=False,
        account=account_of(grid, {(raw.row, raw.col) for _, raw in money.printed}, codes, told.positions),
        told=told,
        tracks=tracks,
    )


def _told_below(grid: Grid, above: Sequence[Track], first: int) -> Told:
    """The indicators of a sheet whose header a page break took, where its columns are those of the sheet before."""
    heads = [head for track in above for head in track.heads.values()]
    columns = {head.col for head in heads}
    moved = under_heads(grid, heads)
    pairs = [pair for old, new in zip(grid.rows, moved.rows, strict=True) for pair in zip(old, new, strict=True)]
    below = [(old, new) for old, new in pairs if old.row >= first and old.col_span == 1]
    is_same = all(old.col == new.col for old, new in below if new.col in columns)
    return read_below(grid, above, first, lambda _: _ITSELF) if above and is_same else Told()


def _row(name: RawCell, code: RawCell | None, stands: RawCell) -> Row:
    printed_code = folded(code.text) if code else ""
    text = without_space(name.text)
    return Row(
        index=_ITSELF,
        row_no=stands.row + 1,
        place=stands.place,
        kind=RowKind.DETAIL,
        role="project",
        label=text,
        project_code=printed_code or None,
        project_name=text,
        codes=printed_code or None,
    )


def _beside(grid: Grid, label: re.Pattern[str]) -> tuple[RawCell | None, RawCell | None]:
    """A label and the filled cell right of it, or what the label's own cell prints behind it."""
    for row in grid.rows:
        filled = [cell for cell in row if cell.text.strip()]
        for number, cell in enumerate(filled):
            first, _, rest = cell.text.strip().partition(" ")
            if label.fullmatch(folded(cell.text).rstrip(":")):
                return cell, filled[number + 1] if number + 1 < len(filled) else None
            if rest.strip() and label.fullmatch(folded(first).rstrip(":")):
                return cell, replace(cell, text=rest)
    return None, None


def _money(grid: Grid, tree: Node) -> _Money:
    for number, row in enumerate(grid.rows, start=1):
        unit = _unit_of(row)
        heads, cells = _amounts(_without_unit(row, unit), tree)
        if heads and cells:
            rest = (_without_unit(line, unit) for line in grid.rows[number:])
            below = tuple(_sources_below(rest, heads[0].col, tree)) if len(heads) == 1 else ()
            return _Money(heads, tuple(cells), below, unit)
    return _Money()


def _unit_of(row: Sequence[RawCell]) -> str | None:
    """The unit of money that the labels of a line declare, or all figures that print one."""
    declared = next((unit for cell in row if (unit := unit_in_label(cell.text))), None)
    units = {found[1] for cell in row if (found := number_and_unit(cell.text))}
    return declared or (units.pop() if len(units) == 1 else None)


def _without_unit(row: Sequence[RawCell], unit: str | None) -> tuple[RawCell, ...]:
    """A line with figures that print the sheet's unit of money as plain numbers; one in another unit stays text."""
    found = ((cell, number_and_unit(cell.text)) for cell in row)
    return tuple(replace(cell, text=own[0]) if own and own[1] == unit else cell for cell, own in found)


def _amounts(row: Sequence[RawCell], tree: Node) -> tuple[tuple[Head, ...], list[RawCell]]:
    """The amounts of a line by their labels, the whole first; a label without an amount behind it is a blank column.

    Where a line tells the whole twice, of the whole period (实施期) and of the year, the year's stands last.
    """
    found: dict[str, tuple[RawCell, RawCell]] = {}
    for label, value in pairwise(row):
        node = next((node for node in tree.walk() if node.is_labelled(_label(label))), None)
        if node is not None and (node.id not in found or parse_number(value.text) is not None):
            found[node.id] = label, value
    if tree.id not in found:
        return (), []
    heads = tuple(Head(value.col, without_space(label.text), "", node) for node, (label, value) in found.items())
    return heads, [value for _, value in found.values() if parse_number(value.text) is not None]


def _sources_below(
    rows: Iterable[tuple[RawCell, ...]], col: int, tree: Node
) -> Iterator[tuple[Node, RawCell, RawCell]]:
    """The sources that the lines right below the whole print: which, label and amount, in the whole's column."""
    sources = {node.id: node for node in tree.parts}
    for row in rows:
        found = next(((label, value) for label, value in pairwise(row) if value.col == col), None)
        node = next((node for node in sources.values() if found and node.is_labelled(_label(found[0]))), None)
        if found is None or node is None:
            return
        del sources[node.id]
        if parse_number(found[1].text) is not None and not is_dash(found[1].text):
            yield node, *found


def _label(cell: RawCell) -> str:
    return without_unit(folded(cell.text)).rstrip(":")


def _source_rows(own: Row, below: Sequence[tuple[Node, RawCell, RawCell]]) -> Iterator[Row]:
    for index, (node, label, value) in enumerate(below, start=_ITSELF + 1):
        text = f"{own.label}/{without_space(label.text)}"
        row = replace(own, index=index, row_no=value.row + 1, place=value.place, role=node.id, label=text)
        yield replace(row, parent=own.index, is_memo=node.is_memo)
