"""One poll of all sources: what is new, what changed, what vanished; everything that came is kept, every try logged.

Here: walking sources and deciding what an answer means. Not here: the requests (``web``), what files say (readers).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager

from filelock import FileLock, Timeout

from pipeline.kernel.errors import GoujiError
from pipeline.sources.attempts import Attempt, AttemptLog, Outcome
from pipeline.sources.clock import SYSTEM_CLOCK, Clock
from pipeline.sources.home import Home
from pipeline.sources.keeping import Keeper
from pipeline.sources.local import poll_files
from pipeline.sources.politeness import Limits
from pipeline.sources.site import Site
from pipeline.sources.source import Source, SourceKind
from pipeline.sources.web import Web

Report = Callable[[Attempt], None]


class PollRunningError(GoujiError):
    """Another poll of the same home is under way; nothing is fetched twice."""

    def __init__(self, home: str) -> None:
        super().__init__(f"{home}: another poll is running; this one leaves the fetching to it.")


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Hold the home's polling; the lock goes with the process, so that a killed one leaves none."""
    lock = FileLock(home.raw / "poll.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise PollRunningError(str(home.path)) from error
    try:
        yield
    finally:
        lock.release()


def poll(
    home: Home,
    sources: Sequence[Source],
    report: Report = lambda _: None,
    limits: Limits | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Counter[Outcome]:
    """Poll every source once.

    Args:
        home: where files and logs go.
        sources: what to poll.
        report: hears of every attempt as it is logged.
        limits: what fetching may cost.
        clock: of all stamps and waits.

    Returns:
        How many addresses came to which outcome.

    Raises:
        PollRunningError: another process is polling this home.
        HomeFullError: nothing more can be kept.
    """
    limits = limits or Limits()
    with _alone(home):
        for leftover in home.incoming.iterdir():
            leftover.unlink()
        log = AttemptLog(home.attempts)
        keeper = Keeper(home, log, clock, report)
        web = Web(limits, clock)
        try:
            _poll_all(sources, keeper, web, limits)
        finally:
            web.close()
            log.close()
    return keeper.tally


def _poll_all(sources: Iterable[Source], keeper: Keeper, web: Web, limits: Limits) -> None:
    site = Site(keeper, web, limits)
    with ThreadPoolExecutor(limits.hosts, thread_name_prefix="poll") as pool:
        futures = [pool.submit(_poll_one, source, keeper, site) for source in sources]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            # One full disk is enough; what has not begun is left for the next poll.
            site.stop()
            pool.shutdown(cancel_futures=True)
            raise


def _poll_one(source: Source, keeper: Keeper, site: Site) -> None:
    if source.kind in {SourceKind.FILE, SourceKind.FOLDER}:
        poll_files(source, keeper)
    else:
        site.poll(source)


def inbox(home: Home) -> Source:
    """The inbox of a home, a source of every home."""
    return Source("inbox", SourceKind.FOLDER, str(home.inbox))
