"""Judging the claims of a document: amounts against cells, shares and growth against each other.

Here: one function an identity. Not here: finding cells (``cells``), arithmetic of growth (``growth``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from expectations.book import Parts
from expectations.causes.cause import NO_CAUSE, ROUNDED
from expectations.causes.cause import Kind as Cause
from expectations.evaluate import HOLDING, TEXT, Check, judge
from expectations.narrative.cells import Cells
from expectations.narrative.growth import judge_growth
from expectations.narrative.verdicts import JudgedClaim, key_of, slot_of
from pipeline.kernel.money import Number, Verdict
from pipeline.narrative.claim import Claim, Kind
from pipeline.readers.document import Hint
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Table

NO_CELL = "no table of this document states it"
BLANK = "the cell that states it is blank"
UNPLACED = "the column of the cell that states it is ambiguous"
NO_PARTS = "the figures that it is told of are not sure"
NO_CHANGE = "no table of this document prints the change"
BASE_MAY_BE_ZERO = "what is printed leaves open whether the base is 0"


def judge_claims(
    claims: Sequence[Claim],
    tables: Sequence[Table],
    values: Mapping[Slot, Number],
    unsettled: frozenset[tuple[int, int]],
    *,
    has_certain_digits: bool,
) -> list[JudgedClaim]:
    """Judge every claim of a document.

    Args:
        claims: in reading order.
        tables: the placed tables.
        values: the printed numbers of the tables in 元.
        unsettled: rows (table_no, row index) whose numbers could not be placed.
        has_certain_digits: whether the form's digits are the publisher's.
    """
    judging = _Judging(claims, tables, values, unsettled, has_certain_digits=has_certain_digits)
    return judging.with_repeats(_judged_by_growth([judging.judged(claim) for claim in claims]))


class _Judging:
    def __init__(
        self,
        claims: Sequence[Claim],
        tables: Sequence[Table],
        values: Mapping[Slot, Number],
        unsettled: frozenset[tuple[int, int]],
        *,
        has_certain_digits: bool,
    ) -> None:
        self.by_no = {claim.claim_no: claim for claim in claims}
        self.cells = Cells(tables)
        self.recovered = {table.table_no for table in tables if table.hint != Hint.CERTAIN}
        self.values = {**values, **{slot_of(claim): claim.in_yuan for claim in claims}}
        self.unsettled = unsettled
        self.has_certain_digits = has_certain_digits

    def judged(self, claim: Claim) -> JudgedClaim:
        """One claim by the identity of its kind."""
        if not claim.quantity:
            return JudgedClaim(claim, reason=claim.reason)
        if claim.kind is Kind.AMOUNT:
            return self._amount(claim)
        if claim.kind is Kind.SHARE:
            return self._share(claim)
        if claim.kind is Kind.GROWTH:
            return self._growth(claim)
        if claim.kind is Kind.BASE:
            return self._base(claim)
        return self._change(claim)

    def _amount(self, claim: Claim) -> JudgedClaim:
        """GJ-035, or GJ-034 where only public money (公用经费) stands beside it."""
        found = list(self.cells.alternatives(claim, claim.measure))
        equal = self._best(claim, "GJ-035", [parts for target, parts in found if not target.is_bound])
        if equal.check is not None:
            return equal
        bounds = [parts for target, parts in found if target.is_bound]
        beside = self._best(claim, "GJ-034", bounds)
        if beside.check is None:
            return equal if not bounds else beside
        if beside.check.verdict is Verdict.BREAK and beside.check.difference < 0:
            check = replace(beside.check, verdict=Verdict.NOT_APPLICABLE, cause=NO_CAUSE, attribution="")
            return replace(beside, check=check)
        return beside

    def _best(self, claim: Claim, identity: str, alternatives: Sequence[Parts]) -> JudgedClaim:
        """The claim against the first alternative that holds, else against the first that is there."""
        reason = NO_CELL
        first: JudgedClaim | None = None
        for parts in alternatives:
            slots = tuple(slot for _, slot in parts)
            if any((slot.table_no, slot.row) in self.unsettled for slot in slots):
                reason = UNPLACED
                continue
            if not any(slot in self.values for slot in slots):
                reason = BLANK if reason == NO_CELL else reason
                continue
            check = self._check(claim, identity, parts)
            judged = JudgedClaim(claim, identity, check, cells=slots)
            if check is not None and check.verdict in HOLDING:
                return judged
            first = first or judged
        return first or JudgedClaim(claim, reason=reason)

    def _check(self, claim: Claim, identity: str, parts: Parts) -> Check | None:
        relation = Relation.COPY if len(parts) == 1 and parts[0][0] == 1 else Relation.SUM
        instance = Instance(identity, key_of(claim), relation, slot_of(claim), parts)
        check = judge(instance, self.values, has_certain_digits=self.has_certain_digits, is_doubtful_place=False)
        if check is None or check.verdict is not Verdict.BREAK:
            return check
        if relation is Relation.SUM and abs(check.difference) <= claim.in_yuan.quantum:
            return _as_rounding(check)
        # Where the column of a figure was recovered, not printed, the error may be ours.
        is_recovered = any(slot.table_no in self.recovered for _, slot in parts)
        # Digits are compared only between figures printed to the same place.
        places = {self.values[slot].decimals for _, slot in parts if slot in self.values}
        is_alike = places == {claim.in_yuan.decimals} and bool(check.lhs) and bool(check.rhs)
        return replace(
            check,
            attribution="unexplained" if is_recovered else check.attribution,
            cause=check.cause if is_alike or check.cause.kind is Cause.UNIT else NO_CAUSE,
        )

    def _change(self, claim: Claim) -> JudgedClaim:
        """GJ-035 where a table prints the change; else it is judged with the growth and the base told of it."""
        alternatives = [parts for _, parts in self.cells.alternatives(claim, "change")]
        found = self._best(claim, "GJ-035", alternatives)
        return found if found.check else replace(found, reason=NO_CHANGE)

    def _base(self, claim: Claim) -> JudgedClaim:
        """GJ-037: the base is the amount less its change."""
        amount = self.by_no[claim.of] if claim.of else None
        changes = [c for c in self.by_no.values() if c.kind is Kind.CHANGE and c.of == claim.of and c.of]
        if amount is None or len(changes) != 1:
            return JudgedClaim(claim, reason=NO_PARTS)
        check = self._check(claim, "GJ-037", ((1, slot_of(amount)), (-1, slot_of(changes[0]))))
        return JudgedClaim(claim, "GJ-037", check)

    def _share(self, claim: Claim) -> JudgedClaim:
        """GJ-036: a share is the part over the whole; GJ-044 where it is of the budget that was carried out."""
        if claim.of is None or claim.whole is None:
            return JudgedClaim(claim, reason=claim.reason or NO_PARTS)
        part, whole = self.by_no[claim.of], self.by_no[claim.whole]
        identity = "GJ-036" if part.measure == whole.measure else "GJ-044"
        parts = ((1, slot_of(part)), (1, slot_of(whole)))
        instance = Instance(identity, key_of(claim), Relation.RATIO, slot_of(claim), parts)
        check = judge(instance, self.values, has_certain_digits=self.has_certain_digits, is_doubtful_place=False)
        if check and check.verdict is Verdict.BREAK and abs(check.difference) <= claim.in_yuan.quantum:
            check = _as_rounding(check)
        return JudgedClaim(claim, identity, check)

    def _growth(self, claim: Claim) -> JudgedClaim:
        """GJ-037: growth is the change over the base, and its word agrees with the sign of the change."""
        if claim.of is None or claim.change is None:
            return JudgedClaim(claim, reason=claim.reason or NO_PARTS)
        amount, change, percent = self.by_no[claim.of], self.by_no[claim.change], claim.in_yuan
        verdict, exact, envelope, cause = judge_growth(percent, amount.in_yuan, change.in_yuan)
        if verdict is Verdict.NOT_EVALUABLE:
            return JudgedClaim(claim, reason=BASE_MAY_BE_ZERO)
        parts = ((1, slot_of(amount)), (1, slot_of(change)))
        instance = Instance("GJ-037", key_of(claim), Relation.RATIO, slot_of(claim), parts)
        whose = ""
        if verdict is Verdict.BREAK:
            whose = "publisher" if self.has_certain_digits else "unexplained"
        check = Check(
            instance, percent.value, exact, percent.value - exact, envelope, verdict, 2, cause, whose
        )  # fmt: skip
        return JudgedClaim(claim, "GJ-037", check)

    def with_repeats(self, judged: Sequence[JudgedClaim]) -> list[JudgedClaim]:
        """GJ-039: the same quantity of the same cell, told again, is equal."""
        first: dict[object, JudgedClaim] = {}
        found = []
        for item in judged:
            key = _same(item, first_of=self.by_no, cells={other.claim.claim_no: other.cells for other in judged})
            told = first.setdefault(key, item) if key else item
            repeats = tuple(self._repeat(item, told)) if told is not item else ()
            found.append(replace(item, repeats=repeats))
        return found

    def _repeat(self, item: JudgedClaim, told: JudgedClaim) -> Iterator[Check]:
        check = self._check(item.claim, "GJ-039", ((1, slot_of(told.claim)),))
        if check is not None:
            key = f"{check.instance.key} · as claim {told.claim.claim_no}"
            yield replace(check, instance=replace(check.instance, key=key))


def _judged_by_growth(judged: Sequence[JudgedClaim]) -> list[JudgedClaim]:
    """Changes that no table prints say which growth they were judged by."""
    growths = {item.claim.change: item.claim.claim_no for item in judged if item.check and item.claim.change}
    return [
        replace(item, reason=f"judged by its growth, claim {growths[item.claim.claim_no]}")
        if item.check is None and item.claim.claim_no in growths
        else item
        for item in judged
    ]


def _as_rounding(check: Check) -> Check:
    """One printed unit apart is a rest of rounding (尾差), as between any two prints of one figure."""
    return replace(check, verdict=Verdict.ROUNDING, cause=ROUNDED, attribution="")


def _same(
    item: JudgedClaim, *, first_of: Mapping[int, Claim], cells: Mapping[int, tuple[Slot, ...]]
) -> tuple[object, ...] | None:
    """What a claim that repeats it has in common; ``None`` where it is not sure what it speaks of."""
    claim = item.claim
    if not claim.quantity or claim.kind not in {Kind.AMOUNT, Kind.CHANGE} or claim.unit == "":
        return None
    amount = claim if claim.kind is Kind.AMOUNT else first_of.get(claim.of or TEXT)
    linked = cells.get(amount.claim_no, ()) if amount else ()
    return claim.kind, claim.quantity, claim.subject, claim.measure, claim.period, linked
