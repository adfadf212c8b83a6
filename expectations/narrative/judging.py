"""Judging the claims of a document: amounts against cells, shares and growth against each other.

Here: which identity judges which kind of claim, and shares, growth and bases (GJ-036, 037, 044). Not here: amounts
against cells (``amounts``), claims told again (``repeats``), arithmetic of growth (``growth``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from expectations.evaluate import Check, judge
from expectations.narrative.amounts import Amounts
from expectations.narrative.cells import Cells
from expectations.narrative.figures import Figures, as_rounding, figures_of
from expectations.narrative.growth import judge_growth
from expectations.narrative.repeats import with_repeats
from expectations.narrative.verdicts import JudgedClaim, key_of, slot_of
from pipeline.kernel.money import Number, Verdict
from pipeline.narrative.claim import Claim, Kind
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Table

NO_PARTS = "the figures that it is told of are not sure"
BASE_MAY_BE_ZERO = "what is printed leaves open whether the base is 0"


def judge_claims(
    claims: Sequence[Claim],
    tables: Sequence[Table],
    values: Mapping[Slot, Number],
    unsettled: frozenset[tuple[int, int]],
    *,
    has_certain_digits: bool,
    publisher: str = "",
) -> list[JudgedClaim]:
    """Judge every claim of a document.

    Args:
        claims: in reading order.
        tables: the placed tables.
        values: the printed numbers of the tables in 元.
        unsettled: rows (table_no, row index) whose numbers could not be placed.
        has_certain_digits: whether the form's digits are the publisher's.
        publisher: the unit whose disclosure it is; empty while unknown.
    """
    figures = figures_of(claims, tables, values, unsettled, has_certain_digits=has_certain_digits)
    judging = _Judging(claims, figures, Amounts(tables, Cells(tables, publisher), figures))
    return with_repeats(_judged_by_growth([judging.judged(claim) for claim in claims]), figures)


class _Judging:
    def __init__(self, claims: Sequence[Claim], figures: Figures, amounts: Amounts) -> None:
        self.by_no = {claim.claim_no: claim for claim in claims}
        self.figures = figures
        self.by_kind = {
            Kind.AMOUNT: amounts.amount,
            Kind.COUNT: amounts.count,
            Kind.CHANGE: amounts.change,
            Kind.SHARE: self._share,
            Kind.GROWTH: self._growth,
            Kind.BASE: self._base,
        }

    def judged(self, claim: Claim) -> JudgedClaim:
        """One claim by the identity of its kind."""
        return self.by_kind[claim.kind](claim) if claim.quantity else JudgedClaim(claim, reason=claim.reason)

    def _base(self, claim: Claim) -> JudgedClaim:
        """GJ-037: the base is the amount less its change."""
        amount = self.by_no[claim.of] if claim.of else None
        changes = [c for c in self.by_no.values() if c.kind is Kind.CHANGE and c.of == claim.of and c.of]
        if amount is None or len(changes) != 1:
            return JudgedClaim(claim, reason=NO_PARTS)
        check = self.figures.check(claim, "GJ-037", ((1, slot_of(amount)), (-1, slot_of(changes[0]))))
        return JudgedClaim(claim, "GJ-037", check)

    def _share(self, claim: Claim) -> JudgedClaim:
        """GJ-036: a share is the part over the whole; GJ-044 where it is of the budget that was carried out."""
        if claim.of is None or claim.whole is None:
            return JudgedClaim(claim, reason=claim.reason or NO_PARTS)
        part, whole = self.by_no[claim.of], self.by_no[claim.whole]
        identity = "GJ-036" if part.measure == whole.measure else "GJ-044"
        parts = ((1, slot_of(part)), (1, slot_of(whole)))
        instance = Instance(identity, key_of(claim), Relation.RATIO, slot_of(claim), parts)
        has_certain_digits = self.figures.has_certain_digits
        check = judge(instance, self.figures.values, has_certain_digits=has_certain_digits, is_doubtful_place=False)
        if check and check.verdict is Verdict.BREAK and abs(check.difference) <= claim.in_yuan.quantum:
            check = as_rounding(check)
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
            whose = "publisher" if self.figures.has_certain_digits else "unexplained"
        check = Check(
            instance, percent.value, exact, percent.value - exact, envelope, verdict, 2, cause, whose
        )  # fmt: skip
        return JudgedClaim(claim, "GJ-037", check)


def _judged_by_growth(judged: Sequence[JudgedClaim]) -> list[JudgedClaim]:
    """Changes that no table prints say which growth they were judged by."""
    growths = {item.claim.change: item.claim.claim_no for item in judged if item.check and item.claim.change}
    return [
        replace(item, reason=f"judged by its growth, claim {growths[item.claim.claim_no]}")
        if item.check is None and item.claim.claim_no in growths
        else item
        for item in judged
    ]
