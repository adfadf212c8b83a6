"""Final account of revenue (收入决算表): by function, by source."""

from pipeline.tables.final_vocabulary import FINAL_REVENUE, FINAL_TITLE, TITLE_TAIL
from pipeline.tables.model import Family

FAMILY = Family(
    table_id="final_revenue",
    chinese="收入决算表",
    titles=rf"{FINAL_TITLE}收入{TITLE_TAIL}",
    not_titles=r"支出|收支|财政拨款|一般公共预算|基金|国有资本",
    columns=(FINAL_REVENUE,),
    flow="revenue",
    measure="final",
    required_in="final",
)
