"""The tables of the warehouse, in the order in which they are loaded.

Here: which specs make the warehouse, and which stage frame feeds each. Not here: the specs themselves.
"""

from pipeline.facts import indicators, star, subjects
from pipeline.facts.list_star import LIST_FACTS
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.narrative.frames import FACT_CLAIM
from pipeline.recover import frames
from pipeline.review.frames import DIM_FINDING_KIND, FACT_FINDING

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

REQUIRED_TABLE = TableSpec(
    name="required_table",
    english="The table families that a publication of a stage must have, whatever its scope.",
    chinese="应公开报表",
    fields=(
        Field("stage", "VARCHAR", "Budget or final account.", "阶段", values=("budget", "final")),
        Field("table_id", "VARCHAR", "The required family.", "表类"),
        Field("met_by", "VARCHAR", "A family by which it is met: itself, or one that says no less.", "可替代表类"),
    ),
    primary_key=("stage", "table_id", "met_by"),
)

ACKNOWLEDGEMENT = TableSpec(
    name="acknowledgement",
    english="What persons acknowledged to be a publisher's error, and what became of it.",
    chinese="已确认差错",
    fields=(
        Field("ack_no", "INTEGER", "Number in the order of the files, from 1.", "序号"),
        Field("disclosure_id", "VARCHAR", "The file it speaks of.", "披露文件标识", True),
        Field("publication_id", "VARCHAR", "Or the publication, every version of it.", "公开事项标识", True),
        Field("identity_id", "VARCHAR", "The identity that breaks.", "勾稽关系编号"),
        Field("instance", "VARCHAR", "Where, as in fact_check.", "实例"),
        Field("difference", "DECIMAL(30,8)", "By how much, as seen.", "差额", True),
        Field("reason", "VARCHAR", "Why it is the publisher's error.", "理由"),
        Field("acknowledged_by", "VARCHAR", "Who looked.", "确认人"),
        Field("acknowledged_on", "DATE", "When.", "确认日期"),
        Field("place", "VARCHAR", "File and line of the entry.", "位置"),
        Field(
            "status",
            "VARCHAR",
            "acknowledged: it speaks of a break; changed: that breaks by another difference now; holds: nothing breaks "
            "there now; no_instance: that is not judged; no_disclosure: not in this warehouse.",
            "状态",
            values=("acknowledged", "changed", "holds", "no_instance", "no_disclosure"),
        ),
        Field("breaks", "INTEGER", "Breaks it speaks of.", "所涉差错数"),
    ),
    primary_key=("ack_no",),
    foreign_keys=(ForeignKey(("identity_id",), "dim_identity", ("identity_id",)),),
)

DIMENSIONS = (
    star.DIM_DISCLOSURE,
    star.DIM_JURISDICTION,
    star.DIM_UNIT,
    subjects.DIM_FUNCTION,
    subjects.DIM_ECONOMIC,
    subjects.DIM_CODE_BRIDGE,
    subjects.DIM_ECONOMIC_PAIR,
    star.DIM_FUND,
    star.DIM_NATURE,
    star.DIM_PROJECT,
    star.DIM_IDENTITY,
    DIM_FINDING_KIND,
    star.BRIDGE_DISCLOSURE_UNIT,
    REQUIRED_TABLE,
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
    "claims": FACT_CLAIM,
    "findings": FACT_FINDING,
    "unplaced": frames.UNPLACED,
    "tokens": frames.TOKEN,
    "budget_lines": star.FACT_BUDGET_LINE,
    "reported_totals": star.FACT_REPORTED_TOTAL,
    **LIST_FACTS,
    "indicators": indicators.FACT_INDICATOR,
    "project_mentions": indicators.PROJECT_MENTION,
}
"""Loaded from the stage frame of that name."""

TABLES: tuple[TableSpec, ...] = (*DIMENSIONS, *FROM_STAGES.values(), ACKNOWLEDGEMENT)
"""Every table of the warehouse."""
