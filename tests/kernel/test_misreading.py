"""What a printed number may be a misreading of."""

from decimal import Decimal

import pytest

from pipeline.kernel.misreading import misread_codes, misread_numbers


@pytest.mark.parametrize(
    ("printed", "meant", "word"),
    [
        ("1,234.56", "1234.58", "look alike"),
        ("1,234.56", "1934.56", "read as 2"),
        ("134.56", "1234.56", "dropped"),
        ("1234.5", "1234.56", "dropped"),
        ("12234.56", "1234.56", "doubled"),
        ("1,324.56", "1234.56", "swapped"),
        ("12.43", "14.23", "swapped"),
        ("123456", "1234.56", "lost"),
        ("123.456", "1234.56", "moved"),
        ("12345.6", "1234.56", "moved"),
        ("7.45", "0.45", "read as 7"),
        ("-12.30", "-12.80", "look alike"),
        ("4, 675. 21", "4675.27", "look alike"),
    ],
)
def test_one_misreading_leads_back_to_what_was_meant(printed: str, meant: str, word: str) -> None:
    assert word in misread_numbers(printed, 2)[Decimal(meant)].words


@pytest.mark.parametrize("meant", ["1234.56", "4321.56", "1299.56", "12345.60", "0.12", "12.3456"])
def test_what_more_than_one_misreading_apart_is_no_meaning(meant: str) -> None:
    assert Decimal(meant) not in misread_numbers("1,234.56", 2)


def test_no_meaning_is_written_as_no_number_is_printed() -> None:
    """A figure of thousands does not begin with 0, and none prints more places than the figures around it."""
    found = misread_numbers("1,234.56", 2)
    assert Decimal("234.56") not in found
    assert all(-value.as_tuple().exponent <= 2 for value in found)  # type: ignore[operator]


def test_a_digit_for_one_that_it_does_not_look_like_is_the_unlikely_misreading() -> None:
    unlikely = {value for value, each in misread_numbers("7.31", 2).items() if not each.is_likely}
    assert {Decimal("2.31"), Decimal("7.41"), Decimal("7.32")} <= unlikely
    assert not {Decimal("1.31"), Decimal("7.81"), Decimal("7.37"), Decimal("3.71"), Decimal("72.31")} & unlikely


@pytest.mark.parametrize("printed", ["2060101", "208010", "20801", "2081001", "20880101"])
def test_a_misread_or_cut_code_leads_back_to_the_one_meant(printed: str) -> None:
    assert "2080101" in misread_codes(printed)


def test_a_code_is_no_misreading_of_itself() -> None:
    assert "2080101" not in misread_codes("2080101")
