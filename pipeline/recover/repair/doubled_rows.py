"""Rows that recognition printed twice.

Here: finding rows that repeat the line before them, and tables without them. Not here: what proves that a repeat is one
(``expectations.repairing``). A row that is missing is never invented: its break says so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.kernel.money import TokenClass, classify_token
from pipeline.tables.model import Row, RowKind, Table, Unplaced
from pipeline.tables.recognise import REPEAT


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """A row that prints the labels, codes and figures of the line before it, and has no parts.

    Attributes:
        is_own_part: it hangs under its first print as the only part of it, so that nothing breaks.
    """

    table_no: int
    row: int
    is_own_part: bool


def repeated_rows(tables: Sequence[Table]) -> list[RepeatedRow]:
    """Every row that repeats the line before it."""
    return [repeat for table in tables for repeat in _repeats(table)]


def without_row(tables: Sequence[Table], repeat: RepeatedRow) -> list[Table]:
    """The tables without a repeated row; its figures are listed as ``repeat``."""
    return [_without(table, repeat) if table.table_no == repeat.table_no else table for table in tables]


def _repeats(table: Table) -> Iterator[RepeatedRow]:
    figures: dict[int, list[tuple[int | None, str]]] = {}
    for cell in table.cells:
        figures.setdefault(cell.row, []).append((cell.col, cell.printed))
    parts: defaultdict[int | None, list[int]] = defaultdict(list)
    for row in table.rows:
        parts[row.parent].append(row.index)
    by_line = {(row.row_no, row.block): row for row in table.rows}
    for row in table.rows:
        before = by_line.get((row.row_no - 1, row.block))
        if (
            before is not None
            and row.index in figures
            and not parts[row.index]
            and parts[before.index] in ([], [row.index])
            and figures[row.index] == figures.get(before.index)
            and _printed(row) == _printed(before)
        ):
            yield RepeatedRow(table.table_no, row.index, is_own_part=row.parent == before.index)


def _printed(row: Row) -> tuple[str | None, ...]:
    names = row.unit_name, row.function_name, row.dept_econ_name, row.gov_econ_name, row.project_name
    return (row.label.rpartition("/")[2], row.codes, *names)


def _without(table: Table, repeat: RepeatedRow) -> Table:
    index = repeat.row
    repeats = tuple(
        Unplaced(cell.printed, classify_token(cell.printed) or TokenClass.AMOUNT, REPEAT, cell.place)
        for cell in table.cells
        if cell.row == index
    )
    first = next(row.parent for row in table.rows if row.index == index) if repeat.is_own_part else None
    return replace(
        table,
        rows=tuple(
            replace(row, kind=RowKind.DETAIL) if row.index == first and row.kind is RowKind.SUBTOTAL else row
            for row in table.rows
            if row.index != index
        ),
        cells=tuple(cell for cell in table.cells if cell.row != index),
        unplaced=(*table.unplaced, *repeats),
    )
