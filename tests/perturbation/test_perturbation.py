"""Faults put into consistent documents are found, told where they are, and put right only where that is proved.

A smaller run of what `make bench` runs by the thousand, held to the same measures.
"""

from collections.abc import Sequence

import pytest
from perturbation.documents import FORMS, Source
from perturbation.report import cause_of, measures
from perturbation.running import Campaign, outcomes
from perturbation.scoring import Outcome

from pipeline.recover.suspects.foremost import FEW

RECOGNISED, PER_LINE, RULED, _ = FORMS

CERTAIN = [
    Campaign(Source(PER_LINE, "qinhuangdao-haigang-2024-department.txt"), 2),
    Campaign(Source(PER_LINE, "hebei lines 3"), 2),
    Campaign(Source(RULED, "final account 0"), 2),
]
DOUBTFUL = [
    Campaign(Source(RECOGNISED, "xinxiang-hongqi-2022-own.txt"), 1),
    Campaign(Source(RECOGNISED, "hebei tabs 2"), 2),
    Campaign(Source(RECOGNISED, "hebei tabs 3"), 2),
]


def ran(campaigns: Sequence[Campaign]) -> list[Outcome]:
    return [outcome for campaign in campaigns for outcome in outcomes(campaign)[1]]


@pytest.fixture(scope="module")
def certain() -> list[Outcome]:
    return ran(CERTAIN)


@pytest.fixture(scope="module")
def doubtful() -> list[Outcome]:
    return ran(DOUBTFUL)


@pytest.fixture(scope="module")
def every(certain: list[Outcome], doubtful: list[Outcome]) -> list[Outcome]:
    return [*certain, *doubtful]


def of(outcomes: Sequence[Outcome], *, share: float) -> float:
    """So many of all outcomes."""
    return share * len(outcomes)


def test_faults_beyond_rounding_are_detected(every: list[Outcome]) -> None:
    undetected = [(each.name, each.where, cause_of(each)) for each in every if not each.is_detected]
    assert len(undetected) <= of(every, share=0.01), undetected


def test_the_damaged_figure_is_among_the_few_to_look_at(every: list[Outcome]) -> None:
    elsewhere = [(each.name, each.kind, each.where) for each in every if not each.is_located]
    assert len(elsewhere) <= of(every, share=0.05), elsewhere


def test_it_is_among_the_few_to_look_at_first_and_they_are_few(every: list[Outcome]) -> None:
    elsewhere = [(each.name, each.kind, each.where) for each in every if not each.is_foremost]
    assert len(elsewhere) <= of(every, share=0.05), elsewhere
    many = [(each.name, each.kind, each.where, each.most) for each in every if each.most > FEW]
    assert len(many) <= of(every, share=0.01), many


def test_a_fault_does_not_flag_the_document(every: list[Outcome]) -> None:
    assert sum(each.flagged for each in every) <= 0.05 * sum(each.untouched for each in every)


def test_doubtful_digits_are_put_right_where_only_one_slip_explains_them(doubtful: list[Outcome]) -> None:
    unique = [each for each in doubtful if each.is_unique]
    left = [(each.name, each.kind, each.where) for each in unique if not each.is_repaired]
    assert len(unique) > len(doubtful) / 3
    assert len(left) <= of(unique, share=0.05), left


def test_no_figure_is_put_right_that_was_right_or_to_what_it_never_was(every: list[Outcome]) -> None:
    assert [(each.name, each.kind, each.where) for each in every if each.is_mended_wrong] == []


def test_balance_edits_alone_detect_less_than_all_identities_together(every: list[Outcome]) -> None:
    found = sum(each.is_detected for each in every)
    assert sum(each.by_row.is_detected for each in every) < sum(each.by_table.is_detected for each in every) <= found


def test_the_measures_of_nothing_are_no_numbers() -> None:
    assert set(measures([])) == {"0", "–"}
