"""Budget of fiscal appropriation (财政拨款收支总表): both sides, expenditure by fund."""

from pipeline.tables.model import Family, Side
from pipeline.tables.vocabulary import EXPENDITURE, EXPENDITURE_ITEMS, FUNDED, REVENUE_ITEMS

FAMILY = Family(
    table_id="fiscal_balance",
    chinese="财政拨款收支总表",
    titles=r"财政拨款(?:收支|收入支出)",
    not_titles=r"决算",
    columns=(FUNDED, EXPENDITURE),
    items={Side.REVENUE: REVENUE_ITEMS, Side.EXPENDITURE: EXPENDITURE_ITEMS},
    dims={"fund": "fiscal"},
    layouts=(
        (
            "收入/项目",
            "收入/金额",
            "支出/项目",
            "支出/合计",
            "支出/一般公共预算/小计",
            "支出/一般公共预算/其中：财政拨款",
            "支出/政府性基金",
            "支出/国有资本经营预算",
        ),
    ),
    required_in="budget",
)
