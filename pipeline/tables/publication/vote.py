"""Agreement among witnesses.

Here: what most of them say, and nothing where none prevails. Not here: who may testify.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

Said = TypeVar("Said", bound=Hashable)


def most_said(said: Iterable[Said]) -> Said | None:
    """What is said more often than anything else; ``None`` on a tie or where nothing is said."""
    ranked = Counter(said).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
