"""The tables of a document as one book: rows, columns and slots by meaning.

Here: finding what an identity speaks of. Not here: the identities (``between``).
"""

from collections.abc import Iterable, Sequence

from pipeline.kernel.money import MONEY_UNITS, Number, parse_number
from pipeline.recover.identity import Slot
from pipeline.tables.families import family_of
from pipeline.tables.model import MAIN, Head, Row, RowKind, Side, Table

Parts = tuple[tuple[int, Slot], ...]
"""Weighted slots: one side of an identity."""


class Book:
    """The tables of a document by family, with the slots that identities speak of."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables: dict[str, Table] = {}
        self.every: dict[str, list[Table]] = {}
        for table in tables:
            if family_of(table.table_id) is not None and table.money_unit is not None:
                # A document that prints a family twice is read by its first instance, but for sheets: one a project.
                self.tables.setdefault(table.table_id, table)
                self.every.setdefault(table.table_id, []).append(table)

    def head(self, table_id: str, node: str, side: Side = Side.NONE) -> Head | None:
        """The column of a table by meaning."""
        family = family_of(table_id)
        measures = {"", family.measure if family else ""}
        block = (side, MAIN)
        return next(
            (h for h in self.heads(table_id) if h.node == node and h.block == block and h.measure in measures), None
        )

    def heads(self, table_id: str) -> tuple[Head, ...]:
        """The columns of a table; none when it is not there."""
        table = self.tables.get(table_id)
        return table.heads if table else ()

    def rows(self, table_id: str) -> tuple[Row, ...]:
        """The rows of a table; none when it is not there."""
        table = self.tables.get(table_id)
        return table.rows if table else ()

    def slot(self, table_id: str, row: Row | None, node: str) -> Slot | None:
        """The slot of a row under a column by meaning."""
        head = self.head(table_id, node, row.side if row else Side.NONE)
        return Slot(self.tables[table_id].table_no, row.index, head.col) if row and head else None

    def total(self, table_id: str) -> Row | None:
        """The row that covers a keyed table."""
        return next((row for row in self.rows(table_id) if row.kind is RowKind.TOTAL), None)

    def item(self, table_id: str, role: str, side: Side) -> Row | None:
        """A row of a balance table by meaning."""
        return next((row for row in self.rows(table_id) if row.role == role and row.block == (side, MAIN)), None)

    def leaves(self, table_id: str) -> list[Row]:
        """The rows with nothing printed below them."""
        parents = {row.parent for row in self.rows(table_id)}
        return [row for row in self.rows(table_id) if row.index not in parents and row.kind is RowKind.DETAIL]

    def slots_of(self, table_id: str, rows: Iterable[Row], node: str, weight: int = 1) -> Parts:
        """Slots of several rows under one column."""
        slots = (self.slot(table_id, row, node) for row in rows)
        return tuple((weight, slot) for slot in slots if slot is not None)

    def first_number(self, slot: Slot | None) -> Number | None:
        """The first number of a slot's row, in yuan: a total, whose column is certain before any recovery."""
        table = next((table for table in self.tables.values() if slot and table.table_no == slot.table_no), None)
        row = next((row for row in table.rows if slot and row.index == slot.row), None) if table else None
        return next(iter(self.numbers_in(table, row)), None) if table and row else None

    def numbers_of(self, table_id: str, row: Row) -> list[Number]:
        """The numbers of a row in printed order, in yuan, wherever they stand."""
        return self.numbers_in(self.tables[table_id], row)

    @staticmethod
    def numbers_in(table: Table, row: Row) -> list[Number]:
        """The numbers of a row of any table in printed order, in yuan."""
        factor = MONEY_UNITS[table.money_unit or "元"]
        numbers = (parse_number(cell.printed) for cell in table.cells if cell.row == row.index)
        zeros = len(str(factor)) - 1
        return [Number(number.value * factor, number.decimals - zeros) for number in numbers if number is not None]
