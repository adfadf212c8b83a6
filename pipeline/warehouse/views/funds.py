"""Where the money comes from, and what is carried over.

Here: revenue by fund source, and what each fund carries in and out. Not here: what it is spent on (``spending``).
"""

from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View
from pipeline.warehouse.views.canonical import AMOUNT_COLUMNS, lines_of

REVENUE_BY_FUND = View(
    "revenue_by_fund",
    "Revenue by fund source, current and carried in.",
    "收入：资金来源",
    f"""
    SELECT {DISCLOSURE}, s.id AS fund_id, s.name AS fund, l.line_kind, l.table_id,
           sum(l.amount_cny) AS amount_cny, count_if(l.is_flagged) AS flagged_cells
    FROM ({lines_of(("revenue", "balance", "final_balance", "final_revenue"), "l.flow = 'revenue'")}) l
    JOIN current_disclosure d USING (disclosure_id)
    JOIN dim_fund s USING (fund_key)
    GROUP BY ALL
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("fund_id", "Fund source. 资金来源标识"),
        ("fund", "Its name. 资金来源"),
        ("line_kind", "Current money, carried in, surplus used. 行类型"),
        *AMOUNT_COLUMNS,
    ),
)

_CARRIED_IN = ("revenue", "fiscal_balance", "balance", "final_fiscal_balance", "final_balance")
_CARRIED_OUT = ("fiscal_balance", "balance", "final_fiscal_balance", "final_balance")


def _carried(families: tuple[str, ...], kind: str) -> str:
    return f"""
      SELECT disclosure_id, l.fund_key, l.table_id, l.line_kind, l.amount_cny, l.is_flagged
      FROM ({lines_of(families, f"l.line_kind = '{kind}'")}) l"""  # noqa: S608


CARRY_OVER_BY_FUND = View(
    "carry_over_by_fund",
    "What each fund carries in from the year before and out to the next, of the first table that tells it.",
    "结转结余：按资金来源",
    f"""
    SELECT {DISCLOSURE}, s.id AS fund_id, s.name AS fund, l.line_kind, l.table_id, sum(l.amount_cny) AS amount_cny,
           count_if(l.is_flagged) AS flagged_cells
    FROM ({_carried(_CARRIED_IN, "carry_in")} UNION ALL {_carried(_CARRIED_OUT, "carry_out")}) l
    JOIN current_disclosure d USING (disclosure_id)
    JOIN dim_fund s USING (fund_key)
    GROUP BY ALL
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("fund_id", "Fund source; 未公开 where the table does not tell funds apart. 资金来源标识"),
        ("fund", "Its name. 资金来源"),
        ("line_kind", "carry_in from the year before, carry_out to the next. 结转方向"),
        *AMOUNT_COLUMNS,
    ),
)

FUND_VIEWS = (REVENUE_BY_FUND, CARRY_OVER_BY_FUND)
