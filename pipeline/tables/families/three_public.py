"""The three public expenses (“三公”经费表): as columns, or as rows by fund."""

from dataclasses import replace

from pipeline.tables.model import NEVER, Family, Node, Side
from pipeline.tables.vocabulary import FUNDED, PUBLIC_AND_OTHERS, PUBLIC_WITH_MEETINGS, THREE_PUBLIC, fund_nodes


def _of_fund(fund: Node) -> Node:
    """The three public expenses paid from one fund, printed under each item's columns."""

    def renamed(node: Node) -> Node:
        parts = tuple(map(renamed, node.parts))
        return replace(node, id=f"{fund.id}_{node.id}", parts=parts, dims={**node.dims, **fund.dims})

    return replace(fund, parts=(renamed(THREE_PUBLIC),))


BY_FUND = Node("any_fund", NEVER, parts=tuple(map(_of_fund, fund_nodes()[0].parts)))
"""Each item in one column for every budget, without a total over the budgets."""

FAMILY = Family(
    table_id="three_public",
    chinese="“三公”经费表",
    titles=r"三公",
    not_titles=r"决算",
    columns=(THREE_PUBLIC, PUBLIC_WITH_MEETINGS, PUBLIC_AND_OTHERS, BY_FUND, replace(FUNDED, id="all_funds")),
    items={Side.NONE: PUBLIC_AND_OTHERS},
    layouts=(
        (
            "“三公”经费合计",
            "因公出国（境）费",
            "公务用车购置及运行费/小计",
            "公务用车购置及运行费/公务用车购置费",
            "公务用车购置及运行费/公务用车运行费",
            "公务接待费",
        ),
    ),
    required_in="budget",
)
