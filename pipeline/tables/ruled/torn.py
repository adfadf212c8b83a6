"""Merged cells that a page break tears, as the rules show: their text brought together.

Here: whether a cell goes on overleaf, which are its pieces, and its text, whole in the first one that prints. Not here:
rows torn where no rule tells (``mend``), what a merged cell says of the lines beside it (``indicators.pieces``).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.readers.document import Grid, RawCell

_NEAR = 4.0
"""Cells of two pages whose sides differ by less (points) stand below each other."""

_Position = tuple[int, int]


def goes_on(upper: RawCell, lower: RawCell) -> bool:
    """Say whether only a page break stands between two cells of a column: no rule ends the one or begins the other."""
    return upper.is_open_below and lower.is_open_above and upper.row + upper.row_span == lower.row


def goes_on_in(upper: Grid, lower: Grid) -> bool:
    """Say whether a merged cell goes on from one page's grid to the next one's, beside rows that rules part."""
    first = lower.rows[0] if lower.rows else ()
    begun = [cell for row in upper.rows for cell in row if cell.is_open_below]
    rests = [cell for cell in first if cell.is_open_above]
    return len(rests) < len(first) and any(_is_below(rest, cell) for rest in rests for cell in begun)


def _is_below(lower: RawCell, upper: RawCell) -> bool:
    box, other = lower.place.bbox, upper.place.bbox
    return box is not None and other is not None and all(abs(box[side] - other[side]) <= _NEAR for side in (0, 2))


def with_whole_texts(grid: Grid) -> Grid:
    """A grid over all its pages, the text of every torn cell in one piece, also where the break tore a figure.

    Where every cell at a page break is open, nothing shows that a rule would part two rows there, and they stay as
    printed.
    """
    texts: dict[_Position, str] = {}
    for pieces in _torn_cells(grid.rows):
        printed = [piece for piece in pieces if piece.text.strip()]
        if len(printed) > 1:
            texts |= dict.fromkeys(map(_position, printed), "")
            texts[_position(printed[0])] = "\n".join(piece.text for piece in printed)
    if not texts:
        return grid
    return replace(
        grid,
        rows=tuple(
            tuple(replace(cell, text=texts.get(_position(cell), cell.text)) for cell in row) for row in grid.rows
        ),
    )


def _torn_cells(rows: Sequence[Sequence[RawCell]]) -> Iterable[list[RawCell]]:
    """The pieces of each torn cell, from top to bottom."""
    ended: dict[int, list[RawCell]] = defaultdict(list)
    torn: dict[_Position, list[RawCell]] = {}
    for row in rows:
        above = ended[row[0].row] if any(cell.is_open_above for cell in row) else []
        if not (all(cell.is_open_below for cell in above) and all(cell.is_open_above for cell in row)):
            begun = {(cell.col, cell.col_span): cell for cell in above}
            for cell in row:
                upper = begun.get((cell.col, cell.col_span))
                if upper is not None and goes_on(upper, cell):
                    torn[_position(cell)] = [*torn.pop(_position(upper), [upper]), cell]
        for cell in row:
            ended[cell.row + cell.row_span].append(cell)
    return torn.values()


def _position(cell: RawCell) -> _Position:
    return cell.row, cell.col
