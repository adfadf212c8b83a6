"""Rows of a table of projects that prints their units above them: department, unit, projects.

Here: from the code and name of each row to its place in the tree. Not here: finding codes and names in a form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.kernel.provenance import Place
from pipeline.kernel.wording import is_total_label
from pipeline.tables.model import Row, RowKind

LONGEST_UNIT_CODE = 9
"""A project's code (项目编码) has twenty-one places, a unit's nine at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row prints before its amounts; ``row_no`` counts body lines from 1."""

    row_no: int
    place: Place
    code: str
    name: str

    @property
    def is_unit(self) -> bool:
        """Whether the code is a unit's."""
        return self.code.isdigit() and len(self.code) <= LONGEST_UNIT_CODE


def project_rows(entries: Sequence[Entry]) -> list[Row]:
    """One row an entry, hung under its unit; the row of a department above its units covers the whole table."""
    rows: list[Row] = []
    total: int | None = None
    unit: Entry | None = None
    unit_row: int | None = None
    for index, entry in enumerate(entries):
        parent: int | None
        if is_total_label(entry.name) or _is_department(index, entries):
            role, parent, total = "total", None, index
        elif entry.is_unit:
            role, parent, unit, unit_row = "unit", total, entry, index
        else:
            role, parent = "project", unit_row if unit_row is not None else total
        own = entry if role == "total" else unit
        rows.append(
            Row(
                index=index,
                row_no=entry.row_no,
                place=entry.place,
                kind=RowKind.DETAIL,
                role=role,
                label=entry.name,
                parent=parent,
                unit_code=(own.code or None) if own else None,
                unit_name=(own.name or None) if own else None,
                project_code=(entry.code or None) if role == "project" else None,
                project_name=entry.name if role == "project" else None,
                codes=entry.code or None,
            )
        )
    return [_with_kind(row, rows) for row in rows]


def _is_department(index: int, entries: Sequence[Entry]) -> bool:
    """The first row, where its code is shorter than that of the unit below it: 035 above 035001 and 036003."""
    if index or len(entries) < 2 or not entries[0].is_unit:
        return False
    below = entries[1]
    return below.is_unit and len(entries[0].code) < len(below.code)


def _with_kind(row: Row, rows: Sequence[Row]) -> Row:
    has_parts = any(other.parent == row.index for other in rows)
    if row.role == "total":
        return replace(row, kind=RowKind.TOTAL)
    return replace(row, kind=RowKind.UNIT) if has_parts else row
