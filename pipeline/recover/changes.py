"""Changes (增减) against the figures that they are told of: this year's less that of the year before.

Here: these relations, between columns of one row and between rows of one column. Not here: sums of parts
(``footing``), percentages of change.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.kernel.provenance import Place
from pipeline.recover.identity import Axis, Footing, FootingInstance, Relation, Slot
from pipeline.tables.model import Family, Head, Row, Table

CHANGE = "change"
_BEFORE = ("prior", "final")
"""What a change is told of: the year before as budgeted; in a budget also what was spent in it."""
_SPENT = re.compile(r"执行|完成|决算")


def change_instances(table: Table, family: Family) -> Iterator[FootingInstance]:
    """Every change that a table prints beside both figures it is told of."""
    yield from _between_columns(table, family)
    yield from _between_rows(table)


def _between_columns(table: Table, family: Family) -> Iterator[FootingInstance]:
    for change in (head for head in table.heads if head.measure == CHANGE and head.node):
        beside = [head for head in table.heads if (head.block, head.node) == (change.block, change.node)]
        now = next((head for head in beside if head.measure == family.measure), None)
        before = _before(change, [head for head in beside if head is not now and head.measure in _BEFORE])
        if now is None or before is None:
            continue
        for row in (row for row in table.rows if row.block == change.block and not row.measure):
            slots = (Slot(table.table_no, row.index, head.col) for head in (change, now, before))
            yield _instance(table, row, change, *slots)


def _before(change: Head, known: Sequence[Head]) -> Head | None:
    """The column of the year before that a change is told of; where two are printed, the change's label says which."""
    if len(known) < len(_BEFORE):
        return known[0] if known else None
    wanted = "final" if _SPENT.search(change.path) else "prior"
    return next((head for head in known if head.measure == wanted), None)


def _between_rows(table: Table) -> Iterator[FootingInstance]:
    same: dict[Row, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in table.rows:
        same[_without_measure(row)][row.measure].append(row)
    for rows in same.values():
        if any(len(rows[measure]) != 1 for measure in (CHANGE, "", "prior")):
            continue
        (change,), (now,), (before,) = rows[CHANGE], rows[""], rows["prior"]
        for head in (head for head in table.heads if not head.role and head.block == change.block):
            slots = (Slot(table.table_no, row.index, head.col) for row in (change, now, before))
            yield _instance(table, change, head, *slots)


def _without_measure(row: Row) -> Row:
    """A row without its place in the table: what it speaks of."""
    return replace(row, index=0, row_no=0, place=Place(), parent=None, measure="", codes=None, told=())


def _instance(table: Table, row: Row, head: Head, change: Slot, now: Slot, before: Slot) -> FootingInstance:
    footing = Footing(Axis.MEASURES, table.table_id, row.side, head.node, Relation.SUM)
    return FootingInstance(footing, f"row {row.row_no} {row.label} · {head.path}", change, ((1, now), (-1, before)))
