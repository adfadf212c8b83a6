"""Performance targets of special funds (专项资金绩效目标表): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(
    table_id="special_fund_performance",
    chinese="专项资金绩效目标表",
    titles=r"专项资金.*绩效目标",
    not_titles=r"(?!)",
    columns=(),
)
