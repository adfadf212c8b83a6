"""Expenditure of the general public budget (一般公共预算支出表) by function."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import CURRENT_AND_CARRIED, EXPENDITURE, HENAN_EXPENDITURE

FAMILY = Family(
    table_id="gpb_expenditure",
    chinese="一般公共预算支出表",
    titles=r"一般公共预算(?:当年)?(?:财政)?(?:拨款)?支出(?:功能分类)?(?:情况|预算|明细|总)*表",
    not_titles=r"基本支出|项目支出|三公|经济|决算|机关运行",
    columns=(EXPENDITURE, CURRENT_AND_CARRIED),
    dims={"fund": "gpb"},
    layouts=(HENAN_EXPENDITURE,),
    required_in="budget",
)
