"""Sources on the web: one address, or an index page with what it leads to.

Here: which links are followed, and what an answer is: a file, a page, or an error page in the place of a file. Not
here: how it is asked for (``web``), where it goes (``keeping``).
"""

import hashlib
import re
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock
from urllib.parse import unquote, urlsplit

from pipeline.sources.attempts import Attempt, Outcome
from pipeline.sources.blobs import Spool, blob_path, spooling, write_atomically
from pipeline.sources.content import Kind, file_name, kind_of, promises_document
from pipeline.sources.fetch_errors import FetchError, TooLargeError, TransientFetchError, WrongContentError
from pipeline.sources.keeping import Keeper
from pipeline.sources.pages import Link, decode_page, links
from pipeline.sources.politeness import Limits
from pipeline.sources.source import Source, SourceKind
from pipeline.sources.web import Answer, Request, Web

_INDEX = 0
_KEPT_TYPE = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Visit:
    """A link to follow: ``level`` pages deep, the index itself being 0."""

    link: Link
    level: int


class Site:
    """A poll's walk over the web; an address is asked for once, whichever sources lead there."""

    def __init__(self, keeper: Keeper, web: Web, limits: Limits) -> None:
        self._keeper = keeper
        self._web = web
        self._limits = limits
        self._visited: set[str] = set()
        self._failures: dict[str, int] = {}
        self._lock = Lock()
        self._stop = Event()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._stop.set()

    def poll(self, source: Source) -> None:
        """Fetch a source and what it leads to, and what it once led to: a file may be replaced after it is unlinked."""
        waiting = deque([_Visit(Link(source.location, ""), _INDEX)])
        left = self._limits.addresses
        while waiting and left:
            visit = waiting.popleft()
            left -= 1
            waiting.extend(_Visit(link, visit.level + 1) for link in self._visit(source, visit))
        if waiting:
            reason = f"leads to more than {self._limits.addresses:,} addresses: make `links` or `depth` narrower"
            attempt = self._keeper.attempt(source, source.location, Outcome.REFUSED)
            self._keeper.record(replace(attempt, reason=reason))
        for address in self._keeper.log.files_of(source.source_id):
            known = self._keeper.log.known(address)
            if known and not known.is_vanished:
                self._visit(source, _Visit(Link(address, ""), source.depth))

    def _is_first(self, source: Source, visit: _Visit) -> bool:
        """Whether an address is to be asked for; pages are asked for by each source, for its own links."""
        is_page = source.kind is SourceKind.INDEX and visit.level == _INDEX
        key = f"{source.source_id} {visit.link.address}" if is_page else visit.link.address
        with self._lock:
            is_left_alone = self._failures.get(urlsplit(visit.link.address).netloc, 0) >= self._limits.failures
            if key in self._visited or is_left_alone:
                return False
            self._visited.add(key)
        return not self._stop.is_set()

    def _count(self, address: str, *, has_failed: bool) -> None:
        host = urlsplit(address).netloc
        with self._lock:
            self._failures[host] = self._failures.get(host, 0) + 1 if has_failed else 0

    def _visit(self, source: Source, visit: _Visit) -> list[Link]:
        """Fetch what a link leads to; returns the links to follow from there."""
        if not self._is_first(source, visit):
            return []
        address = visit.link.address
        attempt = self._keeper.attempt(source, address)
        try:
            with ExitStack() as spools:
                answer = self._web.get(self._request(source, address, spools))
                self._count(address, has_failed=False)
                return self._settle(source, visit, self._described(attempt, answer), answer)
        except FetchError as error:
            self._count(address, has_failed=isinstance(error, TransientFetchError))
            self._keeper.fail(attempt, error)
            return []

    def _request(self, source: Source, address: str, spools: ExitStack) -> Request:
        known = self._keeper.known(address)
        etag, modified = (known.etag, known.last_modified) if known else (None, None)
        if known is None and self._page(address).exists():
            etag, modified = self._keeper.log.page(address)
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        return Request(
            address,
            lambda: spools.enter_context(spooling(self._keeper.home.incoming)),
            source.may_be_private,
            {name: value for name, value in validators.items() if value},
            lambda error: self._keeper.record_try(
                replace(
                    self._keeper.attempt(source, address),
                    status=error.status,
                    reason=f"{error.code}: {error.problem}; tried again",
                )
            ),
        )

    def _described(self, attempt: Attempt, answer: Answer) -> Attempt:
        return replace(
            attempt,
            status=answer.status,
            final_address=answer.address if answer.address != attempt.address else None,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
        )

    def _settle(self, source: Source, visit: _Visit, attempt: Attempt, answer: Answer) -> list[Link]:
        if answer.spool is None:
            return self._unchanged(source, visit, attempt, answer)
        kind = kind_of(answer.spool.path)
        if kind is Kind.HTML:
            if promises_document(attempt.address, answer.headers) or self._was_file(attempt.address):
                raise WrongContentError(attempt.address, "a page came in the place of a file", status=answer.status)
            if source.kind is SourceKind.INDEX:
                return self._look_through(source, visit, attempt, answer, answer.spool)
        if answer.spool.size == 0:
            raise WrongContentError(attempt.address, "an empty answer came in the place of a file")
        name = file_name(answer.address, answer.headers, kind, visit.link.text)
        self._keeper.keep(source, replace(attempt, file_name=name), answer.spool)
        return []

    def _unchanged(self, source: Source, visit: _Visit, attempt: Attempt, answer: Answer) -> list[Link]:
        known = self._keeper.known(attempt.address)
        if known is None:
            content = self._page(attempt.address).read_bytes()
            etag, modified = self._keeper.log.page(attempt.address)
            attempt = replace(attempt, etag=attempt.etag or etag, last_modified=attempt.last_modified or modified)
            self._keeper.record(replace(attempt, outcome=Outcome.PAGE))
            return list(self._followed(source, visit, links(content, _KEPT_TYPE, answer.address)))
        kept = replace(
            attempt,
            outcome=Outcome.UNCHANGED,
            sha256=known.sha256,
            etag=attempt.etag or known.etag,
            last_modified=attempt.last_modified or known.last_modified,
            reason="is back" if known.is_vanished else None,
        )
        self._keeper.record(kept)
        return []

    def _page(self, address: str) -> Path:
        return self._keeper.home.pages / hashlib.sha256(address.encode()).hexdigest()

    def _was_file(self, address: str) -> bool:
        known = self._keeper.known(address)
        return known is not None and kind_of(blob_path(self._keeper.home, known.sha256)) is not Kind.HTML

    def _look_through(
        self, source: Source, visit: _Visit, attempt: Attempt, answer: Answer, spool: Spool
    ) -> list[Link]:
        if spool.size > self._limits.page_bytes:
            raise TooLargeError(attempt.address, f"a page of {spool.size:,} bytes", status=answer.status)
        content = spool.path.read_bytes()
        content_type = answer.headers.get("content-type")
        _, text = decode_page(content, content_type)
        write_atomically(self._page(attempt.address), text.encode())
        self._keeper.record(replace(attempt, outcome=Outcome.PAGE, bytes=spool.size))
        found = links(content, content_type, answer.address)
        return list(self._followed(source, visit, found))

    def _followed(self, source: Source, visit: _Visit, found: list[Link]) -> Iterator[Link]:
        """The links of a page that a source follows, no deeper than it says."""
        if source.kind is not SourceKind.INDEX or visit.level >= source.depth:
            return
        patterns = [source.links] if visit.level == _INDEX else [source.attachments]
        if _INDEX < visit.level < source.depth - 1:
            patterns.append(source.links)
        matching = [
            link
            for link in found
            if any(re.search(pattern, f"{link.text}\n{unquote(link.address)}") for pattern in patterns)
        ]
        yield from matching[: self._limits.links]
