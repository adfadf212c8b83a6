"""A list set in several blocks side by side, to save paper: read as the one list it is.

Here: putting the blocks below each other. Not here: which columns begin a block (``heads``), and blocks that print the
same money again by another axis, which stay side by side.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.document import RawCell
from pipeline.tables.model import MAIN, Head, Side

Rows = tuple[tuple[RawCell, ...], ...]


def unfolded(body: Rows, heads: Sequence[Head]) -> tuple[Rows, tuple[Head, ...]]:
    """The body with every block's lines below those of the block left of it, and the heads of the first block.

    A merged cell that covers several blocks (公用经费合计 over two) belongs to the last of them, where its figure is.
    Lists whose blocks differ in their columns stay as they are.
    """
    blocks = [
        [head for head in heads if head.presentation == presentation]
        for presentation in dict.fromkeys(head.presentation for head in heads)
    ]
    first = blocks[0] if blocks else []
    kinds = [[(head.role, head.node, head.measure) for head in block] for block in blocks]
    if len(blocks) == 1 or any(head.side is not Side.NONE for head in heads) or any(kind != kinds[0] for kind in kinds):
        return body, tuple(heads)
    lines: list[tuple[RawCell, ...]] = []
    for block in blocks:
        shift = block[0].col - first[0].col
        end = first[-1].col + 1
        for row in body:
            own = [cell for cell in row if _block_of(cell, blocks) == block[0].presentation]
            moved = [
                (max(cell.col - shift, first[0].col), min(cell.col - shift + cell.col_span, end), cell) for cell in own
            ]
            lines.append(
                tuple(
                    replace(cell, row=len(lines), col=left, col_span=max(1, right - left))
                    for left, right, cell in moved
                )
            )
    return tuple(lines), tuple(replace(head, presentation=MAIN) for head in first)


def _block_of(cell: RawCell, blocks: Sequence[Sequence[Head]]) -> str:
    last = cell.col + cell.col_span - 1
    return next(
        (block[0].presentation for block in reversed(blocks) if block[0].col <= last), blocks[0][0].presentation
    )
