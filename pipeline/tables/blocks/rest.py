"""What goes on with the indicators of the table before it: a second grid of a sheet, a page whose columns moved.

Here: such grids, which tell neither a project nor money. Not here: tables that are whole by themselves.
"""

from collections.abc import Sequence

from pipeline.readers.document import Grid, Hint
from pipeline.tables.blocks.block import Block, account_of
from pipeline.tables.indicators.aligned import under_heads
from pipeline.tables.indicators.columns import Track
from pipeline.tables.indicators.rows import read_below, read_indicators
from pipeline.tables.indicators.target import TargetKind, parse_target

_PARSED = {TargetKind.NUMBER, TargetKind.DATE}
_LEAST_SHARE = 3
"""At least one line in so many must tell an indicator with a number or date, in a grid that names no columns."""


def read_rest(grid: Grid, tracks: Sequence[Track]) -> Block | None:
    """Read a grid as the rest of a table of targets; ``None`` when it is none.

    Args:
        grid: a grid that is no table by itself.
        tracks: the columns of indicators of the table before it; none where that named none.
    """
    if grid.hint is Hint.NONE:
        return None
    own, told = read_indicators(grid)
    if not own and tracks:
        own = tuple(tracks)
        if any(cell.place.bbox for row in grid.rows for cell in row):
            grid = under_heads(grid, (head for track in own for head in track.heads.values()))
        told = read_below(grid, own, 0)
        parsed = [indicator for indicator in told.indicators if parse_target(indicator.target).kind in _PARSED]
        if len(parsed) * _LEAST_SHARE < len(grid.rows) or not all(indicator.target for indicator in told.indicators):
            return None
    account = account_of(grid, set(), set(), told.positions)
    if not told.indicators or account.unplaced:
        return None
    return Block((), (), (), None, is_declared=False, account=account, told=told, tracks=own, is_rest=True)
