"""Performance targets of special funds (专项资金绩效目标表): one sheet a fund, as for projects."""

from pipeline.tables.families.performance import SHEET
from pipeline.tables.model import Family

FAMILY = Family(
    table_id="special_fund_performance",
    chinese="专项资金绩效目标表",
    titles=r"专项资金(?:总体|整体)?绩效目标",
    not_titles=r"决算|自评",
    columns=(SHEET,),
    dims={"nature": "project"},
    is_block=True,
)
