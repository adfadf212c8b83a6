"""Rows that print a number too many: which of their numbers is the surplus one cannot be told, so none is sure.

Here: finding such rows by what their table lists as unplaced. Not here: placing numbers (``placement``).
"""

from collections.abc import Sequence

from pipeline.kernel.provenance import Place
from pipeline.tables.model import Table
from pipeline.tables.tokens.cells import BEYOND

_SAME_LINE_POINTS = 2.0
"""Cells of one printed line begin within this many points of each other."""


def crowded_rows(tables: Sequence[Table]) -> frozenset[tuple[int, int]]:
    """Rows, as (table_no, row index), on whose printed line a number stands beyond the last column of the header."""
    found = set()
    for table in tables:
        for token in table.unplaced:
            if token.reason != BEYOND:
                continue
            above = [
                row for row in table.rows if _reading_order(row.place) <= _reading_order(token.place, _SAME_LINE_POINTS)
            ]
            if above:
                row_no = max(above, key=lambda row: (_reading_order(row.place), row.row_no)).row_no
                found |= {(table.table_no, row.index) for row in table.rows if row.row_no == row_no}
    return frozenset(found)


def _reading_order(place: Place, slack: float = 0.0) -> tuple[int, float]:
    """Page and line, or page and distance from its top."""
    if place.bbox is not None:
        return place.page or 0, place.bbox[1] + slack
    return place.page or 0, float(place.line or 0)
