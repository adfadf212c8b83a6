"""Which line of an outline a line stands under: by the form of its ordinal, or by how far it is indented.

Here: that one question, for items and rows without codes. Not here: what the lines are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

CLEARLY = 3.0
"""An indent counts when it is larger by this (points): half of the smallest print met."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line that others can stand under.

    Attributes:
        index: the handle of its row.
        depth: what the form of its ordinal stands for (1 for 一、), 0 without one.
        indent: how far its text begins right of the cell's edge, in points; 0 in forms without geometry.
    """

    index: int
    depth: int
    indent: float = 0.0


def parent_in(above: Sequence[OutlineLine], line: OutlineLine) -> int | None:
    """The nearest line above that the line stands under; ``None`` when it stands under none of them."""
    for other in reversed(above):
        if line.depth and other.depth:
            if other.depth < line.depth:
                return other.index
        elif not line.depth and line.indent - other.indent > CLEARLY:
            return other.index
    return None
