"""Performance targets of a whole department (部门整体绩效目标表): its budget among prose.

The budget is told by source and by kind in lines (Henan, 河南), in one line of columns (Beijing, 北京), or task by task
(Xi'an, 西安).
"""

from pipeline.tables.model import Family, Node, Side
from pipeline.tables.vocabulary import SPECIAL_ACCOUNT

_FISCAL = r"政府预算资金|财政(?:拨款|性资金|资金)"
_OTHER = r"单位(?:自有)?资金|其他资金"

_ITEMS = Node(
    "total",
    r".{0,8}预算总额|.{0,6}年度预算(?:总额|资金)|预算资金总额",
    parts=(
        Node("fiscal", _FISCAL, dims={"fund": "fiscal"}),
        Node("special_account", SPECIAL_ACCOUNT, dims={"fund": "special_account"}),
        Node("unit_funds", _OTHER, dims={"fund": "unit_funds"}),
        # The same money told a second time, by kind: no addends beside the sources.
        Node("basic", r"基本支出", is_memo=True, dims={"nature": "basic"}),
        Node("project", r"项目支出", is_memo=True, dims={"nature": "project"}),
    ),
)


def _of_source(node: str, labels: str, fund: str) -> Node:
    """A source and, under it, the two kinds of expenditure that it pays."""
    return Node(
        node,
        labels,
        parts=(
            Node(f"{node}_basic", r"基本支出", dims={"nature": "basic"}),
            Node(f"{node}_project", r"项目支出", dims={"nature": "project"}),
        ),
        dims={"fund": fund},
    )


BY_KIND = Node(
    "total",
    r"预算支出总额",
    parts=(_of_source("fiscal", _FISCAL, "fiscal"), _of_source("other_funds", _OTHER, "unit_funds")),
)
"""One line of columns: source by source, basic and project expenditure."""

BY_TASK = Node(
    "total",
    r"总额",
    parts=(
        Node("fiscal", _FISCAL, dims={"fund": "fiscal"}),
        Node("unit_funds", _OTHER, dims={"fund": "unit_funds"}),
    ),
)
"""The columns of a list of tasks (年度主要任务)."""

FAMILY = Family(
    table_id="whole_performance",
    chinese="部门整体绩效目标表",
    titles=r"整体(?:支出)?绩效目标",
    not_titles=r"专项资金|决算|自评",
    columns=(Node("total", r"金额|预算(?:金额|数)"), BY_TASK, BY_KIND),
    items={Side.NONE: _ITEMS},
    is_block=True,
)
