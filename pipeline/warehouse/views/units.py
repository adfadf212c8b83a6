"""Units: the tree, and a department against the disclosures of its units.

Here: views over dim_unit and the totals of disclosures. Not here: the identities that judge them
(``expectations.across``).
"""

from pipeline.kernel.wording import OWN_PART
from pipeline.warehouse.view import View

UNIT_TREE = View(
    "unit_tree",
    "Each unit once, under its latest code and name, with the others it has had, and the units above it.",
    "预算单位树：历年编码与名称",
    """
    WITH RECURSIVE entity AS (
      SELECT e.unit_key AS entity_key, e.jurisdiction_code, e.code, e.name, min(u.valid_from) AS valid_from,
             max(u.valid_to) AS valid_to,
             list(DISTINCT u.name ORDER BY u.name) FILTER (WHERE u.name <> e.name) AS other_names,
             list(DISTINCT u.code ORDER BY u.code) FILTER (WHERE u.code <> e.code) AS other_codes,
             list(DISTINCT u.entity_rule ORDER BY u.entity_rule) FILTER (WHERE u.entity_rule IS NOT NULL) AS joined_by,
             arg_max(u.parent_key, coalesce(u.valid_to, 0)) AS parent_key,
             arg_max(u.parent_rule, coalesce(u.valid_to, 0)) AS parent_rule
      FROM dim_unit e JOIN dim_unit u ON u.entity_key = e.unit_key
      WHERE e.unit_key <> 0
      GROUP BY ALL),
    placed AS (
      SELECT entity_key, 1 AS level, name AS path FROM entity WHERE parent_key IS NULL
      UNION ALL
      SELECT e.entity_key, p.level + 1, p.path || '/' || e.name
      FROM entity e JOIN placed p ON p.entity_key = e.parent_key)
    SELECT e.*, p.level, p.path
    FROM entity e LEFT JOIN placed p USING (entity_key)
    """,
    (
        ("entity_key", "The unit. 主体键"),
        ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
        ("code", "Its latest code. 单位编码"),
        ("name", "Its latest name. 单位名称"),
        ("valid_from", "First budget year it is seen in. 起始年度"),
        ("valid_to", "Last budget year it is seen in. 截止年度"),
        ("other_names", "Other names it was printed under. 曾用名称"),
        ("other_codes", "Other codes. 曾用编码"),
        ("joined_by", "By which rules these were taken for one unit. 归并依据"),
        ("parent_key", "The unit above it. 上级单位键"),
        ("parent_rule", "Where that is known from. 上级依据"),
        ("level", "Depth in the tree, from 1. 层级"),
        ("path", "Names from the top. 路径"),
    ),
)

_TRANSFERS = """('unit_funds.superior', 'unit_funds.subordinate')"""

INTERNAL_TRANSFERS = View(
    "internal_transfers",
    "Money that may go from one unit of a department to another: candidates, as printed, never taken out of any sum.",
    "内部转移候选（不予抵销）",
    f"""
    SELECT d.disclosure_id, d.jurisdiction_code, d.unit, d.fiscal_year, d.stage, d.scope, p.entity_key, l.flow,
           coalesce(CASE WHEN s.id IN {_TRANSFERS} THEN s.name END, n.name) AS kind, u.name AS of_unit, t.table_id,
           l.amount_cny, l.certainty, l.cell_id
    FROM fact_budget_line l
    JOIN dim_table t USING (disclosure_id, table_no)
    JOIN dim_disclosure d USING (disclosure_id)
    JOIN publisher p USING (disclosure_id)
    JOIN dim_fund s USING (fund_key)
    JOIN dim_nature n USING (nature_key)
    JOIN dim_unit u ON u.unit_key = l.unit_key
    WHERE d.is_current AND l.presentation = 'main' AND l.measure = d.stage AND l.amount_cny <> 0
      AND ((t.table_id IN ('revenue', 'final_revenue') AND s.id IN {_TRANSFERS})
           OR (t.table_id IN ('expenditure', 'final_expenditure') AND n.id IN ('to_superior', 'to_subordinate')))
    """,  # noqa: S608
    (
        ("disclosure_id", "Disclosure. 披露文件"),
        ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
        ("unit", "Publishing unit or department. 公开主体"),
        ("fiscal_year", "Budget year. 预算年度"),
        ("stage", "Budget or final account. 阶段"),
        ("scope", "Whose money. 公开范围"),
        ("entity_key", "The unit under all its names. 主体键"),
        ("flow", "Revenue or expenditure. 收支"),
        ("kind", "The fund or nature: 上级补助收入, 附属单位上缴收入, 上缴上级支出, 对附属单位补助支出. 类别"),
        ("of_unit", "The unit of the row. 单位"),
        ("table_id", "Table family. 取数表"),
        ("amount_cny", "Yuan. 金额（元）"),
        ("certainty", "What the cell is worth. 可信度"),
        ("cell_id", "The reported cell. 单元格"),
    ),
)

DISCLOSURE_TOTAL = View(
    "disclosure_total",
    "What each disclosure's revenue comes to: the total of its revenue table, or 收入总计 of its balance.",
    "各披露文件的收入总计",
    """
    SELECT c.disclosure_id, c.cell_id, c.table_id, c.amount_cny, c.certainty
    FROM cell c
    JOIN dim_disclosure own ON own.disclosure_id = c.disclosure_id
    WHERE c.measure = own.stage AND c.column_id = 'total' AND c.row_kind = 'total'
      AND (c.table_id IN ('revenue', 'final_revenue')
           OR (c.table_id = 'balance' AND c.side = 'revenue' AND c.row_role = 'grand_total'))
    QUALIFY row_number() OVER (
      PARTITION BY c.disclosure_id ORDER BY c.table_id = 'balance', c.table_no, c.row_index, c.cell_id) = 1
    """,
    (
        ("disclosure_id", "Disclosure. 披露文件"),
        ("cell_id", "The total's cell. 单元格"),
        ("table_id", "Table family that answers. 取数表"),
        ("amount_cny", "Yuan. 金额（元）"),
        ("certainty", "What the cell is worth. 可信度"),
    ),
)

_NAME = "translate(c.unit_name, '（） 　', '()')"

# A department's own part (本级) often bears the department's name: its row has no units below it, or is marked so. A
# row under that name which comes to the whole, beside rows of units, heads them even where the table nests nothing.
DEPARTMENT_UNIT = View(
    "department_unit",
    "The rows that a department's revenue table has for its units, each with the unit's own disclosure where that is "
    "loaded; a disclosure that two rows may mean is held against neither.",
    "部门收入总表所列单位及其单位公开文件",
    f"""
    WITH disclosed AS (
      SELECT d.disclosure_id, d.unit, d.jurisdiction_code, d.fiscal_year, d.stage, d.scope, p.entity_key
      FROM dim_disclosure d JOIN publisher p USING (disclosure_id)
      WHERE d.is_current AND d.status = 'read' AND d.fiscal_year IS NOT NULL),
    listed AS (
      SELECT c.disclosure_id, c.cell_id, c.amount_cny, u.entity_key, {_NAME} AS name,
             regexp_replace({_NAME}, '{OWN_PART}', '') AS whole,
             c.row_kind = 'detail' AND NOT (
               u.entity_key IS NOT DISTINCT FROM p.entity_key AND c.amount_cny IS NOT DISTINCT FROM t.amount_cny
               AND count(*) FILTER (WHERE c.row_kind = 'detail') OVER (PARTITION BY c.disclosure_id) > 1) AS is_leaf
      FROM cell c
      JOIN publisher p USING (disclosure_id)
      JOIN disclosed d ON d.disclosure_id = c.disclosure_id
      JOIN disclosure_total t USING (disclosure_id)
      JOIN (SELECT cell_id, unit_key FROM fact_budget_line
            UNION ALL SELECT cell_id, unit_key FROM fact_reported_total) l ON l.cell_id = c.cell_id
      JOIN dim_unit u ON u.unit_key = l.unit_key
      WHERE c.table_id IN ('revenue', 'final_revenue') AND c.column_id = 'total' AND c.row_role = 'unit'
        AND c.measure = d.stage AND c.row_kind IN ('detail', 'unit')),
    own AS (
      SELECT d.disclosure_id, r.cell_id, o.disclosure_id AS unit_id
      FROM disclosed d
      JOIN listed r USING (disclosure_id)
      JOIN disclosed o ON o.fiscal_year = d.fiscal_year AND o.stage = d.stage AND o.scope IN ('own', 'unit')
        AND CASE WHEN o.entity_key = d.entity_key
                 THEN r.is_leaf AND (r.entity_key = d.entity_key OR (r.name <> r.whole AND r.whole = o.unit))
                 ELSE r.entity_key = o.entity_key END
      WHERE d.scope = 'department'
      QUALIFY count(*) OVER (PARTITION BY d.disclosure_id, o.disclosure_id) = 1)
    SELECT d.disclosure_id, d.jurisdiction_code, d.unit AS department, d.fiscal_year, d.stage, r.name AS unit,
           r.entity_key, r.is_leaf, r.amount_cny, r.cell_id, min(own.unit_id) AS unit_id
    FROM disclosed d
    JOIN listed r USING (disclosure_id)
    LEFT JOIN own ON own.disclosure_id = d.disclosure_id AND own.cell_id = r.cell_id
    WHERE d.scope = 'department'
    GROUP BY ALL
    """,  # noqa: S608
    (
        ("disclosure_id", "The department's disclosure. 部门披露文件"),
        ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
        ("department", "The department. 部门"),
        ("fiscal_year", "Budget year. 预算年度"),
        ("stage", "Budget or final account. 阶段"),
        ("unit", "The unit as the row names it. 单位"),
        ("entity_key", "The unit under all its names. 主体键"),
        ("is_leaf", "No unit is listed below it. 末级"),
        ("amount_cny", "Yuan. 金额（元）"),
        ("cell_id", "The row's total. 单元格"),
        ("unit_id", "The unit's own disclosure; NULL where none is loaded. 单位披露文件"),
    ),
)

DEPARTMENT_AND_UNITS = View(
    "department_and_units",
    "A department's revenue beside the rows it prints for its units and beside its units' own disclosures.",
    "部门收入总计与所属单位之和",
    """
    WITH listed AS (
      SELECT u.disclosure_id, count(*) AS units, sum(u.amount_cny) AS rows_cny, count(t.cell_id) AS units_loaded,
             sum(t.amount_cny) AS units_cny, sum(u.amount_cny) FILTER (WHERE t.cell_id IS NOT NULL) AS their_rows_cny
      FROM department_unit u LEFT JOIN disclosure_total t ON t.disclosure_id = u.unit_id
      WHERE u.is_leaf
      GROUP BY ALL),
    transfer AS (
      SELECT disclosure_id, sum(amount_cny) AS amount_cny FROM internal_transfers WHERE flow = 'revenue' GROUP BY ALL)
    SELECT d.disclosure_id, d.jurisdiction_code, d.unit, d.fiscal_year, d.stage, t.amount_cny AS department_cny,
           l.units, l.rows_cny, coalesce(l.units_loaded, 0) AS units_loaded, l.their_rows_cny, l.units_cny,
           transfer.amount_cny AS transfers_cny
    FROM dim_disclosure d
    JOIN disclosure_total t USING (disclosure_id)
    LEFT JOIN listed l USING (disclosure_id)
    LEFT JOIN transfer USING (disclosure_id)
    WHERE d.scope = 'department' AND d.is_current AND d.status = 'read'
    """,
    (
        ("disclosure_id", "The department's disclosure. 部门披露文件"),
        ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
        ("unit", "The department. 部门"),
        ("fiscal_year", "Budget year. 预算年度"),
        ("stage", "Budget or final account. 阶段"),
        ("department_cny", "Its total revenue. 部门收入总计（元）"),
        ("units", "How many units without units below them its revenue table lists; NULL where none. 所列单位数"),
        ("rows_cny", "What their rows come to. 所列单位之和（元）"),
        ("units_loaded", "For how many of them their own disclosure is loaded. 已载单位文件数"),
        ("their_rows_cny", "What the rows of these come to. 已载单位在部门表中之和（元）"),
        ("units_cny", "What their own disclosures come to. 单位文件之和（元）"),
        ("transfers_cny", "Revenue that may be units paying each other, never taken out. 内部转移候选（元）"),
    ),
)

UNIT_VIEWS = (UNIT_TREE, DISCLOSURE_TOTAL, DEPARTMENT_UNIT, INTERNAL_TRANSFERS, DEPARTMENT_AND_UNITS)
