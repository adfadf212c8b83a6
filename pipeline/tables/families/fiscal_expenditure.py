"""Expenditure of fiscal appropriation (财政拨款支出表) by function."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE

FAMILY = Family(
    table_id="fiscal_expenditure",
    chinese="财政拨款支出表",
    titles=r"财政拨款支出(?:总|情况|预算|明细)*表",
    not_titles=r"收支|一般公共预算|基金|国有资本|基本支出|项目支出|三公|经济|决算|绩效|结转",
    columns=(EXPENDITURE,),
    dims={"fund": "fiscal"},
)
