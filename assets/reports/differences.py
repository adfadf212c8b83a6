"""What changed between two versions of a disclosure, cell by cell.

Here: the query and the version to compare with. Not here: how cells are matched (``warehouse.cell_keys``), printing.
"""

from typing import Any

import duckdb

from pipeline.kernel.errors import UnknownDisclosureError
from pipeline.warehouse.cell_keys import CELL_KEY, ROW_KEY, keyed_cells

_DIFFERENCES = f"""
WITH cells AS ({keyed_cells("disclosure_id IN ($old, $new)")}),
was AS (SELECT * FROM cells WHERE disclosure_id = $old),
now AS (SELECT * FROM cells WHERE disclosure_id = $new),
joined AS (
  SELECT table_id, instance, side, presentation, unit, codes, row_label, nth_row,
    coalesce(now.column_path, was.column_path) AS column_path, was.printed AS was_printed, now.printed AS now_printed,
    was.amount AS was_amount, now.amount AS now_amount, was.cell_id AS was_cell, now.cell_id AS now_cell,
    coalesce(now.row_no, was.row_no) AS row_no, coalesce(now.col_no, was.col_no) AS col_no
  FROM was FULL JOIN now USING ({CELL_KEY}))
SELECT
  CASE WHEN was_cell IS NULL AND NOT bool_or(was_cell IS NOT NULL) OVER (PARTITION BY table_id, instance)
         THEN 'table added'
       WHEN now_cell IS NULL AND NOT bool_or(now_cell IS NOT NULL) OVER (PARTITION BY table_id, instance)
         THEN 'table removed'
       WHEN was_cell IS NULL AND NOT bool_or(was_cell IS NOT NULL) OVER (PARTITION BY {ROW_KEY}) THEN 'row added'
       WHEN now_cell IS NULL AND NOT bool_or(now_cell IS NOT NULL) OVER (PARTITION BY {ROW_KEY}) THEN 'row removed'
       WHEN was_cell IS NULL THEN 'cell added'
       WHEN now_cell IS NULL THEN 'cell removed'
       ELSE 'changed' END AS change,
  table_id AS "table", trim(codes || ' ' || row_label) AS row, column_path AS "column", was_printed AS was,
  now_printed AS now, now_amount - was_amount AS difference_cny, was_cell AS old_cell, now_cell AS new_cell
FROM joined
QUALIFY was_amount IS DISTINCT FROM now_amount OR was_cell IS NULL OR now_cell IS NULL
ORDER BY table_id, instance, row_no, col_no, change
"""  # noqa: S608
_REPLACED = "SELECT supersedes_id FROM dim_disclosure WHERE disclosure_id = ? AND supersedes_id IS NOT NULL"


def find_replaced(connection: duckdb.DuckDBPyConnection, disclosure_id: str) -> str:
    """The version that a disclosure replaced.

    Raises:
        UnknownDisclosureError: it replaced none.
    """
    found = connection.execute(_REPLACED, [disclosure_id]).fetchone()
    if found is None:
        raise UnknownDisclosureError(f"the version that {disclosure_id} replaced", [])
    return str(found[0])


def differences(connection: duckdb.DuckDBPyConnection, old: str, new: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows: change, table, row, column, was, now, difference_cny, old_cell, new_cell."""
    found = connection.execute(_DIFFERENCES, {"old": old, "new": new})
    return [column[0] for column in found.description or []], found.fetchall()
