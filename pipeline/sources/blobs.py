"""Bytes by their sha256, written once: whole or not at all, and never changed.

Here: writing atomically, spooling what is not known yet to be wanted, keeping it. Not here: names, logs, meaning.
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import IO, Any

from pipeline.kernel.errors import HomeFullError
from pipeline.sources.home import Home

_PREFIX = ".writing-"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
_CHUNK = 1 << 20


def blob_path(home: Home, sha256: str) -> Path:
    """Where the bytes of that sha256 rest."""
    return home.raw / sha256[:2] / sha256


@contextmanager
def while_writing(path: Path) -> Iterator[None]:
    """Tell a full or failing disk from errors of the program.

    Raises:
        HomeFullError: nothing more can be written below ``path``.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise HomeFullError(str(path), error.strerror or str(error)) from error


def write_all(file: FileIO, data: bytes) -> None:
    """Write to an unbuffered file: one call may write a part only. Closing it has nothing left that could fail."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that readers see it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with spooling(path.parent) as spool:
        spool.write(content)
        spool.move_to(path)


@dataclass(slots=True)
class Spool:
    """Bytes on their way into the store: hashed while they are written, gone unless they are kept."""

    path: Path
    file: FileIO
    size: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> None:
        """Append."""
        with while_writing(self.path.parent):
            write_all(self.file, data)
        self._hash.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """The sha256 of what was written."""
        return str(self._hash.hexdigest())

    def move_to(self, path: Path) -> None:
        """Put the bytes in a place for good, durably."""
        with while_writing(path.parent):
            os.fsync(self.file.fileno())
            self.path.replace(path)

    def keep(self, home: Home) -> str:
        """Move the bytes into the store, unless it has them; returns their sha256."""
        path = blob_path(home, self.sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            self.move_to(path)
        return self.sha256

    def copy(self, file: IO[bytes]) -> None:
        """Append all of a file."""
        while data := file.read(_CHUNK):
            self.write(data)


@contextmanager
def spooling(folder: Path) -> Iterator[Spool]:
    """A spool in ``folder``; what was not kept is removed at the end, however it ends."""
    with while_writing(folder):
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX)
    path = Path(name)
    file = FileIO(descriptor, "wb")
    try:
        yield Spool(path, file)
    finally:
        file.close()
        path.unlink(missing_ok=True)
