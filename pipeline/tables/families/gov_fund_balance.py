"""Revenue and expenditure of government funds (政府性基金收支表): both sides, item by item."""

from pipeline.tables.model import Family, Side
from pipeline.tables.vocabulary import EXPENDITURE, EXPENDITURE_ITEMS, FUNDED, REVENUE_ITEMS

FAMILY = Family(
    table_id="gov_fund_balance",
    chinese="政府性基金收支表",
    titles=r"政府性基金(?:预算)?收支(?:预算|情况|总)*表",
    not_titles=r"决算",
    columns=(FUNDED, EXPENDITURE),
    items={Side.REVENUE: REVENUE_ITEMS, Side.EXPENDITURE: EXPENDITURE_ITEMS},
    dims={"fund": "gov_fund"},
    stands_for="gov_fund",
)
