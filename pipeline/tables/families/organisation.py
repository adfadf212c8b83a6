"""The units of a department (机构设置, 预算单位构成), and how many posts and people each has where that is printed."""

from pipeline.tables.model import COUNT, NEVER, Family, Node
from pipeline.tables.roles import Role

CATEGORIES = {"administrative": r"行政|参公", "institution": r"事业", "worker": r"工勤"}
"""The kinds of posts and people that tables tell apart, by what their labels begin with."""


def _parts(of: str) -> tuple[Node, ...]:
    return tuple(
        Node(f"{of}_{name}", rf"(?:{words})(?:编制|人员)?(?:人)?数?(?:\(.*\))?", is_memo=True, dims={"measure": COUNT})
        for name, words in CATEGORIES.items()
    )


_COLUMNS = Node(
    "headcount",
    NEVER,
    parts=(
        Node("posts", r"(?:人员|核定)?编制(?:人)?数?(?:\(.*\))?", parts=_parts("posts"), dims={"measure": COUNT}),
        Node(
            "staff",
            r"(?:实有|在职|在编|实际)(?:在职|在编|在岗)?(?:人员)?(?:人)?数?(?:\(.*\))?",
            parts=_parts("staff"),
            dims={"measure": COUNT},
        ),
        Node("retired", r"(?:离退休|退休)(?:人员)?(?:人)?数?(?:\(.*\))?", dims={"measure": COUNT}),
    ),
)

FAMILY = Family(
    table_id="organisation",
    chinese="机构设置",
    titles=r"(?:机构|预算单位|单位)(?:设置|构成|情况|详细)|单位.*(?:包括|如下|共有)|人员(?:编制|构成|情况).*表",
    not_titles=r"收入|支出|收支|绩效|采购",
    columns=(_COLUMNS,),
    texts={
        Role.UNIT_NAME: r"(?:预算|所属|二级预算|下属)?单位(?:名称)?|机构名称",
        Role.NATURE: r"(?:单位|机构|经费)(?:性质|类型)|经费来源",
    },
)
