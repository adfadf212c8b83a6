"""Final account of basic expenditure of fiscal appropriation (财政拨款基本支出决算表)."""

from pipeline.tables.final_vocabulary import FINAL_TITLE, TITLE_TAIL
from pipeline.tables.model import Family
from pipeline.tables.vocabulary import BASIC_EXPENDITURE

FAMILY = Family(
    table_id="final_fiscal_basic",
    chinese="财政拨款基本支出决算表",
    titles=rf"{FINAL_TITLE}财政拨款基本支出{TITLE_TAIL}",
    not_titles=r"一般公共预算|功能",
    columns=(BASIC_EXPENDITURE,),
    code_axis="department",
    dims={"fund": "fiscal"},
    measure="final",
)
