"""Final account of fiscal appropriation (财政拨款支出决算表) by function."""

from pipeline.tables.final_vocabulary import FINAL_TITLE, FUND_FLOWS, TITLE_TAIL
from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE

FAMILY = Family(
    table_id="final_fiscal_expenditure",
    chinese="财政拨款支出决算表",
    titles=rf"{FINAL_TITLE}财政拨款支出{TITLE_TAIL}",
    not_titles=r"收支|收入|一般公共预算|基金|国有资本|基本支出|项目支出|三公|经济",
    columns=(
        EXPENDITURE,
        FUND_FLOWS,
    ),
    dims={"fund": "fiscal"},
    measure="final",
)
