"""The constraint model of undecided rows and the identities that tie them together.

Here: the types of rows and ties, and their CP-SAT model: patterns, switches, one solve. Not here: what is asked of the
model (``component``). Deterministic: one worker, a fixed seed, limits in deterministic time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pipeline.recover.identity import Relation
from pipeline.recover.patterns import Pattern

SOLVE_LIMIT = 4.0
"""Deterministic seconds for one solve."""

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


class Program:
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


def holds(tie: Tie, choices: Mapping[RowKey, Choice], chosen: Mapping[RowKey, int]) -> bool:
    """Judge a tie where every row stands in its chosen way."""
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
