"""Money carried over (上年结转资金表): subject, unit and project of each amount, and behind it the nature of the money.

Here: the rows of such a table, with columns and without; names are broken over many lines. Not here: in which unit of
money it really is, which the other tables know.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.kernel.money import TokenClass, classify_token, parse_number
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import is_total_label
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.blocks.block import Block, Position, account_of
from pipeline.tables.families.carryover import FAMILY
from pipeline.tables.model import Cell, Head, Row, RowKind, Side
from pipeline.tables.roles import Role
from pipeline.tables.row_keys import looks_like_unit

_FUNDS = FAMILY.items[Side.NONE]
_DECLARED = (
    ("功能分类编码", Role.FUNCTION_CODE),
    ("政府经济科目", Role.GOV_ECON_NAME),
    ("经济分类编码", Role.GOV_ECON_CODE),
    ("功能分类名称", Role.FUNCTION_NAME),
    ("预算单位编码", Role.UNIT_CODE),
    ("预算单位名称", Role.UNIT_NAME),
    ("预算项目名称", Role.PROJECT_NAME),
    ("金额", None),
    ("资金性质名称", Role.NOTE),
)
"""The columns met, from the left; the one without a role is the amount."""

_HEADS = tuple(
    Head(col, path, role or "", "" if role else FAMILY.columns[0].id) for col, (path, role) in enumerate(_DECLARED)
)
_AMOUNT_COL = next(head.col for head in _HEADS if not head.role)
_FUNCTION_DIGITS = 7
_ECONOMIC_DIGITS = (3, 5)


@dataclass(slots=True)
class _Carried:
    """One row: its label texts by role, and its amount."""

    place: Place
    texts: dict[Role, str] = field(default_factory=dict)
    figure: RawCell | None = None
    codes: list[RawCell] = field(default_factory=list)


def read_carried(grid: Grid, known_units: frozenset[str]) -> Block | None:
    """Read a table of money carried over; ``None`` when its columns are not those met."""
    if grid.hint is Hint.NONE:
        header = folded("".join(cell.text for line in grid.rows for cell in line))
        if not all(label in header for label in ("功能分类", "项目名称", "金额")):
            return None
        heads, found = _HEADS, list(_in_tokens(grid.rows, known_units))
    else:
        top, heads = _heads(grid)
        if not heads:
            return None
        found = list(_in_columns(grid.rows[top + 1 :], heads))
    col = next(head.col for head in heads if not head.role)
    rows = _rows(found)
    figures: set[Position] = {(row.figure.row, row.figure.col) for row in found if row.figure}
    return Block(
        heads=heads,
        rows=tuple(rows),
        cells=tuple(
            Cell(row.index, col, own.figure.text, own.figure.place)
            for row, own in zip(rows, found, strict=True)
            if own.figure
        ),
        money_unit=None,
        is_declared=grid.hint is Hint.NONE,
        account=account_of(grid, figures, {(token.row, token.col) for row in found for token in row.codes}),
    )


def _heads(grid: Grid) -> tuple[int, tuple[Head, ...]]:
    """The line that names the columns, and these; none where a column is not one of those met."""
    roles = dict(_DECLARED)
    for number, row in enumerate(grid.rows):
        labels = [(cell.col, folded(cell.text)) for cell in row if cell.text.strip()]
        if labels and all(label in roles for _, label in labels) and any(roles[label] is None for _, label in labels):
            named = ((col, label, roles[label]) for col, label in labels)
            return number, tuple(
                Head(col, label, role or "", "" if role else FAMILY.columns[0].id) for col, label, role in named
            )
    return 0, ()


def _in_columns(rows: Sequence[Sequence[RawCell]], heads: Sequence[Head]) -> Iterator[_Carried]:
    by_col = {head.col: head for head in heads}
    for row in rows:
        carried = _Carried(row[0].place) if row else None
        for cell in row:
            head = by_col.get(cell.col)
            if carried is None or head is None or not cell.text.strip():
                continue
            if not head.role:
                carried.figure = cell if parse_number(cell.text) is not None else None
                continue
            carried.texts[Role(head.role)] = without_space(cell.text)
            if head.role.endswith("_code"):
                carried.codes.append(cell)
        if carried is not None and (carried.texts or carried.figure):
            yield carried


def _in_tokens(lines: Sequence[Sequence[RawCell]], known_units: frozenset[str]) -> Iterator[_Carried]:
    """The rows of a body without columns: each begins with a functional subject's code."""
    begun: list[RawCell] = []
    for line in lines:
        if line and _is_function_code(line[0]):
            if begun:
                yield _carried(begun, known_units)
            begun = []
        if begun or (line and _is_function_code(line[0])):
            begun += line
    if begun:
        yield _carried(begun, known_units)


def _is_function_code(token: RawCell) -> bool:
    text = folded(token.text)
    return text.isdigit() and len(text) == _FUNCTION_DIGITS and text.startswith("2")


def _carried(tokens: Sequence[RawCell], known_units: frozenset[str]) -> _Carried:
    """One row from its tokens, in the order of the columns."""
    row = _Carried(tokens[0].place, {Role.FUNCTION_CODE: folded(tokens[0].text)}, codes=[tokens[0]])
    at = next((n for n, token in enumerate(tokens) if classify_token(token.text) is TokenClass.AMOUNT), len(tokens))
    row.figure = tokens[at] if at < len(tokens) else None
    name = Role.GOV_ECON_NAME
    words: dict[Role, str] = {}
    for token in tokens[1:at]:
        code = folded(token.text)
        if name is Role.GOV_ECON_NAME and code.isdigit() and len(code) in _ECONOMIC_DIGITS and code[0] == "5":
            row.texts[Role.GOV_ECON_CODE] = code
            row.codes.append(token)
            name = Role.FUNCTION_NAME
        elif name is Role.FUNCTION_NAME and code.isdigit():
            row.texts[Role.UNIT_CODE] = code
            row.codes.append(token)
            name = Role.PROJECT_NAME
        else:
            words[name] = words.get(name, "") + token.text
    unit, project = _unit_and_project(
        [token.text for token in tokens[1:at]], words.get(Role.PROJECT_NAME, ""), known_units
    )
    words |= {Role.UNIT_NAME: unit, Role.PROJECT_NAME: project}
    words[Role.NOTE] = "".join(token.text for token in tokens[at + 1 :])
    row.texts |= {role: text for role, text in words.items() if text}
    return row


def _unit_and_project(tokens: Sequence[str], text: str, known_units: frozenset[str]) -> tuple[str, str]:
    """Cut a unit's name from the project's behind it: a known unit, or words that sound like one."""
    known = [at for at in range(1, len(text) + 1) if folded(text[:at]) in known_units]
    if known:
        return text[: known[-1]], text[known[-1] :]
    ends, length = [], 0
    for token in tokens:
        if text[length:].startswith(token):
            length += len(token)
            ends.append(length)
    sounding = [at for at in ends if at < len(text) and looks_like_unit(text[:at], frozenset())]
    return (text[: sounding[0]], text[sounding[0] :]) if sounding else ("", text)


def _rows(found: Sequence[_Carried]) -> list[Row]:
    rows: list[Row] = []
    total: int | None = None
    for index, own in enumerate(found):
        texts = own.texts
        is_total = any(is_total_label(text) for text in texts.values())
        total = index if is_total else total
        fund = folded(texts.get(Role.NOTE, ""))
        node = next((node for node in _FUNDS.parts if fund and node.is_labelled(fund)), None)
        row = Row(
            index=index,
            row_no=index + 1,
            place=own.place,
            kind=RowKind.TOTAL if is_total else RowKind.DETAIL,
            role="total" if is_total else node.id if node else _FUNDS.id,
            label=texts.get(Role.PROJECT_NAME) or texts.get(Role.FUNCTION_NAME) or ("合计" if is_total else ""),
            parent=None if is_total else total,
            unit_code=texts.get(Role.UNIT_CODE),
            unit_name=texts.get(Role.UNIT_NAME),
            function_code=texts.get(Role.FUNCTION_CODE),
            function_name=texts.get(Role.FUNCTION_NAME),
            gov_econ_code=texts.get(Role.GOV_ECON_CODE),
            gov_econ_name=texts.get(Role.GOV_ECON_NAME),
            project_name=texts.get(Role.PROJECT_NAME),
            codes=" ".join(folded(token.text) for token in own.codes) or None,
        )
        rows.append(row if not is_total else replace(row, project_name=None))
    return rows
