"""Numbers as printed, and how far they may lie apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernel.money import (
    Number,
    Term,
    TokenClass,
    Verdict,
    classify_token,
    is_dash,
    judge_copy,
    judge_sum,
    parse_number,
    to_cny,
)


def number(text: str) -> Number:
    parsed = parse_number(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("4, 675. 21", "4675.21", 2),
        ("11144.72", "11144.72", 2),
        ("４，６７５．２１", "4675.21", 2),
        ("11,436.06", "11436.06", 2),
        ("6,465764.78", "6465764.78", 2),
        ("8822,056.37", "8822056.37", 2),
        ("1,2\n34.50", "1234.50", 2),
        ("-12.3", "-12.3", 1),
        ("(12.30)", "-12.30", 2),
        ("0.00", "0.00", 2),
        ("0", "0", 0),
        ("1000000000000.00", "1000000000000.00", 2),
    ],
)
def test_numbers_are_read_as_printed(printed: str, value: str, decimals: int) -> None:
    assert parse_number(printed) == Number(Decimal(value), decimals)


@pytest.mark.parametrize("printed", ["", " ", "-", "——", "合计", "1,23.45", "1.2.3", "5%", "≥95%", "12次", "9" * 30])
def test_what_is_no_number_is_not_read_as_one(printed: str) -> None:
    assert parse_number(printed) is None


def test_a_dash_is_neither_blank_nor_zero() -> None:
    assert is_dash("—")
    assert is_dash("-")
    assert not is_dash("")
    assert not is_dash("0.00")


@pytest.mark.parametrize(
    ("printed", "token_class"),
    [
        ("4,675.21", TokenClass.AMOUNT),
        ("12", TokenClass.COUNT),
        ("99.5%", TokenClass.PERCENT),
        ("2023-12-31", TokenClass.DATE),
        ("035", TokenClass.CODE),
        ("410702220000000012136", TokenClass.CODE),
        ("合计", None),
    ],
)
def test_tokens_are_classed_by_their_form(printed: str, token_class: TokenClass | None) -> None:
    assert classify_token(printed) == token_class


def test_amounts_convert_exactly_and_unknown_units_stay_unknown() -> None:
    assert to_cny(Decimal("4675.21"), "万元") == Decimal("46752100.00")
    assert to_cny(Decimal("3736.100280"), "万元") == Decimal("37361002.80")
    assert to_cny(Decimal("12.34"), "元") == Decimal("12.34")
    assert to_cny(Decimal("12.34"), None) is None


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30), st.integers(1, 6))
def test_rounded_parts_of_a_true_sum_never_break_it(fen: list[int], shift: int) -> None:
    """Whatever exact amounts are printed in 万元 with fewer places, their sum holds within its envelope."""
    places = 6 - shift
    quantum = Decimal(1).scaleb(-places)

    def printed(value: int) -> Number:
        return Number(Decimal(value).scaleb(-6).quantize(quantum), places)

    verdict, _, _ = judge_sum(printed(sum(fen)), [Term(1, printed(value)) for value in fen])
    assert verdict is not Verdict.BREAK


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.integers(1, 10**6))
def test_a_change_beyond_the_envelope_is_always_found(hundredths: list[int], beyond: int) -> None:
    parts = [Term(1, Number(Decimal(value).scaleb(-2), 2)) for value in hundredths]
    wrong = sum(hundredths) + len(hundredths) // 2 + 1 + beyond
    assert judge_sum(Number(Decimal(wrong).scaleb(-2), 2), parts)[0] is Verdict.BREAK


def test_dropped_trailing_zeros_do_not_loosen_the_envelope() -> None:
    """A table that prints 12.5 for 12.50 is as fine as its finest figure."""
    parts = [Term(1, number("12.5")), Term(1, number("0.25"))]
    assert judge_sum(number("12.75"), parts)[0] is Verdict.EXACT
    assert judge_sum(number("12.76"), parts)[0] is Verdict.ROUNDING
    assert judge_sum(number("12.95"), parts)[0] is Verdict.BREAK


def test_copies_compare_across_units() -> None:
    assert judge_copy(number("46752100.00"), number("4675.21"), 1, 10_000)[0] is Verdict.EXACT
    assert judge_copy(number("46752149.00"), number("4675.21"), 1, 10_000)[0] is Verdict.ROUNDING
    assert judge_copy(number("46752300.00"), number("4675.21"), 1, 10_000)[0] is Verdict.BREAK


def test_one_quantum_apart_is_rounding() -> None:
    assert judge_copy(number("4736.03"), number("4736.04"))[0] is Verdict.ROUNDING
    assert judge_copy(number("4736.03"), number("4736.05"))[0] is Verdict.BREAK
