"""Lines of progress, for the terminal and for Dagster's log of events.

Here: telling them. Not here: what there is to tell.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

PROGRESS = logging.getLogger("gouji.progress")
"""Shown on stderr by `gouji run`, kept by Dagster as events of the run."""

_PACE_SECONDS = 1.0


@contextmanager
def telling() -> Iterator[Callable[[str], None]]:
    """A way to tell lines of progress from any thread, those of one second together.

    Dagster keeps every message as an event of its database; a thousand of them take longer than polling a thousand
    files or keeping what has not changed.
    """
    lock, lines, told_at = Lock(), list[str](), monotonic()

    def tell(line: str) -> None:
        nonlocal told_at
        with lock:
            lines.append(line)
            if monotonic() - told_at >= _PACE_SECONDS:
                _flush(lines)
                told_at = monotonic()

    try:
        yield tell
    finally:
        _flush(lines)


def _flush(lines: list[str]) -> None:
    if lines:
        PROGRESS.info("\n".join(lines))
        lines.clear()
