"""Money carried over from the year before (上年结转资金表): one row a subject, unit and project."""

from pipeline.tables.model import Family, Node, Side
from pipeline.tables.vocabulary import GOV_FUND, SPECIAL_ACCOUNT, STATE_CAPITAL

_FUNDS = Node(
    "carried",
    r"(?!)",
    parts=(
        Node(
            "carried:gpb",
            r"财政拨款|经费拨款|一般公共预算.*|.*转移支付.*|.*一般债券.*|行政事业性收费.*|专项收入.*",
            dims={"fund": "gpb"},
        ),
        Node("carried:gov_fund", rf"{GOV_FUND}|.*专项债券.*", dims={"fund": "gov_fund"}),
        Node("carried:state_capital", STATE_CAPITAL, dims={"fund": "state_capital"}),
        Node("carried:special_account", SPECIAL_ACCOUNT, dims={"fund": "special_account"}),
        Node("carried:unit_funds", r"单位(?:自有)?资金|事业收入.*|其他(?:资金|收入).*", dims={"fund": "unit_funds"}),
    ),
)
"""The nature of the money (资金性质), printed behind the amount: the role of a row."""

FAMILY = Family(
    table_id="carryover",
    chinese="上年结转资金表",
    titles=r"结转(?:结余)?(?:资金|支出|项目)*(?:明细|情况|预算)?表",
    not_titles=r"决算|基金|国有资本",
    columns=(Node("total", r"金额|合计|结转金额", dims={"line_kind": "carry_in"}),),
    items={Side.NONE: _FUNDS},
)
