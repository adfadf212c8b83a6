"""The door of this room: grids and their titles -> the blocks they are, if they are.

Here: which family's reader is asked, and what goes on with the block before it. Not here: the readers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.kernel.text import folded
from pipeline.readers.document import Grid
from pipeline.tables.blocks.block import Block
from pipeline.tables.blocks.carried import read_carried
from pipeline.tables.blocks.listed import read_listed
from pipeline.tables.blocks.projects import read_projects
from pipeline.tables.blocks.rest import read_rest
from pipeline.tables.blocks.sheet import read_sheet
from pipeline.tables.blocks.tasks import read_tasks
from pipeline.tables.blocks.whole import read_whole
from pipeline.tables.families import (
    carryover,
    performance,
    special_fund_performance,
    transfer_performance,
    whole_performance,
)
from pipeline.tables.model import Family

_SHEETS = {
    family.table_id for family in (performance.FAMILY, special_fund_performance.FAMILY, transfer_performance.FAMILY)
}


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block, its family, and the title that headed it or the block it goes on with."""

    family: Family
    block: Block
    title: str


def read_blocks(
    grids: Iterable[tuple[Grid, Sequence[str]] | None], known_units: frozenset[str]
) -> list[FoundBlock | None]:
    """The blocks among a document's grids.

    Args:
        grids: each grid with its titles in the order of the document, ``None`` in place of those that are known
            otherwise.
        known_units: folded names of units.

    Returns:
        For each grid the block it is, or ``None``. A grid without a title of its own takes that of the block right
        before it, as a sheet of its own or as the rest of that one.
    """
    found: list[FoundBlock | None] = []
    for given in grids:
        before = found[-1] if found else None
        block = None
        if given is not None:
            grid, titles = given
            block = read_block(grid, titles, known_units)
            if block is None and before is not None:
                block = _untitled(grid, before, known_units)
        found.append(block)
    return found


def read_block(grid: Grid, titles: Sequence[str], known_units: frozenset[str]) -> FoundBlock | None:
    """The family that one of the titles may head and whose reader understands the grid."""
    readers: tuple[tuple[Family, Callable[[], Block | None]], ...] = (
        (carryover.FAMILY, lambda: read_carried(grid, known_units)),
        (whole_performance.FAMILY, lambda: read_whole(grid) or read_tasks(grid)),
        (special_fund_performance.FAMILY, lambda: read_sheet(grid, special_fund_performance.FAMILY)),
        (transfer_performance.FAMILY, lambda: read_sheet(grid, transfer_performance.FAMILY)),
        (
            performance.FAMILY,
            lambda: read_projects(grid) or read_listed(grid) or read_sheet(grid, performance.FAMILY),
        ),
    )
    for title in titles:
        for family, reader in readers:
            block = reader() if family.is_titled(folded(title)) else None
            if block is not None:
                return FoundBlock(family, block, title)
    return None


def _untitled(grid: Grid, before: FoundBlock, known_units: frozenset[str]) -> FoundBlock | None:
    """A grid below a block, without a title: of the same kind where it names columns of indicators, or its rest."""
    own = read_block(grid, [before.title], known_units)
    if own is not None and own.block.tracks:
        return own
    if before.family is carryover.FAMILY:
        return None
    block = None
    if before.block.listing is not None:
        block = read_listed(grid, before.block)
    elif before.family.table_id in _SHEETS:
        block = read_sheet(grid, before.family, before.block.tracks)
    if block is None or not block.tracks or not block.told.indicators:
        block = read_rest(grid, before.block.tracks)
    return FoundBlock(before.family, block, before.title) if block is not None else None
