"""Expenditure of all funds by economic class (支出经济分类汇总表): department × government class × fund."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import FUNDED

FAMILY = Family(
    table_id="economic",
    chinese="支出经济分类汇总表",
    titles=r"支出经济分类汇总表|经济分类(?:支出)?汇总|支出(?:预算)?分类汇总表\(按.*经济分类",
    not_titles=r"决算",
    columns=(FUNDED,),
    code_axis="department",
    layouts=(
        (
            "部门预算经济分类/类",
            "部门预算经济分类/款",
            "部门预算经济分类/科目名称",
            "政府预算经济分类/类",
            "政府预算经济分类/款",
            "政府预算经济分类/科目名称",
            "总计",
            "一般公共预算/小计",
            "一般公共预算/其中：财政拨款",
            "政府性基金",
            "国有资本经营预算",
            "上年结转结余",
            "财政专户管理资金收入",
            "事业收入",
            "上级补助收入",
            "附属单位上缴收入",
            "事业单位经营收入",
            "其他收入",
        ),
    ),
)
