"""Figures of a table that lost its cells -> cells: in order, and with a column only where one is certain.

Here: when a figure's column is certain, and the account of every token of the body. Not here: searching for the
columns of the others (``recover``).
"""

from collections.abc import Iterator, Sequence

from pipeline.kernel.money import TokenClass, classify_token, is_dash
from pipeline.readers.document import RawCell
from pipeline.tables.account import AMOUNT_LIKE, TokenAccount
from pipeline.tables.model import Cell, Head, Row
from pipeline.tables.tokens.lines import BodyReading, Line, is_unreadable

BEYOND = "stands beyond the last column of the header"


def certain_columns(figures: int, heads: Sequence[Head]) -> list[int] | None:
    """The columns of a row's figures, when as many were printed as the row has value columns."""
    columns = [head.col for head in heads]
    return columns if figures == len(columns) else None


def cells_of(body: Sequence[Line], reading: BodyReading, heads: Sequence[Head], account: TokenAccount) -> list[Cell]:
    """The cells of a body, row by row in printed order; every other token is counted or listed."""
    cells: list[Cell] = []
    settled: set[tuple[int, int]] = set()
    for row in reading.rows:
        own = [head for head in heads if not head.role and head.side == row.side]
        figures = reading.figures.get(row.index, ())
        for token in figures[len(own) :]:
            if not is_dash(token.text):
                account.keep(token, TokenClass.AMOUNT, BEYOND)
        for cell in _row_cells(row, figures, own):
            account.count(TokenClass.AMOUNT)
            cells.append(cell)
        settled.update((token.row, token.col) for token in figures)
    for token, reason in reading.strays:
        _settle_stray(token, reason, account)
        settled.add((token.row, token.col))
    for token in reading.codes:
        account.count(TokenClass.CODE)
        settled.add((token.row, token.col))
    for token in (token for line in body for token in line if (token.row, token.col) not in settled):
        token_class = classify_token(token.text)
        if token_class in AMOUNT_LIKE:
            account.keep(token, token_class, "belongs to no row")
        elif token_class is not None:
            account.count(token_class)
    return cells


def _row_cells(row: Row, figures: Sequence[RawCell], heads: Sequence[Head]) -> Iterator[Cell]:
    columns = certain_columns(len(figures), heads)
    for position, token in enumerate(figures[: len(heads)]):
        if not is_dash(token.text):
            yield Cell(row.index, columns[position] if columns else None, token.text, token.place)


def _settle_stray(token: RawCell, reason: str, account: TokenAccount) -> None:
    token_class = classify_token(token.text)
    if token_class in AMOUNT_LIKE or is_unreadable(token):
        account.keep(token, token_class or TokenClass.AMOUNT, reason)
    elif token_class is not None:
        account.count(token_class)
