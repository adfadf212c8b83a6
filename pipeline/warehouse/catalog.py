"""The tables of the warehouse, in the order in which they are loaded.

Here: which specs make the warehouse, and which stage frame feeds each. Not here: the specs themselves.
"""

from pipeline.facts import star
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.recover import frames

RAW_CELL = TableSpec(
    name="raw_cell",
    english="Every cell of every grid, as printed, whatever its table.",
    chinese="原始单元格",
    fields=(
        frames.DISCLOSURE_ID,
        frames.TABLE_NO,
        Field("row_no", "INTEGER", "Line of the grid, from 1.", "行号"),
        Field("col_no", "INTEGER", "Column of the grid, from 1.", "列号"),
        Field("text", "VARCHAR", "Text as printed.", "原文"),
        Field("page", "INTEGER", "Page.", "页码", True),
        Field("line", "INTEGER", "Line of the text.", "文本行号", True),
    ),
    primary_key=("disclosure_id", "table_no", "row_no", "col_no"),
    foreign_keys=(ForeignKey(("disclosure_id", "table_no"), "dim_table", ("disclosure_id", "table_no")),),
)

DIMENSIONS = (
    star.DIM_DISCLOSURE,
    star.DIM_JURISDICTION,
    star.DIM_UNIT,
    star.DIM_FUNCTION,
    star.DIM_ECONOMIC,
    star.DIM_FUND,
    star.DIM_NATURE,
    star.DIM_PROJECT,
    star.DIM_IDENTITY,
    star.BRIDGE_DISCLOSURE_UNIT,
)
"""Built from members and lists (``dimensions``)."""

FROM_STAGES = {
    "tables": frames.DIM_TABLE,
    "raw_cells": RAW_CELL,
    "cells": frames.CELL,
    "candidates": frames.CANDIDATE,
    "checks": frames.CHECK,
    "unplaced": frames.UNPLACED,
    "tokens": frames.TOKEN,
    "budget_lines": star.FACT_BUDGET_LINE,
    "reported_totals": star.FACT_REPORTED_TOTAL,
}
"""Loaded from the stage frame of that name."""

TABLES: tuple[TableSpec, ...] = (*DIMENSIONS, *FROM_STAGES.values())
"""Every table of the warehouse."""
