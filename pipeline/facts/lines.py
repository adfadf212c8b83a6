"""A disclosure's cells -> lines with their coordinates in the star schema.

Here: resolving a cell's row and column to dimension members, by code, by name where a table prints names only, and
by what the column means. Not here: what is quarantined or flagged, which the cells already say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from pipeline.facts.by_name import economic_code, function_code, spending_dims
from pipeline.facts.project_categories import category_of, project_categories
from pipeline.facts.project_names import project_key
from pipeline.facts.star import FACT_BUDGET_LINE, FACT_REPORTED_TOTAL
from pipeline.kernel.codes import Codes, subject_key, surrogate_key
from pipeline.kernel.text import folded
from pipeline.recover.footing import blocks_of, column_tree
from pipeline.tables.families import family_of
from pipeline.tables.fund_scope import ALL_FUNDS, fund_scope
from pipeline.tables.model import Block, Family, Node, Row, Side, Table
from pipeline.tables.publication import Publication

_LISTS_OF_UNITS = frozenset({"revenue", "expenditure", "final_revenue", "final_expenditure"})

CURRENT = "current"
"""The kind of a line that is neither carried over nor used up: the year's own money."""


@dataclass(frozen=True, slots=True)
class Member:
    """A dimension member that a disclosure mentions: what the warehouse builds its dimensions from.

    Attributes:
        dimension: ``unit``, ``function``, ``department``, ``government`` or ``project``.
        key: its surrogate key.
        code: as printed, digits joined; empty where none is printed.
        name: as printed.
        is_publisher: for units, whether the disclosure is this unit's.
        is_listed: for units, whether a table of revenue or expenditure lists it in a row of its own.
        category: for projects, the category (项目类别) that a project table prints.
        edition: for subjects, the edition of the codes (年度) that the disclosure prints.
    """

    dimension: str
    key: int
    code: str
    name: str
    is_publisher: bool = False
    edition: int | None = None
    is_listed: bool = False
    category: str = ""


def merged(members: Iterable[Member]) -> list[Member]:
    """Each member once, with all that is said of it in one place or another."""
    found: dict[tuple[str, int], Member] = {}
    for member in members:
        known = found.setdefault((member.dimension, member.key), member)
        found[member.dimension, member.key] = replace(
            known,
            is_publisher=known.is_publisher or member.is_publisher,
            is_listed=known.is_listed or member.is_listed,
            category=known.category or member.category,
        )
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Lines:
    """The facts of a disclosure."""

    budget_lines: pl.DataFrame
    reported_totals: pl.DataFrame
    members: tuple[Member, ...]


class Resolver:
    """Finds and remembers the members that a disclosure's rows mention: the surrogate key of each, 0 where none is."""

    def __init__(self, publication: Publication, tables: Sequence[Table], codes: Codes) -> None:
        self._jurisdiction = publication.jurisdiction_code or ""
        self._edition = publication.code_edition
        self._codes = (codes.edition(self._edition), codes.every)
        self._unit_codes: dict[str, str] = {}
        self._unit_names: dict[str, str] = {}
        self._categories = project_categories(tables)
        self.members: dict[tuple[str, int], Member] = {}
        for table in tables:
            for row in table.rows:
                if row.role == "unit" and row.unit_code and row.unit_name:
                    self._unit_codes.setdefault(folded(row.unit_name), row.unit_code)
                    self._unit_names.setdefault(row.unit_code, row.unit_name)
        self._publisher = publication.unit
        if publication.unit:
            self.unit(None, publication.unit, is_publisher=True)

    def _remember(self, member: Member) -> int:
        self.members.setdefault((member.dimension, member.key), member)
        return member.key

    def unit(self, code: str | None, name: str | None, *, is_publisher: bool = False) -> int:
        """A unit; the publisher where a row names none."""
        name = name or self._publisher
        if not name:
            return 0
        # The name decides: a row may inherit its section's code while it prints another unit's name.
        code = self._unit_codes.get(folded(name), code or "")
        key = surrogate_key("unit", self._jurisdiction, code, folded(name))
        return self._remember(Member("unit", key, code, name, is_publisher=is_publisher))

    def unit_name(self, code: str | None) -> str | None:
        """The name of a unit that a row prints by its code only, where a row of some table prints both."""
        return self._unit_names.get(code) if code else None

    def list_units(self, tables: Iterable[Table]) -> None:
        """Remember the units that tables of revenue and expenditure list row by row."""
        rows = (row for table in tables if table.table_id in _LISTS_OF_UNITS for row in table.rows)
        for row in rows:
            if row.role == "unit" and row.unit_name:
                key = self.unit(row.unit_code, row.unit_name)
                self.members["unit", key] = replace(self.members["unit", key], is_listed=True)

    def subject(self, scheme: str, code: str | None, name: str | None) -> int:
        """A subject of the ``function``, ``department`` or ``government`` scheme, by its code."""
        if not code:
            return 0
        key = subject_key(scheme, self._edition, code)
        return self._remember(Member(scheme, key, code, name or "", edition=self._edition))

    def department_by_name(self, name: str | None) -> str | None:
        """The code of an economic class that a row prints by its name only, where one class alone bears it."""
        return self._codes[0].department.code_of(folded(name)) if name else None

    def function(self, printed: str | None, row: Row, rows: Mapping[int, Row]) -> int:
        """The functional subject of a row; balances print names only, and one of another edition still tells it."""
        found = (function_code(row, rows, edition.function) for edition in self._codes)
        code = printed or next((code for code in found if code), None)
        return self.subject("function", code, row.function_name)

    def project(self, code: str | None, name: str | None) -> int:
        """A project, by its code and name."""
        if not name:
            return 0
        key = project_key(self._jurisdiction, code, name)
        category = category_of(self._categories, code, name)
        return self._remember(Member("project", key, code or "", name, category=category))


def _dims(
    family: Family, title: str, tree: Node, row: Mapping[str, Any], spending: Mapping[str, str]
) -> dict[str, str]:
    """What the title, the family, the row by meaning, its nature and the column by meaning say; the later one wins.

    But for a row of what is carried over or used up: that it stays, whatever fund its column is of.
    """
    items = family.items.get(Side(row["side"] or ""))
    of_row = items.dims_of(row["row_role"]) if items is not None and row["row_role"] in items.by_id else {}
    fund = fund_scope(family, title)
    of_title = {} if fund == ALL_FUNDS else {"fund": fund}
    dims = {**of_title, **family.dims, **of_row, **spending, **tree.dims_of(row["column_id"])}
    if of_row.get("line_kind", CURRENT) != CURRENT:
        dims["line_kind"] = of_row["line_kind"]
    return dims


def _coordinates(
    row: Mapping[str, Any], of: Row, rows: Mapping[int, Row], dims: Mapping[str, str], resolver: Resolver
) -> dict[str, int]:
    department = row["dept_econ_code"] or dims.get("department") or economic_code(of, "department")
    department = department or resolver.department_by_name(row["dept_econ_name"])
    government = row["gov_econ_code"] or economic_code(of, "government")
    return {
        "unit_key": resolver.unit(row["unit_code"], row["unit_name"]),
        "function_key": resolver.function(row["function_code"], of, rows),
        "dept_economic_key": resolver.subject("department", department, row["dept_econ_name"]),
        "gov_economic_key": resolver.subject("government", government, row["gov_econ_name"]),
        "fund_key": surrogate_key(dims.get("fund")),
        "nature_key": surrogate_key(dims.get("nature")),
        "project_key": resolver.project(row["project_code"], row["project_name"]),
    }


def budget_lines(cells: pl.DataFrame, tables: Sequence[Table], publication: Publication, codes: Codes) -> Lines:
    """The facts of a disclosure: leaves, and totals and memos beside them.

    Args:
        cells: frame of ``recover.frames.CELL``; cells without an amount are left out. Those of quarantined tables are
            resolved too: whether they become facts is settled when the warehouse is built, after a person has spoken.
        tables: the tables the cells stand in.
        publication: whose disclosure it is; its year is the measure's, its edition the codes'.
        codes: subject code lists.
    """
    resolver = Resolver(publication, tables, codes)
    resolver.list_units(tables)
    by_no = {table.table_no: table for table in tables}
    leaves: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    usable = cells.filter(pl.col("amount_cny").is_not_null() & pl.col("measure").is_not_null())
    rows_of = {no: {each.index: each for each in table.rows} for no, table in by_no.items()}
    trees = {(no, *block): tree for no, table in by_no.items() for block, tree in _trees(table).items()}
    for row in in_order(usable):
        table = by_no[row["table_no"]]
        family = family_of(table.table_id)
        tree = trees.get((row["table_no"], Side(row["side"] or ""), row["presentation"]))
        if family is None or family.is_list or tree is None or row["column_id"] is None:
            continue
        rows = rows_of[row["table_no"]]
        of = rows[row["row_index"]]
        dims = _dims(family, table.title, tree, row, spending_dims(of, rows))
        line = {
            "disclosure_id": row["disclosure_id"],
            "table_no": row["table_no"],
            **_coordinates(row, of, rows, dims, resolver),
            "flow": row["side"] or dims.get("flow", family.flow),
            "presentation": row["presentation"],
            "measure": row["measure"],
            "measure_year": _measure_year(row["measure"], publication),
            "line_kind": dims.get("line_kind", CURRENT),
            "amount_cny": row["amount_cny"],
            "decimals": row["decimals"],
            "certainty": row["certainty"],
            "cell_id": row["cell_id"],
        }
        if row["is_leaf"]:
            leaves.append(line)
        else:
            totals.append({**line, "total_kind": "memo" if row["is_memo"] else "total"})
    return Lines(FACT_BUDGET_LINE.frame(leaves), FACT_REPORTED_TOTAL.frame(totals), tuple(resolver.members.values()))


def _trees(table: Table) -> dict[Block, Node]:
    family = family_of(table.table_id)
    return {block: column_tree(table, family, block) for block in blocks_of(table)} if family else {}


def _measure_year(measure: str, publication: Publication) -> int | None:
    """The year a figure is of: what a table says of the year before (上年) is, and what a budget says was spent."""
    year = publication.fiscal_year
    is_before = measure == "prior" or (measure == "final" and publication.stage == "budget")
    return year - 1 if year is not None and is_before else year


def in_order(cells: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """Cells as they are read: table by table, line by line."""
    return cells.sort("table_no", "row_no", "col_no").iter_rows(named=True)
