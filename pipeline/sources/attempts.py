"""The log of every attempt to fetch: when, what came, validators, hash.

Here: writing attempts and asking for what is known of an address; in SQLite, because attempts are many and the last one
of each address is asked for at every poll. Their order is that of their numbers, never that of the clock. Not here:
what an attempt decides (``polling``).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock

from pipeline.kernel.errors import HomeFullError


class Outcome(StrEnum):
    """What an attempt came to."""

    NEW = "new"
    """An address not seen before gave a file."""
    CHANGED = "changed"
    """Another file than last time: a new version."""
    UNCHANGED = "unchanged"
    """The same bytes, or the server said so (304)."""
    PAGE = "page"
    """A page that was looked through for links."""
    VANISHED = "vanished"
    """What was there before is gone; what was fetched stays."""
    MISSING = "missing"
    """There is nothing, and never was."""
    REFUSED = "refused"
    """Not to be fetched, or not what it should be; trying again does not help."""
    FAILED = "failed"
    """It may work another time."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at one address.

    Attributes:
        at: wall time, UTC.
        source_id: the source that led there.
        address: as asked for; ``final_address`` after redirects.
        status: of HTTP.
        etag: validator, sent back next time, like ``last_modified``.
        sha256: of the file that is there, as far as known.
        bytes: received.
        reason: why not, for a person.
    """

    at: str
    source_id: str
    address: str
    outcome: Outcome
    status: int | None = None
    final_address: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    file_name: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the last attempts say of an address: the file last found there, and whether it has vanished since."""

    sha256: str
    etag: str | None
    last_modified: str | None
    is_vanished: bool


_SCHEMA = """
CREATE TABLE IF NOT EXISTS attempt (
  attempt_no INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL, source_id TEXT NOT NULL, address TEXT NOT NULL, outcome TEXT NOT NULL, status INTEGER,
  final_address TEXT, etag TEXT, last_modified TEXT, file_name TEXT, sha256 TEXT, bytes INTEGER, reason TEXT);
CREATE INDEX IF NOT EXISTS attempt_address ON attempt (address, attempt_no);
CREATE INDEX IF NOT EXISTS attempt_source ON attempt (source_id, address);
"""
_INSERT = """
INSERT INTO attempt (at, source_id, address, outcome, status, final_address, etag, last_modified, file_name, sha256,
  bytes, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LAST = """
SELECT at, source_id, address, outcome, status, final_address, etag, last_modified, file_name, sha256, bytes, reason
FROM attempt WHERE attempt_no IN (SELECT max(attempt_no) FROM attempt GROUP BY address) ORDER BY attempt_no
"""
_LAST_FILE = """
SELECT sha256, etag, last_modified FROM attempt
WHERE address = ? AND sha256 IS NOT NULL AND outcome <> 'page' ORDER BY attempt_no DESC LIMIT 1
"""
_LAST_PAGE = """
SELECT etag, last_modified FROM attempt WHERE address = ? AND outcome = 'page' ORDER BY attempt_no DESC LIMIT 1
"""
_LAST_SETTLED = """
SELECT outcome FROM attempt WHERE address = ? AND outcome <> 'failed' ORDER BY attempt_no DESC LIMIT 1
"""
_FILES_OF_SOURCE = """
SELECT DISTINCT address FROM attempt WHERE source_id = ? AND outcome IN ('new', 'changed', 'unchanged') ORDER BY 1
"""
_BUSY_SECONDS = 30
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})


class AttemptLog:
    """The attempts of a home; one connection that the threads of a poll share."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        with self._full_disk_told():
            self._connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
            self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _SCHEMA)

    @contextmanager
    def _full_disk_told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            # The low byte is the primary code; the rest says which write it was.
            if error.sqlite_errorcode & 0xFF not in _FULL:
                raise
            raise HomeFullError(str(self._path), str(error)) from error

    def close(self) -> None:
        """Close the log."""
        self._connection.close()

    def record(self, attempt: Attempt) -> None:
        """Write an attempt down, for good."""
        with self._lock, self._full_disk_told(), self._connection:
            self._connection.execute(_INSERT, astuple(attempt))

    def known(self, address: str) -> Known | None:
        """What is known of an address; ``None`` when it never gave a file."""
        with self._lock:
            found = self._connection.execute(_LAST_FILE, [address]).fetchone()
            last = self._connection.execute(_LAST_SETTLED, [address]).fetchone()
        if not found:
            return None
        sha256, etag, last_modified = found
        return Known(sha256, etag, last_modified, last is not None and last[0] == Outcome.VANISHED)

    def page(self, address: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of a page when it was last looked through."""
        with self._lock:
            found = self._connection.execute(_LAST_PAGE, [address]).fetchone()
        return found or (None, None)

    def files_of(self, source_id: str) -> list[str]:
        """Every address at which a source ever gave a file."""
        with self._lock:
            return [row[0] for row in self._connection.execute(_FILES_OF_SOURCE, [source_id])]

    def last(self) -> list[Attempt]:
        """The last attempt at every address, in order."""
        with self._lock:
            rows = self._connection.execute(_LAST).fetchall()
        return [replace(Attempt(*row), outcome=Outcome(row[3])) for row in rows]
