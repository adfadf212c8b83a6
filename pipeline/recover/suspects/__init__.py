"""recover/suspects/: which cells to look at where an identity breaks, in what order, and the few to look at first.

Here: ranking the cells of a break's smallest conflict by diagnoses, plausible slips and what confirms them
(``ranking``, ``explaining``); figures that slipped together (``scaled``); sums that lack rows (``lacking``); the few to
look at first (``foremost``). Not here: finding conflicts and diagnoses, and changing any figure: what is likely stands
beside what is printed.
"""

from pipeline.recover.suspects.ranking import suspects_of
from pipeline.recover.suspects.suspect import Rank, Suspect

__all__ = ["Rank", "Suspect", "suspects_of"]
