"""Budget of revenue and expenditure (收支总表): all funds, both sides."""

from pipeline.tables.model import Family, Side
from pipeline.tables.vocabulary import EXPENDITURE, EXPENDITURE_ITEMS, FUNDED, REVENUE_ITEMS

FAMILY = Family(
    table_id="balance",
    chinese="收支总表",
    titles=r"(?:收支|收入支出)(?:预算)?总表|收支预算表|收支(?:预算)?总体情况表|收支情况总表",
    not_titles=r"财政拨款|基金|国有资本|决算",
    columns=(FUNDED, EXPENDITURE),
    items={Side.REVENUE: REVENUE_ITEMS, Side.EXPENDITURE: EXPENDITURE_ITEMS},
    layouts=(("收入/项目", "收入/金额", "支出/项目", "支出/金额"),),
    required_in="budget",
)
