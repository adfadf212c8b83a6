"""The year, the same everywhere: in titles, headings, lines that state it, and sentences.

Here: what names another year than the disclosure's. Not here: which year that is (``tables.publication.year``), and
dates of indicator forms, which may cover other years.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.review.finding import FIGURE_OF_OTHER_YEAR, YEAR_DIFFERS, Finding, in_table, quoted
from pipeline.review.sentences import Sentence
from pipeline.tables.model import Table
from pipeline.tables.publication import Publication
from pipeline.tables.publication.announcement import read_announcement

_TITLED_YEAR = re.compile(
    r"(?:附?表|附件)?[\d一二三四五六七八九十]{0,3}?[、.:)]?(?P<year>(?:19|20)\d{2})年.*表(?:\([^()]*\))?"
)
_STATED_YEAR = re.compile(r"(?:预算|决算)?年度:(?P<year>(?:19|20)\d{2})年?")
_OTHER_STAGE = {"budget": "决算", "final": "预算"}
_LEADER = re.compile(r"[.…·]{3,}.*$")
_LONGEST_HEADING = 60
_TOP_ROWS = 3
_MONEY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})年度?[^,，。;\d]{0,24}(?:收入|支出|收支)[^,，。;\d]{0,8}"
    r"(?P<amount>\d[\d,]*\.\d+|\d{4,})(?:亿元|万元|元)"
)
_SAME = re.compile(r"持平|一致|相同|无变化|无增减|(?:增加|减少|增长|下降)0")


def other_years(
    document: Document, tables: Sequence[Table], publication: Publication, jurisdictions: Mapping[str, str]
) -> Iterator[Finding]:
    """Titles, headings and year lines that state another year."""
    year = publication.fiscal_year
    if year is None:
        return
    titles = set()
    for table in tables:
        match = _TITLED_YEAR.fullmatch(folded(table.title))
        if match and int(match["year"]) != year and _is_of_stage(table.title, publication):
            titles.add(folded(table.title))
            yield in_table(YEAR_DIFFERS, table, table.title, str(year), "title of a table 表名")
    for line in document.lines:
        text = _LEADER.sub("", folded(line.text))
        said = _said_by(text, publication, jurisdictions) if len(text) <= _LONGEST_HEADING else None
        if said is not None and said != year and text not in titles:
            yield Finding(YEAR_DIFFERS.id, line.place, quoted(line.text.strip()), str(year), "heading 标题")
    for cell in (cell for grid in document.grids for row in grid.rows[:_TOP_ROWS] for cell in row):
        match = _STATED_YEAR.fullmatch(folded(cell.text)) if cell.text else None
        if match and int(match["year"]) != year:
            yield Finding(YEAR_DIFFERS.id, cell.place, quoted(cell.text.strip()), str(year), "caption 表头")


def _said_by(text: str, publication: Publication, jurisdictions: Mapping[str, str]) -> int | None:
    """The year that a line states as the disclosure's."""
    if match := _STATED_YEAR.fullmatch(text):
        return int(match["year"])
    announced = read_announcement(text, jurisdictions)
    return announced.year if announced and announced.stage == publication.stage else None


def _is_of_stage(title: str, publication: Publication) -> bool:
    """Whether a title can be of this stage: a budget may print last year's final account (决算, 执行) as well."""
    return _OTHER_STAGE.get(publication.stage or "", "决算") not in title and "执行" not in title


def figures_of_other_years(sentences: Sequence[Sentence], publication: Publication) -> Iterator[Finding]:
    """Totals that one sentence gives to another year, and another sentence, figure for figure, to the disclosure's.

    What was the same in both years is no such figure: then the sentence names the disclosure's year before, or gives
    it the amount as well, or says that nothing changed.
    """
    year = publication.fiscal_year
    said: dict[str, list[tuple[int, re.Match[str], Sentence]]] = defaultdict(list)
    for sentence in sentences:
        for match in _MONEY.finditer(sentence.text):
            said[match["amount"].replace(",", "")].append((int(match["year"]), match, sentence))
    for mentions in said.values():
        if not any(of_year == year for of_year, _, _ in mentions):
            continue
        for of_year, match, sentence in mentions:
            is_compared = str(year) in sentence.text[: match.start()] or any(
                found == year and other is sentence for found, _, other in mentions
            )
            if of_year != year and not is_compared and not _SAME.search(sentence.text):
                others = ", ".join(str(other.place_of(0)) for found, _, other in mentions if found == year)
                yield Finding(
                    FIGURE_OF_OTHER_YEAR.id,
                    sentence.place_of(match.start()),
                    quoted(sentence.printed, match.start()),
                    str(year),
                    f"{match['amount']} is of {year} at {others}",
                )
