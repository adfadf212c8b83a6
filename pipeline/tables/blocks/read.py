"""The door of this room: a grid and its titles -> the block it is, if it is one.

Here: which family's reader is asked. Not here: the readers.
"""

from collections.abc import Callable, Sequence

from pipeline.kernel.text import folded
from pipeline.readers.document import Grid
from pipeline.tables.blocks.block import Block
from pipeline.tables.blocks.carried import read_carried
from pipeline.tables.blocks.projects import read_projects
from pipeline.tables.blocks.sheet import read_sheet
from pipeline.tables.blocks.whole import read_whole
from pipeline.tables.families import carryover, performance, whole_performance
from pipeline.tables.model import Family


def read_block(grid: Grid, titles: Sequence[str], known_units: frozenset[str]) -> tuple[Family, Block, str] | None:
    """The family that one of the titles may head and whose reader understands the grid, with that title."""
    readers: tuple[tuple[Family, Callable[[], Block | None]], ...] = (
        (carryover.FAMILY, lambda: read_carried(grid, known_units)),
        (whole_performance.FAMILY, lambda: read_whole(grid)),
        (performance.FAMILY, lambda: read_projects(grid) or read_sheet(grid)),
    )
    for title in titles:
        for family, reader in readers:
            block = reader() if family.is_titled(folded(title)) else None
            if block is not None:
                return family, block, title
    return None
