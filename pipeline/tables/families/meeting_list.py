"""Meetings, one by one (会议费明细表): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(
    table_id="meeting_list",
    chinese="会议费明细表",
    titles=r"会议(?:费)?(?:明细|计划).*表",
    not_titles=r"(?!)",
    columns=(),
)
