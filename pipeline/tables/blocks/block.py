"""What the readers of this room make of a grid, and the account of its tokens.

Here: the type ``Block`` and the conservation of numeric tokens. Not here: any family.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from pipeline.kernel.money import TokenClass, classify_token
from pipeline.readers.document import Grid, RawCell
from pipeline.tables.account import AMOUNT_LIKE, TokenAccount
from pipeline.tables.header import is_column_number_row
from pipeline.tables.indicators.columns import Track
from pipeline.tables.indicators.indicator import Told
from pipeline.tables.model import Cell, Head, Row

AMONG_INDICATORS = "a number among names and aims, or of a whole period: none of the year's money"

Position = tuple[int, int]
"""Row and column of a raw cell in its grid."""


@dataclass(frozen=True, slots=True)
class ListColumns:
    """The header of a list of projects: its cells by what they head, and how many lines it has."""

    unit: RawCell | None
    name: RawCell
    aim: RawCell
    money: Mapping[str, RawCell]
    lines: int


@dataclass(frozen=True, slots=True)
class Block:
    """A grid understood.

    Attributes:
        money_unit: declared within the grid; ``None`` where it is declared above it or nowhere.
        is_declared: the columns are the family's, since the form has none.
        account: every numeric token of the grid.
        told: the indicators.
        tracks: the columns of indicators that the grid names.
        listing: the columns of a list of projects.
        is_rest: it goes on with the block before it.
    """

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    money_unit: str | None
    is_declared: bool
    account: TokenAccount
    told: Told = field(default_factory=Told)
    tracks: tuple[Track, ...] = ()
    is_rest: bool = False
    listing: ListColumns | None = None


def account_of(
    grid: Grid, figures: Container[Position], codes: Container[Position], told: Container[Position] = ()
) -> TokenAccount:
    """Count every numeric token of a grid; amounts and counts that are neither figure, code nor indicator are listed.

    Args:
        grid: the grid.
        figures: where its money stands.
        codes: where its codes stand.
        told: where the cells of its indicators stand: a number there is a value or a weight (``indicator``).
    """
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
            elif position in told and token_class is not None:
                account.count(TokenClass.INDICATOR)
            elif token_class is not None and is_numbering:
                account.count(TokenClass.COLUMN_NUMBER)
            elif token_class in AMOUNT_LIKE:
                account.keep(cell, token_class, AMONG_INDICATORS)
            elif token_class is not None:
                account.count(token_class)
    return account
