"""Final account of the general public budget (一般公共预算财政拨款支出决算表) by function."""

from pipeline.tables.final_vocabulary import FINAL_TITLE, FUND_FLOWS, GPB_TITLE, TITLE_TAIL
from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE

FAMILY = Family(
    table_id="final_gpb_expenditure",
    chinese="一般公共预算财政拨款支出决算表",
    titles=rf"{FINAL_TITLE}{GPB_TITLE}(?:收入)?支出{TITLE_TAIL}",
    not_titles=r"基本支出|项目支出|三公|经济",
    columns=(
        EXPENDITURE,
        FUND_FLOWS,
    ),
    dims={"fund": "gpb"},
    measure="final",
    required_in="final",
)
