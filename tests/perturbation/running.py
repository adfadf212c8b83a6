"""Faults by the thousand: which documents, how many of each kind, in how many processes.

Here: seeded plans and their running. Not here: what is measured of each fault (``scoring``), the tables (``report``).
"""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from perturbation.documents import Source
from perturbation.faults import KINDS, faulted
from perturbation.ground import Ground, ground_of
from perturbation.scoring import Outcome, outcome_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures of a document the identities speak of.

    Attributes:
        figures: printed in tables of known families.
        covered: of which at least one judged hard identity speaks.
        summed: of which a sum or copy speaks, not a bound or rate alone.
        seconds: of one processor, to recognise and reconcile the document as it is.
    """

    form: str
    name: str
    figures: int
    covered: int
    summed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Campaign:
    """The faults of one document: so many of every kind."""

    source: Source
    faults_per_kind: int


def coverage_of(ground: Ground) -> Coverage:
    """How much of a document is covered."""
    source = ground.source
    return Coverage(
        source.form, source.name, len(ground.figures), len(ground.covered), len(ground.summed), ground.seconds
    )


def outcomes(campaign: Campaign) -> tuple[Coverage, list[Outcome]]:
    """Everything that one document's faults came to."""
    ground = ground_of(campaign.source)
    return coverage_of(ground), list(_outcomes(ground, campaign))


def _outcomes(ground: Ground, campaign: Campaign) -> Iterator[Outcome]:
    for kind in KINDS:
        rng = random.Random(f"{campaign.source.name} {kind}")
        for _ in range(campaign.faults_per_kind):
            fault = faulted(ground, kind, rng)
            if fault is not None:
                yield outcome_of(ground, fault)


def run(campaigns: Sequence[Campaign], processes: int) -> tuple[list[Coverage], list[Outcome]]:
    """Run campaigns, each in one of some spawned processes, and gather what they came to in their order."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(outcomes, campaigns))
    return [coverage for coverage, _ in results], [outcome for _, found in results for outcome in found]
