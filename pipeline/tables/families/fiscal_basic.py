"""Basic expenditure of fiscal appropriation (财政拨款基本支出表) by economic class."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import BASIC_EXPENDITURE

FAMILY = Family(
    table_id="fiscal_basic",
    chinese="财政拨款基本支出表",
    titles=r"财政拨款基本支出(?:情况|预算|明细|经济|分类)*表",
    not_titles=r"一般公共预算|功能|决算",
    columns=(BASIC_EXPENDITURE,),
    code_axis="department",
    dims={"fund": "fiscal"},
)
