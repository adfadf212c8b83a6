"""Projects: what each costs, by fund, and whether its targets (绩效目标) are published.

Here: views over the table of projects. Not here: what the targets say.
"""

from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View
from pipeline.warehouse.views.canonical import IS_FLAGGED

PROJECTS = View(
    "projects",
    "Projects with their amounts by fund.",
    "项目支出：逐项目",
    f"""
    SELECT {DISCLOSURE}, c.row_label AS project, u.name AS project_unit, s.name AS fund, l.line_kind,
           l.amount_cny, l.certainty, l.cell_id
    FROM fact_budget_line l
    JOIN dim_table t USING (disclosure_id, table_no)
    JOIN current_disclosure d USING (disclosure_id)
    JOIN cell c USING (cell_id)
    JOIN dim_unit u USING (unit_key)
    JOIN dim_fund s USING (fund_key)
    WHERE t.table_id = 'project'
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("project", "Category and name as printed. 项目"),
        ("project_unit", "The unit that carries it out. 项目单位"),
        ("fund", "Fund source. 资金来源"),
        ("line_kind", "Current money or carried in. 行类型"),
        ("amount_cny", "Yuan. 金额（元）"),
        ("certainty", "What the cell is worth. 可信度"),
        ("cell_id", "The reported cell. 单元格"),
    ),
)

LARGEST_PROJECTS = View(
    "largest_projects",
    "Each project with its whole amount, its rank within the disclosure, and whether a table of targets names it.",
    "项目规模与绩效目标公开情况",
    f"""
    WITH project AS (
      SELECT l.disclosure_id, l.project_key, l.unit_key, sum(l.amount_cny) AS amount_cny,
             count_if({IS_FLAGGED}) AS flagged_cells, any_value(m.project_key) AS mentioned_key,
             bool_or(m.has_targets) AS has_targets
      FROM fact_budget_line l
      JOIN dim_table t USING (disclosure_id, table_no)
      JOIN cell c USING (cell_id)
      JOIN dim_disclosure own ON own.disclosure_id = l.disclosure_id
      LEFT JOIN project_mention m ON m.source = 'project' AND m.disclosure_id = c.disclosure_id
        AND m.table_no = c.table_no AND m.row_no = c.row_no
      WHERE t.table_id = 'project' AND l.project_key <> 0 AND l.presentation = 'main'
        AND l.measure = own.stage
      GROUP BY ALL)
    SELECT {DISCLOSURE}, p.name AS project, p.code AS project_code, p.category, u.name AS project_unit,
           q.amount_cny, q.flagged_cells,
           rank() OVER (PARTITION BY q.disclosure_id ORDER BY q.amount_cny DESC) AS place,
           q.has_targets
    FROM project q
    JOIN current_disclosure d USING (disclosure_id)
    JOIN dim_project p ON p.project_key = coalesce(q.mentioned_key, q.project_key)
    JOIN dim_unit u USING (unit_key)
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("project", "Name as printed. 项目"),
        ("project_code", "Code; NULL where no table prints one. 项目编码"),
        ("category", "Category as printed (其他运转类, 特定目标类 …). 项目类别"),
        ("project_unit", "The unit that carries it out. 项目单位"),
        ("amount_cny", "Yuan, all funds. 金额（元）"),
        ("flagged_cells", "How many of the cells summed carry a flag. 存疑单元格数"),
        ("place", "From 1, the largest of its disclosure. 位次"),
        (
            "has_targets",
            "A table of targets names it, or the project it details; NULL where none names any. 是否公开绩效目标",
        ),
    ),
)

PROJECT_VIEWS = (PROJECTS, LARGEST_PROJECTS)
