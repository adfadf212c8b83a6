"""Deciding one connected component of undecided rows.

Here: the lexicographic objective, and the search for alternatives by which a placement is proved or found open. Not
here: the constraint model (``program``) and what is done where a component is too large (``settling``).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pipeline.recover.program import Choice, Program, RowKey, Tie, holds

LADDER_LIMIT = 6.0
"""Deterministic seconds for finding how few hard identities must break."""

PROOF_LIMIT = 8.0
"""Deterministic seconds for the alternatives that one proof asks for; at the limit the rest is not proved."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a component came to.

    Attributes:
        chosen: index of the pattern of each row.
        claims: by row, for each number ``proved``, ``inferred`` or ``ambiguous``.
        candidates: by row, for each number the columns met in the solutions that cannot be told apart.
    """

    chosen: dict[RowKey, int]
    claims: dict[RowKey, tuple[str, ...]]
    candidates: dict[RowKey, tuple[frozenset[int], ...]]


def decide(choices: Mapping[RowKey, Choice], ties: Sequence[Tie]) -> Decision | None:
    """Decide a component: fewest broken hard identities, then fewest broken soft ones, then hints; then prove.

    A number is proved when no assignment that breaks as few hard identities places it elsewhere, soft identities and
    hints off, and no identity that breaks speaks of its row.

    Returns:
        The decision; ``None`` when the limit came before it was known how few identities must break.
    """
    found = _first(choices, ties)
    if found is None:
        return None
    chosen, broken = found
    model = Program(choices, ties, may_break=broken > 0)
    model.model.add(model.broken() <= broken)
    is_settled = True
    is_as_printed = _as_printed(choices) == chosen
    for objective in (sum(model.soft), model.hints()):
        if is_as_printed and all(holds(tie, choices, chosen) for tie in ties):
            # Nothing can be better than every identity holding where everything was printed.
            model.model.add(objective <= 0)
            continue
        model.start_from(chosen)
        model.model.minimize(objective)
        status, better, value = model.solve()
        if status not in {"optimal", "feasible"}:
            is_settled = False
            break
        chosen = better
        is_settled = is_settled and status == "optimal"
        model.model.add(objective <= round(value))
    asked = {(key, number) for key, choice in choices.items() for number in range(len(choice.values))}
    proof = Program(choices, ties, may_break=broken > 0)
    proof.model.add(proof.broken() <= broken)
    movable, _ = _movable(proof, chosen, asked)
    open_, seen = _movable(model, chosen, movable) if is_settled else (movable, {})
    if broken:
        near_breaks = _rows_of_breaks(choices, ties, chosen)
        movable |= {(key, number) for key, number in asked if key in near_breaks}
    return _decision(choices, chosen, movable, open_, seen)


def _as_printed(choices: Mapping[RowKey, Choice]) -> dict[RowKey, int] | None:
    """The numbers where they were printed; ``None`` when a row has no such way."""
    printed = {key: choice.printed for key, choice in choices.items() if choice.printed is not None}
    return printed if len(printed) == len(choices) else None


def _first(choices: Mapping[RowKey, Choice], ties: Sequence[Tie]) -> tuple[dict[RowKey, int], int] | None:
    """A solution that breaks fewest hard identities, and how many; ``None`` when the limit came before the proof."""
    least = sum(min(pattern.broken for pattern in choice.patterns) for choice in choices.values())
    printed = _as_printed(choices)
    if printed is not None and all(holds(tie, choices, printed) for tie in ties if tie.is_hard):
        broken = sum(choices[key].patterns[number].broken for key, number in printed.items())
        if broken == least:
            return printed, least
    strict = Program(choices, ties, may_break=False)
    strict.model.add(strict.broken() <= least)
    status, chosen, _ = strict.solve()
    if status in {"optimal", "feasible"}:
        return chosen, least
    spent, broken = 0.0, least
    while status == "none" and spent < LADDER_LIMIT:
        # One more break at a time: to refute a number of breaks is quick, to find the least at one stroke is not.
        broken += 1
        loose = Program(choices, [tie for tie in ties if tie.is_hard], may_break=True)
        if printed is not None:
            loose.start_from(printed)
        loose.model.add(loose.broken() <= broken)
        status, chosen, _ = loose.solve()
        spent += loose.spent
    return (chosen, broken) if status in {"optimal", "feasible"} else None


def _rows_of_breaks(choices: Mapping[RowKey, Choice], ties: Sequence[Tie], chosen: Mapping[RowKey, int]) -> set[RowKey]:
    """Rows of which an identity that breaks in the chosen solution speaks."""
    rows = {key for key, choice in choices.items() if choice.patterns[chosen[key]].broken}
    for tie in ties:
        if tie.is_hard and not holds(tie, choices, chosen):
            rows |= {key for _, key, _ in tie.side.slots}
    return rows


def _movable(
    model: Program, chosen: Mapping[RowKey, int], asked: set[tuple[RowKey, int]]
) -> tuple[set[tuple[RowKey, int]], dict[tuple[RowKey, int], set[int]]]:
    """Which of the numbers asked about stand elsewhere in some other solution of the model, and where.

    Each round demands that a number not yet moved moves; when none can, the rest is proved.
    """
    choices = model.choices
    left = set(asked)
    seen: dict[tuple[RowKey, int], set[int]] = {}
    model.spent = 0.0
    while model.spent < PROOF_LIMIT:
        movers = _movers(model, chosen, left)
        if not movers:
            return asked - left, seen
        model.model.clear_objective()
        demand = model.model.add_bool_or(movers)
        status, found, _ = model.solve()
        demand.only_enforce_if(model.model.new_constant(0))
        if status == "none":
            return asked - left, seen
        if status == "unknown":
            break
        for key, pattern in found.items():
            here, there = choices[key].patterns[chosen[key]].cols, choices[key].patterns[pattern].cols
            for number in range(len(here)):
                if here[number] != there[number]:
                    seen.setdefault((key, number), set()).add(there[number])
                    left.discard((key, number))
    return asked, seen


def _movers(model: Program, chosen: Mapping[RowKey, int], left: set[tuple[RowKey, int]]) -> list[cp_model.IntVar]:
    """The picks that place one of the numbers elsewhere than the chosen solution does."""
    by_row: dict[RowKey, list[int]] = defaultdict(list)
    for key, number in left:
        by_row[key].append(number)
    movers = []
    for key, numbers in sorted(by_row.items()):
        patterns = model.choices[key].patterns
        here = patterns[chosen[key]].cols
        movers += [
            pick
            for pick, pattern in zip(model.picks[key], patterns, strict=True)
            if any(pattern.cols[number] != here[number] for number in numbers)
        ]
    return movers


def _decision(
    choices: Mapping[RowKey, Choice],
    chosen: dict[RowKey, int],
    movable: set[tuple[RowKey, int]],
    open_: set[tuple[RowKey, int]],
    seen: Mapping[tuple[RowKey, int], set[int]],
) -> Decision:
    claims: dict[RowKey, tuple[str, ...]] = {}
    candidates: dict[RowKey, tuple[frozenset[int], ...]] = {}
    for key, choice in choices.items():
        here = choice.patterns[chosen[key]].cols
        claims[key] = tuple(
            "ambiguous" if (key, number) in open_ else "inferred" if (key, number) in movable else "proved"
            for number in range(len(here))
        )
        candidates[key] = tuple(frozenset({here[number], *seen.get((key, number), ())}) for number in range(len(here)))
    return Decision(chosen, claims, candidates)
