"""Running costs of administrative organs (机关运行经费支出表) by economic class."""

from dataclasses import replace

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import BASIC_EXPENDITURE

FAMILY = Family(
    table_id="operating",
    chinese="机关运行经费支出表",
    titles=r"机关运行经费(?:支出)?(?:预算|情况)*表",
    not_titles=r"三公|决算",
    # Whether it is basic expenditure alone, the table does not say: some years count projects in.
    columns=(replace(BASIC_EXPENDITURE, dims={}),),
    code_axis="department",
)
