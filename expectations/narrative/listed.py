"""The projects that a document's tables list, for sentences that count them (编报绩效目标的项目…个).

Here: counting them, table by table. Not here: whether a sentence agrees.
"""

from collections.abc import Iterator, Sequence

from expectations.narrative.whose import rows_of
from pipeline.kernel.text import folded
from pipeline.recover.identity import Slot
from pipeline.tables.model import Row, Table

_TABLES = ("performance", "project")


def listed_projects(tables: Sequence[Table], of_unit: str, sought: frozenset[Slot]) -> Iterator[tuple[Slot, ...]]:
    """The projects of each family of tables that lists some: of each the first of its cells that are there.

    Args:
        tables: the placed tables.
        of_unit: the unit whose projects are meant; empty for all.
        sought: the slots of printed cells.
    """
    for family in _TABLES:
        first: dict[tuple[str, str], Slot] = {}
        for table in tables:
            if table.table_id == family:
                for row in rows_of(table, of_unit):
                    slot = _first_cell(table, row, sought) if row.role == "project" else None
                    if slot is not None:
                        first.setdefault(_key(row), slot)
        if first:
            yield tuple(first.values())


def _key(row: Row) -> tuple[str, str]:
    return folded(row.unit_name or ""), row.project_code or folded(row.project_name or row.label)


def _first_cell(table: Table, row: Row, sought: frozenset[Slot]) -> Slot | None:
    slots = (Slot(table.table_no, row.index, head.col) for head in table.heads if not head.role)
    return next((slot for slot in slots if slot in sought), None)
