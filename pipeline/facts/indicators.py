"""Indicators and project mentions of a disclosure, with their specs.

Here: ``fact_indicator`` and ``project_mention``, from recognised tables. Not here: reading (``tables.indicators``) and
matching (``mentions``).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.facts.project_names import project_key
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.recover.frames import DISCLOSURE_ID, TABLE_NO
from pipeline.tables.indicators.indicator import Indicator
from pipeline.tables.indicators.target import COMPARATORS, TargetKind, parse_target, unit_in_name
from pipeline.tables.model import Row, Table

_DISCLOSURE = ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",))
_PROJECT = ForeignKey(("project_key",), "dim_project", ("project_key",))

FACT_INDICATOR = TableSpec(
    name="fact_indicator",
    english="Performance indicators, and aims told in prose, with their values as printed and as understood.",
    chinese="绩效指标",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        Field("indicator_no", "INTEGER", "Number in its table, from 1.", "指标序号"),
        Field("project_key", "BIGINT", "The project, fund or transfer; 0 where it is the whole unit's.", "项目键"),
        Field("project_code", "VARCHAR", "Code as printed.", "项目编码", True),
        Field("project_name", "VARCHAR", "Name as printed.", "项目名称", True),
        Field("unit_name", "VARCHAR", "The unit that it is set for, where the table names it.", "单位名称", True),
        Field("project_table_no", "INTEGER", "The table that tells its project's money.", "项目所在表", True),
        Field("project_row_no", "INTEGER", "Line of that table.", "项目所在行", True),
        Field("is_goal", "BOOLEAN", "An aim told in prose (绩效目标), which stands in target.", "是否总体目标"),
        Field("task", "VARCHAR", "The activity it belongs to.", "活动", True),
        Field("level1", "VARCHAR", "First level; NULL where the form does not prove it.", "一级指标", True),
        Field("level2", "VARCHAR", "Second level.", "二级指标", True),
        Field("level3", "VARCHAR", "Third level: its name.", "三级指标", True),
        Field("description", "VARCHAR", "What it means.", "指标描述", True),
        Field("target", "VARCHAR", "Value as printed, white space removed.", "指标值", True),
        Field(
            "target_kind",
            "VARCHAR",
            "What the value is.",
            "指标值类型",
            values=tuple(kind.value for kind in TargetKind),
        ),
        Field("comparator", "VARCHAR", "How it compares; NULL where nothing says.", "比较符", True, values=COMPARATORS),
        Field("target_number", "DECIMAL(30,8)", "The number, or the lower end of a range.", "数值", True),
        Field("target_upper", "DECIMAL(30,8)", "The upper end of a range.", "上限", True),
        Field("target_unit", "VARCHAR", "Unit as printed.", "计量单位", True),
        Field("target_date", "DATE", "Last day of the date or period told; NULL without a year.", "日期", True),
        Field("weight", "VARCHAR", "Score or weight as printed.", "分值权重", True),
        Field("basis", "VARCHAR", "What the value rests on.", "指标值确定依据", True),
        Field("page", "INTEGER", "Page.", "页码", True),
        Field("line", "INTEGER", "Line of the text.", "文本行号", True),
        Field("grid_row", "INTEGER", "Line of the table's grid, header included, from 1.", "网格行"),
        Field("grid_col", "INTEGER", "Column of the grid, from 1; order in the line without columns.", "网格列"),
    ),
    primary_key=("disclosure_id", "table_no", "indicator_no"),
    foreign_keys=(
        _DISCLOSURE,
        ForeignKey(("disclosure_id", "table_no"), "dim_table", ("disclosure_id", "table_no")),
        _PROJECT,
    ),
)

PROJECT_MENTION = TableSpec(
    name="project_mention",
    english="Every place that names a project, and which project it is: rows of tables and lines of text joined.",
    chinese="项目提及",
    fields=(
        DISCLOSURE_ID,
        Field("mention_no", "INTEGER", "Number in the disclosure, from 1.", "序号"),
        Field("project_key", "BIGINT", "The project that all its mentions share.", "项目键"),
        Field("source", "VARCHAR", "Table family, or text.", "来源"),
        Field(
            "matched_by",
            "VARCHAR",
            "How it was matched; itself: the first mention.",
            "匹配方式",
            values=("itself", "code", "name", "variant"),
        ),
        Field("code", "VARCHAR", "Code as printed.", "项目编码", True),
        Field("name", "VARCHAR", "Name as printed.", "项目名称"),
        Field("table_no", "INTEGER", "Table; NULL in the text.", "表序", True),
        Field("row_no", "INTEGER", "Line of the table, as in reported_cell.", "行号", True),
        Field("page", "INTEGER", "Page.", "页码", True),
        Field("line", "INTEGER", "Line of the text.", "文本行号", True),
        Field(
            "has_targets",
            "BOOLEAN",
            "A table of targets names the project, or in the table of projects one that its line details; "
            "NULL where none names any.",
            "是否公开绩效目标",
            True,
        ),
    ),
    primary_key=("disclosure_id", "mention_no"),
    foreign_keys=(_DISCLOSURE, _PROJECT),
)


def indicator_rows(
    disclosure_id: str, jurisdiction: str, tables: Sequence[Table], keys: dict[tuple[int, int], int]
) -> Iterator[dict[str, Any]]:
    """Rows of ``fact_indicator``.

    Args:
        disclosure_id: first 12 hex digits of the sha256.
        jurisdiction: its GB/T 2260 code, empty where unknown.
        tables: the recognised tables.
        keys: table and line -> the key of the project that ``project_mention`` says stands there.
    """
    by_no = {table.table_no: table for table in tables}
    for table in tables:
        for number, indicator in enumerate(table.indicators, start=1):
            owner, row = _project_of(indicator, table, by_no)
            name = row.project_name if row is not None else None
            key = keys.get((owner.table_no, row.row_no), 0) if row is not None else 0
            yield {
                "disclosure_id": disclosure_id,
                "table_no": table.table_no,
                "indicator_no": number,
                "project_key": key or (project_key(jurisdiction, row.project_code, name) if row and name else 0),
                "project_code": row.project_code if row is not None else None,
                "project_name": name,
                "unit_name": row.unit_name if row is not None else None,
                "project_table_no": owner.table_no if row is not None else None,
                "project_row_no": row.row_no if row is not None else None,
                **_words(indicator),
                **_value(indicator),
                "page": indicator.place.page,
                "line": indicator.place.line,
                "grid_row": indicator.grid_row + 1,
                "grid_col": indicator.grid_col + 1,
            }


def _project_of(indicator: Indicator, table: Table, by_no: dict[int, Table]) -> tuple[Table, Row | None]:
    """The row of the project that an indicator is set for, in its own table or the one that goes on in it."""
    if indicator.project is not None:
        return table, table.rows[indicator.project]
    if table.continues is None:
        return table, None
    return by_no[table.continues], by_no[table.continues].sole_project


def _words(indicator: Indicator) -> dict[str, Any]:
    texts = ("task", "level1", "level2", "level3", "description", "target", "weight", "basis")
    return {"is_goal": indicator.is_goal} | {name: getattr(indicator, name) or None for name in texts}


def _value(indicator: Indicator) -> dict[str, Any]:
    if indicator.is_goal:
        return {"target_kind": TargetKind.WORDS}
    unit = indicator.unit or unit_in_name(indicator.level3)
    target = parse_target(indicator.target, indicator.sign, unit)
    return {
        "target_kind": target.kind,
        "comparator": target.comparator,
        "target_number": target.number,
        "target_upper": target.upper,
        "target_unit": target.unit,
        "target_date": target.day,
    }
