"""Expenditure of the general public budget by economic class (一般公共预算支出表，按经济分类)."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE

FAMILY = Family(
    table_id="gpb_economic",
    chinese="一般公共预算支出经济分类表",
    titles=r"一般公共预算(?:财政)?(?:拨款)?支出(?:情况|预算|明细|总)*表\(.*经济|一般公共预算(?:拨款)?支出(?:部门预算)?经济分类(?:情况|预算)*表",
    not_titles=r"基本支出|项目支出|三公|决算",
    columns=(EXPENDITURE,),
    code_axis="department",
    dims={"fund": "gpb"},
)
