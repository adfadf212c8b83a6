"""The baseline does what the papers say: finds the typo in a record, and leaves alone what it cannot tell."""

from decimal import Decimal

import pytest
from perturbation.edits import Edit, corrected, distance, suggestions

# Eleven variables in five balance edits, some in two of them, as in a survey of business: profit = turnover - cost.
EDITS = tuple(
    Edit(weights, Decimal(0))
    for weights in (
        {"x1": 1, "x2": 1, "x3": -1},
        {"x2": 1, "x4": -1},
        {"x5": 1, "x6": 1, "x7": 1, "x8": -1},
        {"x3": 1, "x8": 1, "x9": -1},
        {"x9": 1, "x10": -1, "x11": -1},
    )
)
CONSISTENT = dict(
    zip(
        (f"x{number}" for number in range(1, 12)),
        map(Decimal, (1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137)),
        strict=True,
    )
)


def record(**changed: int) -> dict[str, Decimal]:
    return {**CONSISTENT, **{name: Decimal(value) for name, value in changed.items()}}


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("1842", "1842", 0),
        ("1842", "1482", 1),
        ("1842", "1824", 1),
        ("137", "1367", 1),
        ("12", "121", 1),
        ("12.5", "125", 1),
        ("100", "001", 2),
        ("", "12", 2),
    ],
)
def test_swapped_neighbours_count_as_one_slip_and_so_do_lost_and_added_digits(
    left: str, right: str, apart: int
) -> None:
    assert distance(left, right) == distance(right, left) == apart


def test_a_record_that_adds_up_is_given_no_suggestion() -> None:
    assert suggestions(EDITS, CONSISTENT) == []
    assert corrected(EDITS, CONSISTENT) == {}


def test_several_independent_typos_are_corrected_together() -> None:
    wrong = record(x4=161, x7=1)
    assert corrected(EDITS, wrong) == {"x4": Decimal(116), "x7": Decimal(12)}


def test_a_variable_of_an_edit_that_holds_is_never_changed() -> None:
    assert {name for name, _ in suggestions(EDITS, record(x4=161))} == {"x4"}


def test_two_equal_explanations_change_nothing() -> None:
    edits = [Edit({"total": 1, "one": -1, "other": -1}, Decimal(0))]
    wrong = {"total": Decimal(20), "one": Decimal(11), "other": Decimal(19)}
    assert {name for name, _ in suggestions(edits, wrong)} >= {"one", "total"}
    assert corrected(edits, wrong) == {}


def test_a_value_that_no_single_slip_explains_stays() -> None:
    assert corrected(EDITS, record(x11=9)) == {}


def test_rounding_is_no_typo() -> None:
    edits = [Edit({"total": 1, "one": -1, "other": -1}, Decimal("0.015"))]
    assert corrected(edits, {"total": Decimal("3.01"), "one": Decimal("1.00"), "other": Decimal("2.00")}) == {}
