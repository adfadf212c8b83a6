"""The outline of lines that print neither codes nor indents, found from what adds up.

Here: amounts in printed order, a parent before its parts, the whole known: which line is a part of which. Not here: the
lines themselves, and whether they have anything else to go by (``row_tree``).
"""

from collections.abc import Sequence
from decimal import Decimal

_MOST_STATES = 20_000
"""Partial outlines tried at most; beyond, the lines stay side by side."""

_Ends = dict[int, tuple[bool, int]]


def summed_outline(whole: Decimal, amounts: Sequence[Decimal]) -> list[int | None] | None:
    """The parent of every line, ``None`` for those right under the whole; ``None`` where no outline adds up.

    Every parent equals the sum of its parts and the topmost lines the whole, exactly. Where several outlines do, the
    first line that can be a parent is one.
    """
    if any(amount < 0 for amount in amounts):
        return None
    search = _Search(tuple(amounts))
    if len(amounts) not in search.ends(0, whole) or search.is_exhausted:
        return None
    parents: list[int | None] = [None] * len(amounts)
    search.trace(0, whole, len(amounts), None, parents)
    return parents


class _Search:
    """Where lines that begin at a position and add up to an amount can end, remembered."""

    def __init__(self, amounts: tuple[Decimal, ...]) -> None:
        self._amounts = amounts
        self._known: dict[tuple[int, Decimal], _Ends] = {}

    @property
    def is_exhausted(self) -> bool:
        """Whether the search was cut short."""
        return len(self._known) > _MOST_STATES

    def ends(self, start: int, amount: Decimal) -> _Ends:
        """End of the siblings -> whether the first of them is a parent, and where its parts end."""
        key = start, amount
        if key in self._known:
            return self._known[key]
        found: _Ends = {}
        self._known[key] = found
        if self.is_exhausted:
            return found
        if amount == 0:
            found[start] = (False, start)
        if start < len(self._amounts) and self._amounts[start] <= amount:
            first = self._amounts[start]
            parts = [end for end in self.ends(start + 1, first) if end > start + 1] if first else []
            for is_parent, after in [*((True, end) for end in parts), (False, start + 1)]:
                for end in self.ends(after, amount - first):
                    found.setdefault(end, (is_parent, after))
        return found

    def trace(self, start: int, amount: Decimal, end: int, parent: int | None, parents: list[int | None]) -> None:
        """Write down the parents of the siblings that lead to an end."""
        while start < end:
            is_parent, after = self.ends(start, amount)[end]
            if after == start:
                return
            parents[start] = parent
            if is_parent:
                self.trace(start + 1, self._amounts[start], after, start, parents)
            start, amount = after, amount - self._amounts[start]
