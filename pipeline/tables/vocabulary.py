"""The field's words: funds, kinds of expenditure and items, declared by meaning with the synonyms met.

Here: the nodes that several families share. Not here: which family has which of them (``families/``). Patterns match
folded labels (NFKC, no white space, half-width brackets) without ordinals and without a leading 其中.
"""

from pipeline.tables.model import Node

SELF_LABEL = r"合计|小计|总计|金额合计"
"""A label that stands for the group it is printed under, or for the whole table."""

_OPTIONAL_TAIL = r"(?:财政)?(?:拨款)?(?:资金)?(?:收入|支出|安排)?"
GPB = rf"(?:财政拨款)?(?:本年)?一般公共预算{_OPTIONAL_TAIL}"
GOV_FUND = rf"政府性?基金(?:预算)?{_OPTIONAL_TAIL}"
STATE_CAPITAL = rf"国有资本经营(?:预算)?{_OPTIONAL_TAIL}"
SPECIAL_ACCOUNT = r"(?:纳入)?财政专户(?:管理)?(?:资金|拨款|核拨)*(?:收入)?"
CARRY_IN = r"(?:上年|年初|以前年度)(?:财政拨款)?(?:资金)?结转(?:和?结余)?(?:资金|收入)?|上年结余结转"


def fund_nodes(prefix: str = "") -> tuple[Node, ...]:
    """Fiscal appropriation (财政拨款) and the three budgets it consists of, under ids with ``prefix``."""
    return (
        Node(
            f"{prefix}fiscal",
            r"(?:本年)?财政拨款(?:收入|预算|资金)*",
            parts=(
                Node(
                    f"{prefix}gpb",
                    GPB,
                    parts=(
                        Node(
                            f"{prefix}gpb_appropriation",
                            r"财政拨款|经费拨款",
                            is_memo=True,
                            dims={"fund": "gpb.appropriation"},
                        ),
                    ),
                    dims={"fund": "gpb"},
                ),
                Node(f"{prefix}gov_fund", GOV_FUND, dims={"fund": "gov_fund"}),
                Node(f"{prefix}state_capital", STATE_CAPITAL, dims={"fund": "state_capital"}),
            ),
            dims={"fund": "fiscal"},
        ),
        Node(f"{prefix}special_account", SPECIAL_ACCOUNT, dims={"fund": "special_account"}),
        Node(
            f"{prefix}unit_funds",
            r"单位(?:自有)?资金(?:收入)?|其他资金(?:收入)?",
            parts=(
                Node(f"{prefix}business", r"事业收入(?:资金)?", dims={"fund": "unit_funds.business"}),
                Node(
                    f"{prefix}operating_income",
                    r"(?:事业单位)?经营收入(?:资金)?",
                    dims={"fund": "unit_funds.operating"},
                ),
                Node(f"{prefix}from_superior", r"上级补助收入(?:资金)?", dims={"fund": "unit_funds.superior"}),
                Node(
                    f"{prefix}from_subordinate",
                    r"附属单位上缴收入(?:资金)?",
                    dims={"fund": "unit_funds.subordinate"},
                ),
                Node(f"{prefix}other_income", r"其他收入(?:资金)?", dims={"fund": "unit_funds.other"}),
            ),
            dims={"fund": "unit_funds"},
        ),
    )


def carry_in_node(labels: str = CARRY_IN, *, has_funds: bool = True) -> Node:
    """Carried in from the year before (上年结转结余), by fund where it is printed so."""
    return Node(
        "carry_in",
        labels,
        parts=fund_nodes("carry_in_") if has_funds else (),
        dims={"line_kind": "carry_in"},
    )


EXPENDITURE = Node(
    "total",
    r"(?:支出)?(?:合计|总计)|预算数|金额",
    parts=(
        Node(
            "basic",
            r"基本支出(?:合计)?",
            parts=(
                Node(
                    "personnel",
                    r"人员(?:经费|支出)",
                    parts=(
                        Node("wages", r"工资福利支出", dims={"department": "301"}),
                        Node("household", r"对个人和家庭的?(?:补助|支出)(?:支出)?", dims={"department": "303"}),
                    ),
                    dims={"nature": "basic.personnel"},
                ),
                Node(
                    "public",
                    r"(?:日常)?公用(?:经费|支出)",
                    parts=(
                        Node("goods", r"商品和服务支出", dims={"department": "302"}),
                        Node("capital", r"(?:其他)?资本性支出", dims={"department": "310"}),
                    ),
                    dims={"nature": "basic.public"},
                ),
            ),
            dims={"nature": "basic"},
        ),
        Node(
            "project",
            r"项目支出(?:合计)?",
            parts=(
                Node("other_running", r"其他运转类(?:项目)?", dims={"nature": "project.other_running"}),
                Node("specific", r"特定目标类(?:项目)?", dims={"nature": "project.specific"}),
            ),
            dims={"nature": "project"},
        ),
        Node("operating", r"(?:事业单位)?经营支出", dims={"nature": "operating"}),
        Node("to_superior", r"上[解缴]上级支出", dims={"nature": "to_superior"}),
        Node("to_subordinate", r"对附属单位补助支出", dims={"nature": "to_subordinate"}),
        Node("reserve", r"单位预留机动经费", dims={"nature": "reserve"}),
        Node("carry_out", r"结转下年(?:资金)?", dims={"line_kind": "carry_out"}),
    ),
)
"""Expenditure (支出) by nature: basic (基本支出: personnel 人员, public 公用), project (项目支出), and the rest."""

BASIC_EXPENDITURE = Node(
    "total",
    r"(?:支出)?(?:合计|总计)|预算数|金额|(?:本年)?一般公共预算基本支出",
    parts=(
        Node("personnel", r"人员(?:经费|支出)", dims={"nature": "basic.personnel"}),
        Node("public", r"(?:日常)?公用(?:经费|支出)", dims={"nature": "basic.public"}),
    ),
    dims={"nature": "basic"},
)
"""Basic expenditure (基本支出) split into personnel and public."""

FUNDED = Node("total", r"(?:收入|支出)?(?:合计|总计)|预算数|金额", parts=(*fund_nodes(), carry_in_node()))
"""Any amount by fund source (资金来源)."""

THREE_PUBLIC = Node(
    "total",
    r'"?三公"?经费(?:合计|小计|支出)?|(?:经费)?合计',
    parts=(
        Node(
            "abroad",
            r"因公出国\(境\)(?:费用?|经费)?",
            parts=(
                Node("abroad_academic", r"教学科研人员因公出国\(境\)费用?", is_memo=True),
                Node("abroad_other", r"其他因公出国\(境\)费用?", is_memo=True),
            ),
            dims={"department": "30212"},
        ),
        Node(
            "vehicles",
            r"公务用车购置[及和]运(?:行|维|行维护)(?:费用?|经费)?",
            parts=(
                Node("vehicle_purchase", r"公务用车购置(?:费用?|经费)?", dims={"department": "31013"}),
                Node("vehicle_running", r"公务用车运行(?:维护)?(?:费用?|经费)?", dims={"department": "30231"}),
            ),
        ),
        Node("reception", r"公务接待(?:费用?|经费)?", dims={"department": "30217"}),
    ),
)
"""The three public expenses (“三公”经费): going abroad, official vehicles, official receptions."""

CARRY_OUT = r"(?:年终|年末)(?:财政拨款)?(?:资金)?结转(?:和?结余)?|结转下年(?:支出)?"

OTHER_SOURCES = (
    Node(
        "surplus_use",
        r"使用非财政拨款结余|用?(?:事业基金|非财政拨款结余)弥补(?:收支差额)?",
        dims={"line_kind": "surplus_use", "fund": "unit_funds"},
    ),
    Node("unit_account", r"上年实户资金(?:余额)?", dims={"line_kind": "carry_in", "fund": "unit_account"}),
)
"""Sources beside current revenue and what was carried in: surplus used, balances in the unit's own account."""

REVENUE_ITEMS = Node(
    "grand_total",
    r"收入总计|收入合计:?",
    parts=(
        Node("current_total", r"本年收入(?:合计)?", parts=fund_nodes(), dims={"line_kind": "current"}),
        carry_in_node(),
        *OTHER_SOURCES,
    ),
)
"""The revenue side of a balance table (收支总表): grand total, current year by source, carried in, other sources."""

EXPENDITURE_ITEMS = Node(
    "grand_total",
    r"支出总计|支出合计:?",
    parts=(
        Node("current_total", r"本年支出(?:合计)?", dims={"line_kind": "current"}),
        Node("carry_out", CARRY_OUT, dims={"line_kind": "carry_out"}),
        Node(
            "unarranged",
            r"未安排支出的?实户资金",
            dims={"line_kind": "carry_out", "fund": "unit_account"},
        ),
    ),
)
"""The expenditure side: grand total, current year (its items are functional classes, 类), carried out."""

HENAN_EXPENDITURE = (
    "科目编码/类",
    "科目编码/款",
    "科目编码/项",
    "单位代码",
    "单位（科目名称）",
    "合计",
    "基本支出/小计",
    "基本支出/人员经费/工资福利支出",
    "基本支出/人员经费/对个人和家庭的补助",
    "基本支出/公用经费/商品和服务支出",
    "基本支出/公用经费/资本性支出",
    "项目支出/小计",
    "项目支出/其他运转类",
    "项目支出/特定目标类",
)
"""The header of every expenditure table by function in Henan (河南): types by unit, then 项, flat."""
