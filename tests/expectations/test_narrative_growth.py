"""GJ-037: growth by interval arithmetic."""

from decimal import Decimal

import pytest

from expectations.narrative.growth import BASE_IS_ZERO, judge_growth
from pipeline.kernel.money import Number, Verdict


def number(printed: str) -> Number:
    return Number(Decimal(printed), len(printed.partition(".")[2]))


@pytest.mark.parametrize(
    ("percent", "amount", "change", "verdict"),
    [
        ("25.00", "125.00", "25.00", Verdict.EXACT),
        ("-20.00", "80.00", "-20.00", Verdict.EXACT),
        ("20.00", "80.00", "-20.00", Verdict.BREAK),  # the word says the contrary of the figures
        ("25.01", "125.00", "25.00", Verdict.ROUNDING),  # one printed unit apart
        ("25.02", "125.00", "25.00", Verdict.BREAK),
        ("33", "4", "1", Verdict.EXACT),
        ("40", "4", "1", Verdict.ROUNDING),  # 1 of 3 printed without decimals may be anything from 16.7 to 55.6
        ("100.0", "40.00", "40.00", Verdict.BREAK),
        ("0", "0.00", "0.00", Verdict.NOT_APPLICABLE),
    ],
)
def test_growth_is_the_change_over_what_was_before(percent: str, amount: str, change: str, verdict: Verdict) -> None:
    assert judge_growth(number(percent), number(amount), number(change))[0] is verdict


def test_growth_over_nothing_says_so() -> None:
    assert judge_growth(number("100"), number("40.00"), number("40.00"))[3] == BASE_IS_ZERO


def test_a_base_that_may_be_nothing_is_not_judged() -> None:
    assert judge_growth(number("300"), number("12"), number("1"))[0] is not Verdict.NOT_EVALUABLE
    assert judge_growth(number("300"), number("2"), number("1"))[0] is Verdict.NOT_EVALUABLE
