"""Spending: by function, by economic class, and what a place spends altogether.

Here: views over all funds' expenditure, a class's part in basic and in project spending, personnel and running costs.
Not here: projects (``projects``) and comparisons of years (``years``).
"""

from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View
from pipeline.warehouse.views.canonical import AMOUNT_COLUMNS, EDITION_COLUMN, lines_of

_SPENT = "l.flow = 'expenditure'"
_BY_CLASS = ("economic", "expenditure", "gpb_economic", "gpb_basic", "final_gpb_basic")

EXPENDITURE_BY_FUNCTION = View(
    "expenditure_by_function",
    "Expenditure of all funds by functional subject and nature.",
    "支出：功能科目×支出性质",
    f"""
    SELECT {DISCLOSURE}, d.code_edition, f.code AS function_code, f.name AS function_name, n.name AS nature,
           l.table_id, sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
    FROM ({lines_of(("expenditure", "final_expenditure"), _SPENT)}) l
    JOIN current_disclosure d USING (disclosure_id)
    JOIN dim_function f USING (function_key)
    JOIN dim_nature n USING (nature_key)
    GROUP BY ALL
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        EDITION_COLUMN,
        ("function_code", "Functional subject. 功能科目编码"),
        ("function_name", "Its name. 功能科目名称"),
        ("nature", "Nature of expenditure. 支出性质"),
        *AMOUNT_COLUMNS,
    ),
)

EXPENDITURE_BY_ECONOMIC = View(
    "expenditure_by_economic",
    "Expenditure by department and government economic class and fund; table_id tells which money.",
    "支出：部门经济科目×政府经济科目×资金来源",
    f"""
    SELECT {DISCLOSURE}, d.code_edition, e.code AS dept_econ_code, e.name AS dept_econ_name,
           g.code AS gov_econ_code, g.name AS gov_econ_name, s.name AS fund, l.line_kind, l.table_id,
           sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
    FROM ({lines_of(_BY_CLASS, _SPENT, "dept_econ")}) l
    JOIN current_disclosure d USING (disclosure_id)
    JOIN dim_economic e ON e.economic_key = l.dept_economic_key
    JOIN dim_economic g ON g.economic_key = l.gov_economic_key
    JOIN dim_fund s USING (fund_key)
    GROUP BY ALL
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        EDITION_COLUMN,
        ("dept_econ_code", "Department economic class. 部门预算经济科目编码"),
        ("dept_econ_name", "Its name. 部门预算经济科目名称"),
        ("gov_econ_code", "Government economic class. 政府预算经济科目编码"),
        ("gov_econ_name", "Its name. 政府预算经济科目名称"),
        ("fund", "Fund source. 资金来源"),
        ("line_kind", "Current money or carried in. 行类型"),
        *AMOUNT_COLUMNS,
    ),
)

_BY_FUNCTION = ("expenditure", "balance", "final_expenditure", "final_balance")

SPENDING_OF_PLACES = View(
    "spending_of_places",
    "What a place spends by functional class (类), nothing counted twice: units that a loaded department's disclosure "
    "covers are left out.",
    "各地支出：按功能分类（类），已剔除被部门覆盖的单位",
    f"""
    SELECT d.jurisdiction_code, j.name AS jurisdiction, d.fiscal_year, d.stage, f.code[:3] AS class_code,
           any_value(coalesce(c.name, f.name)) AS class_name, count(DISTINCT l.disclosure_id) AS disclosures,
           sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
    FROM ({lines_of(_BY_FUNCTION, _SPENT + " AND l.function_key <> 0 AND l.amount_cny <> 0")}) l
    JOIN current_disclosure d USING (disclosure_id)
    JOIN dim_function f USING (function_key)
    LEFT JOIN dim_function c ON c.edition IS NOT DISTINCT FROM f.edition AND c.code = f.code[:3]
    LEFT JOIN dim_jurisdiction j ON j.jurisdiction_code = d.jurisdiction_code
    GROUP BY d.jurisdiction_code, j.name, d.fiscal_year, d.stage, f.code[:3]
    """,  # noqa: S608
    (
        ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
        ("jurisdiction", "Its name. 行政区划"),
        ("fiscal_year", "Budget year. 预算年度"),
        ("stage", "Budget or final account. 阶段"),
        ("class_code", "Functional class. 功能分类类级编码"),
        ("class_name", "Its name. 功能分类类级名称"),
        ("disclosures", "How many disclosures this adds up: only what is loaded is counted. 所含披露文件数"),
        ("amount_cny", "Yuan, all funds, what is spent from carried-in money included. 金额（元）"),
        ("flagged_cells", "How many of the cells summed carry a flag. 存疑单元格数"),
    ),
)

_BASIC_FAMILIES = (
    "expenditure",
    "fiscal_basic",
    "basic_expenditure",
    "gpb_basic",
    "gpb_expenditure",
    "final_gpb_basic",
)
_BASIC_KINDS = """n.id IN ('basic.personnel', 'basic.public')
        OR (n.id = 'basic' AND e.code[:3] IN ('301', '302', '303', '310'))"""

PERSONNEL_AND_PUBLIC = View(
    "personnel_and_public",
    "Basic expenditure as personnel (人员经费) and running costs (公用经费), of the widest table that tells.",
    "基本支出：人员经费与公用经费",
    f"""
    SELECT {DISCLOSURE}, b.entity_key,
           CASE WHEN n.id = 'basic.personnel' OR (n.id = 'basic' AND e.code[:3] IN ('301', '303'))
                THEN 'personnel' ELSE 'public' END AS kind,
           l.table_id, sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
    FROM ({
        lines_of(
            _BASIC_FAMILIES,
            "l.flow = 'expenditure' AND EXISTS (SELECT 1 FROM dim_nature n, dim_economic e "
            "WHERE n.nature_key = l.nature_key AND e.economic_key = l.dept_economic_key AND (" + _BASIC_KINDS + "))",
        )
    }) l
    JOIN current_disclosure d USING (disclosure_id)
    JOIN publisher b USING (disclosure_id)
    JOIN dim_nature n USING (nature_key)
    JOIN dim_economic e ON e.economic_key = l.dept_economic_key
    GROUP BY ALL
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("entity_key", "The unit under all its names: what joins its years. 主体键"),
        ("kind", "personnel 人员经费 or public 公用经费. 类别"),
        ("table_id", "Table family that answers: its funds are what is counted; compare like with like. 取数表"),
        *AMOUNT_COLUMNS[1:],
    ),
)

PUBLIC_PER_HEAD = View(
    "public_per_head",
    "Running costs (公用经费) per person on the staff, where a disclosure states one whole number of staff of its own.",
    "人均公用经费",
    f"""
    WITH staff AS (
      SELECT h.disclosure_id, min(h.people) AS people
      FROM fact_headcount h JOIN publisher b USING (disclosure_id, unit_key)
      WHERE h.kind = 'staff' AND h.category = 'total' AND NOT h.is_part AND h.people > 0
      GROUP BY ALL HAVING min(h.people) = max(h.people))
    SELECT {DISCLOSURE}, p.entity_key, p.table_id, p.amount_cny AS public_cny, s.people,
           round(p.amount_cny / s.people, 2) AS per_head_cny, p.flagged_cells
    FROM personnel_and_public p
    JOIN dim_disclosure d USING (disclosure_id)
    JOIN staff s USING (disclosure_id)
    WHERE p.kind = 'public'
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("entity_key", "The unit under all its names. 主体键"),
        ("table_id", "Table family of the running costs: its funds are what is counted. 取数表"),
        ("public_cny", "Running costs in yuan. 公用经费（元）"),
        ("people", "Staff as stated, on whatever date. 实有人数"),
        ("per_head_cny", "Yuan for one. 人均（元）"),
        ("flagged_cells", "How many of the cells summed carry a flag. 存疑单元格数"),
    ),
)

_OF_CLASS = "l.flow = 'expenditure' AND l.dept_economic_key <> 0"
_IN_PROJECTS = """EXISTS (SELECT 1 FROM dim_nature n
        WHERE n.nature_key = l.nature_key AND (n.id = 'project' OR n.id LIKE 'project.%'))"""
_IN_BASIC = """EXISTS (SELECT 1 FROM dim_nature n
        WHERE n.nature_key = l.nature_key AND (n.id = 'basic' OR n.id LIKE 'basic.%'))"""
_OF_BUDGET = """EXISTS (SELECT 1 FROM dim_fund s WHERE s.fund_key = l.fund_key AND (s.id = 'gpb' OR s.id LIKE 'gpb.%'))
        AND l.line_kind = 'current'"""


_PROJECTS_BY_CLASS = ("gpb_project_economic", "gpb_economic", "gpb_expenditure", "expenditure")


def _amounts(families: tuple[str, ...], condition: str, name: str) -> str:
    return f"""
      SELECT disclosure_id, e.code, any_value(e.name) AS name, l.table_id AS {name}_table,
             sum(l.amount_cny) AS {name}_cny, count_if(l.is_flagged) AS {name}_flagged
      FROM ({lines_of(families, f"{_OF_CLASS} AND {condition}", "dept_econ")}) l
      JOIN dim_economic e ON e.economic_key = l.dept_economic_key
      GROUP BY ALL"""  # noqa: S608


ECONOMIC_CLASS_BY_NATURE = View(
    "economic_class_by_nature",
    "An economic class in basic and in project spending, e.g. 委托业务费 30227: of the general public budget, else of "
    "all funds.",
    "经济科目在基本支出与项目支出中的金额",
    f"""
    WITH basic AS ({_amounts(("gpb_basic", "basic_expenditure", "final_gpb_basic"), _IN_BASIC, "basic")}),
    printed AS ({_amounts(_PROJECTS_BY_CLASS, _IN_PROJECTS, "project")}),
    whole AS ({_amounts(("economic", "gpb_economic"), _OF_BUDGET, "whole")}),
    class AS (
      SELECT disclosure_id, code, name FROM basic UNION SELECT disclosure_id, code, name FROM printed
      UNION SELECT disclosure_id, code, name FROM whole),
    prints AS (
      SELECT disclosure_id, bool_or(table_id IN ('gpb_basic', 'final_gpb_basic')) AS has_basic
      FROM dim_table WHERE NOT is_quarantined GROUP BY ALL)
    SELECT {DISCLOSURE}, c.code AS dept_econ_code, any_value(c.name) AS dept_econ_name,
           any_value(b.basic_cny) AS basic_cny, any_value(b.basic_table) AS basic_table,
           coalesce(any_value(p.project_cny),
                    CASE WHEN any_value(t.has_basic)
                         THEN any_value(w.whole_cny) - coalesce(any_value(b.basic_cny), 0) END) AS project_cny,
           coalesce(any_value(p.project_table), CASE WHEN any_value(t.has_basic)
                    THEN any_value(w.whole_table) || ' − gpb_basic' END) AS project_table,
           coalesce(any_value(b.basic_flagged), 0) + coalesce(any_value(p.project_flagged), 0)
             + CASE WHEN any_value(p.project_cny) IS NULL THEN coalesce(any_value(w.whole_flagged), 0) ELSE 0 END
             AS flagged_cells
    FROM class c
    JOIN current_disclosure d USING (disclosure_id)
    LEFT JOIN basic b USING (disclosure_id, code)
    LEFT JOIN printed p USING (disclosure_id, code)
    LEFT JOIN whole w USING (disclosure_id, code)
    LEFT JOIN prints t USING (disclosure_id)
    GROUP BY ALL
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("dept_econ_code", "Department economic class. 部门预算经济科目编码"),
        ("dept_econ_name", "Its name. 部门预算经济科目名称"),
        ("basic_cny", "Of it in basic expenditure; NULL where none is printed. 基本支出（元）"),
        ("basic_table", "Table family that says so: its funds are what is counted. 基本支出取数表"),
        (
            "project_cny",
            "In project expenditure, printed or as what basic leaves; NULL where neither is told. 项目支出（元）",
        ),
        ("project_table", "Table family that says so, or the difference it is. 项目支出取数表"),
        ("flagged_cells", "How many of the cells summed carry a flag. 存疑单元格数"),
    ),
)

SPENDING_VIEWS = (
    EXPENDITURE_BY_FUNCTION,
    EXPENDITURE_BY_ECONOMIC,
    SPENDING_OF_PLACES,
    PERSONNEL_AND_PUBLIC,
    PUBLIC_PER_HEAD,
    ECONOMIC_CLASS_BY_NATURE,
)
