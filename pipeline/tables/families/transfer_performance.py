"""Performance targets of transfers (转移支付绩效目标表): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(
    table_id="transfer_performance",
    chinese="转移支付绩效目标表",
    titles=r"转移支付.*绩效目标",
    not_titles=r"(?!)",
    columns=(),
)
