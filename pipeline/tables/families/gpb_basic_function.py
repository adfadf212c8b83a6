"""Basic expenditure of the general public budget by function (一般公共预算基本支出表，按功能分类)."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import BASIC_EXPENDITURE

FAMILY = Family(
    table_id="gpb_basic_function",
    chinese="一般公共预算基本支出功能分类表",
    titles=r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:情况|预算|明细|总)*表\(.*功能|一般公共预算基本支出功能分类.*表",
    not_titles=r"决算",
    columns=(BASIC_EXPENDITURE,),
    dims={"fund": "gpb"},
)
