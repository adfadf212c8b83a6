"""The words by which a disclosure announces itself: 某年 某单位 部门预算 公开.

Here: reading such a line, and the title page, whose one announcement may run over several lines. Not here: captions.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.tables.publication.jurisdiction import is_place, jurisdiction_of

_ANNOUNCEMENT = re.compile(
    r"(?:附件\d*:?|第.{1,3}部分[:、]?|.{1,3}、|关于|公布|印发|公开)*(?P<text>"
    r"(?:(?P<year_before>(?:19|20)\d{2})年?度?)?"
    r"(?P<unit>[^\d:,。;]{0,40}?)"
    r"(?P<part>\((?:本级|机关|局机关|本部|汇总)\)|本级)?"
    r"(?:(?P<year_behind>(?:19|20)\d{2})年?度?)?"
    r"(?:[省市州区县]级)?(?P<kind>部门|单位)?(?:综合)?(?P<stage>预算|决算)"
    r'(?:[和及]"三公"经费(?:预算|决算)?)?'
    r"(?:信息|公开|情况|基本|编制|文字|说明|报告|报表|文本|草案|表|的)*)"
)
_ORGANISATION = re.compile(
    r"(?:[局厅部委会办室院所站队处社校园馆署庭团司台场府镇乡村库组学协联关宫]|中心|街道|集团|基地|监狱)(?:\([^()]+\))?$"
)
_CONTENTS = re.compile(r"目录(?:[.…·]|\d|$)")
_TWICE = re.compile(r"(.{6,}).*\1")
_SHORTEST_NAME = 4
_MINISTRIES = frozenset(
    {"外交部", "教育部", "科技部", "公安部", "民政部", "司法部", "财政部", "水利部", "商务部", "审计署"}
)
"""Names shorter than any other organisation's: those of the central government."""
_FRONT_LINES = 10
_TITLE_LINES = 5
_LONGEST_LINE = 60
_FIRST_PAGES = (None, 1)
_STAGES = {"预算": "budget", "决算": "final"}
_KINDS = {"部门": "department", "单位": "unit"}
_PARTS = {"": "", "(汇总)": "department"}


@dataclass(frozen=True, slots=True)
class Announcement:
    """A line that announces a disclosure; empty or ``None`` what it leaves out.

    Attributes:
        text: the line without its numbering.
        unit: the organisation it names, without the part (本级) of it.
        place: the place that it names in an organisation's stead (上海市2026年市级单位预算).
        scope: what the line says of the scope, by the part (本级 own, 汇总 department) or by 部门预算, 单位预算.
    """

    text: str
    unit: str
    place: str
    year: int | None
    stage: str
    scope: str | None


def is_organisation(name: str) -> bool:
    """Say whether a name ends as those of organisations do (局, 委员会, 中心 …)."""
    is_long_enough = len(name) >= _SHORTEST_NAME or name in _MINISTRIES
    return is_long_enough and _ORGANISATION.search(name) is not None


def read_announcement(text: str, jurisdictions: Mapping[str, str]) -> Announcement | None:
    """Read a folded line as an announcement; ``None`` if it is none, or names what is neither unit nor place."""
    match = _ANNOUNCEMENT.fullmatch(text)
    if match is None:
        return None
    name, year = match["unit"], match["year_before"] or match["year_behind"]
    is_named = is_organisation(name)
    is_placed = bool(name) and not is_named and is_place(name, jurisdictions)
    if name and not is_named and not is_placed:
        return None
    # 某市本级部门预算 is of the city's own level of government, not of an office's own part.
    part = "" if is_placed else match["part"] or ""
    return Announcement(
        text=match["text"],
        unit="" if is_placed else name,
        place=name if is_placed else "",
        year=int(year) if year else None,
        stage=_STAGES[match["stage"]],
        scope=_PARTS.get(part, "own") or _KINDS.get(match["kind"] or ""),
    )


def _front(document: Document) -> Sequence[str]:
    """The folded lines that stand before the contents, the first grid and the first long text."""
    first_grid = min((grid.order for grid in document.grids), default=None)
    front: list[str] = []
    for line in document.lines[:_FRONT_LINES]:
        text = folded(line.text)
        is_past = first_grid is not None and line.order > first_grid
        if is_past or line.place.page not in _FIRST_PAGES or len(text) > _LONGEST_LINE or _CONTENTS.match(text):
            break
        front.append(text)
    return front


def _fullness(announcement: Announcement, jurisdictions: Mapping[str, str]) -> tuple[int, bool, int]:
    name = announcement.unit or announcement.place
    said = sum(bool(fact) for fact in (announcement.year, name, announcement.scope))
    return said, jurisdiction_of(name, jurisdictions) is not None, len(name)


def title_page(document: Document, jurisdictions: Mapping[str, str]) -> Announcement | None:
    """The announcement on a document's front, over as many lines as it takes.

    Of several readings the one that says most, then one that begins with a place, then the longest: a name broken over
    two lines ends like an organisation in its second line alone (管理中心).
    """
    front = _front(document)
    found = [
        announcement
        for first in range(len(front))
        for last in range(first, min(first + _TITLE_LINES, len(front)))
        if (announcement := read_announcement("".join(front[first : last + 1]), jurisdictions))
        and not _TWICE.search(announcement.unit)
    ]
    return max(found, key=lambda announcement: _fullness(announcement, jurisdictions), default=None)
