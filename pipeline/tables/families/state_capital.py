"""Expenditure of the state capital operating budget (国有资本经营预算支出表) by function."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE, HENAN_EXPENDITURE

FAMILY = Family(
    table_id="state_capital",
    chinese="国有资本经营预算支出表",
    titles=r"国有资本经营(?:预算)?(?:财政)?(?:拨款)?支出(?:功能分类|情况|预算|明细|总)*.*表",
    not_titles=r"收支|决算|项目",
    columns=(EXPENDITURE,),
    dims={"fund": "state_capital"},
    layouts=(HENAN_EXPENDITURE,),
)
