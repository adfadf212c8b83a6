"""The few cells of a break that a person looks at first.

Here: choosing them among the ranked ones. Not here: ranking. The others are no less among the cells that cannot all be
right; each of them has more that speaks for it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.recover.identity import Slot
from pipeline.recover.suspects.suspect import Rank, Suspect

FEW = 5
"""A person looks at so few cells; more are a table."""


def with_foremost(ranked: Sequence[Suspect], total: Slot) -> list[Suspect]:
    """Mark the cells to look at first, at most ``FEW`` where there is any way to prefer some.

    Cells that rank alike are taken together or not at all. Where so many explain the break alike, or nothing confirms
    any of so many, all of them are; of so many that are confirmed alike none is but the total, against which a person
    holds the others.

    Args:
        ranked: the suspects of a break, the likeliest first.
        total: the total of its identity.
    """
    taken: set[Slot] = set()
    for (rank, _), group in groupby(ranked, key=lambda each: each.rank_key):
        alike = {each.slot for each in group}
        if len(taken) + len(alike) > FEW and (taken or rank == Rank.CONFIRMED):
            break
        taken |= alike
    if len(taken) < FEW and not any(each.is_explaining or each.rank is Rank.LACKING for each in ranked):
        taken.add(total)
    return [replace(each, is_foremost=each.slot in taken) for each in ranked]
