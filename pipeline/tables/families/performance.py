"""Performance targets of projects (项目绩效目标表): one table of all projects, or one sheet a project."""

from pipeline.tables.model import Family, Node
from pipeline.tables.vocabulary import SPECIAL_ACCOUNT

_TOTAL = r"(?:项目)?(?:资金)?总额|(?:实施期|年度)资金总额|项目金额|(?:项目)?资金|(?:支出)?(?:合计|总计)|预算数|金额"
_FISCAL = r"政府预算资金|财政(?:拨款|性资金|资金)"

_COLUMNS = Node(
    "total",
    _TOTAL,
    parts=(
        Node("fiscal", _FISCAL, dims={"fund": "fiscal"}),
        Node("special_account", SPECIAL_ACCOUNT, dims={"fund": "special_account"}),
        Node("unit_funds", r"单位(?:自有)?资金|其他资金", dims={"fund": "unit_funds"}),
    ),
)

SHEET = Node(
    "total",
    _TOTAL,
    parts=(
        Node("of_fiscal", rf"(?:其中:)?(?:{_FISCAL})", is_memo=True, dims={"fund": "fiscal"}),
        Node("of_other_funds", r"(?:其中:)?其他资金", is_memo=True, dims={"fund": "unit_funds"}),
    ),
)
"""The money of a project's sheet: the whole, and of it (其中) what each source gives."""

FAMILY = Family(
    table_id="performance",
    chinese="项目绩效目标表",
    titles=r"绩效目标|项目支出绩效表",
    not_titles=r"整体|专项资金(?:总体|整体)?绩效目标|决算|自评",
    columns=(_COLUMNS, SHEET),
    dims={"nature": "project"},
    is_block=True,
)
