"""ZIP archives of disclosures, opened as if they came from an enemy.

Here: their members, with names as they were meant, within limits. Not here: keeping them. RAR and 7z are kept as they
came; no reader opens them.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.sources.blobs import Spool, spooling
from pipeline.sources.content import Kind, kind_of, safe_name


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may unpack to, all its nested archives included.

    Attributes:
        members: files.
        member_bytes: bytes of one file.
        total_bytes: bytes of all files.
        ratio: unpacked by packed bytes of a member above ``free_bytes``; text of figures packs about tenfold.
        depth: archives within archives.
    """

    members: int = 1000
    member_bytes: int = 256 * 1024 * 1024
    total_bytes: int = 1024 * 1024 * 1024
    ratio: int = 200
    free_bytes: int = 10 * 1024 * 1024
    depth: int = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path inside (``a.zip/b.pdf`` in a nested one), its spooled bytes, or why not."""

    path: str
    spool: Spool | None = None
    refusal: str = ""


@dataclass(slots=True)
class _Budget:
    limits: ArchiveLimits
    members: int = 0
    total: int = 0


_CHUNK = 1 << 18
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
_SYSTEM_FOLDERS = frozenset({"__MACOSX"})


def members(path: Path, folder: Path, limits: ArchiveLimits) -> Iterator[Member]:
    """Unpack an archive member by member into spools in ``folder``; each is there until the next is asked for.

    A member's path inside the archive is kept as a name and never used as a path of the file system.
    """
    yield from _members(path, folder, _Budget(limits), "", 1)


def _open(path: Path) -> zipfile.ZipFile:
    """Names without the UTF-8 mark are UTF-8 all the same (macOS), or GBK (Windows in China)."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return zipfile.ZipFile(path, metadata_encoding=encoding)
        except UnicodeDecodeError:
            continue
    return zipfile.ZipFile(path)


def _members(path: Path, folder: Path, budget: _Budget, prefix: str, depth: int) -> Iterator[Member]:
    try:
        archive = _open(path)
    except _DAMAGED as error:
        yield Member(prefix.rstrip("/") or path.name, refusal=f"the archive cannot be opened ({error})")
        return
    with archive:
        for info in archive.infolist():
            parts = [part for part in info.filename.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
            if info.is_dir() or not parts or parts[0] in _SYSTEM_FOLDERS or parts[-1].startswith("."):
                continue
            name = prefix + "/".join(safe_name(part) for part in parts)
            budget.members += 1
            if budget.members > budget.limits.members:
                yield Member(name, refusal=f"the archive holds more than {budget.limits.members} files")
                return
            with spooling(folder) as spool:
                refusal = _unpack(archive, info, spool, budget)
                if refusal:
                    yield Member(name, refusal=refusal)
                elif kind_of(spool.path) is not Kind.ARCHIVE:
                    yield Member(name, spool)
                elif depth == budget.limits.depth:
                    yield Member(name, refusal=f"archives are nested more than {depth} deep")
                else:
                    yield from _members(spool.path, folder, budget, f"{name}/", depth + 1)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, spool: Spool, budget: _Budget) -> str:
    """Unpack one member; what its header says of its size is not believed."""
    if info.flag_bits & 0x1:
        return "the file is encrypted"
    try:
        with archive.open(info) as packed:
            return _copy(packed, info.compress_size, spool, budget)
    except _DAMAGED as error:
        return f"the file cannot be unpacked ({error})"


def _copy(packed: IO[bytes], packed_bytes: int, spool: Spool, budget: _Budget) -> str:
    limits = budget.limits
    while data := packed.read(_CHUNK):
        spool.write(data)
        budget.total += len(data)
        if spool.size > limits.member_bytes or budget.total > limits.total_bytes:
            return "unpacked it is larger than a disclosure can be"
        if spool.size > limits.free_bytes and spool.size > limits.ratio * max(packed_bytes, 1):
            return f"it unpacks to more than {limits.ratio} times its size, as no disclosure does"
    return ""
