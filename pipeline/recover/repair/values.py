"""Repaired values, and tables read with them.

Here: the types and the substitution. Not here: where repairs come from (``digits``) and what proves them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.recover.identity import Slot
from pipeline.tables.model import Cell, Table


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A printed number, wherever placing puts it: table, row index, order among the numbers of its row from 0."""

    table_no: int
    row: int
    order: int


@dataclass(frozen=True, slots=True)
class ValueRepair:
    """A number taken for another one.

    Attributes:
        position: which number.
        printed: as printed.
        value: what it is taken for, in the printed unit.
        words: how it was misread.
        is_likely: whether recognition is known to misread so.
        identities: the identities, with their places, that demand the value; empty until it is proved.
    """

    position: Position
    printed: str
    value: Decimal
    words: str
    is_likely: bool = True
    identities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueCandidate:
    """A value that a misread number may have had, where nothing decides between several."""

    position: Position
    value: Decimal


def positions(table: Table) -> Iterator[tuple[Position, Cell]]:
    """Every number of a table with its position; placing keeps the order of the numbers of a row."""
    seen: dict[int, int] = defaultdict(int)
    for cell in table.cells:
        yield Position(table.table_no, cell.row, seen[cell.row]), cell
        seen[cell.row] += 1


def positions_by_slot(tables: Iterable[Table]) -> dict[Slot, tuple[Position, Cell]]:
    """The numbers of placed tables by where they stand."""
    return {
        Slot(position.table_no, cell.row, cell.col): (position, cell)
        for table in tables
        for position, cell in positions(table)
        if cell.col is not None
    }


def with_values(tables: Sequence[Table], repairs: Iterable[ValueRepair]) -> list[Table]:
    """The tables, read with the repaired values in the place of the printed ones."""
    values: Mapping[Position, Decimal] = {repair.position: repair.value for repair in repairs}
    touched = {position.table_no for position in values}
    return [_with_values(table, values) if table.table_no in touched else table for table in tables]


def _with_values(table: Table, values: Mapping[Position, Decimal]) -> Table:
    cells = tuple(
        replace(cell, printed=f"{values[position]:f}") if position in values else cell
        for position, cell in positions(table)
    )
    return replace(table, cells=cells)
