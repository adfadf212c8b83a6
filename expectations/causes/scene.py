"""The tables of a disclosure as an explainer looks at them: figures in yuan and the names of cells.

Here: looking up. Not here: explaining.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.kernel.money import MONEY_UNITS, parse_number
from pipeline.recover.identity import Slot
from pipeline.tables.families import family_of
from pipeline.tables.model import Row, Table


class Scene:
    """Rows, columns and figures by where they stand."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = {table.table_no: table for table in tables}
        self.rows = {(table.table_no, row.index): row for table in tables for row in table.rows}
        self.paths = {
            (table.table_no, head.block, head.col): head.path
            for table in tables
            for head in table.heads
            if not head.role
        }
        self.yuan = {
            Slot(table.table_no, cell.row, cell.col): number.value * MONEY_UNITS[table.money_unit or "元"]
            for table in tables
            for cell in table.cells
            if cell.col is not None and (number := parse_number(cell.printed)) is not None
        }

        self.printing = _by_value(self.yuan)

    def row(self, slot: Slot) -> Row:
        """The row of a slot."""
        return self.rows[slot.table_no, slot.row]

    def row_name(self, slot: Slot) -> str:
        """A row as a person finds it."""
        row = self.row(slot)
        return " ".join(part for part in (f"row {row.row_no}", row.codes, row.label) if part)

    def cell_name(self, slot: Slot) -> str:
        """A cell as a person finds it."""
        return f"{self.row_name(slot)} · {self.column_name(slot)}".rstrip(" ·")

    def column_name(self, slot: Slot) -> str:
        """The header of a slot's column."""
        return self.paths.get((slot.table_no, self.row(slot).block, slot.col), "")

    def unit_of(self, slot: Slot) -> int:
        """How many yuan the unit of a slot's table is."""
        return MONEY_UNITS[self.tables[slot.table_no].money_unit or "元"]

    def is_of_family(self, slot: Slot) -> bool:
        """Whether a slot stands in a table whose columns are understood."""
        return family_of(self.tables[slot.table_no].table_id) is not None


def _by_value(yuan: Mapping[Slot, Decimal]) -> dict[Decimal, list[Slot]]:
    """The cells that print each figure, but for nought."""
    printing: dict[Decimal, list[Slot]] = defaultdict(list)
    for slot, value in yuan.items():
        if value:
            printing[value].append(slot)
    return printing
