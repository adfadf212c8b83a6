from decimal import Decimal

import pytest

from expectations.causes.cause import Cause, Kind, most_specific
from expectations.causes.sides import UNIT_CAUSE, cause_of_sides
from pipeline.kernel.money import parse_number


def cause(left: str, *parts: str) -> Cause:
    numbers = [number for part in parts if (number := parse_number(part))]
    return cause_of_sides(parse_number(left), numbers, sum((number.value for number in numbers), Decimal(0)))


@pytest.mark.parametrize(
    ("left", "parts", "kind", "words"),
    [
        ("", ["12.00", "3.00"], Kind.BLANK_TOTAL, "total is blank"),
        ("12.00", [], Kind.BLANK_PARTS, "parts are blank"),
        ("1500.00", ["100.00", "50.00"], Kind.POWER, "×10"),
        ("15.00", ["1000.00", "500.00"], Kind.POWER, "×100"),
        ("1504321.00", ["100.00", "50.43"], Kind.UNIT, "元 / 万元"),
        ("150.00", ["100.00", "30.00", "20.00", "50.00"], Kind.ONE_PART, "parts exceed"),
        ("180.00", ["100.00", "30.00", "20.00"], Kind.ONE_PART, "total exceeds"),
        ("157.00", ["100.00", "50.00"], Kind.DIGITS, "one digit"),
        ("195.00", ["100.00", "50.00"], Kind.DIGITS, "nine"),
    ],
)
def test_what_the_sides_show_is_named(left: str, parts: list[str], kind: Kind, words: str) -> None:
    found = cause(left, *parts)
    assert found.kind is kind
    assert words in found.words


def test_a_difference_like_any_other_has_no_cause() -> None:
    assert not cause("163.00", "100.00", "50.00")


def test_a_wrong_unit_is_told_before_a_power_of_ten() -> None:
    assert cause("1500000.00", "100.00", "50.00") == UNIT_CAUSE


def test_of_several_causes_the_most_specific_is_told() -> None:
    weak, strong = Cause(Kind.DIGITS, "one digit differs"), Cause(Kind.REPEATS_PARENT, "repeats")
    assert most_specific([weak, strong]) == strong
    assert not most_specific([])
