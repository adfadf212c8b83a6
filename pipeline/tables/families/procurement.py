"""Government procurement (政府采购表): one line an item, under categories, units or the projects that pay."""

from dataclasses import replace

from pipeline.tables.model import COUNT, PRICE, SOURCE, Family, Node
from pipeline.tables.roles import Role
from pipeline.tables.vocabulary import AMOUNT, GOV_FUND, carry_in_node, fund_nodes

_CARRIED_TOO = r"上年结转(?:和|、)?(?:结余)?(?:资金)?|(?:上年|以前年度)(?:财政拨款)?结转(?:结余)?(?:资金)?"


def _also(node: Node, node_id: str, labels: str) -> Node:
    """The tree with other words for one of its nodes."""
    parts = tuple(_also(part, node_id, labels) for part in node.parts)
    return replace(node, labels=f"{node.labels}|{labels}" if node.id == node_id else node.labels, parts=parts)


_FUNDS = tuple(_also(fund, "gov_fund", rf"{GOV_FUND}|基金(?:预算)?(?:拨款|资金)*") for fund in fund_nodes())

_COLUMNS = Node(
    "total",
    rf"{AMOUNT}|政府采购(?:预算)?(?:支出)?(?:金额|总额)?(?:\(.*\))?|采购(?:预算)?金额|资金来源|政府采购项目来源",
    parts=(
        *_FUNDS,
        carry_in_node(_CARRIED_TOO),
        Node(
            "small",
            r"(?:\d{4}年)?(?:其中:)?(?:面向|预留)?.*中小(?:微)?企业.*",
            parts=(Node("micro", r"(?!.*中小).*小(?:型)?、?微(?:型)?企业.*", is_memo=True),),
            is_memo=True,
        ),
        Node("quantity", r"(?:采购)?数量", is_memo=True, dims={"measure": COUNT}),
        Node("price", r"(?:采购)?(?:预算)?单价", is_memo=True, dims={"measure": PRICE}),
        Node("source_budget", r"预算资金|(?:项目)?资金总额", is_memo=True, dims={"measure": SOURCE}),
    ),
)

FAMILY = Family(
    table_id="procurement",
    chinese="政府采购表",
    titles=r"政府采购.*表|政府采购(?:支出)?预算$",
    columns=(_COLUMNS,),
    texts={
        Role.CATEGORY: r"(?:政府)?采购(?:品目)?(?:大类|类别|类型)|品目大类",
        Role.PROJECT_NAME: r"专项名称|(?:采购)?项目(?:名称)?|政府采购项目(?:来源|名称)?",
        Role.LISTED: r"(?:政府)?采购(?:物品|货物|内容|品目)(?:名称)?|品目名称|(?:货物|服务|工程)名称",
        Role.CATALOGUE: r"(?:政府)?采购(?:品目)?(?:目录|品目)(?:序号|编码|代码)?|品目(?:编码|代码)",
        Role.CONTENT: r"购买服务的?内容?",
        Role.SPECIFICATION: r"规格(?:型号|及型号|要求)?|规格、型号|型号",
        Role.METHOD: r"(?:政府)?采购(?:组织)?(?:形式|方式)",
        Role.COUNTED_IN: r"(?:计量|数量)单位",
        Role.HELD: r"(?:实施)?采购(?:实施)?时间|(?:计划)?(?:实施|采购)时间",
    },
)
