"""Expenditure of all funds (支出总表) by function."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import EXPENDITURE, FUNDED, HENAN_EXPENDITURE

FAMILY = Family(
    table_id="expenditure",
    chinese="支出总表",
    titles=r"支出(?:预算)?(?:总体情况|总|预算)?表|支出预算总表",
    not_titles=r"收支|收入支出|财政拨款|一般公共预算|基金|国有资本|基本支出|项目支出|三公|经济|决算|绩效|采购|购买|专项业务|机关运行|会议|资产",
    columns=(EXPENDITURE, FUNDED),
    layouts=(HENAN_EXPENDITURE,),
    required_in="budget",
)
