"""Judging identity instances over the cells of one disclosure.

Here: values into verdicts, with difference, envelope, a likely cause and whose error it is. A rule yields results
and never raises; an instance whose values are missing is ``not_evaluable``, never a pass.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.kernel.money import Number, Term, Verdict, envelope_of, judge_copy, judge_ratio, judge_sum
from pipeline.recover.identity import Instance, Relation, Slot

Values = Mapping[Slot, Number]

_SHIFT_OUT = "the parts exceed the total by exactly one of them: doubled, or standing in another's column"
_SHIFT_IN = "the total exceeds its parts by exactly one of them: missing, or standing in another's column"
_BLANK_TOTAL = "the total is blank, its parts are not"
_BLANK_PARTS = "the parts are blank, their total is not"
_SHIFTS = {_SHIFT_OUT, _SHIFT_IN, _BLANK_TOTAL, _BLANK_PARTS}
UNIT_CAUSE = "the sides differ by ×10⁴ (元 / 万元)"
"""What a break between a table in 元 and one in 万元 looks like when one of the two units is wrong."""
_WAN = Decimal(10_000)
_POWERS = {
    Decimal(10): "×10",
    Decimal(10_000): "×10⁴ (元 / 万元)",
    Decimal(100): "×100",
    Decimal(1000): "×1000",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One judged instance.

    Attributes:
        lhs: the left side; ``None`` where it is blank.
        rhs: the sum of the right side.
        difference: lhs - rhs, in the printed unit.
        envelope: how far the two may lie apart by rounding.
        addends: how many figures stand on the right.
        cause: what a break looks like, in words; empty where nothing fits.
        attribution: ``extraction``, ``publisher``, ``withheld`` or ``unexplained``; empty unless it breaks.
    """

    instance: Instance
    lhs: Decimal | None
    rhs: Decimal
    difference: Decimal
    envelope: Decimal
    verdict: Verdict
    addends: int
    cause: str = ""
    attribution: str = ""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot the instance speaks of, the total first."""
        return (self.instance.total, *(slot for _, slot in self.instance.parts))


def _cause(left: Number | None, rhs: Decimal, difference: Decimal, parts: Sequence[Number]) -> str:
    """Name what a break looks like (DESIGN §4), the first explanation that fits."""
    if left is None:
        return _BLANK_TOTAL
    if rhs == 0:
        return _BLANK_PARTS
    power = next((words for factor, words in _POWERS.items() if left.value in {rhs * factor, rhs / factor}), None)
    if power:
        return f"the sides differ by {power}"
    if _differ_by_unit(left, rhs, parts):
        return UNIT_CAUSE
    size = abs(difference)
    if any(part.value == size for part in parts):
        return _SHIFT_IN if difference > 0 else _SHIFT_OUT
    return _digits_cause(size)


def _differ_by_unit(left: Number, rhs: Decimal, parts: Sequence[Number]) -> bool:
    """Say whether the sides agree, within their rounding, where 元 and 万元 are taken for each other on one of them."""
    quanta = sum((part.quantum for part in parts), Decimal(0))
    is_left_smaller = abs(left.value * _WAN - rhs) <= (left.quantum * _WAN + quanta) / 2
    is_left_larger = abs(left.value - rhs * _WAN) <= (left.quantum + quanta * _WAN) / 2
    return bool(left.value) and (is_left_smaller or is_left_larger)


def _digits_cause(size: Decimal) -> str:
    digits = size.normalize().as_tuple()
    if sum(digit != 0 for digit in digits.digits) == 1:
        return "one digit differs"
    is_multiple_of_nine = sum(digits.digits) % 9 == 0
    return "divisible by nine: two digits may be swapped" if is_multiple_of_nine else ""


def judge(instance: Instance, values: Values, *, has_certain_digits: bool, is_doubtful_place: bool) -> Check | None:
    """Judge one instance; ``None`` when every slot is blank, which claims nothing."""
    total = values.get(instance.total)
    terms = [Term(weight, values[slot]) for weight, slot in instance.parts if slot in values]
    if total is None and not terms:
        return None
    rhs = sum((term.weight * term.number.value for term in terms), Decimal(0))
    if instance.relation is Relation.RATIO:
        return _judge_ratio(instance, values, has_certain_digits=has_certain_digits)
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
    cause, attribution = "", ""
    if verdict is Verdict.BREAK:
        cause = _cause(total, rhs, difference, [term.number for term in terms])
        is_shift = is_doubtful_place and instance.relation is Relation.SUM and cause in _SHIFTS
        attribution = _attribution(has_certain_digits=has_certain_digits, is_shift=is_shift)
    elif verdict is Verdict.ROUNDING:
        cause = "尾差"
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
    cause = "尾差" if verdict is Verdict.ROUNDING else ""
    rhs = percent.value - difference
    return Check(instance, percent.value, rhs, difference, envelope, verdict, 2, cause, whose)


def _attribution(*, has_certain_digits: bool, is_shift: bool) -> str:
    """Whose error a break is: where digits are certain and no placing avoids it, the document's."""
    if has_certain_digits:
        return "publisher"
    return "extraction" if is_shift else "unexplained"


def _judge_at_most(instance: Instance, total: Number | None, terms: list[Term]) -> Check | None:
    if not terms:
        return None
    left = total or Number(Decimal(0), terms[0].number.decimals)
    part = sum((term.weight * term.number.value for term in terms), Decimal(0))
    difference = left.value - part
    envelope = envelope_of(left, terms)
    holds = difference >= -envelope
    verdict = Verdict.BREAK
    if holds:
        verdict = Verdict.EXACT if difference >= 0 else Verdict.ROUNDING
    return Check(
        instance,
        total.value if total else None,
        part,
        difference,
        envelope,
        verdict,
        len(terms),
        "" if holds else "the subset exceeds what it is a subset of",
    )
