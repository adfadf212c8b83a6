"""The raw store: files as they came, by the sha256 of their bytes, written once and never changed.

Here: adding, finding and reading raw files, and the log of every addition. Not here: fetching from the web.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.kernel.errors import NothingToAddError
from pipeline.sources.home import Home

MAX_FILE_BYTES = 256 * 1024 * 1024
"""Larger files are no disclosures; the largest met has 262 pages and 8 MB."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A raw file, known by content; two copies under different names are one."""

    sha256: str
    names: tuple[str, ...]
    added_at: datetime
    source: str

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


def _blob(home: Home, sha256: str) -> Path:
    return home.raw / sha256[:2] / sha256


def _log(home: Home) -> Path:
    return home.raw / "log.jsonl"


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that readers see it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _files(path: Path) -> Iterator[Path]:
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
    files = list(_files(path))
    if not files:
        raise NothingToAddError(str(path), "the folder holds no files.")
    known = {(raw.sha256, name) for raw in raw_files(home) for name in raw.names}
    return [_add_file(home, file, known) for file in files]


def _add_file(home: Home, file: Path, known: set[tuple[str, str]]) -> Addition:
    try:
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            reason = f"{size:,} bytes are more than the {MAX_FILE_BYTES:,} that a disclosure can have"
            return Addition(str(file), "refused", reason=reason)
        content = file.read_bytes()
    except OSError as error:
        return Addition(str(file), "refused", reason=error.strerror or str(error))
    sha256 = hashlib.sha256(content).hexdigest()
    if (sha256, file.name) in known:
        return Addition(str(file), "known", sha256)
    if not _blob(home, sha256).exists():
        write_atomically(_blob(home, sha256), content)
    entry = {
        "sha256": sha256,
        "file_name": file.name,
        "source": file.resolve().as_uri(),
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "bytes": len(content),
    }
    with _log(home).open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry, ensure_ascii=False) + "\n")
    is_copy = any(sha256 == other for other, _ in known)
    known.add((sha256, file.name))
    return Addition(str(file), "known" if is_copy else "new", sha256)


def raw_files(home: Home) -> list[RawFile]:
    """Every raw file ever added, in the order of its first addition."""
    if not _log(home).exists():
        return []
    entries: dict[str, list[dict[str, str]]] = {}
    with _log(home).open(encoding="utf-8") as log:
        for line in log:
            # A line cut off by a crash is the last one and lacks its end; its file is simply added again.
            if line.endswith("\n"):
                entry = json.loads(line)
                entries.setdefault(entry["sha256"], []).append(entry)
    return [
        RawFile(
            sha256,
            tuple(dict.fromkeys(entry["file_name"] for entry in found)),
            datetime.fromisoformat(found[0]["added_at"]).replace(tzinfo=None),
            found[0]["source"],
        )
        for sha256, found in entries.items()
    ]


def read_raw(home: Home, sha256: str) -> bytes | None:
    """The bytes of a raw file; ``None`` when they are gone from the store."""
    try:
        return _blob(home, sha256).read_bytes()
    except FileNotFoundError:
        return None
