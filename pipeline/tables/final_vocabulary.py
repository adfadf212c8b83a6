"""The words of final accounts (决算): their column trees and items, after the national template (财政部 部门决算公开).

Here: the nodes that several final families share and budgets do not have. Not here: nodes that budgets share
(``vocabulary``), which family has which (``families/final_*``).
"""

from dataclasses import replace

from pipeline.tables.model import Node
from pipeline.tables.vocabulary import (
    AMOUNT,
    CARRY_IN,
    CARRY_OUT,
    EXPENDITURE,
    EXPENDITURE_ITEMS,
    PUBLIC_AND_OTHERS,
    REVENUE_ITEMS,
    THREE_PUBLIC,
    fund_nodes,
)

FINAL_TITLE = r"^(?=.*决算).*"
"""How the pattern of a final account's title begins: it says 决算 somewhere."""

TITLE_TAIL = r"(?:决算|总体|情况|明细|功能分类|经济分类|预决算|总)*表"
"""How a final account's title ends."""

GPB_TITLE = r"一般公共预算(?:财政)?(?:拨款)?(?:决算)?"
GOV_FUND_TITLE = r"政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:决算)?"
STATE_CAPITAL_TITLE = r"国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:决算)?"

_FISCAL, *_ = fund_nodes()
_SURPLUS = r"(?:非财政拨款|专用)结余"
_NATURES_CARRIED = (("basic", "基本支出"), ("project", "项目支出"), ("operating", "经营"))


def _own_revenue() -> tuple[Node, ...]:
    """What units take in themselves; fees for education (教育收费) are told as a part of business revenue."""
    *_, unit_funds = fund_nodes()
    fees = Node("education_fees", r"教育收费|.*财政专户.*", is_memo=True, dims={"fund": "special_account"})
    return tuple(replace(node, parts=(fees,)) if node.id == "business" else node for node in unit_funds.parts)


FINAL_REVENUE = Node("total", rf"{AMOUNT}|本年收入", parts=(_FISCAL, *_own_revenue()), dims={"line_kind": "current"})
"""Revenue of the year (本年收入合计) by source."""

_SOURCES = (
    Node("current_total", r"本年收入(?:合计|小计)?", parts=(_FISCAL, *_own_revenue()), dims={"line_kind": "current"}),
    Node(
        "surplus_use",
        rf"使用{_SURPLUS}(?:(?:和|及|、)?(?:使用)?{_SURPLUS})?(?:\(.*\))?"
        r"|用?(?:事业基金|非财政拨款结余)弥补(?:收支差额)?",
        dims={"line_kind": "surplus_use", "fund": "unit_funds"},
    ),
)

FINAL_REVENUE_ITEMS = replace(
    REVENUE_ITEMS, parts=(*_SOURCES, *(part for part in REVENUE_ITEMS.parts if part.id == "carry_in"))
)
"""The revenue side: grand total, current year by source, surplus used (使用非财政拨款结余), carried in (年初结转)."""

FINAL_EXPENDITURE_ITEMS = replace(
    EXPENDITURE_ITEMS,
    parts=(
        *(part for part in EXPENDITURE_ITEMS.parts if part.id != "unarranged"),
        Node("surplus_allocated", r"结余分配", dims={"line_kind": "transfer"}),
    ),
)
"""The expenditure side: grand total, current year, surplus allocated (结余分配), carried out (年末结转和结余)."""


def _carried(node_id: str, labels: str, flow: str) -> Node:
    """What is carried in or out, by the nature of what it is for."""
    natures = tuple(
        Node(
            f"{node_id}_{nature}",
            rf"{chinese}(?:结转|结余)(?:和结余)?",
            parts=(
                Node(f"{node_id}_project_tied", r"项目支出结转"),
                Node(f"{node_id}_project_free", r"项目支出结余"),
            )
            if nature == "project"
            else (),
            dims={"nature": nature},
        )
        for nature, chinese in _NATURES_CARRIED
    )
    return Node(node_id, labels, parts=natures, dims={"line_kind": node_id, "flow": flow})


def _income() -> Node:
    natures = tuple(
        Node(f"income_{nature}", chinese, dims={"nature": nature}) for nature, chinese in _NATURES_CARRIED[:2]
    )
    labels = r"本年(?:财政拨款)?收入(?:合计|小计)?|本年收入决算数"
    return Node("income", labels, parts=natures, dims={"line_kind": "current", "flow": "revenue"})


def _spending() -> Node:
    natures = tuple(part for part in EXPENDITURE.parts if part.id in {"basic", "project"})
    return Node("spending", r"本年(?:财政拨款)?支出(?:合计|小计)?|本年支出决算数", parts=natures)


FUND_FLOWS = Node(
    "flows",
    r"(?!)",
    parts=(
        _carried("carry_in", CARRY_IN, "revenue"),
        _income(),
        _spending(),
        _carried("carry_out", CARRY_OUT, "expenditure"),
    ),
)
"""A fund over the year: 年初结转和结余 carried in, 本年收入 revenue, 本年支出 expenditure, 年末结转和结余 carried out.

The four have no total: what ties them is GJ-042.
"""


def _with_receptions(node: Node) -> Node:
    """Receptions (公务接待费) split into those at home and abroad, as the form by items prints them."""
    if node.id == "reception":
        foreign = Node("reception_of_foreigners", r"外事接待费(?:支出)?", is_memo=True)
        at_home = Node("reception_at_home", r"国内(?:公务)?接待费(?:支出)?", parts=(foreign,))
        return replace(node, parts=(at_home, Node("reception_abroad", r"国\(境\)外(?:公务)?接待费(?:支出)?")))
    return node


_ITEMISED = replace(
    THREE_PUBLIC,
    labels=rf"{THREE_PUBLIC.labels}|支出合计",
    parts=tuple(map(_with_receptions, THREE_PUBLIC.parts)),
)
FINAL_THREE_PUBLIC_ITEMS = replace(
    PUBLIC_AND_OTHERS,
    parts=(_ITEMISED, *(part for part in PUBLIC_AND_OTHERS.parts if part.id != "total")),
)
"""The three public expenses as items, with what they are spent on below them."""
