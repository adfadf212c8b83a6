"""Polling the sources of a home: its catalogues, and its inbox.

Here: which catalogues. Not here: Dagster, or how anything is fetched.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.sources.attempts import Attempt, Outcome
from pipeline.sources.catalogue import load_catalogues
from pipeline.sources.home import Home
from pipeline.sources.polling import inbox, poll
from pipeline.sources.source import Source


def poll_home(
    home: Home, catalogues: Sequence[Path] = (), report: Callable[[Attempt], None] = lambda _: None
) -> Counter[Outcome]:
    """Poll the home's own sources and its inbox, or the catalogues given."""
    sources = load_catalogues(catalogues) if catalogues else [*catalogued(home), inbox(home)]
    return poll(home, sources, report)


def catalogued(home: Home) -> list[Source]:
    """Every source that the home's catalogues name."""
    return load_catalogues(home.catalogues)
