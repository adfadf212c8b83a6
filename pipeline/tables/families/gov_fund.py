"""Expenditure of government funds (政府性基金支出表) by function."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE, HENAN_EXPENDITURE

FAMILY = Family(
    table_id="gov_fund",
    chinese="政府性基金支出表",
    titles=r"政府性基金(?:预算)?(?:财政)?(?:拨款)?支出(?:功能分类|情况|预算|明细|总)*.*表",
    not_titles=r"收支|决算|项目",
    columns=(EXPENDITURE,),
    dims={"fund": "gov_fund"},
    layouts=(HENAN_EXPENDITURE,),
    required_in="budget",
)
