"""Categories of projects (项目类别): 其他运转类, 特定目标类, 专用项目 …, as project tables (项目支出表) print them.

Here: reading them from the rows: a column 类型 before the name, or rows that head groups of projects. Not here: what a
project is called elsewhere, and which nature of expenditure a category is.
"""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.kernel.text import folded
from pipeline.tables.model import Row, Table

_PROJECT = "project"


def _heads(row: Row, rows: Mapping[int, Row]) -> Iterator[str]:
    """The labels of the groups that a row stands in, outermost first."""
    parent = rows.get(row.parent) if row.parent is not None else None
    if parent is not None and parent.role == _PROJECT:
        yield from _heads(parent, rows)
        yield parent.label


Categories = Mapping[tuple[str, str], str]
"""Categories by a project's code, empty where none is printed, and its folded name."""


def project_categories(tables: Iterable[Table]) -> Categories:
    """The category of each project; groups within groups joined by ``/``.

    A group's own row is no project; a project that stands in several categories is in none of them for sure.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for table in tables:
        if table.table_id != _PROJECT:
            continue
        rows = {row.index: row for row in table.rows}
        heading = {row.parent for row in table.rows if row.role == _PROJECT}
        for row in table.rows:
            if row.role != _PROJECT or not row.project_name or row.index in heading:
                continue
            printed = row.label.removesuffix(row.project_name).rstrip("/") if "/" in row.label else ""
            category = "/".join([*_heads(row, rows), *([printed] if printed else [])])
            found.setdefault((row.project_code or "", folded(row.project_name)), set()).add(category)
    return {project: min(categories) for project, categories in found.items() if len(categories) == 1}


def category_of(categories: Categories, code: str | None, name: str) -> str:
    """A project's category, empty where none is printed; its table may leave out the code that another one prints."""
    printed = ((code or "", folded(name)), ("", folded(name)))
    return next((categories[project] for project in printed if project in categories), "")
