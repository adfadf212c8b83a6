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
        Field(
            "grid_no", "INTEGER", "Number of the grid in its document, from 1; a table may have one a page.", "网格序号"
        ),
        Field("row_no", "INTEGER", "Line of the grid, from 1.", "行号"),
        Field("col_no", "INTEGER", "Column of the grid, from 1.", "列号"),
        Field("text", "VARCHAR", "Text as printed.", "原文"),
        Field("page", "INTEGER", "Page.", "页码", True),
        Field("line", "INTEGER", "Line of the text.", "文本行号", True),
    ),
    primary_key=("disclosure_id", "grid_no", "row_no", "col_no"),
    foreign_keys=(ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),),
)

UNREAD_PAGE = TableSpec(
    name="unread_page",
    english="Pages that hold something no table was made of: unruled tables, pictures.",
    chinese="未读页",
    fields=(
        frames.DISCLOSURE_ID,
        Field("page", "INTEGER", "Page, from 1.", "页码"),
        Field("reason", "VARCHAR", "Why its tables were not read.", "原因"),
    ),
    primary_key=("disclosure_id", "page"),
    foreign_keys=(ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),),
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
    "unread_pages": UNREAD_PAGE,
    "cells": frames.CELL,
    "candidates": frames.CANDIDATE,
    "checks": frames.CHECK,
    "suspects": frames.SUSPECT,
    "unplaced": frames.UNPLACED,
    "tokens": frames.TOKEN,
    "budget_lines": star.FACT_BUDGET_LINE,
    "reported_totals": star.FACT_REPORTED_TOTAL,
}
"""Loaded from the stage frame of that name."""

TABLES: tuple[TableSpec, ...] = (*DIMENSIONS, *FROM_STAGES.values())
"""Every table of the warehouse."""
