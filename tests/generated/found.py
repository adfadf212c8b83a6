"""What was read and judged, in the words of the truth about a generated document.

Here: cells as ``TrueCell``, identities that break, the figures that some identity speaks of. Not here: claims.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import polars as pl
from generated.faults import Target, column_id_at, targets
from generated.publication import Publication, TrueCell

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled
from pipeline.recover.identity import Relation
from pipeline.tables.model import Table

HARD = frozenset(name for name, identity in CATALOGUE.items() if identity.is_hard)
SUMS = frozenset(name for name, identity in CATALOGUE.items() if Relation.AT_MOST not in identity.relations)


def read_cells(tables: Iterable[Table]) -> Counter[TrueCell]:
    """What was read, in the words of the truth; a number without a column has none."""
    found: Counter[TrueCell] = Counter()
    for table in tables:
        nodes = {head.col: head.node for head in table.heads}
        rows = {row.index: row for row in table.rows}
        for cell in table.cells:
            row = rows[cell.row]
            node = "" if cell.col is None else nodes[cell.col]
            found[TrueCell(table.table_id, row.side, row.label, row.codes or "", node, cell.printed)] += 1
    return found


def placed_cells(found: Reconciled, certainties: Iterable[str]) -> Counter[TrueCell]:
    """What was placed with one of some certainties, in the words of the truth, without the colon of a total's label."""
    cells = found.cells.filter(pl.col("certainty").is_in(list(certainties)))
    columns = ["table_id", "side", "row_label", "printed_codes", "column_id", "printed"]
    return Counter(
        TrueCell(table_id, side or "", label.rstrip("：:"), codes or "", column_id or "", printed)
        for table_id, side, label, codes, column_id, printed in cells.select(columns).rows()
    )


def without_colons(cells: Iterable[TrueCell]) -> Counter[TrueCell]:
    """Cells without the colon that some totals' labels end with."""
    return Counter(replace(cell, label=cell.label.rstrip("：:")) for cell in cells)


def broken(found: Reconciled) -> pl.DataFrame:
    """The hard identities that break."""
    return found.checks.filter((pl.col("verdict") == "break") & pl.col("identity_id").is_in(list(HARD)))


def covered_targets(publication: Publication, found: Reconciled) -> list[Target]:
    """The figures that some hard sum or copy speaks of."""
    judged = found.checks.filter((pl.col("verdict") == "exact") & pl.col("identity_id").is_in(list(HARD & SUMS)))
    named = set(judged["cell_ids"].explode().drop_nulls())
    rows = found.cells.select("cell_id", "table_no", "row_no", "side", "column_id").rows()
    places = {
        (table_no, row_no, side or "", column_id) for cell, table_no, row_no, side, column_id in rows if cell in named
    }
    return [each for each in targets(publication) if place_of(publication, each) in places]


def place_of(publication: Publication, target: Target) -> tuple[int, int, str, str]:
    """Table, row, side and column of a target, as the reader counts them."""
    entry = publication.tables[target.table].lines[target.line][target.entry]
    return target.table + 1, target.line + 1, entry.side, column_id_at(publication, target)


def disputed_places(found: Reconciled) -> set[tuple[int, int, str, str]]:
    """Table, row, side and column of every cell that takes part in a hard identity that breaks."""
    named = set(broken(found)["cell_ids"].explode())
    places = found.cells.filter(pl.col("cell_id").is_in(list(named))).select("table_no", "row_no", "side", "column_id")
    return {(no, row, side or "", column) for no, row, side, column in places.rows()}
