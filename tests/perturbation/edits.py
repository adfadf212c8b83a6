"""The plain alternative: balance edits and one-digit typo correction, as R's deducorrect does it.

Here: ``correctTypos`` after M. van der Loo, E. de Jonge and S. Scholtus, Correction of rounding, typing and sign errors
with the deducorrect package (Statistics Netherlands, 2011), after S. Scholtus, Automatic correction of simple typing
errors in numerical data with balance edits (2009). A record that violates linear equalities is given suggestions for
the variables that stand in violated edits only; those within Damerau-Levenshtein distance 1 of the value are kept, and
the set of them that satisfies most edits, none touched twice, is applied where it is the only one and satisfies every
edit.
Not here: which records and edits a table has (``baseline``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product


@dataclass(frozen=True, slots=True)
class Edit:
    """A linear equality, Σ weight·variable = 0 within ``tolerance``, which rounding allows."""

    weights: Mapping[str, int]
    tolerance: Decimal

    def rest(self, record: Mapping[str, Decimal]) -> Decimal:
        """By what it is violated."""
        return sum((weight * record[name] for name, weight in self.weights.items()), Decimal(0))

    def holds(self, record: Mapping[str, Decimal]) -> bool:
        """Whether the record satisfies it."""
        return abs(self.rest(record)) <= self.tolerance


def distance(left: str, right: str) -> int:
    """The restricted Damerau-Levenshtein distance: insertions, deletions, substitutions, neighbours swapped."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, here in enumerate(left, start=1):
        line = [row]
        for col, there in enumerate(right, start=1):
            cost = min(above[col] + 1, line[-1] + 1, above[col - 1] + (here != there))
            if row > 1 and col > 1 and here == right[col - 2] and there == left[row - 2]:
                cost = min(cost, before[col - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


Suggestion = tuple[str, Decimal]
"""A variable and another value for it."""


def suggestions(edits: Sequence[Edit], record: Mapping[str, Decimal]) -> list[Suggestion]:
    """Values within one slip of a variable's own by which a violated edit would hold, in the order of the edits."""
    kept = {name for edit in edits if edit.holds(record) for name in edit.weights}
    found = []
    for edit in edits:
        if edit.holds(record):
            continue
        for name in sorted(set(edit.weights) - kept):
            value = record[name] - edit.rest(record) / edit.weights[name]
            if distance(str(record[name]), str(value.quantize(record[name]))) == 1:
                found.append((name, value))
    return list(dict.fromkeys(found))


def _apart(edits: Sequence[Edit], chosen: Sequence[Suggestion]) -> bool:
    """Whether no variable is changed twice and no edit touched by two changes."""
    names = [name for name, _ in chosen]
    return len(set(names)) == len(names) and all(sum(name in edit.weights for name in names) < 2 for edit in edits)


def _subsets(edits: Sequence[Edit], found: Sequence[Suggestion]) -> Iterator[tuple[Suggestion, ...]]:
    for taken in product((True, False), repeat=len(found)):
        chosen = tuple(suggestion for suggestion, is_taken in zip(found, taken, strict=True) if is_taken)
        if chosen and _apart(edits, chosen):
            yield chosen


MOST_SUGGESTIONS = 12
"""With more suggestions than this a record is left as it is: it is told nothing unique."""


def corrected(edits: Sequence[Edit], record: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The variables that are corrected, with their new values; none unless every edit holds then."""
    found = suggestions(edits, record)
    if not found or len(found) > MOST_SUGGESTIONS:
        return {}
    held = {chosen: sum(edit.holds({**record, **dict(chosen)}) for edit in edits) for chosen in _subsets(edits, found)}
    best = [chosen for chosen, count in held.items() if count == max(held.values())]
    return dict(best[0]) if len(best) == 1 and held[best[0]] == len(edits) else {}
