"""Posts (编制) and people (实有人数): what the narrative states plainly, and what a list of units prints.

Here: sentences that state numbers of posts or people, clause by clause, each with its place. Not here: by how much
these numbers change or why (增加…人), and money.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import polars as pl

from pipeline.facts.lines import Resolver
from pipeline.facts.list_lines import list_lines
from pipeline.facts.list_star import FACT_HEADCOUNT
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.readers.document import Document, TextLine
from pipeline.tables.families.organisation import CATEGORIES
from pipeline.tables.model import Table

_SENTENCE = re.compile(r"[^。!?]+")
_CLAUSE = re.compile(r"[^,、:;]+")
_STATED = re.compile(r"(?P<label>\D*?(?:(?:19|20)\d{2}年\D*?)?)(?:总?数|共|有|为)*(?P<people>\d{1,6})[人名](?:\(.*\))?")
_POSTS = re.compile(r"编制")
_STAFF = re.compile(r"实有|在职|在编|在岗")
_RETIRED = re.compile(r"离退休|退休|离休")
_NO_STATEMENT = re.compile(r"增|减|比|较|调入|调出|招聘|录用|拟|变动|培训|慰问|编制范围|超编|≤|≥")
_AS_OF = re.compile(r"截[至止到]{0,2}(?P<date>(?:(?:19|20)\d{2}年|上年|本年)度?(?:\d{1,2}月(?:\d{1,2}日)?|底|末)?)")
_CATEGORIES = (
    (r"政法", "political_legal"),
    (r"行政附属", "attached"),
    (r"工勤|工人", "worker"),
    (r"行政|参公|公务员", "administrative"),
    (r"事业", "institution"),
    (_RETIRED.pattern, "retired"),
    (r"聘用|编外|雇员|合同|劳务", "contract"),
)

_COLUMNS = {
    **{kind: (kind, "total") for kind in ("posts", "staff")},
    **{f"{kind}_{category}": (kind, category) for kind in ("posts", "staff") for category in CATEGORIES},
    "retired": ("staff", "retired"),
}
"""Kind and category of the columns of lists of units."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """A number of posts or people that a clause states.

    Attributes:
        kind: ``posts`` or ``staff``.
        category: which of them, ``total`` where it says nothing.
        is_part: part of the total of its kind that the sentence states before it.
        people: how many.
        label: the words before the number.
        as_of: the date at which it is stated, as printed; empty where none is.
        place: where the clause begins.
    """

    kind: str
    category: str
    is_part: bool
    people: int
    label: str
    as_of: str
    place: Place


def stated_headcounts(document: Document) -> list[Headcount]:
    """Every number of posts or people that the narrative of a document states.

    Who has retired is told in the sentence after: that sentence counts only behind one that states posts or people.
    """
    text, starts = _joined(document.lines)
    found: list[Headcount] = []
    is_behind = False
    for sentence in _SENTENCE.finditer(text):
        stated = list(_of_sentence(sentence, document.lines, starts, is_behind=is_behind))
        is_behind = bool(stated)
        found.extend(stated)
    return found


def _joined(lines: Sequence[TextLine]) -> tuple[str, list[int]]:
    """The narrative as one text without white space, and where in it every line begins."""
    pieces = [folded(line.text) for line in lines]
    return "".join(pieces), [0, *accumulate(map(len, pieces[:-1]))]


def _of_sentence(
    sentence: re.Match[str], lines: Sequence[TextLine], starts: Sequence[int], *, is_behind: bool
) -> Iterator[Headcount]:
    said = sentence.group()
    if not (_POSTS.search(said) or _STAFF.search(said) or (is_behind and _RETIRED.search(said))):
        return
    date = _AS_OF.search(said)
    kind = ""
    has_total: set[str] = set()
    for clause in _CLAUSE.finditer(said):
        match = _STATED.fullmatch(clause.group())
        if match is None or _NO_STATEMENT.search(match.group("label")):
            continue
        label = match.group("label")
        category = next((name for words, name in _CATEGORIES if re.search(words, label)), "total")
        if category == "retired" and _NO_STATEMENT.search(said):
            # Who retires is a reason for a change; how many have retired is stated plainly.
            continue
        kind = _kind(label, category, kind)
        if not kind:
            continue
        at = bisect_right(starts, sentence.start() + clause.start()) - 1
        is_part = category not in {"total", "retired"} and kind in has_total
        yield Headcount(
            kind,
            category,
            is_part,
            int(match.group("people")),
            label.removeprefix("其中"),
            date.group("date") if date else "",
            lines[at].place,
        )
        if category == "total":
            has_total.add(kind)


def _kind(label: str, category: str, before: str) -> str:
    """Posts or people, as the clause says; one that says neither goes on with what the clause before it counts."""
    if category == "retired":
        return "staff"
    if _POSTS.search(label):
        return "posts"
    return "staff" if _STAFF.search(label) else before if category != "total" else ""


def headcount(
    disclosure_id: str, document: Document, tables: Sequence[Table], cells: pl.DataFrame, resolver: Resolver
) -> pl.DataFrame:
    """Rows of ``fact_headcount`` of a disclosure: the narrative's, then those of its lists of units."""
    rows = [*_stated_rows(document, resolver), *_listed_rows(tables, cells, resolver)]
    return FACT_HEADCOUNT.frame(
        {"disclosure_id": disclosure_id, "headcount_no": number, **row} for number, row in enumerate(rows, start=1)
    )


def _stated_rows(document: Document, resolver: Resolver) -> Iterator[dict[str, Any]]:
    for stated in stated_headcounts(document):
        yield {
            "unit_key": resolver.unit(None, None),
            "kind": stated.kind,
            "category": stated.category,
            "is_part": stated.is_part,
            "people": stated.people,
            "label": stated.label,
            "as_of": stated.as_of or None,
            "source": "narrative",
            "page": stated.place.page,
            "line": stated.place.line,
        }


def _listed_rows(tables: Sequence[Table], cells: pl.DataFrame, resolver: Resolver) -> Iterator[dict[str, Any]]:
    for table in (table for table in tables if table.table_id == "organisation"):
        for line in list_lines(table, cells):
            for node, (kind, category) in _COLUMNS.items():
                if node in line.cells and line.row.unit_name:
                    cell = line.cells[node]
                    yield {
                        "unit_key": resolver.unit(line.row.unit_code, line.row.unit_name),
                        "kind": kind,
                        "category": category,
                        "is_part": category in CATEGORIES and kind in line.cells,
                        "people": int(cell["value"]),
                        "label": cell["column_path"],
                        "source": "table",
                        "table_no": table.table_no,
                        "page": cell["page"],
                        "line": cell["line"],
                        "cell_id": cell["cell_id"],
                    }
