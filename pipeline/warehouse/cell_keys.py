"""Cells by meaning, so that the same figure is found in two versions of a disclosure.

Here: the key: table family, row by codes and label, column by id, and order only among equals, so that a row moved or a
page added is no change. Not here: what is made of the comparison (``scores``, ``assets.reports.differences``).
"""

ROW_KEY = "table_id, instance, side, presentation, unit, codes, row_label, nth_row"
"""The columns that tell a row within a disclosure."""

CELL_KEY = f"{ROW_KEY}, column_key, measure, nth_cell"
"""The columns that tell a cell within a disclosure."""


def keyed_cells(condition: str) -> str:
    """A query for cells with their keys.

    Args:
        condition: SQL over columns of ``cell`` that picks whole disclosures.

    Returns:
        SQL; columns disclosure_id, those of ``CELL_KEY``, column_path, printed, amount, row_no, row_index, col_no,
        money_unit, cell_id.
    """
    return f"""
WITH placed AS (
  SELECT disclosure_id, table_id,
    dense_rank() OVER (PARTITION BY disclosure_id, table_id ORDER BY table_no) AS instance,
    coalesce(side, '') AS side, presentation, coalesce(unit_code, unit_name, '') AS unit,
    coalesce(printed_codes, '') AS codes, row_label, row_no, row_index, col_no, coalesce(measure, '') AS measure,
    coalesce(column_id, column_path) AS column_key, column_path, printed, coalesce(amount_cny, value) AS amount,
    coalesce(money_unit, '') AS money_unit, cell_id
  FROM cell WHERE {condition}),
lines AS (
  SELECT *, dense_rank() OVER (
    PARTITION BY disclosure_id, table_id, instance, side, presentation, unit, codes, row_label
    ORDER BY row_no, row_index
  ) AS nth_row FROM placed)
SELECT *, row_number() OVER (PARTITION BY disclosure_id, {ROW_KEY}, column_key, measure ORDER BY col_no) AS nth_cell
FROM lines"""  # noqa: S608
