"""Meetings, one by one (会议费明细表): when, for how many, at what cost."""

from collections.abc import Mapping

from pipeline.tables.model import COUNT, Family, Node
from pipeline.tables.roles import Role
from pipeline.tables.vocabulary import AMOUNT

EVENT_COSTS = Node(
    "total",
    AMOUNT,
    parts=(
        Node("people", r"(?:计划|参[加会训]|培训)?(?:人员)?人数(?:\(.*\))?", is_memo=True, dims={"measure": COUNT}),
        Node("days", r"(?:会期|天数|会议天数|培训天数)(?:\(.*\))?", is_memo=True, dims={"measure": COUNT}),
    ),
)
"""What a meeting or a course costs, and how many take part for how long."""

EVENT_WORDS: Mapping[str, str] = {
    Role.LISTED: r"(?:会议|培训)(?:班)?(?:项目)?(?:名称|内容)",
    Role.HELD: r"(?:拟?召?开|举办|计划|培训)?(?:时间|日期)",
    Role.CONTENT: r"(?:举办|会议|培训)?地点",
}

FAMILY = Family(
    table_id="meeting_list",
    chinese="会议费明细表",
    titles=r"会议(?:费)?(?:明细|计划).*表",
    columns=(EVENT_COSTS,),
    texts=EVENT_WORDS,
)
