"""Rows of the frame ``cell_candidate``: where an ambiguous number may stand, and what a misread one may have been.

Here: these rows. Not here: how candidates are found (``pipeline.recover.placement``, ``repairing``).
"""

from collections import defaultdict
from collections.abc import Iterator

from expectations.rows import Columns, Judged
from pipeline.kernel.money import parse_number
from pipeline.recover.repair.values import Position, ValueCandidate, positions_by_slot


def candidate_rows(judged: Judged) -> Iterator[Columns]:
    """Rows of ``cell_candidate``: where an ambiguous number may stand, and what a misread one may have been."""
    names = judged.names()
    heads = {(table.table_no, head.col): head for table in judged.tables for head in table.heads}
    misread: defaultdict[Position, list[ValueCandidate]] = defaultdict(list)
    for candidate in judged.repaired.candidates:
        misread[candidate.position].append(candidate)
    for slot, (position, cell) in positions_by_slot(judged.tables).items():
        number = parse_number(cell.printed)
        columns = judged.placed[slot].candidates if slot in judged.placed else ()
        others = [candidate.value for candidate in misread[position]]
        if number is None or not (columns or others):
            continue
        ways = [(col, number.value) for col in columns or (slot.col,)] + [(slot.col, value) for value in others]
        for candidate_no, (col, value) in enumerate(ways, start=1):
            head = heads[slot.table_no, col]
            yield {
                "disclosure_id": judged.disclosure_id,
                "cell_id": names[slot],
                "candidate_no": candidate_no,
                "col_no": col + 1,
                "column_path": head.path,
                "column_id": head.node,
                "value": value,
                "is_chosen": (col, value) == (slot.col, number.value),
            }
