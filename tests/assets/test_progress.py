"""Lines of progress: every line told once, in order, and not one event each."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from assets.progress import PROGRESS, telling


def test_lines_told_together_are_few_messages_and_none_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, PROGRESS.name), telling() as tell, ThreadPoolExecutor(4) as pool:
        list(pool.map(tell, (f"line {number}" for number in range(1000))))
    assert sorted("\n".join(caplog.messages).splitlines()) == sorted(f"line {number}" for number in range(1000))
    assert len(caplog.messages) < 100


def fails_after_one_document() -> None:
    with telling() as tell:
        tell("documents: [1/2] a.pdf")
        raise OSError("disk")


def test_what_was_told_before_a_failure_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, PROGRESS.name), pytest.raises(OSError, match="disk"):
        fails_after_one_document()
    assert caplog.messages == ["documents: [1/2] a.pdf"]
