"""Meetings and training (会议费、培训费支出表), where they have a table of their own."""

from pipeline.tables.model import Family
from pipeline.tables.vocabulary import MEETINGS_AND_TRAINING

FAMILY = Family(
    table_id="training",
    chinese="会议费、培训费支出表",
    titles=r"(?:会议费|培训费)(?:、|和)?(?:会议费|培训费)?(?:支出)?(?:预算|情况)*表",
    not_titles=r"三公|明细|决算",
    columns=(MEETINGS_AND_TRAINING,),
)
