"""The lines of a disclosure's lists -> purchases, assets, and what other lists name.

Here: one row a printed line, its words and its figures together, with its members. Not here: the specs
(``list_star``), people (``staffing``), money tables (``lines``).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.facts.lines import CURRENT, Resolver, in_order
from pipeline.facts.list_star import LIST_FACTS
from pipeline.kernel.codes import surrogate_key
from pipeline.kernel.text import folded
from pipeline.recover.footing import column_tree
from pipeline.tables.families import procurement
from pipeline.tables.fund_scope import ALL_FUNDS, fund_scope
from pipeline.tables.model import Row, RowKind, Table
from pipeline.tables.roles import Role

_CATEGORIES = {"货物": "goods", "工程": "works", "服务": "services"}
_CATEGORY_OF_LETTER = {"A": "goods", "B": "works", "C": "services"}
_CATALOGUED = re.compile(r"(?P<code>[A-Z]?\d{2,})[-—]?(?P<name>.*)")
_COUNTED_IN = re.compile(r"\((?P<unit>平方米|[台辆套件个、]+)\)")
_LIST_KINDS = {
    "service_purchase": "service",
    "meeting_list": "meeting",
    "training_list": "training",
    "organisation": "unit",
}

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list with its figures by column, as rows of ``recover.frames.CELL``."""

    table: Table
    row: Row
    cells: Mapping[str, Mapping[str, Any]]

    @property
    def first(self) -> Mapping[str, Any] | None:
        """The cell that stands for the line: its amount, else its first figure; ``None`` where it prints none."""
        return next((self.cells[node] for node in ("total", "value") if node in self.cells), None) or next(
            iter(self.cells.values()), None
        )

    def figure(self, node: str, column: str = "amount_cny") -> object:
        """One column of the cell under a column by meaning; ``None`` where none is printed."""
        return self.cells[node][column] if node in self.cells else None

    def words(self, role: Role) -> str | None:
        """What the line says in its columns of a role; several are joined by ``/``."""
        return "/".join(told.text for told in self.row.told if told.role == role) or None


def list_lines(table: Table, cells: pl.DataFrame) -> Iterator[Line]:
    """The rows of a list with their figures.

    Args:
        table: a list.
        cells: frame of ``recover.frames.CELL`` of the whole disclosure.
    """
    figures: dict[int, dict[str, Mapping[str, Any]]] = {}
    for cell in in_order(cells.filter(pl.col("table_no") == table.table_no)):
        if cell["column_id"] is not None:
            figures.setdefault(cell["row_index"], {})[cell["column_id"]] = cell
    for row in table.rows:
        yield Line(table, row, figures.get(row.index, {}))


def _place(disclosure_id: str, line: Line) -> Columns:
    first = line.first or {}
    return {
        "disclosure_id": disclosure_id,
        "table_no": line.table.table_no,
        "row_no": line.row.row_no,
        "page": line.row.place.page,
        "line": line.row.place.line,
        "certainty": first.get("certainty"),
        "cell_id": first.get("cell_id"),
    }


def _unit_key(row: Row, resolver: Resolver) -> int:
    """The unit that a row prints or that stands above it; the publisher where none does."""
    return resolver.unit(row.unit_code, row.unit_name or resolver.unit_name(row.unit_code))


def _subject_keys(row: Row, resolver: Resolver) -> dict[str, int]:
    """The subjects and the project of a row: those that it prints or that stand above it."""
    department = row.dept_econ_code or resolver.department_by_name(row.dept_econ_name)
    return {
        "function_key": resolver.subject("function", row.function_code, row.function_name),
        "dept_economic_key": resolver.subject("department", department, row.dept_econ_name),
        "gov_economic_key": resolver.subject("government", row.gov_econ_code, row.gov_econ_name),
        "project_key": resolver.project(row.project_code, row.project_name),
    }


def _is_leaf(row: Row) -> bool:
    return row.kind is RowKind.DETAIL and not row.is_memo


def _catalogued(text: str | None) -> tuple[str | None, str | None]:
    """The code and the name that a line prints in a column of a catalogue (A05040101, C0499其他租赁服务)."""
    match = _CATALOGUED.fullmatch(text or "")
    return (match.group("code"), match.group("name") or None) if match else (None, text)


def _category(line: Line, rows: Mapping[int, Row]) -> str | None:
    """Goods, works or services: as the line says, as its catalogue's letter says, or as a line above it says."""
    row: Row | None = line.row
    code, _ = _catalogued(line.words(Role.CATALOGUE))
    if code and code[0] in _CATEGORY_OF_LETTER:
        return _CATEGORY_OF_LETTER[code[0]]
    while row is not None:
        said = [told.text for told in row.told if told.role == Role.CATEGORY]
        found = {category for word, category in _CATEGORIES.items() if any(word in text for text in said)}
        if len(found) == 1 and row.role in {"category", "line"}:
            return found.pop()
        row = rows[row.parent] if row.parent is not None else None
    return None


def procurement_lines(disclosure_id: str, table: Table, cells: pl.DataFrame, resolver: Resolver) -> Iterator[Columns]:
    """Rows of ``fact_procurement_line``."""
    rows = {row.index: row for row in table.rows}
    for line in list_lines(table, cells):
        if not _is_leaf(line.row) or not line.cells:
            continue
        code, catalogued = _catalogued(line.words(Role.CATALOGUE))
        yield {
            **_place(disclosure_id, line),
            "unit_key": _unit_key(line.row, resolver),
            **_subject_keys(line.row, resolver),
            "category": _category(line, rows),
            "item_name": line.words(Role.LISTED) or catalogued,
            "catalogue_code": code,
            "content": line.words(Role.CONTENT),
            "specification": line.words(Role.SPECIFICATION),
            "method": line.words(Role.METHOD),
            "held": line.words(Role.HELD),
            "quantity": line.figure("quantity", "value"),
            "quantity_unit": line.words(Role.COUNTED_IN),
            "unit_price_cny": line.figure("price"),
            "amount_cny": line.figure("total"),
            "small_cny": line.figure("small"),
            "micro_cny": line.figure("micro"),
            "source_budget_cny": line.figure("source_budget"),
        }


def procurement_funds(table: Table, cells: pl.DataFrame) -> Iterator[Columns]:
    """Rows of ``fact_procurement_fund``: the leaves of what procurement lines cost, by the fund of column or title."""
    tree = column_tree(table, procurement.FAMILY)
    fund = fund_scope(procurement.FAMILY, table.title)
    of_title = {} if fund == ALL_FUNDS else {"fund": fund}
    rows = {row.index: row for row in table.rows}
    own = cells.filter(pl.col("table_no") == table.table_no)
    usable = own.filter(pl.col("is_leaf") & pl.col("amount_cny").is_not_null() & pl.col("measure").is_not_null())
    for cell in in_order(usable):
        if cell["column_id"] is None or not _is_leaf(rows[cell["row_index"]]):
            continue
        dims = of_title | tree.dims_of(cell["column_id"])
        yield {
            "disclosure_id": cell["disclosure_id"],
            "table_no": cell["table_no"],
            "row_no": cell["row_no"],
            "fund_key": surrogate_key(dims.get("fund")),
            "line_kind": dims.get("line_kind", CURRENT),
            "amount_cny": cell["amount_cny"],
            "certainty": cell["certainty"],
            "cell_id": cell["cell_id"],
        }


def assets(disclosure_id: str, table: Table, cells: pl.DataFrame, resolver: Resolver) -> Iterator[Columns]:
    """Rows of ``fact_asset``."""
    for line in list_lines(table, cells):
        if not line.cells:
            continue
        counted = _COUNTED_IN.search(folded(line.row.label))
        yield {
            **_place(disclosure_id, line),
            "unit_key": _unit_key(line.row, resolver),
            "item": line.row.role,
            "label": line.row.label,
            "row_kind": line.row.kind,
            "is_memo": line.row.is_memo,
            "quantity": line.figure("quantity", "value"),
            "quantity_unit": counted.group("unit") if counted else None,
            "amount_cny": line.figure("value"),
        }


def named_lines(disclosure_id: str, table: Table, cells: pl.DataFrame, resolver: Resolver) -> Iterator[Columns]:
    """Rows of ``fact_list_line``: what lists of services, meetings, courses and units name."""
    for line in list_lines(table, cells):
        if not _is_leaf(line.row) or not line.row.label:
            continue
        above = [told.text for told in line.row.told if told.role in {Role.CATALOGUE_ABOVE, Role.CATALOGUE}]
        found = [_catalogued(text) for text in above]
        yield {
            **_place(disclosure_id, line),
            "unit_key": _unit_key(line.row, resolver),
            "list_kind": _LIST_KINDS[table.table_id],
            "name": line.row.label,
            "catalogue_code": next((code for code, _ in reversed(found) if code), None),
            "catalogue": "/".join(name for _, name in found if name) or None,
            "held": line.words(Role.HELD),
            "nature": line.words(Role.NATURE),
            "note": line.words(Role.NOTE),
            "people": line.figure("people", "value"),
            "days": line.figure("days", "value"),
            "amount_cny": line.figure("total"),
        }


_MAKERS: dict[str, tuple[str, Callable[[str, Table, pl.DataFrame, Resolver], Iterator[Columns]]]] = {
    "procurement": ("procurement_lines", procurement_lines),
    "fixed_assets": ("assets", assets),
    **dict.fromkeys(_LIST_KINDS, ("list_lines", named_lines)),
}
"""By family, the stage frame that its lines go to, and what makes them."""


def list_facts(
    disclosure_id: str, tables: Sequence[Table], cells: pl.DataFrame, resolver: Resolver
) -> dict[str, pl.DataFrame]:
    """The facts of a disclosure's lists, by stage frame.

    Args:
        disclosure_id: first 12 hex digits of the sha256.
        tables: the recognised tables; those of unknown header have no facts.
        cells: frame of ``recover.frames.CELL``.
        resolver: finds the members, and remembers them.
    """
    made: dict[str, list[Columns]] = {"procurement_funds": []}
    for frame, _ in _MAKERS.values():
        made.setdefault(frame, [])
    for table in tables:
        if table.table_id not in _MAKERS or table.status == "other":
            continue
        frame, maker = _MAKERS[table.table_id]
        made[frame].extend(maker(disclosure_id, table, cells, resolver))
        if table.table_id == "procurement":
            made["procurement_funds"].extend(procurement_funds(table, cells))
    return {frame: LIST_FACTS[frame].frame(rows) for frame, rows in made.items()}
