"""Performance targets of a whole department (部门整体绩效目标表): its budget by source and by kind, among prose."""

from pipeline.tables.model import Family, Node, Side
from pipeline.tables.vocabulary import SPECIAL_ACCOUNT

_ITEMS = Node(
    "total",
    r".{0,8}预算总额|.{0,6}年度预算(?:总额|资金)|预算资金总额",
    parts=(
        Node("fiscal", r"政府预算资金|财政(?:拨款|性资金|资金)", dims={"fund": "fiscal"}),
        Node("special_account", SPECIAL_ACCOUNT, dims={"fund": "special_account"}),
        Node("unit_funds", r"单位(?:自有)?资金|其他资金", dims={"fund": "unit_funds"}),
        # The same money told a second time, by kind: no addends beside the sources.
        Node("basic", r"基本支出", is_memo=True, dims={"nature": "basic"}),
        Node("project", r"项目支出", is_memo=True, dims={"nature": "project"}),
    ),
)

FAMILY = Family(
    table_id="whole_performance",
    chinese="部门整体绩效目标表",
    titles=r"整体(?:支出)?绩效目标",
    not_titles=r"决算|自评",
    columns=(Node("total", r"金额|预算(?:金额|数)"),),
    items={Side.NONE: _ITEMS},
    is_block=True,
)
