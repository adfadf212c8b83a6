"""What a source of disclosures is: where they are published, and what is known of them beforehand.

Here: the types, and what an address must be. Not here: reading them from catalogue files (``catalogue``), or fetching
(``polling``).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

ATTACHMENTS = r"(?i)\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|csv|txt)\b"
"""Links that name a file of a kind in which disclosures are published."""

STAGES = ("budget", "final")
DEPTHS = range(1, 6)
DEPTH = 2
YEARS = range(2000, 2101)


class SourceKind(StrEnum):
    """What a source leads to; the key under which a catalogue gives its location."""

    FILE = "file"
    FOLDER = "folder"
    URL = "url"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a catalogue says of a source's disclosures; the content of a file goes before it.

    Attributes:
        jurisdiction: GB/T 2260 code (行政区划代码).
        unit: budgeting unit (预算单位).
        stage: ``budget`` or ``final``.
        year: budget year (预算年度).
    """

    jurisdiction: str | None = None
    unit: str | None = None
    stage: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of a catalogue.

    Attributes:
        source_id: how logs name it; its location when the entry has no ``id``.
        kind: file, folder, url or index.
        location: absolute path, or http(s) address.
        links: pattern over text and address of an index page's links; those that match are followed.
        attachments: pattern for links on the pages that an index leads to.
        depth: how many pages deep a link may lie; 1 is the index itself, 2 the articles it links to.
        may_be_private: whether its host may be on a private or loopback address.
        declared: what is known beforehand.
        place: file and line of the entry.
    """

    source_id: str
    kind: SourceKind
    location: str
    links: str = ATTACHMENTS
    attachments: str = ATTACHMENTS
    depth: int = DEPTH
    may_be_private: bool = False
    declared: Declared = field(default_factory=Declared)
    place: str = ""


def address_problem(text: str) -> str | None:
    """What keeps a text from being an address that can be fetched; ``None`` when nothing does."""
    try:
        parts = urlsplit(text)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError as error:
        return f"is no address: {error}."
    if parts.scheme not in {"http", "https"}:
        return f"begins with http:// or https://, not {text}."
    if not parts.hostname or not port_is_good:
        return f"names no host: {text}."
    if parts.username is not None or parts.password is not None:
        return "carries a name or password; a public disclosure needs none."
    return None
