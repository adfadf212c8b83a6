"""What a document says of itself: whose budget, of which year, stage and scope.

Here: reading these from titles, unit lines and tables; file names lie and are never asked. Not here: versions.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.kernel.codes import Codes
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.tables.model import RowKind, Table

_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度)?.{0,40}?(?:预算|决算|收支|收入|支出|表)")
_STATED_YEAR = re.compile(r"(?:预算|决算)?年度:((?:19|20)\d{2})")
_UNIT_LINE = re.compile(
    r"(?:编制|填报|预算|公开)?(?:单位|部门)(?:\(部门\)|\(单位\))?(?:名称)?:(?P<name>[^:]{3,60}?)(?:(?:金额)?单位:.*)?$"
)
_CODED_UNIT = re.compile(r"^\d{3,9}-?(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff()]{3,40})$")
_OWN = re.compile(r"\((?:本级|机关|局机关|本部)\)|本级$")
_SHORT = 60
_HEAVY = 5


@dataclass(frozen=True, slots=True)
class Publication:
    """Whose disclosure a document is (DESIGN §2); ``None`` or empty where the document does not say."""

    title: str
    unit: str
    jurisdiction_code: str | None
    fiscal_year: int | None
    stage: str | None
    scope: str | None


def _short_texts(document: Document) -> list[str]:
    lines = [folded(line.text) for line in document.lines]
    cells = [folded(cell.text) for grid in document.grids for row in grid.rows[:2] for cell in row]
    return [text for text in (*lines, *cells) if 0 < len(text) <= _SHORT]


def _fiscal_year(texts: Iterable[str]) -> int | None:
    years: Counter[int] = Counter()
    for text in texts:
        if stated := _STATED_YEAR.fullmatch(text):
            years[int(stated.group(1))] += _HEAVY
        elif titled := _YEAR.search(text):
            years[int(titled.group(1))] += 1
    return years.most_common(1)[0][0] if years else None


def _stage(texts: Iterable[str]) -> str | None:
    budget = final = 0
    for text in texts:
        budget += "预算" in text
        final += "决算" in text
    if not budget and not final:
        return None
    return "final" if final > budget else "budget"


def _unit_names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        match = _UNIT_LINE.match(text) or _CODED_UNIT.match(text)
        if match:
            yield match.group("name").strip()


def captioned_units(document: Document) -> frozenset[str]:
    """The folded names of the units that captions say the tables are of; of a part (本级) also the whole."""
    names = frozenset(_unit_names(_short_texts(document)))
    return names | {_OWN.sub("", name) for name in names}


def _scope(texts: Sequence[str], unit_lines: Sequence[str]) -> str | None:
    own = sum(bool(_OWN.search(name)) for name in unit_lines)
    if unit_lines and own * 2 > len(unit_lines):
        return "own"
    headings = [text for text in texts if "预算" in text or "决算" in text]
    unit = sum("单位预算" in text or "单位决算" in text or "预算单位" in text for text in headings)
    department = sum("部门预算" in text or "部门决算" in text or "部门收" in text for text in headings)
    unit += sum(bool(re.search(r"年度?单位(?:收|支)", text)) for text in headings)
    if unit == department:
        return "department" if department else None
    return "unit" if unit > department else "department"


def _title(texts: Sequence[str], unit: str, year: int | None) -> str:
    candidates = [text for text in texts if re.search(r"(?:预算|决算)", text) and not text.startswith("第")]
    named = [text for text in candidates if unit and unit in text]
    yeared = [text for text in named if year and str(year) in text]
    return next(iter([*yeared, *named, *candidates]), "")


def jurisdiction_of(unit: str, jurisdictions: Mapping[str, str]) -> str | None:
    """The GB/T 2260 code of the place a unit's name begins with, the narrowest that it names."""
    by_name: dict[str, list[str]] = {}
    for code, name in jurisdictions.items():
        by_name.setdefault(name, []).append(code)
    rest, within = folded(unit).removeprefix("中共"), ""
    found: str | None = None
    while True:
        matches = [
            (name, code)
            for end in range(2, min(len(rest), 12) + 1)
            for name in [rest[:end]]
            for code in by_name.get(name, [])
            if code.startswith(within)
        ]
        if not matches:
            return found
        name, code = min(matches, key=lambda match: (match[1][2:] != "0000", match[1][4:] != "00", -len(match[0])))
        if found is None and len({code for _, code in matches}) > 1 and not code.endswith("00"):
            return None
        found, rest = code, rest[len(name) :]
        within = code[:2] if code.endswith("0000") else code[:4]


def read_publication(document: Document, tables: Sequence[Table], codes: Codes) -> Publication:
    """Read whose disclosure this is from its titles, unit lines and tables."""
    texts = _short_texts(document)
    unit_lines = list(_unit_names(texts))
    names = Counter(_OWN.sub("", name) for name in unit_lines)
    if not names:
        names.update(
            row.unit_name for table in tables for row in table.rows if row.unit_name and row.kind is RowKind.UNIT
        )
    unit = names.most_common(1)[0][0] if names else ""
    titles = [folded(table.title) for table in tables]
    year = _fiscal_year([*texts, *titles])
    return Publication(
        title=_title(texts, unit, year),
        unit=unit,
        jurisdiction_code=jurisdiction_of(unit, codes.jurisdictions) if unit else None,
        fiscal_year=year,
        stage=_stage([*texts, *titles]),
        scope=_scope([*texts, *titles], unit_lines),
    )
