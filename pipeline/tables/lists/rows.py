"""The lines of a list as rows: which is a part of which, and what lines hand down to the lines below them.

Here: trees by kind of line, and by the family's items where it has them (资产). Not here: what one line is (``lines``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.kernel.text import folded, is_memo_label, split_ordinal
from pipeline.tables.keyed_rows import KeyLine
from pipeline.tables.lists.lines import ListLine, read_lines
from pipeline.tables.model import Family, Node, Row, RowKind, Side
from pipeline.tables.roles import Role


@dataclass(frozen=True, slots=True)
class _HandedDown:
    """What the lines above say for a line that does not say it itself."""

    unit_code: str | None = None
    unit_name: str | None = None
    project: str | None = None
    dept_econ: str | None = None


def list_rows(lines: Sequence[KeyLine], family: Family) -> list[Row]:
    """Rows of a list, one a line, with role, kind and parent; ``row_no`` counts body lines from 1."""
    read = read_lines(lines)
    tree = family.items.get(Side.NONE)
    rows = [_row(index, line, found) for index, (line, found) in enumerate(zip(lines, read, strict=True))]
    rows = _by_items(rows, tree) if tree is not None else _by_kind(rows)
    return _with_kinds(_handed_down(rows, read))


def _row(index: int, line: KeyLine, read: ListLine) -> Row:
    said = read.said if read.kind != "total" else {}
    is_unit = read.kind == "unit"
    function_code = folded(said.get(Role.FUNCTION_CODE, "")) or None
    return Row(
        index=index,
        row_no=line.row_no,
        place=line.place,
        kind=RowKind.TOTAL if read.kind == "total" else RowKind.DETAIL,
        role=read.kind,
        label=read.name,
        unit_code=None if read.kind == "group" else folded(said.get(Role.UNIT_CODE, "")) or None,
        unit_name=said.get(Role.UNIT_NAME) or (read.name if is_unit else None),
        function_code=function_code,
        function_name=said.get(Role.FUNCTION_NAME) if function_code else None,
        dept_econ_code=folded(said.get(Role.DEPT_ECON_CODE, "")) or None,
        dept_econ_name=said.get(Role.DEPT_ECON_NAME),
        gov_econ_code=folded(said.get(Role.GOV_ECON_CODE, "")) or None,
        gov_econ_name=said.get(Role.GOV_ECON_NAME),
        project_code=folded(said.get(Role.PROJECT_CODE, "")) or None,
        project_name=said.get(Role.PROJECT_NAME) if read.kind in {"line", "source"} else None,
        codes=" ".join(read.codes) or None,
        told=read.told,
    )


def _by_kind(rows: Sequence[Row]) -> list[Row]:
    """Kinds nest in the order in which they first appear, things innermost; a total may stand above or below."""
    total = next((row.index for row in rows if row.role == "total"), None)
    order = [*dict.fromkeys(row.role for row in rows if row.role not in {"total", "line"}), "line"]
    above: list[Row] = []
    found: list[Row] = []
    for row in rows:
        if row.role == "total":
            above = []
            found.append(row)
            continue
        while above and order.index(above[-1].role) >= order.index(row.role):
            above.pop()
        found.append(replace(row, parent=above[-1].index if above else total))
        above.append(row)
    return found


def _by_items(rows: Sequence[Row], tree: Node) -> list[Row]:
    """Items known by label: each under the nearest printed item that it is a part of; 其中 rows are subsets."""
    total = next((row.index for row in rows if tree.is_labelled(folded(row.label)) or row.role == "total"), None)
    printed: dict[str, int] = {}
    found: list[Row] = []
    for row in rows:
        if row.index == total:
            found.append(replace(row, role=tree.id, kind=RowKind.TOTAL))
            continue
        is_memo = is_memo_label(row.label)
        label = split_ordinal(row.label.split("：", 1)[-1].split(":", 1)[-1])[1] if is_memo else row.label
        node = next((node for node in tree.walk() if node is not tree and node.is_labelled(folded(label))), None)
        is_memo = is_memo or (node is not None and node.is_memo)
        above = tree.parents.get(node.id) if node is not None else None
        while above is not None and above not in printed:
            above = tree.parents.get(above)
        parent = printed[above] if above is not None else total
        if is_memo and above is None:
            parent = next((other.index for other in reversed(found) if not other.is_memo), total)
        if node is not None:
            printed.setdefault(node.id, row.index)
        found.append(replace(row, role=node.id if node else row.role, label=label, parent=parent, is_memo=is_memo))
    return found


def _handed_down(rows: Sequence[Row], read: Sequence[ListLine]) -> list[Row]:
    """Rows with the unit, the project and the economic class of the lines that they stand under.

    A second class under one project prints no project of its own: the one before it goes on.
    """
    found: list[Row] = []
    known: dict[int | None, _HandedDown] = {None: _HandedDown()}
    project: dict[int | None, str | None] = {}
    for row, line in zip(rows, read, strict=True):
        above = known.get(row.parent, known[None])
        own = row.project_name
        if line.kind == "source":
            own = own or project.get(row.parent)
            project[row.parent] = own
        whole = replace(
            row,
            unit_code=row.unit_code or (above.unit_code if row.unit_name is None else None),
            unit_name=row.unit_name or (above.unit_name if row.unit_code is None else None),
            project_name=own or (above.project if line.kind == "line" else None),
            dept_econ_name=row.dept_econ_name or (above.dept_econ if row.dept_econ_code is None else None),
        )
        known[row.index] = _HandedDown(whole.unit_code, whole.unit_name, whole.project_name, whole.dept_econ_name)
        found.append(whole)
    return found


def _with_kinds(rows: Sequence[Row]) -> list[Row]:
    parents = {row.parent for row in rows if not row.is_memo}
    return [
        row
        if row.kind is RowKind.TOTAL or row.index not in parents
        else replace(row, kind=RowKind.UNIT if row.role == "unit" else RowKind.SUBTOTAL)
        for row in rows
    ]
