"""Putting repairs to the test: place and judge the document again, and keep what alone makes the identities hold.

Here: which repair is tried when and what it must achieve. Not here: what may have been misread (``recover.repair``),
placing and judging (handed in), and documents whose digits are certain: nothing is repaired there.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from expectations.evaluate import HOLDING, Check
from expectations.units import doubtful_units
from pipeline.kernel.money import Verdict
from pipeline.recover.identity import Catalogue, Instance, Relation, Slot
from pipeline.recover.placement import Placement
from pipeline.recover.repair.digits import Proposal, proposals
from pipeline.recover.repair.doubled_rows import repeated_rows, without_row
from pipeline.recover.repair.units import ENOUGH_TABLES, UnitRepair, other_units, tables_in_doubt, with_unit
from pipeline.recover.repair.values import ValueCandidate, ValueRepair, positions_by_slot, with_values
from pipeline.tables.model import Table

MOST_ROUNDS = 4
"""How often misread digits are looked for again after some were put right."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A document placed and judged.

    Attributes:
        tables: as read, before placing.
        placement: with every number in a column.
        checks: every judged instance.
        checks_as_printed: the instances judged with every number where it was printed.
    """

    tables: tuple[Table, ...]
    placement: Placement
    checks: tuple[Check, ...]
    checks_as_printed: Callable[[], Sequence[Check]]


Examine = Callable[[Sequence[Table]], Trial]
"""Place and judge."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A document with what was put right in it, and what might have been."""

    trial: Trial
    values: tuple[ValueRepair, ...] = ()
    units: tuple[UnitRepair, ...] = ()
    candidates: tuple[ValueCandidate, ...] = ()


class _Breaks:
    """The hard identities of a catalogue over checks."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._hard = frozenset(name for name, identity in catalogue.items() if identity.is_hard)

    def are_hard(self, check: Check) -> bool:
        return check.instance.identity_id in self._hard

    def of(self, checks: Iterable[Check]) -> dict[tuple[str, int, str], Instance]:
        """The hard instances that break, by their names."""
        return {
            (check.instance.identity_id, check.instance.total.table_no, check.instance.key): check.instance
            for check in checks
            if check.verdict is Verdict.BREAK and self.are_hard(check)
        }

    def exact(self, checks: Iterable[Check]) -> list[Check]:
        """The hard sums and copies that hold exactly."""
        return [
            check
            for check in checks
            if check.verdict is Verdict.EXACT
            and self.are_hard(check)
            and check.instance.relation in {Relation.SUM, Relation.COPY}
        ]

    def are_fewer(self, after: Trial, before: Trial) -> bool:
        """Whether some breaks are gone and none is new."""
        return self.of(after.checks).keys() < self.of(before.checks).keys()


def repair(trial: Trial, examine: Examine, catalogue: Catalogue) -> Repaired:
    """Put right what the identities prove was misread: units of money, then doubled rows, then digits."""
    breaks = _Breaks(catalogue)
    trial, units = _with_units(trial, examine, breaks)
    trial = _without_doubled_rows(trial, examine, breaks)
    return replace(_with_digits(trial, examine, breaks), units=units)


def named(check: Check) -> str:
    """An identity with its place, as ``fact_check`` names the two."""
    return f"{check.instance.identity_id} {check.place}"


def _with_units(trial: Trial, examine: Examine, breaks: _Breaks) -> tuple[Trial, tuple[UnitRepair, ...]]:
    """Read tables in the one unit in which two other tables agree with them."""
    repairs: list[UnitRepair] = []
    for table in tables_in_doubt(trial.tables, doubtful_units(trial.checks)):
        found = []
        for unit in other_units(table):
            other = examine(with_unit(trial.tables, table.table_no, unit))
            proof = [check for check in breaks.exact(other.checks) if _compares(check, table.table_no) and check.lhs]
            agreeing = {slot.table_no for check in proof for slot in check.slots} - {table.table_no}
            disagrees = any(
                _compares(check, table.table_no) for check in other.checks if check.verdict is Verdict.BREAK
            )
            if len(agreeing) >= ENOUGH_TABLES and not disagrees:
                identities = tuple(named(check) for check in proof)
                found.append((other, UnitRepair(table.table_no, table.money_unit, unit, identities)))
        if len(found) == 1:
            trial = found[0][0]
            repairs.append(found[0][1])
    return trial, tuple(repairs)


def _compares(check: Check, table_no: int) -> bool:
    """Whether a check holds a table against another one."""
    tables = {slot.table_no for slot in check.slots}
    return table_no in tables and len(tables) > 1


def _without_doubled_rows(trial: Trial, examine: Examine, breaks: _Breaks) -> Trial:
    """Leave out rows printed twice where that breaks nothing and alone explains what breaks."""
    for repeat in repeated_rows(trial.tables):
        broken = breaks.of(trial.checks)
        key = repeat.table_no, repeat.row
        is_in_break = any(key == (slot.table_no, slot.row) for each in broken.values() for slot in _slots(each))
        if not (is_in_break or repeat.is_own_part):
            continue
        other = examine(without_row(trial.tables, repeat))
        left = breaks.of(other.checks)
        gone = [instance for name, instance in broken.items() if name not in left]
        if not left.keys() <= broken.keys() or not (gone or repeat.is_own_part):
            continue
        # A misread digit that explains the same breaks is as good an explanation: then nothing is proved.
        if not gone or not proposals(trial.placement.tables, gone, _holding(trial.checks)):
            trial = other
    return trial


def _with_digits(trial: Trial, examine: Examine, breaks: _Breaks) -> Repaired:
    """Put misread digits right, round by round, until the rest is not proved."""
    done: list[ValueRepair] = []
    open_: list[Proposal] = []
    for _ in range(MOST_ROUNDS):
        if not breaks.of(trial.checks):
            open_ = []
            break
        # A misread digit may have led its row astray: where the numbers were printed is looked at first.
        open_ = _proposed(trial.tables, trial.checks_as_printed(), breaks)
        found = _adopted(trial, open_, examine, breaks)
        if found is None:
            # Where many rows are led astray, only what was placed shows which digit is wrong.
            placed = _proposed(trial.placement.tables, trial.checks, breaks)
            found = _adopted(trial, placed, examine, breaks)
            if not any(proposal.candidates for proposal in open_):
                open_ = placed
        if found is None:
            break
        trial, repairs = found
        done += repairs
    candidates = {candidate for proposal in open_ for candidate in proposal.candidates}
    return Repaired(trial, tuple(done), (), tuple(sorted(candidates, key=lambda each: (each.position, each.value))))


def _proposed(tables: Sequence[Table], checks: Sequence[Check], breaks: _Breaks) -> list[Proposal]:
    return proposals(tables, breaks.of(checks).values(), _holding(checks))


def _holding(checks: Iterable[Check]) -> list[Instance]:
    return [check.instance for check in checks if check.verdict in HOLDING]


def _adopted(
    trial: Trial, proposed: Sequence[Proposal], examine: Examine, breaks: _Breaks
) -> tuple[Trial, list[ValueRepair]] | None:
    """The proposed repairs that prove right, all together or else one by one; ``None`` where none does."""
    sure = [proposal.repairs for proposal in proposed if proposal.repairs]
    whole = [repair for repairs in sure for repair in repairs]
    if not whole:
        return None
    together = _proved(trial, whole, examine, breaks)
    if together is not None or len(sure) == 1:
        return together
    done: list[ValueRepair] = []
    for repairs in sure:
        found = _proved(trial, repairs, examine, breaks)
        if found is not None:
            trial = found[0]
            done += found[1]
    return (trial, done) if done else None


def _proved(
    trial: Trial, repairs: Sequence[ValueRepair], examine: Examine, breaks: _Breaks
) -> tuple[Trial, list[ValueRepair]] | None:
    """Read the document with the repairs: breaks must go, none may come, and every repaired figure must be demanded.

    A figure that was moved as well is not sure in a row that does not add up within itself: the row stands wrong.
    """
    other = examine(with_values(trial.tables, repairs))
    if not breaks.are_fewer(other, trial):
        return None
    slots = {position: slot for slot, (position, _) in positions_by_slot(other.placement.tables).items()}
    left = [_slots(instance) for instance in breaks.of(other.checks).values()]
    broken = {slot for every in left for slot in every}
    wrong_rows = {rows.pop() for every in left if len(rows := {(slot.table_no, slot.row) for slot in every}) == 1}
    exact = breaks.exact(other.checks)
    proved = []
    for repair_ in repairs:
        slot = slots.get(repair_.position)
        demanding = [check for check in exact if slot in check.slots]
        if slot is None or slot in broken or not demanding:
            return None
        placed = other.placement.placed.get(slot)
        is_moved = placed is not None and placed.printed_col is not None
        if is_moved and (slot.table_no, slot.row) in wrong_rows:
            return None
        proved.append(replace(repair_, identities=tuple(named(check) for check in demanding)))
    return other, proved


def _slots(instance: Instance) -> tuple[Slot, ...]:
    return (instance.total, *(slot for _, slot in instance.parts))
