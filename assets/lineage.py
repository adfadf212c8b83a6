"""Column lineage of the warehouse's tables, derived from their specs.

Here: which column follows from which. Not here: the specs. A foreign key follows from the key it points at; what a
fact has in common with the cell it stands on follows from that cell.
"""

from collections.abc import Iterator

import dagster as dg

from pipeline.kernel.schema import TableSpec
from pipeline.warehouse.catalog import TABLES

_STANDING_ON_CELLS = frozenset({"fact_budget_line", "fact_reported_total", "cell_candidate", "suspect"})
_FROM_CELLS = {
    "unit_key": ("unit_code", "unit_name"),
    "function_key": ("function_code", "function_name"),
    "dept_economic_key": ("dept_econ_code", "dept_econ_name"),
    "gov_economic_key": ("gov_econ_code", "gov_econ_name"),
    "project_key": ("project_code", "project_name"),
    "fund_key": ("column_id", "row_role"),
    "nature_key": ("column_id", "row_role"),
    "flow": ("side", "table_id"),
    "line_kind": ("column_id", "row_role"),
    "measure_year": ("measure",),
}
_FROM_CHECKED_CELLS = {"lhs": "value", "rhs": "value", "difference": "value", "envelope": "decimals"}


def asset_key(table: str) -> dg.AssetKey:
    """The key of a warehouse table."""
    return dg.AssetKey(["warehouse", table])


def _cell_columns() -> frozenset[str]:
    return frozenset(next(spec for spec in TABLES if spec.name == "cell").columns)


def _pairs(spec: TableSpec) -> Iterator[tuple[str, str, str]]:
    """Column, and the table and column that it follows from."""
    for key in spec.foreign_keys:
        if key.table != spec.name:
            for ours, theirs in zip(key.columns, key.references, strict=True):
                yield ours, key.table, theirs
    shared = _cell_columns()
    if spec.name in _STANDING_ON_CELLS:
        for column in spec.columns:
            for other in _FROM_CELLS.get(column, (column,)):
                if other in shared:
                    yield column, "cell", other
    yield from _pairs_of_judged(spec)


def _pairs_of_judged(spec: TableSpec) -> Iterator[tuple[str, str, str]]:
    """The same for what names the cells that it was judged by."""
    if "cell_ids" in spec.columns:
        yield "cell_ids", "cell", "cell_id"
    if spec.name == "fact_check":
        for column, other in _FROM_CHECKED_CELLS.items():
            yield column, "cell", other


def column_lineage(spec: TableSpec) -> dg.TableColumnLineage:
    """What every column of a table follows from within the warehouse; columns read from documents have no entry."""
    deps: dict[str, list[dg.TableColumnDep]] = {}
    for column, table, other in dict.fromkeys(_pairs(spec)):
        deps.setdefault(column, []).append(dg.TableColumnDep(asset_key(table), other))
    return dg.TableColumnLineage(deps)
