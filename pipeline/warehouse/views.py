"""The views that analysts query, declared once with their comments.

Here: SQL of the views. ``reported_cell`` is the contract of DESIGN §6; the others answer one question each from one
canonical table family per disclosure, current versions only, and leave out units that a loaded department covers.
"""

from pipeline.recover.frames import REPORTED_CELL_FIELDS
from pipeline.warehouse.list_views import LIST_VIEWS
from pipeline.warehouse.quality_views import QUALITY_VIEWS
from pipeline.warehouse.target_views import TARGET_VIEWS
from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View

_REPORTED_CELL_COLUMNS = ", ".join(
    "d.file_name" if field.name == "file_name" else f"c.{field.name}" for field in REPORTED_CELL_FIELDS
)

_EDITION_COLUMN = ("code_edition", "Edition of its subject codes; code_succession joins editions. 科目版本")
_AMOUNT_COLUMNS = (
    ("table_id", "Table family that answers. 取数表"),
    ("amount_cny", "Yuan. 金额（元）"),
    ("flagged_cells", "How many of the cells summed carry a flag. 存疑单元格数"),
)

_CANONICAL_FAMILIES = {
    "expenditure_by_function": ("expenditure",),
    "expenditure_by_economic": ("economic", "expenditure", "gpb_economic", "gpb_basic"),
    "revenue_by_fund": ("revenue", "balance"),
}


def _lines(question: str, flow: str, axis: str = "") -> str:
    """Lines of the one family that answers a question, per disclosure the first that is there and publishes the axis.

    What a table prints of other years, or a second time by another axis, is left out.
    """
    families = _CANONICAL_FAMILIES[question]
    rank = " ".join(f"WHEN '{family}' THEN {order}" for order, family in enumerate(families))
    names = ", ".join(f"'{family}'" for family in families)
    return f"""
      SELECT l.*, t.table_id, l.certainty NOT IN ('proved', 'positioned') AS is_flagged
      FROM fact_budget_line l
      JOIN dim_table t USING (disclosure_id, table_no)
      WHERE t.table_id IN ({names}) AND l.flow = '{flow}' AND l.presentation = 'main'
        AND l.measure IN ('budget', 'final') AND coalesce(t.axes, '') LIKE '%{axis}%'
      QUALIFY rank() OVER (PARTITION BY l.disclosure_id ORDER BY CASE t.table_id {rank} END) = 1"""  # noqa: S608


VIEWS = (
    View(
        "reported_cell",
        "The tables as we stand by them, long: one row per figure.",
        "报表单元格：逐数列示",
        f"SELECT {_REPORTED_CELL_COLUMNS} FROM cell c JOIN dim_disclosure d USING (disclosure_id)",  # noqa: S608
        tuple((field.name, f"{field.english} {field.chinese}") for field in REPORTED_CELL_FIELDS),
    ),
    View(
        "current_disclosure",
        "Current, read disclosures, without units that a loaded department's disclosure of the year covers.",
        "现行披露：不含已被所属部门覆盖的单位",
        """
        SELECT d.* FROM dim_disclosure d
        WHERE d.is_current AND d.status = 'read' AND NOT (
          d.scope IS DISTINCT FROM 'department' AND EXISTS (
            SELECT 1
            FROM dim_disclosure department
            JOIN disclosure_unit covered ON covered.disclosure_id = department.disclosure_id
            JOIN dim_unit covered_unit USING (unit_key)
            WHERE department.scope = 'department' AND department.is_current
              AND department.fiscal_year = d.fiscal_year AND department.stage = d.stage
              AND department.jurisdiction_code IS NOT DISTINCT FROM d.jurisdiction_code
              AND (covered_unit.name = d.unit OR covered_unit.name = d.unit || '本级')))
        """,
        (("disclosure_id", "Disclosure. 披露文件"), ("unit", "Publishing unit or department. 公开主体")),
    ),
    View(
        "expenditure_by_function",
        "Expenditure of all funds by functional subject and nature.",
        "支出：功能科目×支出性质",
        f"""
        SELECT {DISCLOSURE}, d.code_edition, f.code AS function_code, f.name AS function_name, n.name AS nature,
               l.table_id, sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
        FROM ({_lines("expenditure_by_function", "expenditure")}) l
        JOIN current_disclosure d USING (disclosure_id)
        JOIN dim_function f USING (function_key)
        JOIN dim_nature n USING (nature_key)
        GROUP BY ALL
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            _EDITION_COLUMN,
            ("function_code", "Functional subject. 功能科目编码"),
            ("function_name", "Its name. 功能科目名称"),
            ("nature", "Nature of expenditure. 支出性质"),
            *_AMOUNT_COLUMNS,
        ),
    ),
    View(
        "expenditure_by_economic",
        "Expenditure by department and government economic class and fund; table_id tells which money.",
        "支出：部门经济科目×政府经济科目×资金来源",
        f"""
        SELECT {DISCLOSURE}, d.code_edition, e.code AS dept_econ_code, e.name AS dept_econ_name,
               g.code AS gov_econ_code, g.name AS gov_econ_name, s.name AS fund, l.line_kind, l.table_id,
               sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
        FROM ({_lines("expenditure_by_economic", "expenditure", "dept_econ")}) l
        JOIN current_disclosure d USING (disclosure_id)
        JOIN dim_economic e ON e.economic_key = l.dept_economic_key
        JOIN dim_economic g ON g.economic_key = l.gov_economic_key
        JOIN dim_fund s USING (fund_key)
        GROUP BY ALL
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            _EDITION_COLUMN,
            ("dept_econ_code", "Department economic class. 部门预算经济科目编码"),
            ("dept_econ_name", "Its name. 部门预算经济科目名称"),
            ("gov_econ_code", "Government economic class. 政府预算经济科目编码"),
            ("gov_econ_name", "Its name. 政府预算经济科目名称"),
            ("fund", "Fund source. 资金来源"),
            ("line_kind", "Current money or carried in. 行类型"),
            *_AMOUNT_COLUMNS,
        ),
    ),
    View(
        "revenue_by_fund",
        "Revenue by fund source, current and carried in.",
        "收入：资金来源",
        f"""
        SELECT {DISCLOSURE}, s.id AS fund_id, s.name AS fund, l.line_kind, l.table_id,
               sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
        FROM ({_lines("revenue_by_fund", "revenue")}) l
        JOIN current_disclosure d USING (disclosure_id)
        JOIN dim_fund s USING (fund_key)
        GROUP BY ALL
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            ("fund_id", "Fund source. 资金来源标识"),
            ("fund", "Its name. 资金来源"),
            ("line_kind", "Current money, carried in, surplus used. 行类型"),
            *_AMOUNT_COLUMNS,
        ),
    ),
    View(
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
    ),
    View(
        "three_public",
        "The three public expenses, item by item.",
        "“三公”经费",
        f"""
        SELECT {DISCLOSURE}, CASE WHEN c.column_id = 'all_funds' THEN c.row_role ELSE c.column_id END AS item,
               CASE WHEN c.column_id = 'all_funds' THEN c.row_label ELSE c.column_path END AS label,
               c.measure, c.amount_cny, c.certainty, c.cell_id
        FROM cell c
        JOIN current_disclosure d USING (disclosure_id)
        WHERE c.table_id = 'three_public' AND (c.column_id = 'all_funds' OR c.row_kind = 'total')
          AND c.column_id NOT IN ('fiscal', 'gpb', 'gov_fund', 'state_capital')
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            ("item", "Item by meaning. 项目标识"),
            ("label", "Item as printed. 项目"),
            ("measure", "The year's budget, the year before, the change. 计量"),
            ("amount_cny", "Yuan. 金额（元）"),
            ("certainty", "What the cell is worth. 可信度"),
            ("cell_id", "The reported cell. 单元格"),
        ),
    ),
    View(
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
    ),
    View(
        "reconciliation",
        "Every judged identity with its wording.",
        "勾稽结果",
        """
        SELECT d.disclosure_id, d.file_name, d.unit, d.fiscal_year, k.identity_id, i.chinese, i.english, i.is_hard,
               coalesce(t.table_id, 'narrative') AS table_id, k.instance, k.lhs, k.rhs, k.difference, k.envelope,
               k.verdict, k.cause, k.attribution, k.acknowledged, k.cell_ids, s.cell_id AS first_suspect, s.likely_value
        FROM fact_check k
        JOIN dim_disclosure d USING (disclosure_id)
        JOIN dim_identity i USING (identity_id)
        LEFT JOIN dim_table t ON t.disclosure_id = k.disclosure_id AND t.table_no = k.table_no
        LEFT JOIN suspect s ON s.disclosure_id = k.disclosure_id AND s.identity_id = k.identity_id
          AND s.instance = k.instance AND s.rank = 1
        """,
        (
            ("identity_id", "Identity. 勾稽关系编号"),
            ("table_id", "Table family it is about; narrative for claims of the text. 表类"),
            ("verdict", "How it came out. 结论"),
            ("difference", "Left minus right, in the printed unit. 差额"),
            ("acknowledged", "Why a person says that it is the publisher's. 确认理由"),
            ("first_suspect", "The cell to look at first; NULL where it is blank. 首要存疑单元格"),
            ("likely_value", "What that cell would have to be; what is printed stays as it is. 应为"),
        ),
    ),
    View(
        "suspected_cell",
        "The cells to look at for each break, as printed and as they would have to be.",
        "存疑单元格：原文与应为",
        """
        WITH labels AS (
          SELECT disclosure_id, table_no, row_no, min(row_label) AS row_label FROM cell GROUP BY ALL),
        paths AS (
          SELECT disclosure_id, table_no, col_no, min(column_path) AS column_path FROM cell GROUP BY ALL)
        SELECT s.disclosure_id, d.file_name, d.unit, d.fiscal_year, s.identity_id, s.instance, s.rank, s.cell_id,
               t.table_id, s.table_no, c.page, c.line, s.row_no, coalesce(c.row_label, labels.row_label) AS row_label,
               s.col_no, coalesce(c.column_path, paths.column_path) AS column_path, c.printed, s.likely_value, s.reason
        FROM suspect s
        JOIN dim_disclosure d USING (disclosure_id)
        JOIN dim_table t ON t.disclosure_id = s.disclosure_id AND t.table_no = s.table_no
        LEFT JOIN cell c USING (cell_id)
        LEFT JOIN labels ON labels.disclosure_id = s.disclosure_id AND labels.table_no = s.table_no
          AND labels.row_no = s.row_no
        LEFT JOIN paths ON paths.disclosure_id = s.disclosure_id AND paths.table_no = s.table_no
          AND paths.col_no = s.col_no
        """,
        (
            ("rank", "From 1, the likeliest wrong cell. 序次"),
            ("cell_id", "The cell; NULL where it is blank. 单元格"),
            ("printed", "The figure as printed. 原文"),
            ("likely_value", "What it would have to be; NULL when several values are possible. 应为"),
            ("reason", "Why it is suspected. 理由"),
        ),
    ),
    View(
        "claims",
        "What the narratives state, with the cells it was held against and how it came out.",
        "文字说明中的数字及其核对",
        f"""
        SELECT {DISCLOSURE}, c.claim_no, c.page, c.line, c.sentence, c.kind, c.quantity, c.subject, c.printed, c.unit,
               c.value, c.amount_cny, c.word, c.comparison, c.period, c.measure, c.verdict, c.identity_id, c.lhs, c.rhs,
               c.difference, c.cause, c.attribution, c.reason, c.cell_ids
        FROM fact_claim c
        JOIN current_disclosure d USING (disclosure_id)
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            ("sentence", "The sentence as printed. 原句"),
            ("kind", "amount, change, growth, share or base. 类别"),
            ("quantity", "The quantity it speaks of; NULL where that is not sure. 指标标识"),
            ("verdict", "How it came out. 结论"),
            ("reason", "Why it is not evaluable. 未核对原因"),
        ),
    ),
    View(
        "coverage",
        "What was read of each file: tables, tokens, cells, unplaced, quarantined, and why a file was not read.",
        "覆盖情况",
        """
        SELECT d.disclosure_id, d.file_name, d.unit, d.fiscal_year, d.format, d.status, d.reason,
          (SELECT count(*) FROM dim_table t WHERE t.disclosure_id = d.disclosure_id) AS tables,
          (SELECT count(*) FROM dim_table t WHERE t.disclosure_id = d.disclosure_id AND t.status = 'other')
            AS other_tables,
          (SELECT count(*) FROM dim_table t WHERE t.disclosure_id = d.disclosure_id AND t.is_quarantined)
            AS quarantined_tables,
          (SELECT coalesce(sum(k.tokens), 0)::BIGINT FROM token_count k
            WHERE k.disclosure_id = d.disclosure_id AND k.token_class IN ('amount', 'count')) AS amount_tokens,
          (SELECT count(*) FROM cell c WHERE c.disclosure_id = d.disclosure_id) AS cells,
          (SELECT count(*) FROM unread_page p WHERE p.disclosure_id = d.disclosure_id) AS unread_pages,
          (SELECT count(*) FROM unplaced u WHERE u.disclosure_id = d.disclosure_id
            AND u.token_class IN ('amount', 'count')) AS unplaced,
          (SELECT count(*) FROM unplaced u WHERE u.disclosure_id = d.disclosure_id AND u.token_class = 'label')
            AS doubtful_labels,
          (SELECT count(*) FROM cell c WHERE c.disclosure_id = d.disclosure_id
            AND c.table_id NOT LIKE 'other:%' AND c.certainty NOT IN ('proved', 'positioned')) AS flagged_cells
        FROM dim_disclosure d
        """,
        (
            ("status", "read, unread, rejected or no_tables. 状态"),
            ("reason", "Why it was not read. 未读原因"),
            ("amount_tokens", "Amounts and counts in table regions. 金额及数量个数"),
            ("cells", "Of these, placed as cells. 已归位"),
            ("unread_pages", "Pages whose tables were not read (unread_page says why). 未读页数"),
            ("unplaced", "Of these, listed with a reason. 未归位"),
            ("doubtful_labels", "Labels beside page breaks whose row is not sure; unplaced lists them. 归属不明的标签"),
        ),
    ),
    *LIST_VIEWS,
    *QUALITY_VIEWS,
    *TARGET_VIEWS,
)
