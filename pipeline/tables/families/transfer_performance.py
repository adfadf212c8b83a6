"""Performance targets of transfers (转移支付绩效目标表): one sheet a transfer, its money by level of government."""

from pipeline.tables.model import Family, Node

_SHEET = Node(
    "total",
    r"年度(?:资金总额|金额)",
    parts=(
        Node("of_central", r"(?:其中:)?中央(?:财政)?(?:资金|补助)", is_memo=True, dims={"fund": "fiscal"}),
        Node("of_local", r"(?:其中:)?(?:省|市|区|县)级财政资金|地方资金", is_memo=True, dims={"fund": "fiscal"}),
        Node("of_other_funds", r"(?:其中:)?其他资金", is_memo=True),
    ),
)

FAMILY = Family(
    table_id="transfer_performance",
    chinese="转移支付绩效目标表",
    titles=r"转移支付.*绩效目标",
    not_titles=r"决算|自评",
    columns=(_SHEET,),
    is_block=True,
)
