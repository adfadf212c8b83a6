"""The smallest set of cells that cannot all be right: a break, made shorter by what holds around it.

Here: eliminating cells that a break and an identity that holds have in common (类=Σ款 and 款=Σ项 and copies between
tables combine into relations over fewer cells). Not here: which of the cells is wrong (``diagnosis``).
"""

from collections.abc import Mapping, Sequence

from pipeline.recover.equations import Equation, Figures
from pipeline.recover.identity import Relation, Slot

Weights = dict[Slot, int]

MOST_STEPS = 8
"""How many identities are combined with a break."""


def smallest_conflict(broken: Equation, around: Mapping[Slot, Sequence[Equation]], figures: Figures) -> list[Slot]:
    """The printed cells, the total's side first, of the shortest relation found that a break implies and that fails.

    The relation follows from the break's identity and others of the catalogue, so its cells cannot all be right.
    Each step takes the identity that leaves fewest cells; where none leaves fewer the search ends.
    """
    weights = dict(broken.weights)
    if broken.is_bound:
        return [slot for slot in weights if slot in figures]
    for _ in range(MOST_STEPS):
        shorter = min(
            (combined for other in _sharing(weights, around) for combined in _combined(weights, other, figures)),
            key=lambda each: (_size(each, figures), sorted(each)),
            default=weights,
        )
        if _size(shorter, figures) >= _size(weights, figures):
            break
        weights = shorter
    return [slot for slot in weights if slot in figures]


def _size(weights: Weights, figures: Figures) -> int:
    return sum(slot in figures for slot in weights)


def _sharing(weights: Weights, around: Mapping[Slot, Sequence[Equation]]) -> list[Equation]:
    """The identities that share at least two cells with a relation: combining with another gains nothing."""
    seen: dict[int, tuple[Equation, int]] = {}
    for slot in weights:
        for equation in around.get(slot, ()):
            if equation.instance.relation in {Relation.SUM, Relation.COPY}:
                seen[id(equation)] = (equation, seen.get(id(equation), (equation, 0))[1] + 1)
    return [equation for equation, shared in seen.values() if shared > 1]


def _combined(weights: Weights, other: Equation, figures: Figures) -> list[Weights]:
    """What follows from both when a cell that they share is eliminated, where it still fails."""
    found = []
    for sign in (1, -1):
        combined = {
            slot: weights.get(slot, 0) + sign * other.weights.get(slot, 0) for slot in {**weights, **other.weights}
        }
        combined = {slot: weight for slot, weight in combined.items() if weight}
        if _fails(combined, figures):
            found.append(combined)
    return found


def _fails(weights: Weights, figures: Figures) -> bool:
    printed = [(weight, figures[slot]) for slot, weight in weights.items() if slot in figures]
    residual = sum(weight * figure.value for weight, figure in printed)
    return 2 * abs(residual) > sum(abs(weight) * figure.quantum for weight, figure in printed)
