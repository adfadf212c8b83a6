"""Final account of the state capital operating budget (国有资本经营预算财政拨款支出决算表) by function."""

from pipeline.tables.final_vocabulary import FINAL_TITLE, FUND_FLOWS, STATE_CAPITAL_TITLE, TITLE_TAIL
from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE

FAMILY = Family(
    table_id="final_state_capital",
    chinese="国有资本经营预算财政拨款支出决算表",
    titles=rf"{FINAL_TITLE}{STATE_CAPITAL_TITLE}(?:收入支出|收支|支出){TITLE_TAIL}",
    not_titles=r"项目支出|基本支出",
    columns=(
        EXPENDITURE,
        FUND_FLOWS,
    ),
    dims={"fund": "state_capital"},
    measure="final",
    required_in="final",
)
