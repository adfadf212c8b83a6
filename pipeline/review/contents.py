"""What a disclosure says that it prints: its contents page (目录), and the index that tells empty tables (是否空表).

Here: reading both. Not here: whether the tables are there (``presence``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.narrative.paragraphs import ordinal_of
from pipeline.readers.document import Document

_CONTENTS = re.compile(r"目录(?:[.…·]|\d|$)")
_LEADER = re.compile(r"(?:[.…·]{2,}.*|[-—]*\d{1,3}[-—]*)$")
_TABLE = re.compile(r"[^。;,，:]{4,60}表(?:\([^()]*\))?")
_LONGEST_ENTRY = 70
_MOST_LINES = 120
_FORM_NUMBER = re.compile(r"^(?:公开|预算|附|决算)?(?:\d{1,2}表|表\d{1,2})[:、.]?")
_CHAPTER = re.compile(r"(?:部门|单位|综合|预算|决算|公开|情况)*报?表")
"""Heads all tables (第二部分 2026年度部门预算表): no table itself."""

_BRACKETS = re.compile(r"\([^()]*\)")
_ALIKE = 0.75
"""Publishers shorten titles in their contents: what shares three quarters of its characters is the same table."""

_ORDINAL = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}部分[:、]?|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.])"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_IS_EMPTY = "是否空表"
_YES = frozenset({"是", "√"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed table: its title as listed, and what the index says: empty or not; ``None`` on a contents page."""

    title: str
    place: Place
    is_empty: bool | None = None


def bare(title: str, unit: str = "") -> str:
    """A table's title for comparison: folded, without numbering, year and the unit's name."""
    text = _LEADER.sub("", folded(title).lstrip("-"))
    for pattern in (_ORDINAL, _FORM_NUMBER, _ORDINAL):
        text = pattern.sub("", text)
    text = _YEAR.sub("", text)
    return text.replace(unit, "") if unit else text


def is_title(text: str) -> bool:
    """Say whether a folded text is worded as a table's title."""
    return _TABLE.fullmatch(text) is not None


def resembles(listed_title: str, title: str) -> bool:
    """Say whether two bare titles may be of one table: one within the other, or much alike apart from brackets."""
    if listed_title in title:
        return True
    shorter, other = _BRACKETS.sub("", listed_title), _BRACKETS.sub("", title)
    matcher = SequenceMatcher(None, shorter, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def listed(document: Document, unit: str) -> Iterator[Entry]:
    """The tables that the contents page lists, without chapters; an entry ends where the next numbering begins.

    The contents end at the first grid, at a sentence, and where an entry comes again: that is the body.
    """
    lines = list(document.lines)
    first = next((number for number, line in enumerate(lines) if _CONTENTS.match(folded(line.text))), None)
    if first is None:
        return
    first_grid = min((grid.order for grid in document.grids), default=None)
    seen: set[str] = set()
    entry, place = "", Place()
    for line in lines[first + 1 : first + 1 + _MOST_LINES]:
        text = folded(line.text)
        is_past = first_grid is not None and line.order > first_grid
        if is_past or len(text) > _LONGEST_ENTRY or "。" in text or bare(text) in seen:
            break
        if ordinal_of(text) or not entry or is_title(_LEADER.sub("", entry)):
            yield from _entry(entry, place, unit)
            entry, place = "", line.place
        entry += text
        seen.update({bare(text)} if is_title(_LEADER.sub("", text)) else ())
    yield from _entry(entry, place, unit)


def _entry(text: str, place: Place, unit: str) -> Iterator[Entry]:
    title = _LEADER.sub("", text)
    if is_title(title) and not _CHAPTER.fullmatch(bare(title, unit)):
        yield Entry(title, place)


def indexed(document: Document) -> Iterator[Entry]:
    """The tables that an index with a column 是否空表 lists; one with a reason for being empty is called empty."""
    for grid in document.grids:
        texts = [[(cell.col, folded(cell.text), cell.place) for cell in row] for row in grid.rows]
        head = next((number for number, row in enumerate(texts) if any(text == _IS_EMPTY for _, text, _ in row)), None)
        if head is None:
            continue
        flag = next(col for col, text, _ in texts[head] if text == _IS_EMPTY)
        for row in texts[head + 1 :]:
            named = [(text, place) for col, text, place in row if col < flag and is_title(text)]
            is_empty = any(text in _YES for col, text, _ in row if col == flag) or any(
                text for col, text, _ in row if col > flag
            )
            if named:
                yield Entry(*named[-1], is_empty=is_empty)
