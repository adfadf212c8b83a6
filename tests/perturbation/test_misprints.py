"""Slips change a figure in one way, and every slip can be read back."""

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from perturbation.misprints import SLIPS, is_figure, other_value, plain, readings, slips

FIGURES = st.decimals(min_value="0.01", max_value="99999999.99", places=2).map(lambda value: f"{value:,}")


@given(printed=FIGURES, kind=st.sampled_from(sorted(SLIPS)), choice=st.integers(min_value=0))
@settings(max_examples=60, deadline=None)
def test_the_true_figure_is_among_the_readings_of_what_a_slip_made_of_it(printed: str, kind: str, choice: int) -> None:
    found = slips(kind, printed)
    assume(found)
    assert plain(printed) in readings(found[choice % len(found)])


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("digit misread", {"16.5", "70.5", "10.6", "18.5"}),
        ("digit dropped", {"1.5", "0.5"}),
        ("digit doubled", {"110.5", "100.5", "10.55"}),
        ("neighbours swapped", {"15.0"}),
        ("point moved", {"105", "1.05"}),
    ],
)
def test_a_slip_of_a_kind_makes_what_that_kind_can_make(kind: str, made: set[str]) -> None:
    assert set(slips(kind, "10.5")) == made


def test_no_slip_leaves_a_leading_zero_or_two_points() -> None:
    assert not any(is_figure(text) for text in ("012.3", "1.2.3", "", ".5", "5.", "--5"))
    assert all(is_figure(text) for text in ("0.5", "12.30", "-4", "0"))


def test_another_value_has_as_many_digits() -> None:
    assert is_figure(other_value("1,234.56", random.Random(1)))
    assert len(other_value("1,234.56", random.Random(1))) == len("1234.56")
