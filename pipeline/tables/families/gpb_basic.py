"""Basic expenditure of the general public budget (一般公共预算基本支出表) by economic class."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import BASIC_EXPENDITURE

FAMILY = Family(
    table_id="gpb_basic",
    chinese="一般公共预算基本支出表",
    titles=r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:情况|预算|明细|部门|经济|分类)*表",
    not_titles=r"功能|决算",
    columns=(BASIC_EXPENDITURE,),
    code_axis="department",
    dims={"fund": "gpb"},
    layouts=(
        (
            "部门预算支出经济分类科目/科目编码",
            "部门预算支出经济分类科目/科目名称",
            "政府预算支出经济分类科目编码/科目编码",
            "政府预算支出经济分类科目编码/科目名称",
            "合计",
            "人员经费",
            "公用经费",
        ),
    ),
    required_in="budget",
)
