"""The formula of the scores: told apart by whose quality they are, and never 100 for want of evidence."""

import pytest

from pipeline.facts.scoring import EXTRACTION, PARTS, PUBLISHER, SCORE_FIELDS, WORTH, scores_of
from pipeline.recover.certainty import Certainty
from pipeline.warehouse.scores import _QUERIES

ALL = {part.column: 1.0 for part in PARTS}


def test_every_part_is_measured_and_every_certainty_worth_something_or_nothing() -> None:
    assert set(_QUERIES) == set(ALL)
    assert set(WORTH) == set(Certainty)


def test_nothing_judged_gives_no_score() -> None:
    assert set(scores_of({}).values()) == {None}
    assert set(scores_of({})) == {field.name for field in SCORE_FIELDS}


def test_nothing_wanting_gives_a_hundred_and_anything_less() -> None:
    assert set(scores_of(ALL).values()) == {100.0}
    for column in ALL:
        assert (scores_of({**ALL, column: 0.999_999})["score"] or 0) < 100


@pytest.mark.parametrize("part", [part for part in PARTS if part.is_essential], ids=lambda part: part.column)
def test_without_an_essential_part_its_quality_and_the_whole_have_no_score(part: object) -> None:
    column, whose = part.column, part.whose  # type: ignore[attr-defined]
    found = scores_of({name: share for name, share in ALL.items() if name != column})
    other = PUBLISHER if whose == EXTRACTION else EXTRACTION
    assert (found["score"], found[f"{whose}_score"], found[f"{other}_score"]) == (None, None, 100.0)


def test_a_part_that_could_not_be_judged_counts_neither_way() -> None:
    found = scores_of({**ALL, "publisher_consistency": 0.5, "publisher_completeness": 0.5})
    without = {**ALL, "publisher_consistency": 0.5, "publisher_completeness": 0.5}
    del without["publisher_stability"]
    assert found["publisher_score"] == 60.0
    assert scores_of(without)["publisher_score"] == 50.0
    assert scores_of(without)["publisher_stability"] is None


def test_the_weights_are_those_declared() -> None:
    """5 of 10 parts of the publisher's quality lost by half, nothing of the extraction's."""
    found = scores_of({**ALL, "publisher_consistency": 0.5})
    assert (found["publisher_score"], found["extraction_score"], found["score"]) == (75.0, 100.0, 87.5)
