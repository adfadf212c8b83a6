"""Revenue (收入总表): by unit or by function, by source."""

from pipeline.tables.model import Family, Node, Side
from pipeline.tables.vocabulary import AMOUNT, OTHER_SOURCES, REVENUE_ITEMS, carry_in_node, fund_nodes

_COLUMNS = Node(
    "total",
    rf"{AMOUNT}|部门预算",
    parts=(
        Node("current", r"本年收入(?:合计|小计)?", parts=fund_nodes(), dims={"line_kind": "current"}),
        carry_in_node(),
        *OTHER_SOURCES,
    ),
)

FAMILY = Family(
    table_id="revenue",
    chinese="收入总表",
    titles=r"收入(?:预算)?(?:总体情况|总|预算|明细)?表",
    not_titles=r"收支|支出|决算|基金|国有资本",
    columns=(_COLUMNS,),
    items={Side.NONE: REVENUE_ITEMS},
    flow="revenue",
    layouts=(
        (
            "部门（单位）代码",
            "部门（单位）名称",
            "总计",
            "本年收入/合计",
            "本年收入/一般公共预算/小计",
            "本年收入/一般公共预算/其中：财政拨款",
            "本年收入/政府性基金",
            "本年收入/国有资本经营预算",
            "本年收入/财政专户管理资金收入",
            "本年收入/事业收入",
            "本年收入/事业单位经营收入",
            "本年收入/上级补助收入",
            "本年收入/附属单位上缴收入",
            "本年收入/其他收入",
            "上年结转结余/合计",
            "上年结转结余/一般公共预算",
            "上年结转结余/政府性基金",
            "上年结转结余/国有资本经营预算",
            "上年结转结余/财政专户管理资金",
            "上年结转结余/单位资金",
        ),
    ),
    required_in="budget",
)
