"""Being a guest: how fast and how often a host is asked, and what it asks of programs.

Here: the limits, the pace per host, robots.txt rules. Not here: requests themselves (``web``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

from protego import Protego

from pipeline.sources.clock import Clock
from pipeline.sources.raw_store import MAX_FILE_BYTES

AGENT = "gouji"
USER_AGENT = f"{AGENT}/0.1 (budget disclosures; polite; robots.txt honoured)"


@dataclass(frozen=True, slots=True)
class Limits:
    """What fetching may cost, us and the host.

    Attributes:
        file_bytes: bytes of a file, decoded; a stream is cut there.
        redirects: hops.
        connect_seconds: until a host answers.
        read_seconds: between two pieces of an answer.
        total_seconds: for an answer as a whole: a trickle is no answer.
        tries: of one address in one poll.
        first_wait_seconds: before the second try; doubles from try to try, with jitter.
        longest_wait_seconds: a server that asks for more is asked again at the next poll.
        interval_seconds: between two requests to a host, unless its robots.txt asks for more.
        per_host: requests to a host at a time.
        hosts: hosts asked at a time.
        links: followed from one page.
        addresses: asked for by one source in one poll.
        page_bytes: of a page that is looked through for links.
        failures: addresses in a row that a host may fail to give before it is left alone until the next poll.
    """

    file_bytes: int = MAX_FILE_BYTES
    redirects: int = 5
    connect_seconds: float = 10
    read_seconds: float = 30
    total_seconds: float = 900
    tries: int = 4
    first_wait_seconds: float = 2
    longest_wait_seconds: float = 300
    interval_seconds: float = 1
    per_host: int = 2
    hosts: int = 8
    links: int = 2000
    addresses: int = 20_000
    page_bytes: int = 16 * 1024 * 1024
    failures: int = 3


@dataclass(slots=True)
class _Host:
    slots: BoundedSemaphore
    interval: float
    next_at: float = 0.0
    lock: Lock = field(default_factory=Lock)


class Pace:
    """Spaces the requests to each host, over all threads of a poll."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def _host(self, name: str) -> _Host:
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = _Host(BoundedSemaphore(self._limits.per_host), self._limits.interval_seconds)
            return self._hosts[name]

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait for a turn at a host and hold it."""
        host = self._host(name)
        with host.slots:
            with host.lock:
                now = self._clock.monotonic()
                start = max(now, host.next_at)
                host.next_at = start + host.interval
            if start > now:
                self._clock.sleep(start - now)
            yield

    def slow_down(self, name: str, interval: float) -> None:
        """Leave at least that many seconds between requests."""
        host = self._host(name)
        with host.lock:
            host.interval = min(max(host.interval, interval), self._limits.longest_wait_seconds)

    def pause(self, name: str, seconds: float) -> None:
        """Ask nothing of a host for a while."""
        host = self._host(name)
        with host.lock:
            host.next_at = max(host.next_at, self._clock.monotonic() + seconds)


class Rules:
    """The robots.txt of one host (RFC 9309)."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allow(self, address: str) -> bool:
        """Whether a program of our name may fetch an address."""
        return bool(self._rules.can_fetch(address, AGENT))

    @property
    def delay_seconds(self) -> float:
        """Seconds that the host wants between requests; 0 when it says nothing."""
        return float(self._rules.crawl_delay(AGENT) or 0)
