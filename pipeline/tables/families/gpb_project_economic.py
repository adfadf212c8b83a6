"""Project expenditure of the general public budget by economic class (一般公共预算项目支出表，按经济分类)."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import PROJECT_EXPENDITURE

FAMILY = Family(
    table_id="gpb_project_economic",
    chinese="一般公共预算项目支出经济分类表",
    titles=r"一般公共预算(?:财政)?(?:拨款)?项目支出(?:情况|预算|明细|总)*表\(.*经济|一般公共预算项目支出经济分类.*表",
    not_titles=r"决算",
    columns=(PROJECT_EXPENDITURE,),
    code_axis="department",
    dims={"fund": "gpb", "nature": "project"},
)
