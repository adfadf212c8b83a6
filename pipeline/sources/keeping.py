"""What becomes of a file that came: kept as new or as a new version, or known; its members, if it is an archive.

Here: storing and logging, in that order, so that a killed process leaves a file too many rather than a log entry too
many. Not here: where files come from (``site``, ``local``).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from pipeline.sources.archives import ArchiveLimits, members
from pipeline.sources.attempts import Attempt, AttemptLog, Known, Outcome
from pipeline.sources.blobs import Spool, blob_path
from pipeline.sources.clock import Clock
from pipeline.sources.content import Kind, kind_of
from pipeline.sources.fetch_errors import FetchError
from pipeline.sources.home import Home
from pipeline.sources.raw_store import log_addition
from pipeline.sources.source import Source


class Keeper:
    """A poll's way into the store and the log of attempts."""

    def __init__(self, home: Home, log: AttemptLog, clock: Clock, report: Callable[[Attempt], None]) -> None:
        self.home = home
        self.log = log
        self.tally = Counter[Outcome]()
        self._clock = clock
        self._report = report
        self._lock = Lock()

    def attempt(self, source: Source, address: str, outcome: Outcome = Outcome.FAILED) -> Attempt:
        """An attempt at an address, stamped now."""
        return Attempt(self._clock.now().isoformat(timespec="seconds"), source.source_id, address, outcome)

    def record(self, attempt: Attempt) -> None:
        """Log an attempt that settles an address for this poll."""
        with self._lock:
            self.tally[attempt.outcome] += 1
        self.log.record(attempt)
        self._report(attempt)

    def record_try(self, attempt: Attempt) -> None:
        """Log a failed try that is followed by another; it settles nothing."""
        self.log.record(attempt)
        self._report(attempt)

    def known(self, address: str) -> Known | None:
        """What is known of an address, as long as its file is still in the store: what is lost is fetched anew."""
        known = self.log.known(address)
        return known if known and blob_path(self.home, known.sha256).exists() else None

    def keep(self, source: Source, attempt: Attempt, spool: Spool) -> None:
        """Keep a file under the attempt's address, log where it came from, and settle the address."""
        known = self.known(attempt.address)
        attempt = replace(attempt, sha256=spool.sha256, bytes=spool.size)
        if known and known.sha256 == spool.sha256:
            reason = "is back" if known.is_vanished else None
            self.record(replace(attempt, outcome=Outcome.UNCHANGED, reason=reason))
            return
        problems: list[str] = []
        if kind_of(spool.path) is Kind.ARCHIVE:
            problems = self._keep_members(source, attempt.address, spool)
        else:
            name = attempt.file_name or "unnamed"
            log_addition(self.home, spool.keep(self.home), name, attempt.address, source.declared)
        spool.keep(self.home)
        outcome = Outcome.CHANGED if known else Outcome.NEW
        self.record(replace(attempt, outcome=outcome, reason="; ".join(problems) or None))

    def _keep_members(self, source: Source, address: str, spool: Spool) -> list[str]:
        problems = []
        for member in members(spool.path, self.home.incoming, ArchiveLimits()):
            if member.spool is None:
                problems.append(f"{member.path}: {member.refusal}")
                continue
            name = member.path.rpartition("/")[2]
            sha256 = member.spool.keep(self.home)
            log_addition(self.home, sha256, name, f"{address}#{member.path}", source.declared)
        return problems

    def fail(self, attempt: Attempt, error: FetchError) -> None:
        """Settle an address that gave nothing: vanished or missing, failed for now, or refused for good."""
        outcome = Outcome.FAILED if error.is_transient else Outcome.REFUSED
        if error.is_gone:
            outcome = Outcome.VANISHED if self.log.known(attempt.address) else Outcome.MISSING
        self.record(replace(attempt, outcome=outcome, status=error.status, reason=f"{error.code}: {error.problem}"))
