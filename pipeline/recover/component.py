"""The constraint model of one connected component of undecided rows.

Here: CP-SAT over row patterns and the identities that tie the rows together, the lexicographic objective, and the
search for alternatives by which a placement is proved or found open. Not here: what the rows and identities are.
Deterministic: one worker, a fixed seed, limits in deterministic time.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pipeline.recover.identity import Relation
from pipeline.recover.patterns import Pattern

SOLVE_LIMIT = 4.0
"""Deterministic seconds for one solve; at the limit what is not decided is ambiguous."""

PROOF_LIMIT = 8.0
"""Deterministic seconds for the alternatives that one proof asks for; at the limit the rest is not proved."""

RowKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """An undecided row.

    Attributes:
        patterns: the ways in which its numbers can stand.
        values: its numbers.
        quanta: the width of each number's interval.
        hint_costs: how far each pattern moves the numbers from where they were printed.
        printed: index of the pattern as printed; ``None`` where the form gives no columns.
    """

    patterns: tuple[Pattern, ...]
    values: tuple[int, ...]
    quanta: tuple[int, ...]
    hint_costs: tuple[int, ...]
    printed: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A weighted sum of slots: a constant part, and slots of undecided rows as (weight, row, column)."""

    constant: int
    quanta: int
    slots: tuple[tuple[int, RowKey, int], ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """An identity over rows, as total minus parts: it holds when twice its size is within its quanta.

    Attributes:
        relation: sum, at_most or copy.
        side: total minus weighted parts.
        tolerance: for copies, one quantum.
        is_hard: whether breaking it is counted first.
    """

    relation: Relation
    side: Side
    tolerance: int
    is_hard: bool


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


class _Model:
    """One CP-SAT model: an exactly-one over the patterns of each row, and a switch for each tie that may break.

    Hard ties are enforced outright where no break is allowed for: that propagates far better than switches.
    """

    def __init__(self, choices: Mapping[RowKey, Choice], ties: Sequence[Tie], *, may_break: bool) -> None:
        self.choices = choices
        self.model = cp_model.CpModel()
        self.picks = {
            key: [self.model.new_bool_var(f"{key}:{number}") for number in range(len(choice.patterns))]
            for key, choice in choices.items()
        }
        for picks in self.picks.values():
            self.model.add_exactly_one(picks)
        self.hard: list[cp_model.IntVar] = []
        self.soft: list[cp_model.IntVar] = []
        self.spent = 0.0
        for number, tie in enumerate(ties):
            if tie.is_hard and not may_break:
                self._tie(tie, None)
                continue
            switch = self.model.new_bool_var(f"broken:{number}")
            (self.hard if tie.is_hard else self.soft).append(switch)
            self._tie(tie, switch)

    def _tie(self, tie: Tie, switch: cp_model.IntVar | None) -> None:
        terms: list[tuple[cp_model.IntVar, int, int]] = []
        for weight, key, col in tie.side.slots:
            choice = self.choices[key]
            for pick, pattern in zip(self.picks[key], choice.patterns, strict=True):
                if col in pattern.cols:
                    number = pattern.cols.index(col)
                    terms.append((pick, weight * choice.values[number], choice.quanta[number]))
        variables = [pick for pick, _, _ in terms]
        difference = cp_model.LinearExpr.weighted_sum(variables, [2 * value for _, value, _ in terms])
        difference += 2 * tie.side.constant
        if tie.relation is Relation.COPY:
            slack: cp_model.LinearExprT = 2 * tie.tolerance
        else:
            slack = cp_model.LinearExpr.weighted_sum(variables, [quantum for _, _, quantum in terms]) + tie.side.quanta
        constraints = [self.model.add(difference + slack >= 0)]
        if tie.relation is not Relation.AT_MOST:
            constraints.append(self.model.add(difference <= slack))
        if switch is not None:
            for constraint in constraints:
                constraint.only_enforce_if(switch.negated())

    def broken(self) -> cp_model.LinearExprT:
        """How many hard identities break, those within rows included."""
        inside = [
            (pick, pattern.broken)
            for key, picks in self.picks.items()
            for pick, pattern in zip(picks, self.choices[key].patterns, strict=True)
            if pattern.broken
        ]
        return sum(self.hard) + cp_model.LinearExpr.weighted_sum(
            [pick for pick, _ in inside], [count for _, count in inside]
        )

    def start_from(self, chosen: Mapping[RowKey, int]) -> None:
        """Tell the solver a solution to start from."""
        self.model.clear_hints()
        for key, picks in self.picks.items():
            for number, pick in enumerate(picks):
                self.model.add_hint(pick, number == chosen[key])

    def hints(self) -> cp_model.LinearExprT:
        """How far the numbers stand from where they were printed."""
        costs = [
            (pick, cost)
            for key, picks in self.picks.items()
            for pick, cost in zip(picks, self.choices[key].hint_costs, strict=True)
            if cost
        ]
        return cp_model.LinearExpr.weighted_sum([pick for pick, _ in costs], [cost for _, cost in costs])

    def solve(self) -> tuple[str, dict[RowKey, int], float]:
        """Solve; returns ``optimal``, ``feasible``, ``none`` (infeasible) or ``unknown``, the picks, the objective."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = SOLVE_LIMIT
        # OR-tools 9.15 calls feasible models of ours infeasible when its presolve looks for linear constraints that
        # include one another; a proof rests on that word (docs/decisions/0006).
        solver.parameters.presolve_inclusion_work_limit = 0
        status = solver.solve(self.model)
        self.spent += solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return "none", {}, 0
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return "unknown", {}, 0
        chosen = {
            key: next(number for number, pick in enumerate(picks) if solver.boolean_value(pick))
            for key, picks in self.picks.items()
        }
        return ("optimal" if status == cp_model.OPTIMAL else "feasible"), chosen, solver.objective_value


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
    model = _Model(choices, ties, may_break=broken > 0)
    model.model.add(model.broken() <= broken)
    is_settled = True
    is_as_printed = _as_printed(choices) == chosen
    for objective in (sum(model.soft), model.hints()):
        if is_as_printed and all(_holds(tie, choices, chosen) for tie in ties):
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
    proof = _Model(choices, ties, may_break=broken > 0)
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
    if printed is not None and all(_holds(tie, choices, printed) for tie in ties if tie.is_hard):
        broken = sum(choices[key].patterns[number].broken for key, number in printed.items())
        if broken == least:
            return printed, least
    strict = _Model(choices, ties, may_break=False)
    strict.model.add(strict.broken() <= least)
    status, chosen, _ = strict.solve()
    if status in {"optimal", "feasible"}:
        return chosen, least
    if status == "unknown":
        return None
    loose = _Model(choices, ties, may_break=True)
    if printed is not None:
        loose.start_from(printed)
    loose.model.minimize(loose.broken())
    status, chosen, value = loose.solve()
    return (chosen, round(value)) if status == "optimal" else None


def _rows_of_breaks(choices: Mapping[RowKey, Choice], ties: Sequence[Tie], chosen: Mapping[RowKey, int]) -> set[RowKey]:
    """Rows of which an identity that breaks in the chosen solution speaks."""
    rows = {key for key, choice in choices.items() if choice.patterns[chosen[key]].broken}
    for tie in ties:
        if tie.is_hard and not _holds(tie, choices, chosen):
            rows |= {key for _, key, _ in tie.side.slots}
    return rows


def _holds(tie: Tie, choices: Mapping[RowKey, Choice], chosen: Mapping[RowKey, int]) -> bool:
    difference, quanta = tie.side.constant, tie.side.quanta
    for weight, key, col in tie.side.slots:
        cols = choices[key].patterns[chosen[key]].cols
        if col in cols:
            difference += weight * choices[key].values[cols.index(col)]
            quanta += choices[key].quanta[cols.index(col)]
    slack = 2 * tie.tolerance if tie.relation is Relation.COPY else quanta
    if tie.relation is Relation.AT_MOST:
        return 2 * difference >= -slack
    return 2 * abs(difference) <= slack


def _movable(
    model: _Model, chosen: Mapping[RowKey, int], asked: set[tuple[RowKey, int]]
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


def _movers(model: _Model, chosen: Mapping[RowKey, int], left: set[tuple[RowKey, int]]) -> list[cp_model.IntVar]:
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
