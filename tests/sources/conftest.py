"""Fixtures of polling: a publisher's site on loopback, a clock that nobody waits for, and polls of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from serving.polls import FakeTime, Polls
from serving.scripted import Site, serving

from pipeline.sources.attempts import Attempt, AttemptLog, Outcome
from pipeline.sources.home import Home
from pipeline.sources.politeness import Limits
from pipeline.sources.polling import poll
from pipeline.sources.source import Source, SourceKind


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def polled(home: Home, fake_time: FakeTime) -> Polls:
    """Poll sources given as ``url``/``index`` addresses with options, which may be private unless said otherwise."""

    def run(location: str, kind: str = "url", limits: Limits | None = None, **options: Any) -> Counter[Outcome]:
        source = Source(location, SourceKind(kind), location, **{"may_be_private": True, **options})
        return poll(home, [source], limits=limits or Limits(read_seconds=5), clock=fake_time.clock)

    return run


@pytest.fixture
def attempts(home: Home) -> Callable[[], list[Attempt]]:
    """The last attempt at each address."""

    def last() -> list[Attempt]:
        log = AttemptLog(home.attempts)
        try:
            return log.last()
        finally:
            log.close()

    return last
