"""The ways in which one row's numbers can stand in its columns."""

from pipeline.recover.identity import Relation
from pipeline.recover.patterns import MOST_PATTERNS, Line, RowRelation, row_patterns

# The columns of an expenditure table: total; basic with wages and goods; project with running and specific.
RELATIONS = [
    RowRelation(Relation.SUM, 0, ((1, 1), (1, 4))),
    RowRelation(Relation.SUM, 1, ((1, 2), (1, 3))),
    RowRelation(Relation.SUM, 4, ((1, 5), (1, 6))),
]


def line(values: list[int], hints: list[int | None] | None = None) -> Line:
    return Line(1, 0, tuple(range(7)), tuple(values), (1,) * len(values), tuple(hints or [None] * len(values)))


def columns(values: list[int], hints: list[int | None] | None = None) -> list[tuple[int, ...]]:
    return [pattern.cols for pattern in row_patterns(line(values, hints), RELATIONS).patterns]


def test_sums_within_a_row_leave_one_way() -> None:
    assert columns([100, 60, 25, 35, 40, 15, 25]) == [(0, 1, 2, 3, 4, 5, 6)]
    assert columns([41, 30, 20, 10, 11, 11]) == [(0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 6)]


def test_equal_numbers_leave_every_place_that_the_sums_allow() -> None:
    assert set(columns([5, 5, 5])) == {(0, 1, 2), (0, 1, 3), (0, 4, 5), (0, 4, 6)}


def test_rounding_is_allowed_for_and_no_more() -> None:
    assert columns([101, 60, 25, 35, 40, 15, 25]) == [(0, 1, 2, 3, 4, 5, 6)]
    broken = row_patterns(line([110, 60, 25, 35, 40, 15, 25]), RELATIONS).patterns
    assert [pattern.broken for pattern in broken] == [1]


def test_the_printed_place_stays_a_candidate_even_when_it_breaks() -> None:
    assert (0, 1, 2) in columns([5, 5, 5], [0, 1, 2])
    assert (0, 2, 3) in columns([5, 5, 5], [0, 2, 3])


def test_a_row_with_too_many_ways_is_left_open() -> None:
    wide = Line(1, 0, tuple(range(24)), (1,) * 12, (1,) * 12, (None,) * 12)
    found = row_patterns(wide, [])
    assert found.is_open
    assert len(found.patterns) <= MOST_PATTERNS


def test_more_numbers_than_columns_are_left_open() -> None:
    assert row_patterns(line([1] * 8), RELATIONS).is_open


def test_a_total_whose_parts_are_all_gone_is_judged_as_a_total_of_nothing() -> None:
    lost = [RowRelation(Relation.SUM, 0, ())]
    assert [pattern.broken for pattern in row_patterns(line([5], [0]), lost).patterns if pattern.cols == (0,)] == [1]
