"""The field's words: funds, kinds of expenditure and items, declared by meaning with the synonyms met.

Here: the nodes that several families share. Not here: which family has which of them (``families/``). Patterns match
folded labels (NFKC, no white space, half-width brackets) without ordinals and without a leading 其中.
"""

from dataclasses import replace

from pipeline.tables.model import NEVER, Node

SELF_LABEL = r"合计|小计|总计|金额合计"
"""A label that stands for the group it is printed under, or for the whole table."""

AMOUNT = (
    r"(?:收入|支出)?(?:合计|总计|小计)|(?:\d{4}年(?:度)?|本年|当年)?(?:预算|决算)数?|(?:预算|项目|决算)?金额|总额"
    r"|(?:支出|收入)预算(?:数)?|本年(?:支出|收入)(?:合计|总计)"
)
"""A label that does nothing but say that a column holds the amount."""

_CARRIED = r"(?:结转|结余)(?:、|和)?(?:结余|结转)?"
_OPTIONAL_TAIL = r"(?:财政)?(?:拨款)?(?:资金)?(?:收入|支出|安排)*"
GPB = rf"(?:财政拨款)?(?:本年)?(?:一般)?公共预算{_OPTIONAL_TAIL}(?:{_CARRIED})?"
GOV_FUND = rf"政府性?基金(?:预算)?{_OPTIONAL_TAIL}(?:{_CARRIED})?"
STATE_CAPITAL = rf"国有资本经营(?:预算)?{_OPTIONAL_TAIL}(?:{_CARRIED})?"
SPECIAL_ACCOUNT = r"(?:纳入)?财政专户(?:管理)?(?:资金|拨款|核拨)*(?:收入)?"
CARRY_IN = (
    rf"(?:动用)?(?:上年|年初|以前年度)(?:财政拨款)?(?:资金)?{_CARRIED}(?:资金|收入)?"
    rf"|年初财政拨款{_CARRIED}|上年{_CARRIED}(?:\(.*\))?"
)


def fund_nodes(prefix: str = "") -> tuple[Node, ...]:
    """Fiscal appropriation (财政拨款) and the three budgets it consists of, under ids with ``prefix``."""
    return (
        Node(
            f"{prefix}fiscal",
            rf"(?:本年)?(?:财政|预算)拨款(?:收入|预算|资金)*(?:{_CARRIED})?",
            parts=(
                Node(
                    f"{prefix}gpb",
                    GPB,
                    parts=(
                        Node(
                            f"{prefix}gpb_appropriation",
                            r"财政拨款|经费拨款|公共财政拨款\(补助\)资金",
                            is_memo=True,
                            dims={"fund": "gpb.appropriation"},
                        ),
                        Node(
                            f"{prefix}gpb_earmarked",
                            r"专项资金列入部门预算的?项目",
                            is_memo=True,
                            dims={"fund": "gpb"},
                        ),
                    ),
                    dims={"fund": "gpb"},
                ),
                Node(f"{prefix}gov_fund", GOV_FUND, dims={"fund": "gov_fund"}),
                Node(f"{prefix}state_capital", STATE_CAPITAL, dims={"fund": "state_capital"}),
            ),
            dims={"fund": "fiscal"},
        ),
        Node(
            f"{prefix}special_account",
            SPECIAL_ACCOUNT,
            parts=(
                Node(f"{prefix}education_fees", r"(?:专户管理)?教育收费", dims={"fund": "special_account"}),
                Node(
                    f"{prefix}other_special", r"其他专户收入(?:拨款)?|其他财政专户.*", dims={"fund": "special_account"}
                ),
            ),
            dims={"fund": "special_account"},
        ),
        Node(
            f"{prefix}unit_funds",
            rf"单位(?:自有)?资金(?:收入)?|其他资金(?:收入)?|非财政拨款(?:资金)?(?:{_CARRIED})?",
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
                    r"对?附属单位上缴收入(?:资金)?",
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


_OF_BUDGET = r"(?:(?:本年)?(?:财政拨款|一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:财政)?(?:拨款)?)"

EXPENDITURE = Node(
    "total",
    rf"{AMOUNT}|{_OF_BUDGET}支出",
    parts=(
        Node(
            "basic",
            r"基本支出(?:合计|小计)?|人员经费和公用经费支出",
            parts=(
                Node(
                    "personnel",
                    r"人员(?:经费|支出)+",
                    parts=(
                        Node("wages", r"工资福利支出", dims={"department": "301"}),
                        Node("household", r"对个人和家庭的?(?:补助|支出)(?:支出)?", dims={"department": "303"}),
                    ),
                    dims={"nature": "basic.personnel"},
                ),
                Node(
                    "public",
                    r"(?:日常)?公用(?:经费|支出)+",
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
            r"项目支出(?:合计|小计|总数)?|专项业务(?:经费)?支出",
            parts=(
                Node("other_running", r"其他运转类(?:项目)?", dims={"nature": "project.other_running"}),
                Node("specific", r"特定目标类(?:项目)?", dims={"nature": "project.specific"}),
                Node("project_without_construction", r"扣除基建(?:项目)?后(?:预算数|支出)?", is_memo=True),
            ),
            dims={"nature": "project"},
        ),
        Node("operating", r"(?:事业单位)?经营支出", dims={"nature": "operating"}),
        Node("to_superior", r"上[解缴]上级支出", dims={"nature": "to_superior"}),
        Node("to_subordinate", r"对附属单位补助支出", dims={"nature": "to_subordinate"}),
        Node("reserve", r"单位预留机动经费", dims={"nature": "reserve"}),
        Node("carry_out", r"结转下年(?:资金|支出)?", dims={"line_kind": "carry_out"}),
        Node(
            "procured",
            r"(?:其中:)?(?:\d{4}年)?政府采购(?:项目)?",
            parts=(
                Node("procured_small", r".*预留给中小企业.*", is_memo=True),
                Node("procured_micro", r".*预留给小型.*微.*", is_memo=True),
            ),
            is_memo=True,
        ),
    ),
)
"""Expenditure (支出) by nature: basic (基本支出: personnel 人员, public 公用), project (项目支出), and the rest."""

BASIC_EXPENDITURE = Node(
    "total",
    rf"{AMOUNT}|{_OF_BUDGET}?基本支出|机关运行经费(?:支出)?",
    parts=(
        Node("personnel", r"人员(?:经费|支出)+", dims={"nature": "basic.personnel"}),
        Node("public", r"(?:日常)?公用(?:经费|支出)+", dims={"nature": "basic.public"}),
    ),
    dims={"nature": "basic"},
)
"""Basic expenditure (基本支出) split into personnel and public."""

OTHER_SOURCES = (
    Node(
        "surplus_use",
        r"使用非财政拨款结余|用?(?:事业基金|非财政拨款结余)弥补(?:收支差额)?",
        dims={"line_kind": "surplus_use", "fund": "unit_funds"},
    ),
    Node("unit_account", r"上年实户资金(?:余额)?", dims={"line_kind": "carry_in", "fund": "unit_account"}),
)
"""Sources beside current revenue and what was carried in: surplus used, balances in the unit's own account."""

FUNDED = Node(
    "total",
    rf"{AMOUNT}|部门预算|\d{{4}}年预算",
    parts=(
        Node(
            "current",
            r"本年(?:收入|支出|财政拨款|拨款)(?:合计|小计)?",
            parts=fund_nodes(),
            dims={"line_kind": "current"},
        ),
        carry_in_node(),
        *OTHER_SOURCES,
    ),
)
"""Any amount by fund source (资金来源)."""

_THREE_PUBLIC_ITEMS = (
    Node(
        "abroad",
        r"因公出国\(境\)(?:费用?|经费|支出)*",
        parts=(
            Node("abroad_academic", r"教学科研人员因公出国\(境\)费用?", is_memo=True),
            Node("abroad_other", r"其他因公出国\(境\)费用?", is_memo=True),
        ),
        dims={"department": "30212"},
    ),
    Node(
        "vehicles",
        r"公务用车购置[及和]?运(?:行|维|行维护)(?:费用?|经费|支出)*",
        parts=(
            Node("vehicle_purchase", r"(?:公务用车)?购置(?:费用?|经费|支出)*", dims={"department": "31013"}),
            Node("vehicle_running", r"(?:公务用车)?运行(?:维护)?(?:费用?|经费|支出)*", dims={"department": "30231"}),
        ),
    ),
    Node("reception", r"公务接待(?:费用?|经费|支出)*", dims={"department": "30217"}),
)

THREE_PUBLIC = Node(
    "total",
    r'(?:一般公共预算|财政)?(?:拨款)?(?:安排的?)?"?三公"?经费(?:财政拨款)?(?:预算)?(?:总额|合计|小计|支出|数)*|(?:经费)?(?:合计|总计)',
    parts=_THREE_PUBLIC_ITEMS,
)
"""The three public expenses (“三公”经费): going abroad, official vehicles, official receptions."""

PUBLIC_WITH_MEETINGS = Node(
    "with_meetings",
    r"合计|总计",
    parts=(
        replace(THREE_PUBLIC, labels=THREE_PUBLIC.labels.replace("|(?:经费)?(?:合计|总计)", "")),
        Node("meetings", r"会议费(?:支出)?", dims={"department": "30215"}),
        Node("training", r"培训费(?:支出)?", dims={"department": "30216"}),
    ),
)
"""The three public expenses beside meetings (会议费) and training (培训费), with a total of all."""

PUBLIC_AND_OTHERS = Node(
    "all_items",
    NEVER,
    parts=(
        THREE_PUBLIC,
        Node("meetings", r"会议费(?:支出)?", is_memo=True, dims={"department": "30215"}),
        Node("training", r"培训费(?:支出)?", is_memo=True, dims={"department": "30216"}),
        Node("running", r"机关运行(?:经费)?(?:预算)?(?:支出|数)*", is_memo=True),
        Node("administrative", r"行政经费", is_memo=True),
    ),
)
"""The three public expenses beside others with no total of all: these stand beside them and are no addends."""

CARRY_OUT = rf"(?:年终|年末)(?:财政拨款)?(?:资金)?{_CARRIED}|结转(?:结余)?下年(?:支出|资金)?"

REVENUE_ITEMS = Node(
    "grand_total",
    r"收入总计|收入合计:?|总计",
    parts=(
        Node("current_total", r"(?:本年|当年)收入(?:合计|小计)?", parts=fund_nodes(), dims={"line_kind": "current"}),
        carry_in_node(),
        *OTHER_SOURCES,
    ),
)
"""The revenue side of a balance table (收支总表): grand total, current year by source, carried in, other sources."""

EXPENDITURE_ITEMS = Node(
    "grand_total",
    r"支出总计|支出合计:?|总计",
    parts=(
        Node("current_total", r"(?:本年|当年)支出(?:合计|小计)?", dims={"line_kind": "current"}),
        Node("carry_out", CARRY_OUT, dims={"line_kind": "carry_out"}),
        Node(
            "unarranged",
            r"未安排支出的?实户资金(?:余额)?",
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

CURRENT_AND_CARRIED = Node(
    "total",
    AMOUNT,
    parts=(
        Node(
            "current", r"(?:当年|本年)(?:财政)?(?:拨款)?(?:预算)?(?:安排|支出)?(?:小计)?", dims={"line_kind": "current"}
        ),
        carry_in_node(rf"{CARRY_IN}|上年结转安排", has_funds=False),
    ),
)
"""Expenditure by the year that its money is of: the current one's (当年安排), and what was carried in."""

PROJECT_EXPENDITURE = Node("total", rf"{AMOUNT}|{_OF_BUDGET}?项目支出", dims={"nature": "project"})
"""Project expenditure (项目支出) in one column."""

MEETINGS_AND_TRAINING = Node(
    "total",
    AMOUNT,
    parts=(
        Node("meetings", r"会议费(?:支出)?", dims={"department": "30215"}),
        Node("training", r"培训费(?:支出)?", dims={"department": "30216"}),
    ),
)
"""Meetings (会议费) and training (培训费)."""
