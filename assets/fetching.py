"""The asset that polls sources: what came, what changed, what vanished.

Here: the asset. Not here: fetching (``pipeline.sources``), or when it runs (``automation``).
"""

from datetime import timedelta

import dagster as dg

from assets.failures import judged
from assets.home_resource import HomeResource
from assets.polls import catalogued, poll_home
from assets.progress import telling
from pipeline.sources.attempts import Attempt, Outcome
from pipeline.sources.polling import PollRunningError

FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=50), warn_window=timedelta(hours=26))
"""Polled every morning; one missed morning is a warning, two are a failure."""

_TOLD = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.VANISHED, Outcome.REFUSED, Outcome.FAILED, Outcome.MISSING})
_MOST_TOLD = 200
_UNEVENTFUL = frozenset({Outcome.UNCHANGED, Outcome.PAGE})
"""Only counted: where nothing happened there is nothing to tell."""


class FetchConfig(dg.Config):
    """How to poll.

    Attributes:
        is_offline: leave the sources alone and read what the home holds.
    """

    is_offline: bool = False


@dg.asset(group_name="sources", kinds={"file"}, freshness_policy=FRESH)
def fetched(config: FetchConfig, gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """One poll of every source and of the inbox (轮询): conditional, polite, each attempt logged."""
    home = gouji_home.home()
    told: list[Attempt] = []

    if config.is_offline:
        return dg.MaterializeResult(metadata={"polled": "no, as asked"})
    with judged(), telling() as tell:

        def report(attempt: Attempt) -> None:
            if attempt.outcome not in _UNEVENTFUL:
                tell(f"fetch: {attempt.outcome} {attempt.address} {attempt.reason or ''}".rstrip())
            if attempt.outcome in _TOLD:
                told.append(attempt)

        try:
            tally = poll_home(home, report=report)
        except PollRunningError as error:
            return dg.MaterializeResult(metadata={"polled": str(error)})
        tell("fetch: " + (", ".join(f"{count} {outcome}" for outcome, count in tally.items()) or "no sources"))
        sources = len(catalogued(home))
    lines = [f"| {item.outcome} | {item.address} | {item.reason or ''} |" for item in told[:_MOST_TOLD]]
    table = "\n".join(["| outcome | address | reason |", "|---|---|---|", *lines])
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(tally.values()),
            "sources": sources,
            **{str(outcome): count for outcome, count in tally.items()},
            "attempts": dg.MetadataValue.md(table if lines else "–"),
        }
    )
