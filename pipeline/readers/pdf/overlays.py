"""What lies over a table and is no text of its cells: stamps, and forgotten text boxes.

Here: taking both out of the cells that they happen to stand in. Not here: which cell a glyph stands in (``cells``).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from pipeline.readers.pdf.cells import Shares
from pipeline.readers.pdf.lattice import Lattice
from pipeline.readers.pdf.page_objects import Glyph

_STAMP = 3.0
"""Times the usual size of a grid's text: what is as large, and higher than its cell, is stamped across the grid."""

_SMALLER = 0.75
"""Of a text's size: what is this small and lies over the text is none of its signs."""

_OVERLAP = 0.2
"""Of the smaller glyph's size: raised signs and tight lines overlap the text beside them by less."""


def take_stamps(lattice: Lattice, shares: Shares) -> list[Glyph]:
    """Take out of cells the glyphs of a stamp or watermark that is set across them."""
    usual = median(glyph.size for share in shares.values() for glyph in share)
    stamps = []
    for cell, share in shares.items():
        height = lattice.cells[cell][3] - lattice.cells[cell][1]
        large = [glyph for glyph in share if glyph.size > max(_STAMP * usual, height)]
        if large:
            shares[cell] = [glyph for glyph in share if glyph not in large]
            stamps += large
    return stamps


def take_overprints(shares: Shares) -> list[Glyph]:
    """Take out of cells the words of a text box that was left lying over their text, in smaller print.

    All that the box sets in the cell goes, also what stands beside the text. Figures stay, whatever they lie over.
    """
    overprints = []
    for cell, share in shares.items():
        if len({round(glyph.size, 1) for glyph in share}) < 2:
            continue
        laid_over = [block for block in _blocks(share) if _lies_over(block, share)]
        if laid_over:
            taken = {glyph for block in laid_over for glyph in block}
            shares[cell] = [glyph for glyph in share if glyph not in taken]
            overprints += [glyph for block in laid_over for glyph in block]
    return overprints


def _blocks(share: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of a cell that were set one after the other in one size."""
    return (list(block) for _, block in groupby(share, key=lambda glyph: round(glyph.size, 1)))


def _lies_over(block: Sequence[Glyph], share: Sequence[Glyph]) -> bool:
    if any(character.isdigit() for glyph in block for character in glyph.text):
        return False
    return any(
        small.size < _SMALLER * glyph.size
        and min(small.x1, glyph.x1) - max(small.x0, glyph.x0) > _OVERLAP * small.size
        and min(small.bottom, glyph.bottom) - max(small.top, glyph.top) > _OVERLAP * small.size
        for small in block
        for glyph in share
    )
