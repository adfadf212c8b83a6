"""The raw store: files as they came, by the sha256 of their bytes, written once and never changed.

Here: adding, finding and reading raw files, and the log of every addition. Not here: fetching from the web, or the
log of attempts that brought nothing (``attempts``).
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any

from filelock import FileLock

from pipeline.kernel.errors import NothingToAddError
from pipeline.sources.blobs import Spool, blob_path, spooling, while_writing, write_all
from pipeline.sources.home import Home
from pipeline.sources.source import Declared

MAX_FILE_BYTES = 256 * 1024 * 1024
"""Larger files are no disclosures; the largest met has 262 pages and 8 MB."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A raw file, known by content; two copies under different names are one.

    Attributes:
        sha256: of its bytes.
        names: base names under which it came.
        added_at: when it was first added (UTC); never before an earlier addition, whatever the clock did.
        source: address it first came from.
        renewed: number of the log entry by which it last became the newest at its address: an old file that is put
            back is the current one again.
        declared: what the catalogue of sources said of it when it last came.
    """

    sha256: str
    names: tuple[str, ...]
    added_at: datetime
    source: str
    renewed: int = 0
    declared: Declared = field(default_factory=Declared)

    @property
    def disclosure_id(self) -> str:
        """The first 12 hex digits of the sha256."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one path given to ``add``: ``new``, ``known`` or ``refused`` with the reason."""

    path: str
    outcome: str
    sha256: str = ""
    reason: str = ""


def _log(home: Home) -> Path:
    return home.raw / "log.jsonl"


def files_of(path: Path) -> Iterator[Path]:
    """A file, or every file below a folder, hidden ones left out.

    Raises:
        NothingToAddError: there is no such path.
    """
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    elif path.is_file():
        yield path
    else:
        raise NothingToAddError(str(path), "there is no such file or folder.")


def add(home: Home, path: Path) -> list[Addition]:
    """Copy a file, or every file of a folder, into the store; one that cannot be read stops none of the others.

    Raises:
        NothingToAddError: the path leads to no file.
    """
    files = list(files_of(path))
    if not files:
        raise NothingToAddError(str(path), "the folder holds no files.")
    known = {(raw.sha256, name) for raw in raw_files(home) for name in raw.names}
    return [_add_file(home, file, known) for file in files]


def _add_file(home: Home, file: Path, known: set[tuple[str, str]]) -> Addition:
    with spooling(home.raw) as spool:
        refusal = copy_in(file, spool)
        if refusal:
            return Addition(str(file), "refused", reason=refusal)
        sha256 = spool.keep(home)
    if (sha256, file.name) in known:
        return Addition(str(file), "known", sha256)
    log_addition(home, sha256, file.name, file.resolve().as_uri())
    is_copy = any(sha256 == other for other, _ in known)
    known.add((sha256, file.name))
    return Addition(str(file), "known" if is_copy else "new", sha256)


def copy_in(file: Path, spool: Spool) -> str | None:
    """Copy a file into a spool.

    Returns:
        Why it was refused, if it was.
    """
    try:
        size = file.stat().st_size
        source = file.open("rb")
    except OSError as error:
        return error.strerror or str(error)
    with source:
        if size > MAX_FILE_BYTES:
            return f"{size:,} bytes are more than the {MAX_FILE_BYTES:,} that a disclosure can have"
        spool.copy(source)
    return None


def log_addition(home: Home, sha256: str, file_name: str, source: str, declared: Declared | None = None) -> None:
    """Log that a file came; whole or not at all, one process at a time."""
    with FileLock(home.raw / "log.lock"), _log(home).open("a+b", buffering=0) as log:
        last = _last_entry(log)
        entry = {
            "sha256": sha256,
            "file_name": file_name,
            "source": source,
            # A clock that was put back must not make a later version look older.
            "added_at": max(datetime.now(UTC).isoformat(timespec="seconds"), str(last.get("added_at", ""))),
            "bytes": blob_path(home, sha256).stat().st_size,
            **({"declared": known} if (known := _known(declared)) else {}),
        }
        end = log.seek(0, os.SEEK_END)
        line = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
        with while_writing(home.path):
            try:
                write_all(log, line if _ends_a_line(log, end) else b"\n" + line)
                os.fsync(log.fileno())
            except OSError:
                os.ftruncate(log.fileno(), end)
                raise


def _known(declared: Declared | None) -> dict[str, Any]:
    return {name: value for name, value in asdict(declared).items() if value is not None} if declared else {}


def _ends_a_line(log: FileIO, end: int) -> bool:
    if end == 0:
        return True
    log.seek(end - 1)
    return bool(log.read(1) == b"\n")


def _last_entry(log: FileIO) -> dict[str, Any]:
    end = log.seek(0, os.SEEK_END)
    log.seek(max(0, end - 65536))
    lines = log.read().splitlines()
    return next((entry for line in reversed(lines) if (entry := _entry(line))), {})


def _entry(line: bytes) -> dict[str, Any] | None:
    """An entry of the log; ``None`` for a line that was cut off by a crash: its file is simply added again."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and "sha256" in entry else None


def raw_files(home: Home) -> list[RawFile]:
    """Every raw file ever added, in the order of its first addition."""
    if not _log(home).exists():
        return []
    entries: dict[str, list[dict[str, Any]]] = {}
    renewed: dict[str, int] = {}
    newest: dict[str, str] = {}
    for number, line in enumerate(_log(home).read_bytes().splitlines(), start=1):
        entry = _entry(line)
        if entry is None:
            continue
        sha256, source = entry["sha256"], entry["source"]
        if sha256 not in entries or newest.get(source, sha256) != sha256:
            renewed[sha256] = number
        newest[source] = sha256
        entries.setdefault(sha256, []).append(entry)
    return [
        RawFile(
            sha256,
            tuple(dict.fromkeys(entry["file_name"] for entry in found)),
            datetime.fromisoformat(found[0]["added_at"]).replace(tzinfo=None),
            found[0]["source"],
            renewed[sha256],
            Declared(**found[-1].get("declared", {})),
        )
        for sha256, found in entries.items()
    ]


def read_raw(home: Home, sha256: str) -> bytes | None:
    """The bytes of a raw file; ``None`` when they are gone from the store."""
    try:
        return blob_path(home, sha256).read_bytes()
    except FileNotFoundError:
        return None
