"""Fetching an address: politely, within limits, with conditional requests, and tried again only where that can help.

Here: redirects, robots.txt, retries, streaming. Not here: connections (``network``), the pace (``politeness``), what
becomes of a file (``polling``). The HTTP is urllib3's, the retrying tenacity's, the rules of robots.txt protego's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from urllib.parse import urljoin, urlsplit

import tenacity
import urllib3
from urllib3 import exceptions as http
from w3lib.url import safe_url_string

from pipeline.sources import fetch_errors as errors
from pipeline.sources.blobs import Spool
from pipeline.sources.clock import Clock
from pipeline.sources.content import is_cut_short
from pipeline.sources.network import LocalAddressError, connections
from pipeline.sources.politeness import USER_AGENT, Limits, Pace, Rules
from pipeline.sources.source import address_problem

_CHUNK = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_ROBOTS_BYTES = 512 * 1024
_NOT_MODIFIED = 304
_JITTER_SECONDS = 1.0
_CONTROL = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Request:
    """An address to fetch into a spool, with the validators of what is there already.

    Attributes:
        spool: makes a new spool for every try.
        tell: hears of every failed try that is followed by another.
    """

    address: str
    spool: Callable[[], Spool]
    may_be_private: bool = False
    validators: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[errors.FetchError], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: ``spool`` is ``None`` when the server says that nothing changed.

    Attributes:
        address: the last one, after redirects.
        headers: by name in lower case.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    spool: Spool | None


class Web:
    """A poll's way to the web: connections, paces and rules shared by its threads."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._pace = Pace(limits, clock)
        self._pools = {
            is_private: connections(may_be_private=is_private, per_host=limits.per_host) for is_private in (False, True)
        }
        self._rules: dict[tuple[str, bool], Rules] = {}
        self._rule_locks: dict[tuple[str, bool], Lock] = {}
        self._lock = Lock()

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.clear()

    def get(self, request: Request) -> Answer:
        """Fetch an address.

        Raises:
            FetchError: it gave nothing; transient failures only after as many tries as the limits allow.
        """
        attempts = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._limits.tries),
            wait=self._wait,
            retry=tenacity.retry_if_exception(self._is_worth_another_try),
            sleep=self._clock.sleep,
            before_sleep=self._before_sleep,
            reraise=True,
        )
        return attempts(self._follow, request)

    def _is_worth_another_try(self, error: BaseException) -> bool:
        if not isinstance(error, errors.TransientFetchError):
            return False
        return (error.retry_after or 0) <= self._limits.longest_wait_seconds

    def _wait(self, state: tenacity.RetryCallState) -> float:
        backoff = tenacity.wait_exponential_jitter(
            multiplier=self._limits.first_wait_seconds, max=self._limits.longest_wait_seconds, jitter=_JITTER_SECONDS
        )
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, errors.TransientFetchError) else None
        return max(backoff(state), asked or 0.0)

    def _before_sleep(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, errors.FetchError):
            state.args[0].tell(error)

    def _follow(self, request: Request) -> Answer:
        visited = [request.address]
        while True:
            address = visited[-1]
            self._check(address, request)
            answer = self._exchange(replace(request, address=address))
            if answer.status not in _REDIRECTS:
                return answer
            visited.append(self._next(request.address, visited, answer))

    def _check(self, address: str, request: Request) -> None:
        problem = address_problem(address)
        if problem:
            raise errors.BadAddressError(request.address, f"the address {problem}")
        if not self._rules_of(address, request).allow(address):
            raise errors.DisallowedError(request.address, f"robots.txt of the host disallows {address}")

    def _next(self, asked: str, visited: list[str], answer: Answer) -> str:
        location = answer.headers.get("location", "")
        if not location:
            raise errors.RedirectError(asked, "the server redirects to nowhere", status=answer.status)
        # A raw path in the header is bytes, shown to us as Latin-1.
        raw = location.encode("latin-1", "replace").decode("utf-8", "replace")
        target = safe_url_string(urljoin(visited[-1], raw)).partition("#")[0]
        if target in visited:
            raise errors.RedirectError(asked, f"redirects go round in a circle at {target}", status=answer.status)
        if len(visited) > self._limits.redirects:
            raise errors.RedirectError(asked, f"more than {self._limits.redirects} redirects", status=answer.status)
        return target

    def _rules_of(self, address: str, request: Request) -> Rules:
        parts = urlsplit(address)
        origin = (f"{parts.scheme}://{parts.netloc}", request.may_be_private)
        with self._lock:
            lock = self._rule_locks.setdefault(origin, Lock())
        with lock:
            if origin not in self._rules:
                rules = self._read_rules(origin[0], request)
                self._pace.slow_down(parts.netloc, rules.delay_seconds)
                self._rules[origin] = rules
            return self._rules[origin]

    def _read_rules(self, origin: str, request: Request) -> Rules:
        """RFC 9309 §2.3.1: an error of the client's means that there are no rules, one of the server's means stop."""
        address = f"{origin}/robots.txt"
        text = bytearray()
        try:
            for _ in range(self._limits.redirects):
                with self._open(replace(request, address=address, validators={})) as response:
                    if response.status in _REDIRECTS and response.headers.get("location"):
                        address = urljoin(address, response.headers["location"])
                        continue
                    for data in self._pieces(address, response, _ROBOTS_BYTES):
                        text += data
                break
        except (errors.GoneError, errors.StatusError, errors.TooLargeError):
            return Rules(text.decode("utf-8", "replace"))
        except errors.TransientFetchError as error:
            raise errors.RobotsUnreachableError(
                request.address, f"the host's robots.txt: {error.problem}", retry_after=error.retry_after
            ) from error
        return Rules(text.decode("utf-8", "replace"))

    def _exchange(self, request: Request) -> Answer:
        with self._open(request) as response:
            headers = {name.lower(): _CONTROL.sub(" ", value) for name, value in response.headers.items()}
            if response.status == _NOT_MODIFIED and not request.validators:
                raise errors.StatusError(request.address, "304 in answer to no validators", status=_NOT_MODIFIED)
            if response.status == _NOT_MODIFIED or response.status in _REDIRECTS:
                return Answer(request.address, response.status, headers, None)
            spool = request.spool()
            for data in self._pieces(request.address, response, self._limits.file_bytes):
                spool.write(data)
            is_length_known = "content-length" in headers or "chunked" in headers.get("transfer-encoding", "").lower()
            if not is_length_known and is_cut_short(spool.path):
                raise errors.BrokenOffError(request.address, "the PDF ends before its end", status=response.status)
            return Answer(request.address, response.status, headers, spool)

    @contextmanager
    def _open(self, request: Request) -> Iterator[urllib3.BaseHTTPResponse]:
        host = urlsplit(request.address).netloc
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*", **request.validators}
        with self._pace.turn(host), _translated(request.address):
            response = self._pools[request.may_be_private].request(
                "GET",
                request.address,
                headers=headers,
                preload_content=False,
                redirect=False,
                retries=False,
                timeout=urllib3.Timeout(connect=self._limits.connect_seconds, read=self._limits.read_seconds),
            )
            is_whole = False
            try:
                self._check_status(request.address, host, response)
                yield response
                is_whole = True
            finally:
                # A connection with an unread answer on it is no good for the next request.
                if is_whole and response.status not in _REDIRECTS:
                    response.release_conn()
                else:
                    response.close()

    def _check_status(self, address: str, host: str, response: urllib3.BaseHTTPResponse) -> None:
        status = response.status
        if status in {200, 203, _NOT_MODIFIED} or status in _REDIRECTS:
            return
        if status in {404, 410}:
            raise errors.GoneError(address, f"the server says that it is not there ({status})", status=status)
        if status in _BUSY:
            asked = self._retry_after(response.headers)
            if asked:
                self._pace.pause(host, min(asked, self._limits.longest_wait_seconds))
            problem = f"the server is busy or failing ({status})"
            raise errors.ServerBusyError(address, problem, status=status, retry_after=asked)
        raise errors.StatusError(address, f"the server refuses ({status})", status=status)

    def _retry_after(self, headers: Mapping[str, str]) -> float | None:
        """Seconds that the server asks for; a date is held against the server's own, for our clock may be wrong."""
        value = headers.get("retry-after", "").strip()
        if value.isdecimal():
            return float(value)
        until = _date(value)
        if until is None:
            return None
        now = _date(headers.get("date", "")) or self._clock.now()
        return max(0.0, (until - now).total_seconds())

    def _pieces(self, address: str, response: urllib3.BaseHTTPResponse, limit: int) -> Iterator[bytes]:
        """The decoded answer, piece by piece; cut at the limit and at the deadline."""
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit:
            raise errors.TooLargeError(address, f"{int(length):,} bytes are more than the {limit:,} allowed")
        deadline = self._clock.monotonic() + self._limits.total_seconds
        size = 0
        while data := response.read1(_CHUNK, decode_content=True):
            size += len(data)
            if size > limit:
                raise errors.TooLargeError(address, f"more than the {limit:,} bytes allowed")
            if self._clock.monotonic() > deadline:
                raise errors.TimedOutError(address, f"not whole after {self._limits.total_seconds:.0f} s")
            yield data


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


@contextmanager
def _translated(address: str) -> Iterator[None]:
    """urllib3's errors in our words; whether trying again helps is said by their class."""
    try:
        yield
    except LocalAddressError as error:
        problem = f"{error}; a source that means it says `allow_private: true`"
        raise errors.PrivateAddressError(address, problem) from error
    except http.SSLError as error:
        raise errors.NotTrustedError(address, f"the certificate is not trusted: {error}") from error
    except (http.NameResolutionError, http.NewConnectionError) as error:
        raise errors.NotConnectedError(address, f"no connection: {error}") from error
    except http.TimeoutError as error:
        raise errors.TimedOutError(address, "the server did not answer in time") from error
    except (http.LocationValueError, UnicodeError) as error:
        raise errors.BadAddressError(address, f"is no address: {error}") from error
    except (http.ProtocolError, http.DecodeError, http.HTTPError, ConnectionError) as error:
        raise errors.BrokenOffError(address, f"the connection broke: {error}") from error
