"""What a disclosure says of its projects beside their money: indicators, and where each project is named.

Here: the frames of both and the projects they mention. Not here: their rows (``indicators``, ``mentions``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.facts.indicators import FACT_INDICATOR, PROJECT_MENTION, indicator_rows
from pipeline.facts.lines import Member
from pipeline.facts.mentions import known_projects, mention_rows
from pipeline.facts.project_categories import category_of, project_categories
from pipeline.readers.document import Document
from pipeline.tables.model import Table
from pipeline.tables.publication import Publication


@dataclass(frozen=True, slots=True)
class Targets:
    """Frames of ``fact_indicator`` and ``project_mention``, and the projects that these name."""

    indicators: pl.DataFrame
    mentions: pl.DataFrame
    members: tuple[Member, ...]


def targets_of(
    disclosure_id: str, tables: Sequence[Table], publication: Publication, document: Document | None
) -> Targets:
    """The indicators and project mentions of a disclosure."""
    jurisdiction = publication.jurisdiction_code or ""
    categories = project_categories(tables)
    mentions = mention_rows(disclosure_id, jurisdiction, tables, document)
    keys = {(row["table_no"], row["row_no"]): row["project_key"] for row in mentions if row["table_no"] is not None}
    return Targets(
        FACT_INDICATOR.frame(indicator_rows(disclosure_id, jurisdiction, tables, keys)),
        PROJECT_MENTION.frame(mentions),
        tuple(
            Member("project", key, code, name, category=category_of(categories, code, name))
            for key, (code, name) in known_projects(mentions).items()
        ),
    )
