"""Performance targets of projects (项目绩效目标表): one wide table of all projects, or one sheet a project."""

from pipeline.tables.model import Family, Node
from pipeline.tables.vocabulary import SPECIAL_ACCOUNT

_TOTAL = r"资金总额|项目金额|(?:项目)?资金|(?:支出)?(?:合计|总计)|预算数|金额"

_COLUMNS = Node(
    "total",
    _TOTAL,
    parts=(
        Node("fiscal", r"政府预算资金|财政(?:拨款|性资金|资金)", dims={"fund": "fiscal"}),
        Node("special_account", SPECIAL_ACCOUNT, dims={"fund": "special_account"}),
        Node("unit_funds", r"单位(?:自有)?资金|其他资金", dims={"fund": "unit_funds"}),
    ),
)

_SHEET = Node(
    "total",
    _TOTAL,
    parts=(
        Node("of_fiscal", r"(?:其中:)?财政(?:拨款|性资金|资金)", is_memo=True, dims={"fund": "fiscal"}),
        Node("of_other_funds", r"(?:其中:)?其他资金", is_memo=True, dims={"fund": "unit_funds"}),
    ),
)

FAMILY = Family(
    table_id="performance",
    chinese="项目绩效目标表",
    titles=r"绩效目标",
    not_titles=r"整体|专项资金绩效目标|转移支付绩效目标|决算|自评",
    columns=(_COLUMNS, _SHEET),
    dims={"nature": "project"},
    is_block=True,
)
