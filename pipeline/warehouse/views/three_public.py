"""The three public expenses (“三公”经费), item by item and over the stages of a year.

Here: views over their tables, budgets and final accounts. Not here: other spending.
"""

from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View

THREE_PUBLIC = View(
    "three_public",
    "The three public expenses, item by item.",
    "“三公”经费",
    f"""
    SELECT {DISCLOSURE}, CASE WHEN c.column_id = 'all_funds' THEN c.row_role ELSE c.column_id END AS item,
           CASE WHEN c.column_id = 'all_funds' THEN c.row_label ELSE c.column_path END AS label,
           c.measure, c.amount_cny, c.certainty, c.cell_id
    FROM cell c
    JOIN current_disclosure d USING (disclosure_id)
    WHERE c.table_id IN ('three_public', 'final_three_public') AND (c.column_id = 'all_funds' OR c.row_kind = 'total')
      AND c.column_id NOT IN ('fiscal', 'gpb', 'gov_fund', 'state_capital')
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("item", "Item by meaning. 项目标识"),
        ("label", "Item as printed. 项目"),
        (
            "measure",
            "The year's budget, the year before, the change; initial and adjusted budget and outcome of finals. 计量",
        ),
        ("amount_cny", "Yuan. 金额（元）"),
        ("certainty", "What the cell is worth. 可信度"),
        ("cell_id", "The reported cell. 单元格"),
    ),
)


def _stated(stage: str, measure: str, offset: int, name: str) -> str:
    return (
        f"max(t.amount_cny) FILTER (WHERE d.stage = '{stage}' AND t.measure = '{measure}' "
        f"AND d.fiscal_year = y.fiscal_year + {offset}) AS {name}"
    )


THREE_PUBLIC_OVER_YEARS = View(
    "three_public_over_years",
    "Each item of the three public expenses in a year: as budgeted, as the next year's budget states it, as the final "
    "account states the budget, and as spent. Amounts stand side by side, none in another's place.",
    "“三公”经费：预算、次年所列上年数、决算所列年初与调整预算、决算",
    f"""
    WITH stated AS (
      SELECT b.entity_key, t.*
      FROM three_public t JOIN publisher b USING (disclosure_id)
      WHERE t.scope IS NOT NULL),
    year AS (
      SELECT DISTINCT entity_key, scope, item,
             CASE WHEN measure = 'prior' THEN fiscal_year - 1 ELSE fiscal_year END AS fiscal_year
      FROM stated WHERE measure <> 'change' AND NOT (measure = 'final' AND stage = 'budget'))
    SELECT u.jurisdiction_code, y.entity_key, u.name AS unit, y.scope, y.fiscal_year, y.item,
           {_stated("budget", "budget", 0, "budget_cny")},
           {_stated("budget", "prior", 1, "prior_in_next_cny")},
           {_stated("final", "initial", 0, "initial_cny")},
           {_stated("final", "adjusted", 0, "adjusted_cny")},
           {_stated("final", "final", 0, "final_cny")}
    FROM year y
    JOIN dim_unit u ON u.unit_key = y.entity_key
    JOIN stated t ON t.entity_key = y.entity_key AND t.scope = y.scope AND t.item = y.item
      AND t.fiscal_year BETWEEN y.fiscal_year AND y.fiscal_year + 1
    JOIN dim_disclosure d USING (disclosure_id)
    GROUP BY ALL
    """,  # noqa: S608
    (
        ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
        ("entity_key", "The unit under all its names. 主体键"),
        ("unit", "Its latest name. 公开主体"),
        ("scope", "Whose money. 公开范围"),
        ("fiscal_year", "The year that the amounts are of. 年度"),
        ("item", "Item by meaning: total, abroad, vehicles, reception … 项目标识"),
        ("budget_cny", "The budget, as the year's budget publishes it. 当年预算（元）"),
        ("prior_in_next_cny", "The year as the next year's budget states it (上年). 次年所列上年数（元）"),
        ("initial_cny", "The initial budget as the final account states it. 决算所列年初预算（元）"),
        ("adjusted_cny", "The adjusted budget as the final account states it. 决算所列调整预算（元）"),
        ("final_cny", "Spent. 决算（元）"),
    ),
)

THREE_PUBLIC_VIEWS = (THREE_PUBLIC, THREE_PUBLIC_OVER_YEARS)
