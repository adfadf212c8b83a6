"""Of which fiscal year a document is, and of which stage.

Here: weighing title page, running heads, headings and stated years. Not here: the years of measures (``ruled``).
"""

import re
from collections.abc import Iterable

from pipeline.tables.publication.announcement import Announcement
from pipeline.tables.publication.heading import Headings
from pipeline.tables.publication.vote import most_said

_TABLE_YEAR = re.compile(
    r"(?:附?表|附件)?[\d一二三四五六七八九十]{0,3}?[、.:)]?(?P<year>(?:19|20)\d{2})年.*表(?:\([^()]*\))?"
)


def _table_years(texts: Iterable[str]) -> list[int]:
    """The years that tables' titles begin with; one within a title is that of a paper it cites (提前下达…通知)."""
    return [int(match["year"]) for text in texts if (match := _TABLE_YEAR.fullmatch(text))]


def year_of(title: Announcement | None, headings: Headings) -> int | None:
    """The fiscal year that most kinds of witness name: title page, other announcements, tables, stated years.

    Each kind has one voice, since a stale title page or a form taken over from last year repeats its error as often
    as it is printed. Dates of forms are asked last: an indicator form may cover other years.
    """
    # A line of the title page announces by itself too: it must not speak twice.
    others = [found for found in headings.announcements if not title or found.text not in title.text]
    voices = [
        title.year if title else None,
        most_said(found.year for found in others if found.year),
        most_said(_table_years(headings.texts)),
        most_said(headings.stated_years),
    ]
    said = [year for year in voices if year]
    return most_said(said) if said else most_said(headings.dated_years)


def stage_of(title: Announcement | None, headings: Headings) -> str | None:
    """``budget`` or ``final``, by the title page, else by most headings; 财政拨款预算 is named in final ones too."""
    if title:
        return title.stage
    return most_said(
        "final" if "决算" in text else "budget" for text in headings.texts if "决算" in text or "预算" in text
    )
