"""Judging identity instances over the cells of one disclosure.

Here: values into verdicts, with difference, envelope, what the sides show and whose error it is. A rule yields results
and never raises; an instance whose values are missing is ``not_evaluable``, never a pass.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from expectations.causes.cause import NO_CAUSE, ROUNDED, Cause, Kind
from expectations.causes.sides import SHIFTS, cause_of_sides
from pipeline.kernel.money import Number, Term, Verdict, envelope_of, judge_copy, judge_product, judge_ratio, judge_sum
from pipeline.recover.identity import Instance, Relation, Slot

Values = Mapping[Slot, Number]

TEXT = 0
"""The table number of the claims of the text in slots: tables are numbered from 1."""

HOLDING = frozenset({Verdict.EXACT, Verdict.ROUNDING, Verdict.SUSPICIOUS})
"""Verdicts that confirm the cells they speak of."""


@dataclass(frozen=True, slots=True)
class Check:
    """One judged instance.

    Attributes:
        lhs: the left side; ``None`` where it is blank.
        rhs: the sum of the right side.
        difference: lhs - rhs, in the printed unit.
        envelope: how far the two may lie apart by rounding.
        addends: how many figures stand on the right.
        cause: what a break looks like.
        attribution: ``extraction``, ``publisher``, ``withheld`` or ``unexplained``; empty unless it breaks.
    """

    instance: Instance
    lhs: Decimal | None
    rhs: Decimal
    difference: Decimal
    envelope: Decimal
    verdict: Verdict
    addends: int
    cause: Cause = NO_CAUSE
    attribution: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as ``fact_check`` names it."""
        table_no = self.instance.total.table_no
        return self.instance.key if table_no == TEXT else f"table {table_no} · {self.instance.key}"

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot the instance speaks of, the total first."""
        return (self.instance.total, *(slot for _, slot in self.instance.parts))


def judge(instance: Instance, values: Values, *, has_certain_digits: bool, is_doubtful_place: bool) -> Check | None:
    """Judge one instance; ``None`` when every slot is blank, which claims nothing."""
    total = values.get(instance.total)
    terms = [Term(weight, values[slot]) for weight, slot in instance.parts if slot in values]
    if total is None and not terms:
        return None
    rhs = sum((term.weight * term.number.value for term in terms), Decimal(0))
    if instance.relation is Relation.RATIO:
        return _judge_ratio(instance, values, has_certain_digits=has_certain_digits)
    if instance.relation is Relation.PRODUCT:
        return _judge_product(instance, values, has_certain_digits=has_certain_digits)
    if instance.relation is Relation.AT_MOST:
        check = _judge_at_most(instance, total, terms)
        if check is None or check.verdict is not Verdict.BREAK:
            return check
        whose = _attribution(has_certain_digits=has_certain_digits, is_shift=False)
        return replace(check, attribution=whose)
    left = total or Number(Decimal(0), max(term.number.decimals for term in terms))
    if instance.relation is Relation.COPY and len(terms) == 1 and total is not None:
        verdict, difference, envelope = judge_copy(total, terms[0].number)
    else:
        verdict, difference, envelope = judge_sum(left, terms)
    cause, attribution = NO_CAUSE, ""
    if verdict is Verdict.BREAK and instance.doubt:
        verdict, cause = Verdict.NOT_EVALUABLE, Cause(Kind.BASIS, instance.doubt)
    elif verdict is Verdict.BREAK:
        cause = cause_of_sides(total, [term.number for term in terms], rhs)
        is_shift = is_doubtful_place and instance.relation is Relation.SUM and cause.kind in SHIFTS
        attribution = _attribution(has_certain_digits=has_certain_digits, is_shift=is_shift)
    elif verdict is Verdict.ROUNDING:
        cause = ROUNDED
    return Check(
        instance,
        total.value if total else None,
        rhs,
        difference,
        envelope,
        verdict,
        len(terms),
        cause,
        attribution,
    )


def _judge_ratio(instance: Instance, values: Values, *, has_certain_digits: bool) -> Check | None:
    """Judge a printed percentage; ``None`` where it or one of the two that it compares is blank."""
    percent, part, whole = (values.get(slot) for slot in (instance.total, *(slot for _, slot in instance.parts)))
    if percent is None or part is None or whole is None:
        return None
    verdict, difference, envelope = judge_ratio(percent, part, whole)
    whose = _attribution(has_certain_digits=has_certain_digits, is_shift=False) if verdict is Verdict.BREAK else ""
    cause = ROUNDED if verdict is Verdict.ROUNDING else NO_CAUSE
    rhs = percent.value - difference
    return Check(instance, percent.value, rhs, difference, envelope, verdict, 2, cause, whose)


def _judge_product(instance: Instance, values: Values, *, has_certain_digits: bool) -> Check | None:
    """Judge a printed amount against its count and price; ``None`` where one of the three is blank."""
    total, count, price = (values.get(slot) for slot in (instance.total, *(slot for _, slot in instance.parts)))
    if total is None or count is None or price is None:
        return None
    verdict, difference, envelope = judge_product(total, count, price)
    whose = _attribution(has_certain_digits=has_certain_digits, is_shift=False) if verdict is Verdict.BREAK else ""
    cause = ROUNDED if verdict is Verdict.ROUNDING else NO_CAUSE
    return Check(instance, total.value, count.value * price.value, difference, envelope, verdict, 2, cause, whose)


def _attribution(*, has_certain_digits: bool, is_shift: bool) -> str:
    """Whose error a break is: where digits are certain and no placing avoids it, the document's."""
    if has_certain_digits:
        return "publisher"
    return "extraction" if is_shift else "unexplained"


def _judge_at_most(instance: Instance, total: Number | None, terms: list[Term]) -> Check | None:
    """Judge that a part is at most its whole; parts with negative weights belong to a whole told in several cells."""
    if not terms:
        return None
    left = total or Number(Decimal(0), terms[0].number.decimals)
    others = [term for term in terms if term.weight < 0]
    whole = left.value - sum((term.weight * term.number.value for term in others), Decimal(0))
    part = sum((term.weight * term.number.value for term in terms if term.weight > 0), Decimal(0))
    difference = whole - part
    envelope = envelope_of(left, terms)
    holds = difference >= -envelope
    verdict = Verdict.BREAK
    if holds:
        verdict = Verdict.EXACT if difference >= 0 else Verdict.ROUNDING
    return Check(
        instance,
        whole if total or others else None,
        part,
        difference,
        envelope,
        verdict,
        len(terms),
        NO_CAUSE if holds else Cause(Kind.SUBSET, "the subset exceeds what it is a subset of"),
    )
