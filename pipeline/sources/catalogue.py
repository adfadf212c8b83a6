"""The catalogue of sources, read with errors that point at the line.

Here: what a catalogue file may say. Not here: writing to one (``catalogue_file``), or fetching (``polling``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from pipeline.sources.entries import EntryReader, FaultyFileError, Problem, line_of, read_text
from pipeline.sources.source import (
    ATTACHMENTS,
    DEPTH,
    DEPTHS,
    STAGES,
    YEARS,
    Declared,
    Source,
    SourceKind,
    address_problem,
)

KEY = "sources"
"""The one key of a catalogue."""

_JURISDICTION = re.compile(r"\d{6}")


_COMMON = ("id", "jurisdiction", "unit", "stage", "year")
_KEYS: Mapping[SourceKind, tuple[str, ...]] = {
    SourceKind.FILE: _COMMON,
    SourceKind.FOLDER: _COMMON,
    SourceKind.URL: (*_COMMON, "allow_private"),
    SourceKind.INDEX: (*_COMMON, "allow_private", "links", "attachments", "depth"),
}


def load_catalogue(path: Path) -> list[Source]:
    """Read a catalogue file.

    Raises:
        FaultyFileError: it cannot be read, or says what no source can be.
    """
    return parse_catalogue(read_text(path), path)


def load_catalogues(paths: Iterable[Path]) -> list[Source]:
    """Read several catalogues; an id may stand in one of them only.

    Raises:
        FaultyFileError: one of them is faulty, or two share an id.
    """
    seen: dict[str, Source] = {}
    for path in paths:
        for source in load_catalogue(path):
            if source.source_id in seen:
                line = int(source.place.rpartition(":")[2])
                problem = f"the id {source.source_id} stands at {seen[source.source_id].place} too."
                raise FaultyFileError(str(path), [Problem(line, problem)])
            seen[source.source_id] = source
    return list(seen.values())


def parse_catalogue(text: str, path: Path) -> list[Source]:
    """Read the text of a catalogue; relative locations start at the folder of ``path``.

    Raises:
        FaultyFileError: as for ``load_catalogue``.
    """
    reader = _SourceReader(path)
    sources = list(reader.sources(text))
    reader.raise_problems()
    return sources


class _SourceReader(EntryReader):
    """Reads the sources of one catalogue."""

    def sources(self, text: str) -> Iterator[Source]:
        seen: dict[str, int] = {}
        for node in self.listed(text, KEY, "a catalogue"):
            source = self._source(node)
            if source is None:
                continue
            if source.source_id in seen:
                self.problem(node, f"{source.source_id} stands at line {seen[source.source_id]} already.")
            seen.setdefault(source.source_id, line_of(node))
            yield source

    def _source(self, node: yaml.Node) -> Source | None:
        kinds = ", ".join(f"`{kind}`" for kind in SourceKind)
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, f"a source is a mapping with one of {kinds}.")
            return None
        given = [SourceKind(key.value) for key, _ in node.value if key.value in set(SourceKind)]
        if len(given) != 1:
            self.problem(node, f"a source has exactly one of {kinds}; this one has {len(given)}.")
            return None
        kind = given[0]
        fields = self.fields(node, (kind, *_KEYS[kind]), f"a source of kind {kind}")
        count = len(self.problems)
        location = self._location(kind, fields[kind])
        source = Source(
            source_id=self.text(fields, "id") or location,
            kind=kind,
            location=location,
            links=self._pattern(fields, "links"),
            attachments=self._pattern(fields, "attachments"),
            depth=self.number(fields, "depth", DEPTHS) or DEPTH,
            may_be_private=self.flag(fields, "allow_private"),
            declared=self._declared(fields),
            place=self.place(node),
        )
        return source if len(self.problems) == count else None

    def _declared(self, fields: Mapping[str, yaml.Node]) -> Declared:
        jurisdiction = self.text(fields, "jurisdiction")
        if jurisdiction and not _JURISDICTION.fullmatch(jurisdiction):
            self.problem(
                fields["jurisdiction"], f"`jurisdiction` is a GB/T 2260 code of six digits, not {jurisdiction}."
            )
        stage = self.text(fields, "stage")
        if stage and stage not in STAGES:
            self.problem(fields["stage"], f"`stage` is budget or final, not {stage}.")
        return Declared(jurisdiction, self.text(fields, "unit"), stage, self.number(fields, "year", YEARS))

    def _pattern(self, fields: Mapping[str, yaml.Node], name: str) -> str:
        text = self.text(fields, name)
        if text is None:
            return ATTACHMENTS
        try:
            re.compile(text)
        except re.error as error:
            self.problem(fields[name], f"`{name}` is no regular expression: {error}.")
        return text

    def _location(self, kind: SourceKind, node: yaml.Node) -> str:
        text = self.text({kind: node}, kind)
        if text is None:
            return ""
        if kind in {SourceKind.FILE, SourceKind.FOLDER}:
            return str((self.path.parent / Path(text).expanduser()).resolve())
        problem = address_problem(text)
        if problem:
            self.problem(node, f"`{kind}` {problem}")
        return text
