"""Undecided rows and their ties -> decisions: connected components, and smaller ones where one is too hard.

Here: what is decided together. One fault can send the component of a whole document to the solver's limit; then the
rows of each table are decided by the identities of that table alone, what these prove is kept, and the rest is joined
again around it. Not here: deciding one component (``component``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.recover.component import Decision, decide
from pipeline.recover.program import Choice, RowKey, Side, Tie, holds

Decisions = dict[RowKey, Decision]


def settle(choices: Mapping[RowKey, Choice], ties: Sequence[Tie]) -> Decisions:
    """Decide every row that can be decided within the limits; a row left out stands anywhere."""
    decisions: Decisions = {}
    for keys, own in _components(choices, ties):
        decision = decide({key: choices[key] for key in keys}, own)
        if decision is not None:
            decisions.update(dict.fromkeys(keys, decision))
        else:
            decisions.update(_settle_apart({key: choices[key] for key in keys}, own))
    return decisions


def _settle_apart(choices: Mapping[RowKey, Choice], ties: Sequence[Tie]) -> Decisions:
    """Decide a component table by table, then what is left of it around the rows that this has proved.

    A number proved by the identities of its table stands where it stands, whatever the other tables say: then theirs
    break. But a row of which an identity speaks that breaks in the end is no more than inferred.
    """
    inside = [tie for tie in ties if len({key[0] for key in _keys(tie)}) == 1]
    decisions = _decided(choices, inside)
    fixed = {
        key: decision.chosen[key] for key, decision in decisions.items() if set(decision.claims[key]) == {"proved"}
    }
    # Rows that their own table could not decide would only make the rest too hard again.
    left = {key: choices[key] for key in decisions if key not in fixed}
    folded = [_folded(tie, choices, fixed) for tie in ties if _keys(tie) <= decisions.keys()]
    folded = [tie for tie in folded if tie.side.slots]
    decisions.update(_decided(left, folded))
    return _without_proofs_near_breaks(choices, ties, decisions)


def _decided(choices: Mapping[RowKey, Choice], ties: Sequence[Tie]) -> Decisions:
    decisions: Decisions = {}
    for keys, own in _components(choices, ties):
        decision = decide({key: choices[key] for key in keys}, own)
        if decision is not None:
            decisions.update(dict.fromkeys(keys, decision))
    return decisions


def _without_proofs_near_breaks(
    choices: Mapping[RowKey, Choice], ties: Sequence[Tie], decisions: Decisions
) -> Decisions:
    chosen = {key: decision.chosen[key] for key, decision in decisions.items()}
    near = {
        key
        for tie in ties
        if tie.is_hard and _keys(tie) <= chosen.keys() and not holds(tie, choices, chosen)
        for key in _keys(tie)
    }
    return {key: _inferred(decision, key) if key in near else decision for key, decision in decisions.items()}


def _inferred(decision: Decision, key: RowKey) -> Decision:
    claims = tuple("inferred" if claim == "proved" else claim for claim in decision.claims[key])
    return replace(decision, claims={**decision.claims, key: claims})


def _keys(tie: Tie) -> set[RowKey]:
    return {key for _, key, _ in tie.side.slots}


def _folded(tie: Tie, choices: Mapping[RowKey, Choice], fixed: Mapping[RowKey, int]) -> Tie:
    """A tie with the rows that are fixed folded into its constant."""
    constant, quanta = tie.side.constant, tie.side.quanta
    free = []
    for weight, key, col in tie.side.slots:
        if key not in fixed:
            free.append((weight, key, col))
            continue
        choice = choices[key]
        cols = choice.patterns[fixed[key]].cols
        if col in cols:
            constant += weight * choice.values[cols.index(col)]
            quanta += choice.quanta[cols.index(col)]
    return replace(tie, side=Side(constant, quanta, tuple(free)))


def _components(keys: Iterable[RowKey], ties: Sequence[Tie]) -> list[tuple[list[RowKey], list[Tie]]]:
    """Rows connected by ties, with their ties, in the order of the document."""
    leader = {key: key for key in keys}

    def find(key: RowKey) -> RowKey:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for tie in ties:
        first, *rest = _keys(tie)
        for key in rest:
            leader[find(key)] = find(first)
    rows: dict[RowKey, list[RowKey]] = defaultdict(list)
    own: dict[RowKey, list[Tie]] = defaultdict(list)
    for key in sorted(leader):
        rows[find(key)].append(key)
    for tie in ties:
        own[find(tie.side.slots[0][1])].append(tie)
    return [(rows[key], own[key]) for key in sorted(rows)]
