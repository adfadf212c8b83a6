"""Whose disclosure a document is.

Here: choosing among the names on title page, in captions, headings and tables. Not here: units inside tables.
"""

from collections.abc import Iterable, Sequence

from pipeline.kernel.text import folded
from pipeline.tables.model import RowKind, Table
from pipeline.tables.publication.announcement import Announcement, is_organisation
from pipeline.tables.publication.caption import whole_name
from pipeline.tables.publication.heading import Headings
from pipeline.tables.publication.vote import most_said


def _unit_rows(tables: Sequence[Table]) -> Iterable[str]:
    for table in tables:
        for row in table.rows:
            if row.kind is RowKind.UNIT and row.unit_name and is_organisation(folded(row.unit_name)):
                yield folded(row.unit_name)


def unit_of(title: Announcement | None, captions: Sequence[str], headings: Headings, tables: Sequence[Table]) -> str:
    """The publisher's name: of the title page, else of most captions, announcements or unit rows; empty if not said."""
    if title and title.unit:
        return title.unit
    for names in (captions, [found.unit for found in headings.announcements if found.unit], _unit_rows(tables)):
        if name := most_said(whole_name(name) for name in names):
            return name
    return ""
