"""Causes that the two sides of an identity show by themselves.

Here: units and powers of ten, blank sides, a difference that is one of the parts, its digits. Not here: anything that
needs the table (``rows``) or other identities (``cells``).
"""

from collections.abc import Sequence
from decimal import Decimal

from expectations.causes.cause import NO_CAUSE, Cause, Kind
from pipeline.kernel.money import Number

UNIT_CAUSE = Cause(Kind.UNIT, "the sides differ by ×10⁴ (元 / 万元)")
"""What a break between a table in 元 and one in 万元 looks like when one of the two units is wrong."""

SHIFTS = frozenset({Kind.ONE_PART, Kind.BLANK_TOTAL, Kind.BLANK_PARTS})
"""Causes that a number in another's column would have."""

_BLANK_TOTAL = Cause(Kind.BLANK_TOTAL, "the total is blank, its parts are not")
_BLANK_PARTS = Cause(Kind.BLANK_PARTS, "the parts are blank, their total is not")
_TOO_MANY = Cause(
    Kind.ONE_PART, "the parts exceed the total by exactly one of them: doubled, or standing in another's column"
)
_TOO_FEW = Cause(
    Kind.ONE_PART, "the total exceeds its parts by exactly one of them: missing, or standing in another's column"
)
_WAN = Decimal(10_000)
_POWERS = {Decimal(10): "×10", Decimal(100): "×100", Decimal(1000): "×1000"}


def cause_of_sides(left: Number | None, parts: Sequence[Number], rhs: Decimal) -> Cause:
    """What the sides of a broken sum or copy show by themselves.

    Args:
        left: the total; ``None`` where it is blank.
        parts: the printed numbers of the other side.
        rhs: their weighted sum.
    """
    if left is None:
        return _BLANK_TOTAL
    if rhs == 0:
        return _BLANK_PARTS
    if _differ_by_unit(left, rhs, parts):
        return UNIT_CAUSE
    power = next((words for factor, words in _POWERS.items() if left.value in {rhs * factor, rhs / factor}), None)
    if power:
        return Cause(Kind.POWER, f"the sides differ by {power}")
    difference = left.value - rhs
    if any(part.value == abs(difference) for part in parts):
        return _TOO_FEW if difference > 0 else _TOO_MANY
    return _cause_of_digits(abs(difference))


def _differ_by_unit(left: Number, rhs: Decimal, parts: Sequence[Number]) -> bool:
    """Say whether the sides agree, within their rounding, where 元 and 万元 are taken for each other on one of them."""
    quanta = sum((part.quantum for part in parts), Decimal(0))
    is_left_smaller = abs(left.value * _WAN - rhs) <= (left.quantum * _WAN + quanta) / 2
    is_left_larger = abs(left.value - rhs * _WAN) <= (left.quantum + quanta * _WAN) / 2
    return bool(left.value) and (is_left_smaller or is_left_larger)


def _cause_of_digits(size: Decimal) -> Cause:
    digits = size.normalize().as_tuple()
    if sum(digit != 0 for digit in digits.digits) == 1:
        return Cause(Kind.DIGITS, "one digit differs")
    is_multiple_of_nine = sum(digits.digits) % 9 == 0
    return Cause(Kind.DIGITS, "divisible by nine: two digits may be swapped") if is_multiple_of_nine else NO_CAUSE
