"""Final account of expenditure (支出决算表): by function, by nature."""

from pipeline.tables.final_vocabulary import FINAL_TITLE, TITLE_TAIL
from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE

FAMILY = Family(
    table_id="final_expenditure",
    chinese="支出决算表",
    titles=rf"{FINAL_TITLE}支出{TITLE_TAIL}",
    not_titles=r"收入|收支|财政拨款|一般公共预算|基金|国有资本|基本支出|项目支出|三公|经济|绩效|采购|机关运行",
    columns=(EXPENDITURE,),
    measure="final",
    required_in="final",
)
