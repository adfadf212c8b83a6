"""The figures of a body in rows and columns: cells, and the account of every other numeric token.

Here: which cell of a grid stands in which column of which row, in forms with certain columns. Not here: rows and heads
themselves, figures that lost their columns (``tokens``).
"""

from collections.abc import Mapping, Sequence

from pipeline.kernel.money import TokenClass, classify_token, is_dash, parse_number
from pipeline.readers.document import RawCell
from pipeline.tables.account import AMOUNT_LIKE, TokenAccount
from pipeline.tables.model import Cell, Head, Row
from pipeline.tables.roles import CODE_ROLES, LIST_ROLES, Role
from pipeline.tables.tokens.cells import BEYOND

_ROLE_CLASSES = {Role.ROW_NO: TokenClass.ORDINAL, **dict.fromkeys(CODE_ROLES, TokenClass.CODE)}


def place_cells(
    body: Sequence[tuple[RawCell, ...]], heads: Sequence[Head], rows: Sequence[Row], tokens: TokenAccount
) -> list[Cell]:
    """The figures of a body, each in its row and column; every other numeric token is counted or listed.

    Args:
        body: the lines below the header.
        heads: the columns.
        rows: the rows read from the lines.
        tokens: where what is no figure goes.
    """
    by_col = {head.col: head for head in heads}
    row_of = {(row.row_no, row.block): row for row in rows}
    cells: list[Cell] = []
    for line, raw_cells in enumerate(body, start=1):
        for raw in raw_cells:
            head = _head_of(raw, by_col)
            number = parse_number(raw.text)
            if head is not None and not head.role and may_be_several(raw.text):
                tokens.keep(raw, TokenClass.AMOUNT, "one whole number broken over lines, or several")
            elif head is not None and not head.role and number is not None:
                covered = (row_of.get((line + below, head.block)) for below in range(raw.row_span))
                row = next((found for found in covered if found is not None), None)
                if row is None:
                    tokens.keep(raw, TokenClass.AMOUNT, "its row has no label")
                    continue
                tokens.count(TokenClass.AMOUNT)
                cells.append(Cell(row.index, head.col, on_one_line(raw.text), raw.place))
            else:
                _account(raw, head, tokens)
    return cells


def may_be_several(printed: str) -> bool:
    """Say whether every line of a cell is a whole number of its own: nothing tells one broken number from several."""
    lines = [parse_number(line) for line in printed.split("\n")]
    return len(lines) > 1 and all(number is not None and not number.decimals for number in lines)


def on_one_line(printed: str) -> str:
    """A figure that its narrow cell breaks over lines, as one."""
    return printed.replace("\n", "")


def _head_of(raw: RawCell, by_col: Mapping[int, Head]) -> Head | None:
    """The column a cell stands in; of a merged cell the only column of values it covers, else its first column."""
    covered = [by_col[col] for col in range(raw.col, raw.col + raw.col_span) if col in by_col]
    values = [head for head in covered if not head.role]
    return values[0] if len(values) == 1 else covered[0] if covered else None


def _account(raw: RawCell, head: Head | None, tokens: TokenAccount) -> None:
    """Count or list a token that is no cell."""
    token_class = classify_token(raw.text)
    if head is None:
        if token_class in AMOUNT_LIKE:
            tokens.keep(raw, token_class, BEYOND)
        elif token_class is not None:
            tokens.count(token_class)
    elif head.role:
        role_class = _ROLE_CLASSES.get(Role(head.role), TokenClass.CODE)
        if token_class is TokenClass.AMOUNT or (token_class is TokenClass.COUNT and head.role in LIST_ROLES):
            tokens.keep(raw, token_class, f"a number in a column of labels ({head.path})")
        elif token_class is not None:
            tokens.count(role_class)
    elif any(character.isdigit() for character in raw.text) and not is_dash(raw.text):
        tokens.keep(raw, token_class or TokenClass.AMOUNT, "no number that can be read, in a column of amounts")
