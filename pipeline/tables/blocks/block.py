"""What the readers of this room make of a grid, and the account of its tokens.

Here: the type ``Block`` and the conservation of numeric tokens. Not here: any family.
"""

from collections.abc import Container
from dataclasses import dataclass

from pipeline.kernel.money import TokenClass, classify_token
from pipeline.readers.document import Grid
from pipeline.tables.account import TokenAccount
from pipeline.tables.header import is_column_number_row
from pipeline.tables.model import Cell, Head, Row

AMONG_INDICATORS = "a number among indicators or names, no money"
_AMOUNT_LIKE = {TokenClass.AMOUNT, TokenClass.COUNT}

Position = tuple[int, int]
"""Row and column of a raw cell in its grid."""


@dataclass(frozen=True, slots=True)
class Block:
    """A grid understood.

    Attributes:
        money_unit: declared within the grid; ``None`` where it is declared above it or nowhere.
        is_declared: the columns are the family's, since the form has none.
        account: every numeric token of the grid.
    """

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    money_unit: str | None
    is_declared: bool
    account: TokenAccount


def account_of(grid: Grid, figures: Container[Position], codes: Container[Position]) -> TokenAccount:
    """Count every numeric token of a grid; amounts and counts that are neither figure nor code are listed."""
    account = TokenAccount()
    for row in grid.rows:
        is_numbering = is_column_number_row([cell.text for cell in row])
        for cell in row:
            token_class = classify_token(cell.text)
            position = cell.row, cell.col
            if position in figures:
                account.count(TokenClass.AMOUNT)
            elif position in codes and token_class is not None:
                account.count(TokenClass.CODE)
            elif token_class is not None and is_numbering:
                account.count(TokenClass.COLUMN_NUMBER)
            elif token_class in _AMOUNT_LIKE:
                account.keep(cell, token_class, AMONG_INDICATORS)
            elif token_class is not None:
                account.count(token_class)
    return account
