"""A cell that may be what is wrong, and what its place among others means.

Here: the type. Not here: finding and ranking.
"""

from dataclasses import dataclass
from enum import IntEnum

from pipeline.recover.identity import Slot
from pipeline.recover.slips import Slip


class Rank(IntEnum):
    """What a suspect is ranked by first, the likeliest wrong one before the others.

    A smallest diagnosis names the first three; ``UNLIKELY`` is one that would have to be less than nought, that prints
    nought, or that prints exactly what another cell bounds it by. ``LACKING`` is a total that its rows fall short of.
    """

    SLIPPED = 0
    EXPLAINING = 1
    UNLIKELY = 2
    UNCONFIRMED = 3
    LACKING = 4
    CONFIRMED = 5


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be what is wrong.

    Attributes:
        slot: the cell; blank only where it would have to print a figure.
        likely: what it would have to be, as an integer of the document's finest unit; ``None`` when several are
            possible.
        reason: why it stands where it does in the list.
        rank: what it is ranked by.
        place: what it is ranked by within that: lower is likelier.
        slip: what plausibly turned what was meant into what is printed.
        lacks: by how much the rows of its sum fall short of it, as an integer of the finest unit; ``None`` where no row
            seems to be missing.
        is_foremost: whether it is among the few to look at first.
    """

    slot: Slot
    likely: int | None
    reason: str
    rank: Rank
    place: int = 0
    slip: Slip | None = None
    lacks: int | None = None
    is_foremost: bool = False

    @property
    def rank_key(self) -> tuple[int, int]:
        """What it is sorted by."""
        return self.rank, self.place

    @property
    def is_explaining(self) -> bool:
        """Whether a smallest diagnosis names it."""
        return self.rank < Rank.UNCONFIRMED
