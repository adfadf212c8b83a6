"""GJ-037: growth recomputed from the amount and its change, by interval arithmetic.

Here: the arithmetic. Not here: which claims belong together.
"""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from expectations.causes.cause import NO_CAUSE, ROUNDED, Cause, Kind
from pipeline.kernel.money import Number, Verdict

BASE_IS_ZERO = Cause(Kind.ZERO_BASE, "the base is 0, of which nothing is a percentage")


def _bounds(number: Number) -> tuple[Decimal, Decimal]:
    return number.value - number.quantum / 2, number.value + number.quantum / 2


def judge_growth(percent: Number, amount: Number, change: Number) -> tuple[Verdict, Decimal, Decimal, Cause]:
    """Judge that a printed percentage is a change over what the amount was before it.

    Args:
        percent: signed by its word, in percent.
        amount: the amount after the change, in yuan.
        change: signed by its word, in yuan.

    Returns:
        Verdict, the growth recomputed, how far the two may lie apart by what is printed, and the cause of a difference.
    """
    base = amount.value - change.value
    if not base:
        if not percent.value:
            return Verdict.NOT_APPLICABLE, Decimal(0), Decimal(0), NO_CAUSE
        return Verdict.BREAK, Decimal(0), Decimal(0), BASE_IS_ZERO
    exact = 100 * change.value / base
    corners = [
        100 * part / (whole - part) for whole, part in product(_bounds(amount), _bounds(change)) if whole != part
    ]
    bases = [whole - part for whole, part in product(_bounds(amount), _bounds(change))]
    if min(bases) <= 0 <= max(bases):
        return Verdict.NOT_EVALUABLE, exact, Decimal(0), NO_CAUSE
    envelope = percent.quantum / 2 + max(max(corners) - exact, exact - min(corners))
    if percent.value == exact.quantize(percent.quantum, ROUND_HALF_UP):
        return Verdict.EXACT, exact, envelope, NO_CAUSE
    # One printed unit apart is a rest of rounding (尾差), as between any two prints of one figure.
    is_near = abs(percent.value - exact) <= max(envelope, percent.quantum)
    return (Verdict.ROUNDING, exact, envelope, ROUNDED) if is_near else (Verdict.BREAK, exact, envelope, NO_CAUSE)
