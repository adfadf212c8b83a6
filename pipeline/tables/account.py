"""The account of a table's numeric tokens: none is lost (DESIGN §2, conservation).

Here: counting tokens by class and listing those that are no cell. Not here: deciding which they are.
"""

from collections import Counter
from dataclasses import dataclass, field

from pipeline.kernel.money import TokenClass
from pipeline.readers.document import RawCell
from pipeline.tables.model import TokenCount, Unplaced

AMOUNT_LIKE = frozenset({TokenClass.AMOUNT, TokenClass.COUNT})
"""Tokens of these classes are cells or are listed."""


@dataclass(slots=True)
class TokenAccount:
    """Tokens counted so far, and those among them that are amounts or counts and no cell."""

    counts: Counter[TokenClass] = field(default_factory=Counter)
    unplaced: list[Unplaced] = field(default_factory=list)

    def count(self, token_class: TokenClass) -> None:
        """Count a token that is a cell, or of a class that need not be one."""
        self.counts[token_class] += 1

    def keep(self, cell: RawCell, token_class: TokenClass, reason: str) -> None:
        """Count a token that is no cell though it may be a figure, and list it with the reason."""
        self.counts[token_class] += 1
        self.unplaced.append(Unplaced(cell.text, token_class, reason, cell.place))

    @property
    def token_counts(self) -> tuple[TokenCount, ...]:
        """The account, as a table keeps it."""
        return tuple(TokenCount(name, count) for name, count in sorted(self.counts.items()))
