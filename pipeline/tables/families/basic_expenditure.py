"""Basic expenditure of all funds (基本支出预算表): economic classes under units, by fund."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import BASIC_EXPENDITURE, FUNDED

FAMILY = Family(
    table_id="basic_expenditure",
    chinese="基本支出预算表",
    titles=r"基本支出(?:预算|情况|明细|总)*表",
    not_titles=r"一般公共预算|财政拨款|基金|国有资本|决算",
    columns=(FUNDED, BASIC_EXPENDITURE),
    code_axis="department",
    dims={"nature": "basic"},
)
