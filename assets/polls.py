"""Polling the sources of a home: its catalogues, and its inbox.

Here: which catalogues, and progress. Not here: Dagster, or how anything is fetched.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.sources.attempts import Attempt, Outcome
from pipeline.sources.catalogue import load_catalogues
from pipeline.sources.home import Home
from pipeline.sources.polling import inbox, poll
from pipeline.sources.source import Source

PROGRESS = logging.getLogger("gouji.progress")


def catalogued(home: Home) -> list[Source]:
    """Every source that the home's catalogues name."""
    return load_catalogues(home.catalogues)


def progress(attempt: Attempt) -> None:
    """One line of progress."""
    PROGRESS.info("fetch: %s %s %s", attempt.outcome, attempt.address, attempt.reason or "")


def poll_home(
    home: Home, catalogues: Sequence[Path] = (), report: Callable[[Attempt], None] = progress
) -> Counter[Outcome]:
    """Poll the home's own sources and its inbox, or the catalogues given."""
    sources = load_catalogues(catalogues) if catalogues else [*catalogued(home), inbox(home)]
    return poll(home, sources, report)
