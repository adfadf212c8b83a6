"""Fixed assets (固定资产占用情况表): buildings, vehicles, equipment and the rest, how many and what they are worth."""

from pipeline.tables.model import COUNT, Family, Node, Side
from pipeline.tables.roles import Role

_BRACKETED = r"(?:\(.*\))?"

_ITEMS = Node(
    "total",
    rf"(?:固定|国有)?资产(?:总额|总计|合计|总值){_BRACKETED}|(?:总|合)计",
    parts=(
        Node(
            "buildings",
            rf"房屋(?:、?构筑物|及构筑物)?{_BRACKETED}|土地、?房屋及构筑物{_BRACKETED}",
            parts=(Node("offices", rf"办公(?:用房|室){_BRACKETED}", is_memo=True),),
        ),
        Node("vehicles", rf"(?:公务)?(?:用)?车辆?{_BRACKETED}"),
        Node("equipment", rf"(?:单价|单位价值|价值).*设备{_BRACKETED}|(?:通用|专用|大型)?设备{_BRACKETED}"),
        Node("other", rf"其[他它](?:固定)?资产{_BRACKETED}"),
    ),
)

FAMILY = Family(
    table_id="fixed_assets",
    chinese="固定资产表",
    titles=r"(?:固定资产|国有资产|车辆).*表",
    columns=(
        Node(
            "value",
            r"(?:账面)?(?:价值|原值|金额|总额)(?:\(.*\))?",
            parts=(Node("quantity", r"数量(?:\(.*\))?", is_memo=True, dims={"measure": COUNT}),),
        ),
    ),
    items={Side.NONE: _ITEMS},
    texts={Role.LISTED: r"项目(?:名称)?|资产(?:项目|名称|类别|类型)"},
)
