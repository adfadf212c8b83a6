"""What is done about a failure, by its kind: what may pass is tried again, what cannot is said at once.

Here: the policy, wrapped around what assets do. Not here: single addresses that fail, which are tried again where they
are fetched (``pipeline.sources.web``) and fail no run. A bug is raised as it is and never tried again.
"""

import sqlite3
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import dagster as dg
import duckdb

from pipeline.kernel.errors import GoujiError

MAX_RETRIES = 3
SECONDS_TO_WAIT = 30

_PASSING = (BrokenProcessPool, duckdb.IOException, TimeoutError, BlockingIOError, InterruptedError)


def may_pass(error: BaseException) -> bool:
    """Whether trying again can help: a worker killed for memory, a file locked by another process, a timeout."""
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return isinstance(error, _PASSING)


@contextmanager
def judged() -> Iterator[None]:
    """Let Dagster try again what may pass, and fail at once, in one line, with what a person must put right."""
    try:
        yield
    except GoujiError as error:
        raise dg.Failure(description=str(error), allow_retries=False) from error
    except (sqlite3.OperationalError, *_PASSING) as error:
        if not may_pass(error):
            raise
        raise dg.RetryRequested(MAX_RETRIES, SECONDS_TO_WAIT) from error
