"""Courses of training, one by one (培训费明细表): when, for how many, at what cost."""

from pipeline.tables.families.meeting_list import EVENT_COSTS, EVENT_WORDS
from pipeline.tables.model import Family

FAMILY = Family(
    table_id="training_list",
    chinese="培训费明细表",
    titles=r"培训(?:费)?(?:明细|计划).*表",
    not_titles=r"会议",
    columns=(EVENT_COSTS,),
    texts=EVENT_WORDS,
)
