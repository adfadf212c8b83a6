"""The views over performance targets: indicators with their projects, and projects without targets.

Here: their SQL and comments. Not here: projects by size (``projects``).
"""

from pipeline.facts.indicators import FACT_INDICATOR
from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View, columns_of

TARGET_VIEWS = (
    View(
        "indicators",
        "Performance indicators of current disclosures with their projects; aims told in prose are left out.",
        "绩效指标",
        f"""
        SELECT {DISCLOSURE}, t.table_id, i.project_code,
               CASE t.table_id WHEN 'whole_performance' THEN d.unit ELSE i.project_name END AS subject,
               i.level1, i.level2, i.level3, i.target, i.target_kind, i.comparator, i.target_number, i.target_upper,
               i.target_unit, i.target_date, i.page, i.line
        FROM fact_indicator i
        JOIN dim_table t USING (disclosure_id, table_no)
        JOIN current_disclosure d USING (disclosure_id)
        WHERE NOT i.is_goal
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            *columns_of(FACT_INDICATOR, "project_code", "comparator", "target_upper", "target_unit", "target_date"),
            *columns_of(FACT_INDICATOR, "page", "line"),
            ("table_id", "Whose targets: projects, the whole unit, a fund, a transfer. 表类"),
            ("subject", "Project, fund or transfer by name, or the whole unit; NULL where the page lost it. 对象"),
            ("level1", "First level. 一级指标"),
            ("level2", "Second level. 二级指标"),
            ("level3", "Third level. 三级指标"),
            ("target", "Value as printed. 指标值"),
            ("target_kind", "number, date, words or blank. 指标值类型"),
            ("target_number", "The number, or the lower end of a range. 数值"),
        ),
    ),
    View(
        "projects_without_targets",
        "Projects of the project table that no table of targets of the same disclosure names, alone or with the "
        "projects whose lines theirs detail.",
        "未列绩效目标的项目",
        f"""
        SELECT {DISCLOSURE}, p.code AS project_code, p.name AS project, sum(l.amount_cny) AS amount_cny,
               m.has_targets IS NOT NULL AS has_target_tables
        FROM project_mention m
        JOIN current_disclosure d USING (disclosure_id)
        JOIN dim_project p USING (project_key)
        JOIN cell c USING (disclosure_id, table_no, row_no)
        JOIN fact_budget_line l USING (cell_id)
        WHERE m.source = 'project' AND NOT coalesce(m.has_targets, FALSE)
        GROUP BY ALL
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            ("project_code", "Code, where one is printed. 项目编码"),
            ("project", "Name. 项目名称"),
            ("amount_cny", "Yuan. 金额（元）"),
            ("has_target_tables", "Whether the disclosure publishes targets of projects at all. 是否公开项目绩效目标"),
        ),
    ),
)
