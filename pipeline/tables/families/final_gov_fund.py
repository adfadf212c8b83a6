"""Final account of government funds (政府性基金预算财政拨款收入支出决算表) by function."""

from pipeline.tables.final_vocabulary import FINAL_TITLE, FUND_FLOWS, GOV_FUND_TITLE, TITLE_TAIL
from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE

FAMILY = Family(
    table_id="final_gov_fund",
    chinese="政府性基金预算财政拨款收入支出决算表",
    titles=rf"{FINAL_TITLE}{GOV_FUND_TITLE}(?:收入支出|收支|支出){TITLE_TAIL}",
    not_titles=r"项目支出|基本支出",
    columns=(
        EXPENDITURE,
        FUND_FLOWS,
    ),
    dims={"fund": "gov_fund"},
    measure="final",
    required_in="final",
)
