"""What a file is, by its bytes; what an address promises; what it is to be called.

Here: kinds by signature, mismatches, file names out of headers and addresses. Not here: reading what is inside.
"""

import re
import struct
import zipfile
from collections.abc import Mapping
from email.message import Message
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

_HEAD_BYTES = 4096
_TAIL_BYTES = 2048
_LONGEST_NAME = 180
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|script|meta)", re.IGNORECASE | re.DOTALL
)


class Kind(StrEnum):
    """Kinds of files, as far as their bytes tell."""

    PDF = "pdf"
    OFD = "ofd"
    WORD = "docx"
    EXCEL = "xlsx"
    ARCHIVE = "zip"
    OLE = "doc"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    HTML = "html"
    IMAGE = "image"
    OTHER = "other"


_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
    (b"Rar!\x1a\x07", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
)
_MEMBERS = (("OFD.xml", Kind.OFD), ("word/document.xml", Kind.WORD), ("xl/workbook.xml", Kind.EXCEL))
_DOCUMENT_SUFFIXES = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "zip", "rar", "7z", "csv"})
_PAGE_TYPES = ("text/html", "application/xhtml")
_DOCUMENT_TYPE = re.compile(r"application/(?:pdf|msword|zip|x-zip|vnd\.|x-rar|ofd)")


def kind_of(path: Path) -> Kind:
    """The kind of a file by its first bytes, whatever its name."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    # ISO 32000-1, Annex H: readers accept the header anywhere in the first 1024 bytes.
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Kind.HTML
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), Kind.OTHER)


def _zip_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, EOFError, OSError):
        return Kind.ARCHIVE
    return next((kind for member, kind in _MEMBERS if member in names), Kind.ARCHIVE)


def is_cut_short(path: Path) -> bool:
    """Whether a PDF lacks its end; all that tells when a server closes without having said how much there is."""
    if kind_of(path) is not Kind.PDF:
        return False
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL_BYTES))
        return b"%%EOF" not in file.read()


def promises_document(address: str, headers: Mapping[str, str]) -> bool:
    """Whether an address or the headers of its answer say that a document comes, and not a page."""
    named = [urlsplit(address).path, _disposition_name(headers)]
    if any(name.rpartition(".")[2].lower() in _DOCUMENT_SUFFIXES for name in named if "." in name):
        return True
    return bool(_DOCUMENT_TYPE.match(headers.get("content-type", "").strip().lower()))


def _best_text(raw: bytes) -> str:
    """Bytes as UTF-8 if they are, else as GB18030, which most other Chinese names are written in."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _disposition_name(headers: Mapping[str, str]) -> str:
    value = headers.get("content-disposition", "")
    if not value:
        return ""
    # RFC 6266 §4.3: where both forms of the name are given, the extended one goes first.
    extended = [part for part in value.split(";") if part.strip().lower().startswith("filename*")]
    value = f"attachment; {extended[0]}" if extended else value
    message = Message()
    # Raw GBK or UTF-8 bytes reach us as Latin-1; percent signs tell a name that was escaped as in an address.
    message["content-disposition"] = _best_text(value.encode("latin-1", "replace"))
    name = message.get_filename() or ""
    return _best_text(unquote_to_bytes(name)) if "%" in name else name


def safe_name(name: str) -> str:
    """A base name that any file system takes, without folders, controls or a leading dot."""
    base = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "unnamed"
    stem, dot, suffix = base.rpartition(".")
    while len(base.encode()) > _LONGEST_NAME:
        stem, dot, suffix = (stem or suffix)[:-1], dot if stem else "", suffix if stem else ""
        base = f"{stem}{dot}{suffix}"
    return base


def file_name(address: str, headers: Mapping[str, str], kind: Kind, link_text: str = "") -> str:
    """What a fetched file is called: as the server says, else as its address or its link does; suffix by content."""
    said = _disposition_name(headers)
    in_address = _best_text(unquote_to_bytes(urlsplit(address).path)).rstrip("/").rpartition("/")[2]
    has_document_name = in_address.rpartition(".")[2].lower() in _DOCUMENT_SUFFIXES | {"txt", "html", "htm"}
    name = said or (in_address if has_document_name else link_text.strip() or in_address) or urlsplit(address).netloc
    name = safe_name(name)
    if kind not in {Kind.OTHER, Kind.IMAGE} and "." not in name[-6:]:
        name = f"{name}.{kind}"
    return name
