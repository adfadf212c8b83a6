"""What a budget looks like once its tables are laid out: columns, lines, printed figures, and the truth about them.

Here: the frozen types, sums of atoms into entries, and ``cells_of``. Not here: which tables a form has
(``henan_tables``, ``hebei_tables``) and text (``typeset``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generated.budget import FEN_PER_QUANTUM, Atom, Budget, Unit

Selects = Callable[[Atom], bool]
"""Whether an atom counts in a column or item."""


class Kind(StrEnum):
    """What stands in a column."""

    ROW_NO = "row_no"
    LABEL = "label"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column.

    Attributes:
        path: header labels from outermost to innermost.
        column_id: node id in the family's column tree; empty for labels.
        selects: which atoms its figures are sums of.
        side: ``revenue`` or ``expenditure`` in balance tables.
    """

    path: tuple[str, ...]
    column_id: str = ""
    selects: Selects = field(default=lambda _: True, compare=False)
    side: str = ""
    kind: Kind = Kind.LABEL


def label_column(path: str, side: str = "") -> Column:
    """A column of codes or names."""
    return Column(tuple(path.split("/")), side=side)


def value_column(path: str, column_id: str, selects: Selects, side: str = "") -> Column:
    """A column of amounts."""
    return Column(tuple(path.split("/")), column_id, selects, side, Kind.VALUE)


ROW_NO = Column(("序号",), kind=Kind.ROW_NO)


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a printed line, or the whole line where there are no sides.

    Attributes:
        labels: what its label columns print, from the left.
        label: the row's label as a reader should report it (DESIGN §6).
        codes: its printed codes, joined by a blank.
        values: what its value columns print, from the left; empty for zero.
        is_detail: may stand anywhere among the details around it.
    """

    side: str
    labels: tuple[str, ...]
    label: str
    codes: str
    values: tuple[str, ...]
    is_detail: bool = False


Line = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as laid out: ``number`` is its form number (预算01表)."""

    table_id: str
    number: int
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    note: str = ""

    def columns_of(self, side: str) -> tuple[Column, ...]:
        """The columns of a side, row numbers left out."""
        return tuple(column for column in self.columns if column.side == side and column.kind is not Kind.ROW_NO)


@dataclass(frozen=True, slots=True)
class Publication:
    """A laid out document.

    Attributes:
        scope: ``部门`` or ``单位``.
        has_column_numbers: whether a 栏次 line closes the headers.
    """

    heading: str
    unit: Unit
    year: int
    scope: str
    money_unit: str
    has_column_numbers: bool
    tables: tuple[PrintedTable, ...]


@dataclass(frozen=True, slots=True, order=True)
class TrueCell:
    """What a reader must find: one per printed figure."""

    table_id: str
    side: str
    label: str
    codes: str
    column_id: str
    printed: str


def printed_amount(fen: int, money_unit: str, *, has_separators: bool) -> str:
    """An amount with two decimals in ``money_unit``; zero prints blank.

    Raises:
        ValueError: the amount is no whole number of printed hundredths.
    """
    hundredths, rest = divmod(fen, FEN_PER_QUANTUM[money_unit])
    if rest:
        raise ValueError(f"{fen} fen cannot be printed in {money_unit} with two decimals")
    if not hundredths:
        return ""
    integer = f"{hundredths // 100:,}" if has_separators else str(hundredths // 100)
    return f"{integer}.{hundredths % 100:02d}"


@dataclass(frozen=True, slots=True)
class Summing:
    """How atoms become entries: the budget's unit of money and the form's way to print numbers."""

    money_unit: str
    has_separators: bool

    def values(self, columns: Iterable[Column], atoms: Sequence[Atom]) -> tuple[str, ...]:
        """The printed sum of ``atoms`` in every value column."""
        return tuple(
            printed_amount(
                sum(atom.amount for atom in atoms if column.selects(atom)),
                self.money_unit,
                has_separators=self.has_separators,
            )
            for column in columns
            if column.kind is Kind.VALUE
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a balance table before it is summed; ``path`` is its label as reported, nested ones with ``/``."""

    printed: str
    path: str
    selects: Selects


def item_entries(
    summing: Summing, side: str, columns: Sequence[Column], items: Iterable[Item], atoms: Sequence[Atom]
) -> list[Entry]:
    """The entries of one side of a balance table."""
    return [
        Entry(
            side,
            (item.printed,),
            item.path,
            "",
            summing.values(columns, [atom for atom in atoms if item.selects(atom)]),
        )
        for item in items
    ]


def cells_of(publication: Publication) -> list[TrueCell]:
    """Every printed figure of a laid out document, as a reader should report it."""
    return [
        TrueCell(table.table_id, entry.side, entry.label, entry.codes, column_id, printed)
        for table in publication.tables
        for line in table.lines
        for entry in line
        for column_id, printed in zip(_value_ids(table, entry.side), entry.values, strict=True)
        if printed
    ]


def _value_ids(table: PrintedTable, side: str) -> Iterator[str]:
    return (column.column_id for column in table.columns_of(side) if column.kind is Kind.VALUE)


def scope_of(budget: Budget) -> str:
    """A department's document covers several units, a unit's its own."""
    return "部门" if len(budget.units) > 1 else "单位"
