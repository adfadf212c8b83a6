"""The unit's name, the same everywhere: in captions, headings and the sentences that open with it.

Here: organisations named where the disclosing one must stand. Not here: whose disclosure it is
(``tables.publication.unit``). Units that the tables cover may stand there too, and so may short forms of the name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.review.finding import UNIT_DIFFERS, Finding, quoted
from pipeline.review.sentences import Sentence
from pipeline.tables.model import Table
from pipeline.tables.publication import Publication, jurisdiction_of
from pipeline.tables.publication.announcement import is_organisation, read_announcement
from pipeline.tables.publication.caption import captions_with_places, whole_name

_OPENING = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{4,30}?)(?:\((?:本级|机关|汇总|本部)\)|本级)?(?:(?:19|20)\d{2})年度?(?:部门|单位)?(?:综合)?"
    r"(?:财政拨款|一般公共预算|政府性基金|国有资本经营|收入|支出|收支|预算|决算|无|没有|机关运行|基本支出|项目支出)"
)
_LONGEST_HEADING = 60
_CAPTION_CELLS = 2
"""A row that captions a table has a label and a name, or less."""


def other_units(
    document: Document,
    tables: Sequence[Table],
    publication: Publication,
    sentences: Sequence[Sentence],
    jurisdictions: Mapping[str, str],
) -> Iterator[Finding]:
    """Captions, headings and openings of sentences that name another organisation."""
    unit = publication.unit
    if not unit:
        return
    known = _covered(document, tables) | {unit}
    for place, name in _named(document, sentences, jurisdictions):
        if name not in known and not _is_cut_short(name, unit, place, document):
            yield Finding(UNIT_DIFFERS.id, place, quoted(name), unit)


def _named(
    document: Document, sentences: Sequence[Sentence], jurisdictions: Mapping[str, str]
) -> Iterator[tuple[Place, str]]:
    """Whose disclosure captions say it is; headings and sentences too where the name begins with a place."""
    for place, name in captions_with_places(document):
        yield place, whole_name(name)
    headings = set()
    for line in document.lines:
        text = folded(line.text)
        announced = read_announcement(text, jurisdictions) if len(text) <= _LONGEST_HEADING else None
        if announced and announced.unit and jurisdiction_of(announced.unit, jurisdictions):
            headings.add(line.place)
            yield line.place, announced.unit
    for sentence in sentences:
        match = _OPENING.match(sentence.text)
        place = sentence.place_of(0)
        if match and place not in headings:
            name = match["name"]
            if is_organisation(name) and jurisdiction_of(name, jurisdictions):
                yield place, name


def _covered(document: Document, tables: Sequence[Table]) -> frozenset[str]:
    """Every organisation that stands alone in a cell or in a unit's row: the tables cover it, or list it."""
    rows = {folded(row.unit_name) for table in tables for row in table.rows if row.unit_name}
    cells = {
        whole_name(text)
        for grid in document.grids
        for row in grid.rows
        if sum(bool(cell.text.strip()) for cell in row) > _CAPTION_CELLS
        for cell in row
        if is_organisation(text := folded(cell.text))
    }
    return frozenset({whole_name(name) for name in rows} | cells)


def _is_cut_short(name: str, unit: str, place: Place, document: Document) -> bool:
    """Whether a name is the beginning of the unit's, whose rest stands in what follows: broken, not wrong.

    In a text that optical recognition made, the rest may be lost without anybody's fault.
    """
    rest = unit.removeprefix(name)
    if rest == unit or not rest:
        return False
    if not document.has_certain_digits:
        return True
    texts = [folded(line.text) for line in document.lines if _is_near(line.place, place)]
    texts += [
        folded(cell.text) for grid in document.grids for row in grid.rows for cell in row if _is_near(cell.place, place)
    ]
    return any(text.startswith(rest) for text in texts)


def _is_near(place: Place, other: Place) -> bool:
    if place.page is not None:
        return place.page == other.page
    return place.line is not None and other.line is not None and 0 <= place.line - other.line <= 1
