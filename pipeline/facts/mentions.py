"""Projects joined across the tables of a disclosure, and its text: every mention, and which project it is of.

Here: finding mentions and matching them by code and by name. Not here: what the tables say of the projects.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.facts.project_names import name_stem, project_key, years_in
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.tables.model import Table

_SHORTEST_IN_TEXT = 6
"""A shorter name is a common word of the narrative (工作经费), not a mention."""

_FIRST = ("project", "performance")
"""The families by which a project is known; other tables and the text only mention it."""

_OF_TARGETS = frozenset({"performance", "special_fund_performance", "transfer_performance"})
"""The families that set targets."""

_Line = tuple[int | None, int | None]
"""A line of a table: table_no, row_no."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a project.

    Attributes:
        source: id of the table family, or ``text``.
        table_no: its table, ``None`` in the text.
        row_no: the line of the table, as in ``reported_cell``.
    """

    source: str
    code: str
    name: str
    place: Place
    table_no: int | None = None
    row_no: int | None = None

    @property
    def table_line(self) -> _Line:
        """Its line of a table."""
        return self.table_no, self.row_no


@dataclass(slots=True)
class _Project:
    """A project as far as known: its mentions, and how each was matched."""

    mentions: list[tuple[Mention, str]] = field(default_factory=list)

    @property
    def code(self) -> str:
        return next((mention.code for mention, _ in self.mentions if mention.code), "")

    @property
    def name(self) -> str:
        """The name beside the code, else the first."""
        return next((mention.name for mention, _ in self.mentions if mention.code), self.mentions[0][0].name)

    @property
    def names(self) -> set[str]:
        return {folded(mention.name) for mention, _ in self.mentions}

    @property
    def has_targets(self) -> bool:
        """Whether a table of targets names it."""
        return any(mention.source in _OF_TARGETS for mention, _ in self.mentions)

    @property
    def stems(self) -> set[str]:
        return {stem for mention, _ in self.mentions if (stem := name_stem(mention.name))}


def mention_rows(
    disclosure_id: str, jurisdiction: str, tables: Sequence[Table], document: Document | None
) -> list[dict[str, Any]]:
    """Rows of ``project_mention``: the projects of a disclosure with all their mentions."""
    projects = _joined(_in_tables(tables))
    _find_in_labels(projects, tables)
    if document is not None:
        _find_in_text(projects, document)
    targeted = {mention.table_line for each in projects if each.has_targets for mention, _ in each.mentions}
    detailing = _lines_below(targeted, tables)
    rows: list[dict[str, Any]] = []
    for project in projects:
        for mention, matched_by in project.mentions:
            has_targets = project.has_targets or mention.table_line in detailing
            rows.append(
                {
                    "disclosure_id": disclosure_id,
                    "mention_no": len(rows) + 1,
                    "project_key": project_key(jurisdiction, project.code, project.name),
                    "source": mention.source,
                    "matched_by": matched_by,
                    "code": mention.code or None,
                    "name": mention.name,
                    "table_no": mention.table_no,
                    "row_no": mention.row_no,
                    "page": mention.place.page,
                    "line": mention.place.line,
                    "has_targets": has_targets if targeted else None,
                }
            )
    return rows


def known_projects(rows: Sequence[dict[str, Any]]) -> dict[int, tuple[str, str]]:
    """Key -> code and name of every project that mentions are of."""
    found: dict[int, tuple[str, str]] = {}
    for row in rows:
        code, name = found.get(row["project_key"], ("", ""))
        found[row["project_key"]] = (
            (code, name) if code or (name and not row["code"]) else (row["code"] or "", row["name"])
        )
    return found


def _in_tables(tables: Sequence[Table]) -> list[Mention]:
    """The rows of projects, those of the table of projects first, then those of their targets."""
    rank = {table_id: number for number, table_id in enumerate(_FIRST)}
    ordered = sorted(tables, key=lambda table: rank.get(table.table_id, len(rank)))
    return [
        Mention(table.table_id, row.project_code or "", row.project_name, row.place, table.table_no, row.row_no)
        for table in ordered
        for row in table.rows
        if row.project_name and not row.is_memo
    ]


def _joined(mentions: Sequence[Mention]) -> list[_Project]:
    projects: list[_Project] = []
    for mention in mentions:
        project, matched_by = _match(mention, projects)
        if project is None:
            project = _Project()
            projects.append(project)
        project.mentions.append((mention, matched_by))
    return projects


def _match(mention: Mention, projects: Sequence[_Project]) -> tuple[_Project | None, str]:
    """The one project that a mention is of, by code, by name, by a variant of it; none where several may be."""
    name, stem = folded(mention.name), name_stem(mention.name)
    open_to = [project for project in projects if not (mention.code and project.code and mention.code != project.code)]
    ways = (
        ("code", [project for project in open_to if mention.code and project.code == mention.code]),
        ("name", [project for project in open_to if name in project.names]),
        ("variant", [project for project in open_to if stem and stem in project.stems and _may_vary(mention, project)]),
    )
    for way, found in ways:
        if len(found) == 1:
            return found[0], way
        if found:
            break
    return None, "itself"


def _may_vary(mention: Mention, project: _Project) -> bool:
    """Whether a name may be a variant of a project's: two names in one table are two projects, as are two years'."""
    own = years_in(mention.name)
    return all(
        other.table_no != mention.table_no and (not own or own == (years_in(other.name) or own))
        for other, _ in project.mentions
    )


def _lines_below(lines: set[_Line], tables: Sequence[Table]) -> set[_Line]:
    """The lines of tables that detail one of some lines: the money of these is theirs."""
    found: set[_Line] = set()
    for table in tables:
        for row in table.rows:
            above = table.rows[row.parent] if row.parent is not None else None
            while above is not None and (table.table_no, above.row_no) not in lines:
                above = table.rows[above.parent] if above.parent is not None else None
            if above is not None:
                found.add((table.table_no, row.row_no))
    return found


def _find_in_labels(projects: Sequence[_Project], tables: Sequence[Table]) -> None:
    """Add the rows of tables without a column of projects (政府采购表) that are labelled with a project's name."""
    by_name = {name: project for project in projects for name in project.names if len(name) >= _SHORTEST_IN_TEXT}
    for table in tables:
        if any(row.project_name for row in table.rows):
            continue
        for row in table.rows:
            project = by_name.get(folded(row.label))
            if project is not None:
                own = Mention(table.table_id, "", row.label, row.place, table.table_no, row.row_no)
                project.mentions.append((own, "name"))


def _find_in_text(projects: Sequence[_Project], document: Document) -> None:
    """Add the places in the text where a project's name stands, whole and nowhere part of a longer project's name."""
    text, starts = _running_text(document)
    taken = bytearray(len(text))
    for project in sorted(projects, key=lambda project: -len(folded(project.name))):
        name = folded(project.name)
        at = text.find(name) if len(name) >= _SHORTEST_IN_TEXT else -1
        while at >= 0:
            if not any(taken[at : at + len(name)]):
                taken[at : at + len(name)] = b"\x01" * len(name)
                place = next(place for start, place in reversed(starts) if start <= at)
                project.mentions.append((Mention("text", "", project.name, place), "name"))
            at = text.find(name, at + len(name))


def _running_text(document: Document) -> tuple[str, list[tuple[int, Place]]]:
    """The folded text outside grids as one, since names are broken over lines, and where each line begins in it."""
    starts: list[tuple[int, Place]] = []
    parts: list[str] = []
    length = 0
    for line in document.lines:
        starts.append((length, line.place))
        parts.append(folded(line.text))
        length += len(parts[-1])
    return "".join(parts), starts
