"""When a blank in a table means nothing (零): the table itself leaves no money for it.

Here: the figures that prove it. A blank cell is nothing where its total is the sum of the other parts that are printed;
so is a row or column that the table does not print; so is all of a table that states that it is empty. Not here: any
other blank, which is not zero.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from expectations.book import Parts
from expectations.narrative.cells import Cells, Sought, slot_under
from expectations.narrative.purchases import tells_kinds
from expectations.narrative.subjects import leaves_of
from pipeline.kernel.money import Number
from pipeline.narrative.quantity import Target
from pipeline.recover.footing import column_tree, footing_instances
from pipeline.recover.identity import Axis, FootingInstance, Relation, Slot
from pipeline.tables.families import family_of
from pipeline.tables.model import Node, Row, RowKind, Table

_DEEPEST = 4
"""How many totals above one another may be blank."""


class Nothing:
    """Proves that blanks of one document's tables mean nothing."""

    def __init__(self, tables: Sequence[Table], cells: Cells, values: Mapping[Slot, Number]) -> None:
        self.cells = cells
        self.values = values
        self.by_part: dict[Slot, list[FootingInstance]] = defaultdict(list)
        self.by_total: dict[Slot, list[FootingInstance]] = defaultdict(list)
        for table in tables:
            for footing in footing_instances(table):
                if footing.footing.relation is Relation.SUM and footing.footing.axis in {Axis.COLUMNS, Axis.ROWS}:
                    self.by_total[footing.total].append(footing)
                    for _, slot in footing.parts:
                        self.by_part[slot].append(footing)

    def proof(self, target: Target, sought: Sought) -> Parts | None:
        """The figures that leave nothing for a target; none at all where a table states that it is empty.

        Returns:
            Weighted slots that come to zero; ``None`` where nothing proves that it is nothing.
        """
        proofs = [self._in_table(table, target, sought) for table in self.cells.tables(target, sought)]
        found = next((proof for proof in proofs if proof is not None), None)
        if found is None or not target.plus:
            return found
        rest = [self.proof(other, sought) for other in target.plus]
        return None if None in rest else (*found, *(part for parts in rest if parts for part in parts))

    def _in_table(self, table: Table, target: Target, sought: Sought) -> Parts | None:
        if table.status == "empty":
            return () if table.statement else None
        if sought.of_unit or target.economic:
            return None
        if target.kind:
            return self._all_told(self._whole(table, target, sought)) if tells_kinds(table) else None
        row = self.cells.row(table, target, sought)
        if row is None:
            return self._of_absent_row(table, target, sought)
        slot = slot_under(table, row, target, sought.measure)
        return self.of_blank(slot) if slot else self._of_absent_column(table, row, target, sought)

    def of_subject(self, table: Table, axis: str, code: str) -> Parts | None:
        """What proves that a code (科目编码) that no row prints has no money: the parts of what stands above it."""
        above = [row for row in table.rows if code.startswith(getattr(row, axis) or "-") and row.role == "subject"]
        totals = [row for row in table.rows if row.kind is RowKind.TOTAL]
        nearest = max(above, key=lambda row: len(getattr(row, axis)), default=next(iter(totals), None))
        is_coded = all(getattr(row, axis) for row in leaves_of(table, table.rows))
        is_printed = any((getattr(row, axis) or "").startswith(code) for row in table.rows)
        if nearest is None or not is_coded or is_printed:
            return None
        family = family_of(table.table_id)
        slot = slot_under(table, nearest, Target(table.table_id), family.measure) if family else None
        return self._all_told(slot)

    def of_blank(self, slot: Slot, depth: int = 0) -> Parts | None:
        """What proves that a blank cell is nothing: a total that its other parts make up, or one that is nothing."""
        for footing in self.by_part.get(slot, ()):
            if footing.total in self.values:
                if proof := self._made_up(footing):
                    return proof
                continue
            is_blank = depth < _DEEPEST and not any(part in self.values for _, part in footing.parts)
            if is_blank and (proof := self.of_blank(footing.total, depth + 1)):
                return proof
        return None

    def _made_up(self, footing: FootingInstance) -> Parts | None:
        """A printed total less its printed parts, where that is zero."""
        total = self.values[footing.total]
        printed = [(weight, slot) for weight, slot in footing.parts if slot in self.values]
        rest = total.value - sum((weight * self.values[slot].value for weight, slot in printed), Decimal(0))
        return None if rest else ((1, footing.total), *((-weight, slot) for weight, slot in printed))

    def _all_told(self, slot: Slot | None, axis: Axis = Axis.ROWS) -> Parts | None:
        """What proves that a printed total has no parts but those printed."""
        footings = self.by_total.get(slot, []) if slot is not None and slot in self.values else []
        proofs = (self._made_up(footing) for footing in footings if footing.footing.axis is axis)
        return next((proof for proof in proofs if proof), None)

    def _whole(self, table: Table, target: Target, sought: Sought) -> Slot | None:
        whole = Target(table.table_id, column=target.column)
        row = self.cells.row(table, whole, sought)
        return slot_under(table, row, whole, sought.measure) if row else None

    def _of_absent_row(self, table: Table, target: Target, sought: Sought) -> Parts | None:
        family = family_of(table.table_id)
        tree = family.items.get(target.side) if family else None
        for above in _ancestors(tree, target.row) if tree else ():
            whole = Target(table.table_id, above, target.column, target.side)
            row = self.cells.row(table, whole, sought)
            if row is not None:
                return self._all_told(slot_under(table, row, whole, sought.measure))
        return None

    def _of_absent_column(self, table: Table, row: Row, target: Target, sought: Sought) -> Parts | None:
        family = family_of(table.table_id)
        if family is None:
            return None
        for above in _ancestors(column_tree(table, family, row.block), target.column):
            whole = Target(table.table_id, target.row, above, target.side)
            if slot := slot_under(table, row, whole, sought.measure):
                return self._all_told(slot, Axis.COLUMNS)
        return None


def _ancestors(tree: Node, node: str) -> list[str]:
    """The nodes above one in its tree, the nearest first; a memo (其中) is no part of them, and has none."""
    found: list[str] = []
    while node in tree.parents and not tree.by_id[node].is_memo:
        node = tree.parents[node]
        found.append(node)
    return found
