"""A list of projects with their aims: name, amount and aim a line, indicators beside them or none.

Here: such lists of Beijing (北京: the project's name, and a merged cell of each amount with its indicators), Guangzhou
(广州: units above their projects) and Shenzhen (深圳: the unit in a column). Not here: the table with codes and
units in one column (``projects``), what indicators say (``indicators``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import is_total_label, unit_in_label, without_unit
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, ListColumns, Position, account_of
from pipeline.tables.families.performance import SHEET
from pipeline.tables.indicators.aligned import under_heads
from pipeline.tables.indicators.columns import Track, find_tracks
from pipeline.tables.indicators.goals import aims_of_column
from pipeline.tables.indicators.pieces import at, texts_down
from pipeline.tables.indicators.rows import read_below, read_indicators
from pipeline.tables.model import Cell, Head, Row, RowKind
from pipeline.tables.roles import Role

_UNIT = re.compile(r"(?:二级)?预算单位(?:名称)?|项目单位")
_NAME = re.compile(r"(?:一级)?项目(?:名称)?")
_AIM = re.compile(r"(?:项目)?绩效目标")
_CODED = re.compile(r"(?P<code>\d{6,8}[A-Z]\d{9,12})-(?P<name>.+)")
_HEADER_LINES = 3


def read_listed(grid: Grid, above: Block | None = None) -> Block | None:
    """Read a list of projects with their aims; ``None`` when the grid has no columns of name, amount and aim.

    Args:
        grid: the grid.
        above: the list that this grid goes on with, whose columns hold by their places; its header is not printed.
    """
    if grid.hint is not Hint.CERTAIN:
        return None
    columns = _columns(grid) if above is None else above.listing
    if columns is None:
        return None
    if above is not None:
        columns = replace(columns, lines=0)
        grid = _again(columns, above.tracks, grid)
    body = [row for row in grid.rows[columns.lines :] if row]
    names = texts_down(body, columns.name)
    totals = texts_down(body, columns.money[SHEET.id])
    units = texts_down(body, columns.unit) if columns.unit else {}
    rows: list[Row] = []
    figures: list[tuple[Row, RawCell]] = []
    owner: dict[int, int] = {}
    last: dict[str, Row] = {}
    has_units_above = columns.unit is None and not (above.tracks if above else find_tracks(grid.rows)[1])
    of_total: dict[tuple[int, int], int] = {}
    for line in body:
        number = line[0].row
        total = totals.get(number)
        if total is None or parse_number(total.text) is None:
            continue
        own = of_total.get((total.row, total.col))
        if own is not None:
            owner[number] = own
            if line[0].place.page != total.place.page:
                rows[own] = _with_rests(rows[own], line, columns)
            continue
        money = _money_of(total, body, columns)
        row = _row(len(rows), total, names.get(total.row), units.get(total.row))
        row = _in_tree(row, last, is_unit=has_units_above and _has_no_aim(line, body, columns))
        last[row.role] = row
        of_total[total.row, total.col] = owner[number] = row.index
        rows.append(row)
        figures += [(row, cell) for cell in money]
    tracks, told = read_indicators(grid, owner.get)
    if above is not None:
        tracks, told = above.tracks, read_below(grid, above.tracks, 0, owner.get)
    told += aims_of_column(body, columns.aim.col, owner.get)
    positions: set[Position] = {(cell.row, cell.col) for _, cell in figures}
    return Block(
        heads=_heads(columns),
        rows=tuple(rows),
        cells=tuple(Cell(row.index, cell.col, cell.text.replace("\n", ""), cell.place) for row, cell in figures),
        money_unit=unit_in_label(columns.money["total"].text),
        is_declared=False,
        account=account_of(grid, positions, set(), told.positions),
        told=told,
        tracks=tracks,
        listing=columns,
        is_rest=above is not None,
    )


def _again(columns: ListColumns, tracks: Sequence[Track], grid: Grid) -> Grid:
    """A grid that goes on with a list, in the columns of that list."""
    heads = [columns.name, columns.aim, *columns.money.values()]
    heads += [columns.unit] if columns.unit else []
    return under_heads(grid, [*heads, *(head for track in tracks for head in track.heads.values())])


def _columns(grid: Grid) -> ListColumns | None:
    found: dict[str, RawCell] = {}
    money: dict[str, RawCell] = {}
    for row in grid.rows[:_HEADER_LINES]:
        if any(parse_number(cell.text) is not None for cell in row):
            break
        for cell in row:
            label = folded(cell.text)
            node = next((node for node in SHEET.walk() if node.is_labelled(without_unit(label))), None)
            if node is not None:
                money.setdefault(node.id, cell)
            for what, pattern in (("unit", _UNIT), ("name", _NAME), ("aim", _AIM)):
                if pattern.fullmatch(label):
                    found.setdefault(what, cell)
    if not {"name", "aim"} <= found.keys() or SHEET.id not in money:
        return None
    lines = max(cell.row + cell.row_span for cell in (*found.values(), *money.values()))
    return ListColumns(found.get("unit"), found["name"], found["aim"], money, lines)


def _money_of(total: RawCell, body: Sequence[Sequence[RawCell]], columns: ListColumns) -> list[RawCell]:
    """The amounts that stand on the line of a whole one."""
    line = next(line for line in body if line[0].row == total.row)
    cells = (at(line, head) for head in columns.money.values())
    return [cell for cell in cells if cell is not None and parse_number(cell.text) is not None]


def _has_no_aim(line: Sequence[RawCell], body: Sequence[Sequence[RawCell]], columns: ListColumns) -> bool:
    """Whether a line tells no aim, on itself or on the line below that a page break tore from it: a unit's line."""
    number = next(number for number, other in enumerate(body) if other is line)
    aims = [at(line, columns.aim)]
    if number + 1 < len(body):
        total = at(body[number + 1], columns.money[SHEET.id])
        is_torn = total is None or not total.text.strip()
        aims += [at(body[number + 1], columns.aim)] if is_torn else []
    return not any(aim is not None and aim.text.strip() for aim in aims)


def _in_tree(row: Row, last: Mapping[str, Row], *, is_unit: bool) -> Row:
    """A row under the last one of its kind above: a project under its unit, this under the total.

    Args:
        row: as a project's.
        last: the last row of each role so far.
        is_unit: whether it tells no aim above rows that do.
    """
    total, unit = last.get("total"), last.get("unit")
    if is_total_label(row.label):
        return replace(row, kind=RowKind.TOTAL, role="total", project_name=None, unit_name=None)
    if is_unit:
        name = row.project_name
        own = replace(row, kind=RowKind.UNIT, role="unit", unit_name=name, project_name=None, project_code=None)
        return replace(own, parent=total.index if total else None)
    above = unit or total
    return replace(row, parent=above.index if above else None, unit_name=unit.unit_name if unit else row.unit_name)


def _with_rests(row: Row, line: Sequence[RawCell], columns: ListColumns) -> Row:
    """A row with what a page break left of its names: printed at the top of the next page, beside no amount."""
    name = _rest_of(row.project_name, at(line, columns.name))
    unit = _rest_of(row.unit_name, at(line, columns.unit) if columns.unit else None)
    return replace(
        row,
        label=f"{row.label}{name}",
        project_name=f"{row.project_name}{name}" if name else row.project_name,
        unit_name=f"{row.unit_name}{unit}" if unit else row.unit_name,
    )


def _rest_of(begun: str | None, cell: RawCell | None) -> str:
    """What goes on with a name; a name that is printed again on the next page is none."""
    _, text = _code_and_name(cell)
    return "" if begun is None or text == begun else text


def _heads(columns: ListColumns) -> tuple[Head, ...]:
    labels = ((columns.unit, Role.UNIT_NAME), (columns.name, Role.PROJECT_NAME), (columns.aim, Role.NOTE))
    return (
        *(Head(cell.col, without_space(cell.text), role, "") for cell, role in labels if cell is not None),
        *(Head(cell.col, without_space(cell.text), "", node) for node, cell in columns.money.items()),
    )


def _row(index: int, total: RawCell, name: RawCell | None, unit: RawCell | None) -> Row:
    code, text = _code_and_name(name)
    return Row(
        index=index,
        row_no=total.row + 1,
        place=total.place,
        kind=RowKind.DETAIL,
        role="project",
        label=text,
        unit_name=without_space(unit.text) if unit else None,
        project_code=code,
        project_name=text or None,
        codes=code,
    )


def _code_and_name(cell: RawCell | None) -> tuple[str | None, str]:
    """The code that a name begins with, if it does (``11000022T000000460216-办刊经费``), and the name."""
    text = without_space(cell.text) if cell else ""
    coded = _CODED.fullmatch(folded(text))
    return (coded["code"], text[text.index("-") + 1 :]) if coded else (None, text)
