"""Project expenditure (项目支出表): one row a project, by fund."""

from pipeline.tables.model import Family, Node
from pipeline.tables.vocabulary import AMOUNT, FUNDED, carry_in_node, fund_nodes

_FISCAL, *_OUTSIDE = fund_nodes()

_COLUMNS = Node(
    "total",
    rf"{AMOUNT}|\d{{4}}年预算",
    parts=(
        Node("current", r"本年(?:财政)?拨款|财政拨款", parts=_FISCAL.parts, dims={"line_kind": "current"}),
        carry_in_node(r"(?:财政拨款|上年)结转(?:结余)?"),
        *_OUTSIDE,
    ),
    dims={"nature": "project"},
)

FAMILY = Family(
    table_id="project",
    chinese="项目支出表",
    titles=r"项目支出(?:及其他支出)?(?:情况|预算|明细|总)*表|专项业务经费支出(?:预算)?表",
    not_titles=r"绩效|经济|一般公共预算|基金|国有资本|决算",
    columns=(_COLUMNS, FUNDED),
    dims={"nature": "project"},
    mixed_rows="project",
    layouts=(
        (
            "类型",
            "项目名称",
            "项目单位",
            "合计",
            "本年拨款/一般公共预算",
            "本年拨款/政府性基金预算",
            "本年拨款/国有资本经营预算",
            "财政拨款结转结余/一般公共预算",
            "财政拨款结转结余/政府性基金预算",
            "财政拨款结转结余/国有资本经营预算",
            "财政专户管理资金",
            "单位资金",
        ),
    ),
)
