"""The headings of a document: titles of tables, of parts, running heads.

Here: telling headings from narrative, and the lines that only date. Not here: what years and scopes follow.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.tables.model import Table
from pipeline.tables.publication.announcement import Announcement, read_announcement

_HEADING = re.compile(r"[^。;,!?]{2,60}?(?:表|预算|决算|公开|说明|情况|概况)(?:\([^()]*\))?")
_TABLE_TITLE = re.compile(r"[^。;,!?]{2,60}表(?:\([^()]*\))?")
_LEADER = re.compile(r"[.…·]{3,}.*$")
_STATED_YEAR = re.compile(r"(?:预算|决算)?年度:(?P<year>(?:19|20)\d{2})年?")
_DATE = re.compile(r"\((?P<year>(?:19|20)\d{2})年度?\)|(?P<form_year>(?:19|20)\d{2})\(年度\)")
_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Headings:
    """What a document's headings are.

    Attributes:
        texts: all headings, folded, one for each time it stands there; contents and repetitions included.
        announcements: the headings that announce a disclosure, a running head once for each page.
        stated_years: the years of lines that do nothing but state the fiscal year (预算年度：2026).
        dated_years: the years of lines and cells that do nothing but date a form (（2026年度）).
    """

    texts: tuple[str, ...]
    announcements: tuple[Announcement, ...]
    stated_years: tuple[int, ...]
    dated_years: tuple[int, ...]


def _years(pattern: re.Pattern[str], texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(int(next(filter(None, match.groups()))) for text in texts if (match := pattern.fullmatch(text)))


def _cells(document: Document) -> Iterator[str]:
    for grid in document.grids:
        for row in grid.rows[:_TITLE_ROWS]:
            yield from (folded(cell.text) for cell in row if cell.text)


def headings(document: Document, tables: Sequence[Table], jurisdictions: Mapping[str, str]) -> Headings:
    """Collect the headings from a document's lines, the first rows of its grids, and its recognised tables' titles."""
    lines = [_LEADER.sub("", folded(line.text)) for line in document.lines]
    found = [text for text in lines if _HEADING.fullmatch(text)]
    announced = {text: read_announcement(text, jurisdictions) for text in set(found)}
    cells = list(_cells(document))
    titles = (text for text in (*cells, *(folded(table.title) for table in tables)) if _TABLE_TITLE.fullmatch(text))
    return Headings(
        texts=(*found, *titles),
        announcements=tuple(made for text in found if (made := announced[text])),
        stated_years=_years(_STATED_YEAR, [*lines, *cells]),
        dated_years=_years(_DATE, [*lines, *cells]),
    )
