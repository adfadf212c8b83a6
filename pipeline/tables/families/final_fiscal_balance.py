"""Final account of fiscal appropriation (财政拨款收入支出决算总表): both sides, expenditure by fund."""

from pipeline.tables.final_vocabulary import FINAL_EXPENDITURE_ITEMS, FINAL_REVENUE_ITEMS, FINAL_TITLE, TITLE_TAIL
from pipeline.tables.model import Family, Side
from pipeline.tables.vocabulary import EXPENDITURE, FUNDED

FAMILY = Family(
    table_id="final_fiscal_balance",
    chinese="财政拨款收入支出决算总表",
    titles=rf"{FINAL_TITLE}财政拨款(?:收入支出|收支){TITLE_TAIL}",
    not_titles=r"一般公共预算|基金|国有资本",
    columns=(
        FUNDED,
        EXPENDITURE,
    ),
    items={Side.REVENUE: FINAL_REVENUE_ITEMS, Side.EXPENDITURE: FINAL_EXPENDITURE_ITEMS},
    dims={"fund": "fiscal"},
    measure="final",
    required_in="final",
)
