"""The wide table of projects' targets (项目绩效目标表): code, name and amounts by source, then indicators.

Here: which lines begin a project and which cells are its amounts, with columns and without. Not here: the tree of its
rows (``project_rows``), what its indicators say (``indicators``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.kernel.money import TokenClass, classify_token, is_dash, parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import is_total_label, unit_in_label
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, Position, account_of
from pipeline.tables.blocks.project_rows import LONGEST_UNIT_CODE, Entry, project_rows
from pipeline.tables.families.performance import FAMILY
from pipeline.tables.indicators.indicator import Told
from pipeline.tables.indicators.lines import read_pairs
from pipeline.tables.indicators.rows import read_indicators
from pipeline.tables.model import Cell, Head
from pipeline.tables.roles import Role
from pipeline.tables.tokens.cells import certain_columns

_TREE = FAMILY.columns[0]
_SHORTEST_CODE = 3
_PROJECT_CODE = 21
_LONGEST_NAME_TOKENS = 40
_DECLARED = (
    Head(0, "单位编码（项目编码）", Role.PROJECT_CODE, ""),
    Head(1, "项目单位（项目名称）", Role.PROJECT_NAME, ""),
    Head(2, "资金总额", "", "total"),
    Head(3, "政府预算资金", "", "fiscal"),
    Head(4, "财政专户管理资金", "", "special_account"),
    Head(5, "单位资金", "", "unit_funds"),
)
"""The columns of money, and those before them, of Henan's (河南) table."""


def read_projects(grid: Grid) -> Block | None:
    """Read a wide table of projects' targets; ``None`` when the grid has no columns of money by source."""
    return _without_columns(grid) if grid.hint is Hint.NONE else _with_columns(grid)


def _with_columns(grid: Grid) -> Block | None:
    top = next((number for number, row in enumerate(grid.rows) if _value_heads(row)), None)
    if top is None:
        return None
    values = _value_heads(grid.rows[top])
    first = min(head.col for head in values)
    labels = _label_heads([cell for row in grid.rows[: top + 1] for cell in row if cell.col < first])
    code_col = next((head.col for head in labels if head.role == Role.PROJECT_CODE), None)
    name_col = next((head.col for head in labels if head.role == Role.PROJECT_NAME), None)
    if name_col is None:
        return None
    entries: list[Entry] = []
    printed: list[list[RawCell]] = []
    codes: set[Position] = set()
    for row_no, row in enumerate(grid.rows[top + 1 :], start=1):
        texts = {cell.col: cell for cell in row}
        code = folded(texts[code_col].text) if code_col in texts else ""
        name = without_space(texts[name_col].text) if name_col in texts else ""
        if _is_code(code) or is_total_label(name):
            entries.append(Entry(row_no, row[0].place, code, name))
            own = (texts[head.col] for head in values if head.col in texts)
            printed.append([cell for cell in own if parse_number(cell.text) is not None])
            codes |= {(texts[code_col].row, texts[code_col].col)} if code_col in texts else set()
    rows = project_rows(entries)
    cells = [
        Cell(row.index, raw.col, raw.text, raw.place) for row, own in zip(rows, printed, strict=True) for raw in own
    ]
    figures = {(raw.row, raw.col) for own in printed for raw in own}
    begins = {raw.row: row.index for row, own in zip(rows, printed, strict=True) for raw in own}
    tracks, told = read_indicators(
        grid, lambda line: next((begins[at] for at in range(line, -1, -1) if at in begins), None)
    )
    return Block(
        (*labels, *values),
        tuple(rows),
        tuple(cells),
        _unit_above(grid.rows[: top + 1]),
        is_declared=False,
        account=account_of(grid, figures, codes, told.positions),
        told=told,
        tracks=tracks,
    )


def _unit_above(rows: Sequence[Sequence[RawCell]]) -> str | None:
    return next((unit for row in rows for cell in row if (unit := unit_in_label(cell.text))), None)


def _value_heads(row: Sequence[RawCell]) -> tuple[Head, ...]:
    """The columns of money that a header line names: the whole and at least one source."""
    heads: list[Head] = []
    for cell in row:
        label = folded(cell.text)
        node = next((node for node in _TREE.walk() if label and node.is_labelled(label)), None)
        if node is not None and node.id not in {head.node for head in heads}:
            heads.append(Head(cell.col, without_space(cell.text), "", node.id))
    has_total = any(head.node == _TREE.id for head in heads)
    return tuple(heads) if has_total and len(heads) > 1 else ()


def _label_heads(cells: Sequence[RawCell]) -> tuple[Head, ...]:
    heads: dict[Role, Head] = {}
    for cell in cells:
        label = folded(cell.text)
        if label.endswith(("编码", "编号", "代码", "编码)", "编号)", "代码)")):
            heads.setdefault(Role.PROJECT_CODE, Head(cell.col, without_space(cell.text), Role.PROJECT_CODE, ""))
        elif "项目" in label or label.endswith("名称"):
            heads.setdefault(Role.PROJECT_NAME, Head(cell.col, without_space(cell.text), Role.PROJECT_NAME, ""))
    return tuple(heads.values())


def _is_code(text: str) -> bool:
    return len(text) >= _SHORTEST_CODE and text.isascii() and text.isalnum() and text[0].isdigit()


@dataclass(slots=True)
class _Begun:
    """A row being put together from tokens."""

    codes: list[RawCell]
    words: list[RawCell] = field(default_factory=list)
    figures: list[RawCell] = field(default_factory=list)
    behind: list[Sequence[RawCell]] = field(default_factory=list)

    @property
    def code(self) -> str:
        return "".join(folded(token.text) for token in self.codes)


def _without_columns(grid: Grid) -> Block | None:
    lines = grid.rows
    top = next((number for number, line in enumerate(lines) if line and _is_digits(line[0])), len(lines))
    header = folded("".join(cell.text for line in lines[:top] for cell in line))
    if "资金总额" not in header or "指标值" not in header:
        return None
    begun = list(_begun_rows(lines[top:]))
    entries = [
        Entry(number, row.codes[0].place, row.code, "".join(token.text for token in row.words))
        for number, row in enumerate(begun, start=1)
    ]
    rows = project_rows(entries)
    values = [head for head in _DECLARED if not head.role]
    cells: list[Cell] = []
    for row, own in zip(rows, begun, strict=True):
        columns = certain_columns(len(own.figures), values)
        cells += [
            Cell(row.index, columns[position] if columns else None, token.text, token.place)
            for position, token in enumerate(own.figures)
            if not is_dash(token.text)
        ]
    figures = {(token.row, token.col) for row in begun for token in row.figures if not is_dash(token.text)}
    codes = {(token.row, token.col) for row in begun for token in row.codes}
    told = Told()
    for row, own in zip(rows, begun, strict=True):
        told += read_pairs(own.behind, row.index) if row.role == "project" else Told()
    account = account_of(grid, figures, codes, told.positions)
    unit = unit_in_label(header)
    return Block(_DECLARED, tuple(rows), tuple(cells), unit, is_declared=True, account=account, told=told)


def _is_digits(token: RawCell) -> bool:
    text = folded(token.text)
    return text.isdigit() and len(text) >= _SHORTEST_CODE


def _begun_rows(lines: Sequence[Sequence[RawCell]]) -> Iterator[_Begun]:
    """The rows of a body without columns: a code, a name, the amounts, and behind them the lines of indicators.

    A line that begins with digits begins a row where they are a project's code, or a unit's with nothing but its name
    before amounts. A code may go on in the next line, which then prints nothing else.
    """
    number = 0
    last: _Begun | None = None
    while number < len(lines):
        row, after = _row_at(lines, number)
        if row is not None:
            yield from [last] if last is not None else []
            last = row
        elif last is not None:
            last.behind += lines[number:after]
        number = after
    yield from [last] if last is not None else []


def _row_at(lines: Sequence[Sequence[RawCell]], number: int) -> tuple[_Begun | None, int]:
    line = lines[number]
    if not line or not _is_digits(line[0]):
        return None, number + 1
    row = _Begun([line[0]])
    is_project = len(row.code) > LONGEST_UNIT_CODE
    rest = list(line[1:])
    at = number + 1
    while is_project and not rest and at < len(lines) and _continues_code(row, lines[at]):
        row.codes.append(lines[at][0])
        rest = list(lines[at][1:])
        at += 1
    while True:
        for position, token in enumerate(rest):
            if _is_money(token):
                row.figures = _run_of_money(rest[position:])
                row.behind = [beyond] if (beyond := rest[position + len(row.figures) :]) else []
                return row, at
            row.words.append(token)
        is_lost = at >= len(lines) or len(row.words) > _LONGEST_NAME_TOKENS
        if is_lost or (lines[at] and _is_digits(lines[at][0])):
            # No amounts before the next row: a row without figures, or no row at all.
            return (row, at) if is_project else (None, number + 1)
        rest = list(lines[at])
        at += 1


def _continues_code(row: _Begun, line: Sequence[RawCell]) -> bool:
    text = folded(line[0].text) if line else ""
    return text.isdigit() and len(row.code) + len(text) <= _PROJECT_CODE


def _is_money(token: RawCell) -> bool:
    return classify_token(token.text) is TokenClass.AMOUNT or (
        "," in token.text and parse_number(token.text) is not None
    )


def _run_of_money(tokens: Sequence[RawCell]) -> list[RawCell]:
    run: list[RawCell] = []
    for token in tokens:
        if not _is_money(token) and not is_dash(token.text):
            break
        run.append(token)
    return run
