"""Units of money that recognition misread or lost.

Here: the units a table may have meant, and tables read in another unit. Not here: what proves one of them
(``expectations.repairing``). In forms with certain digits the unit stays as printed and the amounts stay empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.kernel.money import MONEY_UNITS
from pipeline.tables.families import family_of
from pipeline.tables.model import Table

ENOUGH_TABLES = 2
"""How many other tables must agree with a table before its unit is put right."""


@dataclass(frozen=True, slots=True)
class UnitRepair:
    """A table read in another unit than the one it declares.

    Attributes:
        printed: the declared unit; ``None`` where none was read.
        unit: the unit it is read in.
        identities: the identities, with their places, that hold in that unit against other tables.
    """

    table_no: int
    printed: str | None
    unit: str
    identities: tuple[str, ...]

    @property
    def words(self) -> str:
        """What was put right, for a person."""
        return f"unit: {self.printed or 'none declared'} → {self.unit}, the only one in which other tables agree"


def tables_in_doubt(tables: Sequence[Table], doubtful: Iterable[int]) -> list[Table]:
    """The tables whose unit is to be tried: those that declare none, and those that others put in doubt."""
    known = set(doubtful)
    return [
        table
        for table in tables
        if (family := family_of(table.table_id)) is not None
        and family.columns
        and table.cells
        and (table.money_unit is None or table.table_no in known)
    ]


def other_units(table: Table) -> list[str]:
    """The units that a table does not declare."""
    return [unit for unit in MONEY_UNITS if unit != table.money_unit]


def with_unit(tables: Sequence[Table], table_no: int, unit: str) -> list[Table]:
    """The tables, one of them read in another unit."""
    return [replace(table, money_unit=unit) if table.table_no == table_no else table for table in tables]
