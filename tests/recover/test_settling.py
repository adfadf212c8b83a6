"""A component that is too hard is decided in smaller ones, and what these prove stays proved."""

import pytest

from pipeline.recover import settling
from pipeline.recover.component import Decision, decide
from pipeline.recover.identity import Relation
from pipeline.recover.patterns import Pattern
from pipeline.recover.program import Choice, RowKey, Side, Tie
from pipeline.recover.settling import settle


def row(value: int, cols: int = 2) -> Choice:
    """One number that may stand in any of some columns."""
    return Choice(tuple(Pattern((col,), 0) for col in range(cols)), (value,), (1,), (0,) * cols)


def total(value: int, col: int, *keys: RowKey) -> Tie:
    """A printed total of one column over rows."""
    return Tie(Relation.SUM, Side(value, 1, tuple((-1, key, col) for key in keys)), 1, is_hard=True)


def copy(left: RowKey, right: RowKey, col: int) -> Tie:
    return Tie(Relation.COPY, Side(0, 0, ((1, left, col), (-1, right, col))), 1, is_hard=True)


CHOICES = {(1, 0): row(500), (1, 1): row(70), (2, 0): row(500), (2, 1): row(30)}
INSIDE = [total(500, 0, (1, 0), (1, 1)), total(70, 1, (1, 0), (1, 1)), total(530, 0, (2, 0), (2, 1))]


@pytest.fixture
def only_single_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver gives up on whatever spans two tables."""

    def limited(choices: dict[RowKey, Choice], ties: list[Tie]) -> Decision | None:
        return decide(choices, ties) if len({key[0] for key in choices}) == 1 else None

    monkeypatch.setattr(settling, "decide", limited)


@pytest.mark.usefixtures("only_single_tables")
def test_what_a_table_alone_settles_is_proved_where_the_document_is_too_hard() -> None:
    decisions = settle(CHOICES, [*INSIDE, copy((1, 0), (2, 0), 0)])
    assert {key: (decision.chosen[key], decision.claims[key]) for key, decision in decisions.items()} == {
        (1, 0): (0, ("proved",)),
        (1, 1): (1, ("proved",)),
        (2, 0): (0, ("proved",)),
        (2, 1): (0, ("proved",)),
    }


@pytest.mark.usefixtures("only_single_tables")
def test_rows_of_an_identity_that_breaks_in_the_end_are_no_longer_proved() -> None:
    decisions = settle(CHOICES, [*INSIDE, copy((1, 1), (2, 1), 0)])
    assert decisions[1, 1].claims[1, 1] == decisions[2, 1].claims[2, 1] == ("inferred",)
    assert decisions[1, 0].claims[1, 0] == ("proved",)


@pytest.mark.usefixtures("only_single_tables")
def test_what_no_table_settles_is_joined_around_what_is_settled() -> None:
    choices = {**CHOICES, (3, 0): row(70)}
    decisions = settle(choices, [*INSIDE, copy((1, 1), (3, 0), 1), copy((1, 0), (2, 0), 0)])
    assert (decisions[3, 0].chosen[3, 0], decisions[3, 0].claims[3, 0]) == (1, ("proved",))
