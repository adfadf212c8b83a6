"""Years side by side: subjects across code editions, budget and final account.

Here: which subject is which in another edition, a subject's amount in two years, what was spent of what was budgeted.
Not here: identities that tie years (``expectations.across``), and the three public expenses (``three_public``).
"""

from pipeline.warehouse.view import View
from pipeline.warehouse.views.canonical import lines_of

CODE_SUCCESSION = View(
    "code_succession",
    "Every subject of every edition and what it is called in the last: what joins years across editions.",
    "科目沿革：各版本科目在最新版本中的去向",
    """
    WITH RECURSIVE subject AS (
      SELECT 'function' AS scheme, edition, code, name, function_key AS key FROM dim_function
      WHERE edition IS NOT NULL
      UNION ALL
      SELECT scheme, edition, code, name, economic_key FROM dim_economic WHERE edition IS NOT NULL),
    followed AS (
      SELECT scheme, key AS from_key, key AS to_key, true AS is_unchanged, true AS is_verified FROM subject
      UNION
      SELECT f.scheme, f.from_key, b.to_key, f.is_unchanged AND b.kind IN ('same', 'renamed'),
             f.is_verified AND b.source <> 'unverified'
      FROM followed f
      JOIN dim_code_bridge b ON b.scheme = f.scheme AND b.from_key = f.to_key AND b.kind <> 'reused')
    SELECT old.scheme, old.edition, old.code, old.name, old.key, new.code AS last_code, new.name AS last_name,
           new.key AS last_key, new.edition AS last_edition, f.is_unchanged, f.is_verified
    FROM followed f
    JOIN subject old ON old.scheme = f.scheme AND old.key = f.from_key
    JOIN subject new ON new.scheme = f.scheme AND new.key = f.to_key
    WHERE NOT EXISTS (SELECT 1 FROM dim_code_bridge b
                      WHERE b.scheme = f.scheme AND b.from_key = f.to_key AND b.kind <> 'reused')
    """,
    (
        ("scheme", "function, department or government. 体系"),
        ("edition", "Edition of the subject. 科目版本"),
        ("code", "Its code. 科目编码"),
        ("name", "Its name. 科目名称"),
        ("key", "Its key in dim_function or dim_economic. 科目键"),
        ("last_code", "Its code in the last edition it leads to; several where it was split. 最新编码"),
        ("last_name", "Its name there. 最新名称"),
        ("last_key", "Its key there. 最新科目键"),
        ("last_edition", "The last edition it leads to. 最新版本"),
        ("is_unchanged", "It was neither split nor merged: amounts compare. 口径一致"),
        ("is_verified", "Every step is observed or of a published list. 已核实"),
    ),
)

_OF_UNIT_COLUMNS = (
    ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
    ("entity_key", "The unit under all its names. 主体键"),
    ("unit", "Publishing unit or department, as it is called in that year. 公开主体"),
    ("scope", "Whose money. 公开范围"),
    ("fiscal_year", "The later year. 年度"),
)

_FUNCTIONAL = lines_of(
    ("expenditure", "fiscal_expenditure", "gpb_expenditure", "final_expenditure"),
    "l.flow = 'expenditure' AND l.function_key <> 0",
)

SUBJECT_YEAR_ON_YEAR = View(
    "subject_year_on_year",
    "What a unit spends on a functional subject in a year and in the year before, each as its own disclosure prints "
    "it; subjects joined across code editions.",
    "功能科目逐年对比（跨科目版本，两年原文并列）",
    f"""
    WITH line AS (
      SELECT d.disclosure_id, d.jurisdiction_code, d.unit, d.scope, d.stage, d.fiscal_year, b.entity_key,
             l.table_id, s.last_key, s.last_code, s.last_name, f.code, l.amount_cny, l.is_flagged, l.cell_id, c.printed,
             c.money_unit,
             coalesce(s.destinations, 1) = 1 AS is_comparable
      FROM ({_FUNCTIONAL}) l
      JOIN dim_disclosure d USING (disclosure_id)
      JOIN publisher b USING (disclosure_id)
      JOIN dim_function f USING (function_key)
      JOIN cell c USING (cell_id)
      LEFT JOIN (
        SELECT *, count(*) OVER (PARTITION BY key) AS destinations FROM code_succession WHERE scheme = 'function') s
        ON s.key = l.function_key
      WHERE d.is_current AND d.scope IS NOT NULL),
    year AS (
      SELECT any_value(jurisdiction_code) AS jurisdiction_code, any_value(unit) AS unit, scope, stage, fiscal_year,
             entity_key, table_id, coalesce(last_key::VARCHAR, code) AS subject,
             any_value(coalesce(last_code, code)) AS last_code,
             any_value(last_name) AS last_name, list(DISTINCT code ORDER BY code) AS codes,
             sum(amount_cny) AS amount_cny, bool_and(is_comparable) AS is_comparable,
             count_if(is_flagged) AS flagged_cells,
             list(printed || coalesce(money_unit, '') ORDER BY cell_id) AS printed,
             list(cell_id ORDER BY cell_id) AS cell_ids
      FROM line GROUP BY scope, stage, fiscal_year, entity_key, table_id, subject),
    pair AS (
      SELECT DISTINCT a.entity_key, a.scope, a.stage, a.table_id, a.fiscal_year
      FROM year a JOIN year b USING (entity_key, scope, stage, table_id)
      WHERE b.fiscal_year = a.fiscal_year - 1),
    subject AS (
      SELECT DISTINCT p.*, y.subject
      FROM pair p JOIN year y USING (entity_key, scope, stage, table_id)
      WHERE y.fiscal_year IN (p.fiscal_year, p.fiscal_year - 1))
    SELECT coalesce(n.jurisdiction_code, o.jurisdiction_code) AS jurisdiction_code, s.entity_key,
           coalesce(n.unit, o.unit) AS unit, s.scope, s.fiscal_year, s.stage, s.table_id,
           coalesce(n.last_code, o.last_code) AS last_code, coalesce(n.last_name, o.last_name) AS last_name,
           o.codes AS prior_codes, n.codes AS codes, o.amount_cny AS prior_cny, n.amount_cny,
           n.amount_cny - o.amount_cny AS change_cny,
           CASE WHEN o.amount_cny > 0 THEN round(100 * (n.amount_cny - o.amount_cny) / o.amount_cny, 2) END
             AS change_percent,
           coalesce(n.is_comparable, true) AND coalesce(o.is_comparable, true) AS is_comparable,
           coalesce(n.flagged_cells, 0) + coalesce(o.flagged_cells, 0) AS flagged_cells,
           o.printed AS prior_printed, n.printed, o.cell_ids AS prior_cell_ids, n.cell_ids
    FROM subject s
    LEFT JOIN year n ON (n.entity_key, n.scope, n.stage, n.table_id, n.subject)
      = (s.entity_key, s.scope, s.stage, s.table_id, s.subject) AND n.fiscal_year = s.fiscal_year
    LEFT JOIN year o ON (o.entity_key, o.scope, o.stage, o.table_id, o.subject)
      = (s.entity_key, s.scope, s.stage, s.table_id, s.subject) AND o.fiscal_year = s.fiscal_year - 1
    """,  # noqa: S608
    (
        *_OF_UNIT_COLUMNS,
        ("stage", "Budget or final account, of both years. 阶段"),
        ("table_id", "Table family that answers in both years: its funds are what is counted. 取数表"),
        ("last_code", "The subject in the last edition that both lead to. 科目最新编码"),
        ("last_name", "Its name there. 科目最新名称"),
        ("prior_codes", "Its codes as printed the year before. 上年编码"),
        ("codes", "Its codes as printed; several where they were merged since. 本年编码"),
        ("prior_cny", "Yuan the year before; NULL where that year does not print it. 上年金额（元）"),
        ("amount_cny", "Yuan; NULL where the year does not print it. 本年金额（元）"),
        ("change_cny", "The difference; NULL unless both are printed. 增减额（元）"),
        ("change_percent", "In percent of the year before. 增减（%）"),
        ("is_comparable", "Nothing in it was split; what was merged since is added up. 口径一致"),
        ("flagged_cells", "How many of the cells summed carry a flag. 存疑单元格数"),
        ("prior_printed", "The figures as printed the year before. 上年原文"),
        ("printed", "The figures as printed. 本年原文"),
        ("prior_cell_ids", "The cells of the year before. 上年单元格"),
        ("cell_ids", "The cells. 本年单元格"),
    ),
)

EXECUTION = View(
    "execution",
    "What was spent on a functional subject beside what was budgeted: the year's budget as published, and the initial "
    "and adjusted budget as the final account states them.",
    "预算执行：决算数对年初预算数、调整预算数",
    """
    WITH budgeted AS (
      SELECT b.entity_key, d.scope, d.fiscal_year, coalesce(s.last_key::VARCHAR, f.code) AS subject,
             sum(l.amount_cny) AS amount_cny
      FROM fact_budget_line l
      JOIN dim_table t USING (disclosure_id, table_no)
      JOIN dim_disclosure d USING (disclosure_id)
      JOIN publisher b USING (disclosure_id)
      JOIN dim_function f USING (function_key)
      LEFT JOIN code_succession s ON s.scheme = 'function' AND s.key = l.function_key AND s.is_unchanged
      WHERE t.table_id = 'expenditure' AND d.stage = 'budget' AND d.is_current AND l.flow = 'expenditure'
        AND l.measure = 'budget' AND l.function_key <> 0 AND l.presentation = 'main'
      GROUP BY ALL),
    spent AS (
      SELECT d.disclosure_id, d.jurisdiction_code, b.entity_key, d.unit, d.scope, d.fiscal_year, f.code, f.name,
             coalesce(s.last_key::VARCHAR, f.code) AS subject, t.table_id,
             sum(l.amount_cny) FILTER (WHERE l.measure = 'initial') AS initial_cny,
             sum(l.amount_cny) FILTER (WHERE l.measure = 'adjusted') AS adjusted_cny,
             sum(l.amount_cny) FILTER (WHERE l.measure = 'final') AS final_cny,
             count_if(l.certainty NOT IN ('proved', 'positioned')) AS flagged_cells
      FROM fact_budget_line l
      JOIN dim_table t USING (disclosure_id, table_no)
      JOIN dim_disclosure d USING (disclosure_id)
      JOIN publisher b USING (disclosure_id)
      JOIN dim_function f USING (function_key)
      LEFT JOIN code_succession s ON s.scheme = 'function' AND s.key = l.function_key AND s.is_unchanged
      WHERE t.table_id = 'final_expenditure' AND d.is_current AND l.flow = 'expenditure' AND l.function_key <> 0
        AND l.presentation = 'main'
      GROUP BY ALL)
    SELECT f.disclosure_id, f.jurisdiction_code, f.entity_key, f.unit, f.scope, f.fiscal_year,
           f.code AS function_code, f.name AS function_name, b.amount_cny AS budget_cny, f.initial_cny, f.adjusted_cny,
           f.final_cny, round(100 * f.final_cny / nullif(coalesce(f.initial_cny, b.amount_cny), 0), 2) AS of_initial,
           round(100 * f.final_cny / nullif(f.adjusted_cny, 0), 2) AS of_adjusted, f.flagged_cells
    FROM spent f
    LEFT JOIN budgeted b ON b.entity_key = f.entity_key AND b.scope = f.scope AND b.fiscal_year = f.fiscal_year
      AND b.subject = f.subject
    """,
    (
        ("disclosure_id", "The final account. 决算文件"),
        *_OF_UNIT_COLUMNS[:-1],
        ("fiscal_year", "The year. 年度"),
        ("function_code", "Functional subject as the final account prints it. 功能科目编码"),
        ("function_name", "Its name. 功能科目名称"),
        ("budget_cny", "The budget of the year as published; NULL where it is not loaded. 当年公开预算（元）"),
        ("initial_cny", "The initial budget as the final account states it. 决算所列年初预算（元）"),
        ("adjusted_cny", "The adjusted budget as the final account states it. 决算所列调整预算（元）"),
        ("final_cny", "Spent. 决算（元）"),
        ("of_initial", "Spent in percent of the initial budget, else of the published one. 占年初预算（%）"),
        ("of_adjusted", "Spent in percent of the adjusted budget. 占调整预算（%）"),
        ("flagged_cells", "How many of the final account's cells summed carry a flag. 存疑单元格数"),
    ),
)

YEAR_VIEWS = (CODE_SUCCESSION, SUBJECT_YEAR_ON_YEAR, EXECUTION)
