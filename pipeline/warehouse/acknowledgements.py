"""Acknowledged errors (已确认差错): breaks of which a person who looked at the page says that they are the publisher's.

Here: what a file of them may say, read with errors that point at the line. Not here: what follows from one
(``quarantine``), or how such a file is read and appended to (``sources.entries``).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path

import yaml

from pipeline.sources.entries import EntryReader, FaultyFileError, Problem, append_entry, read_text

KEY = "acknowledged"
"""The one key of the file."""

_HEADER = f"""\
# Errors of publishers, acknowledged by somebody who looked at the page. The form is described in docs/operate.md.
{KEY}:
"""
_OF = ("disclosure_id", "publication_id")
_FIELDS = (*_OF, "identity_id", "instance", "difference", "by", "date", "reason")
_NEEDED = ("identity_id", "instance", "by", "date", "reason")
_DISCLOSURE = re.compile(r"[0-9a-f]{12}")


Key = tuple[str | None, str | None, str, str]
"""Disclosure or publication, identity, instance."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A break that a person says to be the publisher's.

    Attributes:
        disclosure_id: the file it is in; ``None`` where it is said of every version of a publication.
        publication_id: that publication; ``None`` where it is said of one file.
        identity_id: the identity that breaks.
        instance: where, as ``fact_check`` has it.
        difference: by how much, as seen; where it is given, a break by another difference is not acknowledged.
        by: who looked.
        date: when.
        reason: why it is the publisher's.
        place: file and line of the entry.
    """

    disclosure_id: str | None
    publication_id: str | None
    identity_id: str
    instance: str
    difference: Decimal | None
    by: str
    date: date
    reason: str
    place: str

    @property
    def key(self) -> Key:
        """What it speaks of; two entries that speak of the same repeat or contradict each other."""
        return self.disclosure_id, self.publication_id, self.identity_id, self.instance


def load_acknowledgements(paths: Iterable[Path], identities: Collection[str]) -> list[Acknowledgement]:
    """Read files of acknowledgements; one that is not there acknowledges nothing.

    Args:
        paths: the files.
        identities: the known ids.

    Raises:
        FaultyFileError: one of them is faulty, or two entries speak of the same break.
    """
    found: dict[Key, Acknowledgement] = {}
    for path in paths:
        for entry in parse_acknowledgements(read_text(path), path, identities) if path.exists() else ():
            if entry.key in found:
                line = int(entry.place.rpartition(":")[2])
                raise FaultyFileError(str(path), [Problem(line, f"stands at {found[entry.key].place} already.")])
            found[entry.key] = entry
    return list(found.values())


def parse_acknowledgements(text: str, path: Path, identities: Collection[str]) -> list[Acknowledgement]:
    """Read the text of a file of acknowledgements.

    Raises:
        FaultyFileError: as for ``load_acknowledgements``, naming every faulty line.
    """
    reader = _Reader(path, identities)
    entries = list(reader.entries(text))
    reader.raise_problems()
    return entries


def append_acknowledgement(path: Path, entry: Mapping[str, str], identities: Collection[str]) -> Acknowledgement:
    """Append an entry to a file, which is made when it is not there.

    Raises:
        FaultyFileError: the file or the entry is faulty.
    """
    return append_entry(path, KEY, _HEADER, entry, lambda text, file: parse_acknowledgements(text, file, identities))


class _Reader(EntryReader):
    """Reads the entries of one file."""

    def __init__(self, path: Path, identities: Collection[str]) -> None:
        super().__init__(path)
        self.identities = identities

    def entries(self, text: str) -> Iterator[Acknowledgement]:
        seen: dict[Key, str] = {}
        for node in self.listed(text, KEY, "a file of acknowledgements"):
            entry = self._entry(node)
            if entry is None:
                continue
            if entry.key in seen:
                self.problem(node, f"stands at {seen[entry.key]} already.")
            seen.setdefault(entry.key, entry.place)
            yield entry

    def _entry(self, node: yaml.Node) -> Acknowledgement | None:
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, f"an acknowledgement is a mapping with {', '.join(_NEEDED)}.")
            return None
        fields = self.fields(node, _FIELDS, "an acknowledgement")
        values = {name: self.text(fields, name) for name in fields}
        missing = [name for name in _NEEDED if name not in fields]
        if missing:
            self.problem(node, f"an acknowledgement needs {', '.join(f'`{name}`' for name in missing)}.")
        if len([name for name in _OF if name in fields]) != 1:
            self.problem(node, "an acknowledgement has either `disclosure_id` or `publication_id`.")
        disclosure_id = values.get("disclosure_id")
        if disclosure_id and not _DISCLOSURE.fullmatch(disclosure_id):
            self.problem(fields["disclosure_id"], f"`disclosure_id` is twelve hex digits, not {disclosure_id}.")
        identity_id = values.get("identity_id") or ""
        if identity_id and identity_id not in self.identities:
            near = get_close_matches(identity_id, list(self.identities), 1)
            hint = f" did you mean {near[0]}?" if near else " docs/identities.md lists them."
            self.problem(fields["identity_id"], f"there is no identity {identity_id}:{hint}")
        return Acknowledgement(
            disclosure_id,
            values.get("publication_id"),
            identity_id,
            values.get("instance") or "",
            self._difference(fields, values.get("difference")),
            values.get("by") or "",
            self._date(fields, values.get("date")),
            values.get("reason") or "",
            self.place(node),
        )

    def _difference(self, fields: Mapping[str, yaml.Node], text: str | None) -> Decimal | None:
        if text is None:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.problem(fields["difference"], f"`difference` is a number in the printed unit, not {text}.")
        return number

    def _date(self, fields: Mapping[str, yaml.Node], text: str | None) -> date:
        try:
            return date.fromisoformat(text or "")
        except ValueError:
            if text:
                self.problem(fields["date"], f"`date` is a day as 2026-03-31, not {text}.")
            return date.min
