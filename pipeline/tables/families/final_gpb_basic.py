"""Final account of basic expenditure of the general public budget (一般公共预算财政拨款基本支出决算表)."""

from pipeline.tables.final_vocabulary import FINAL_TITLE, GPB_TITLE, TITLE_TAIL
from pipeline.tables.model import Family
from pipeline.tables.vocabulary import BASIC_EXPENDITURE

FAMILY = Family(
    table_id="final_gpb_basic",
    chinese="一般公共预算财政拨款基本支出决算表",
    titles=rf"{FINAL_TITLE}{GPB_TITLE}基本支出{TITLE_TAIL}",
    not_titles=r"功能",
    columns=(BASIC_EXPENDITURE,),
    code_axis="department",
    dims={"fund": "gpb"},
    measure="final",
    required_in="final",
)
