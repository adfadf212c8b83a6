"""The catalogue of sources, read with errors that point at the line.

Here: what a catalogue file may say. Not here: writing to one (``catalogue_file``), or fetching (``polling``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from pipeline.kernel.errors import GoujiError
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

_JURISDICTION = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on a line of a catalogue."""

    line: int
    text: str


class CatalogueError(GoujiError):
    """A catalogue that cannot be used; names every faulty line."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(f"{path}:{problem.line}: {problem.text}" for problem in self.problems))


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
        CatalogueError: it cannot be read, or says what no source can be.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogueError(str(path), [Problem(1, f"cannot be read: {error.strerror or error}")]) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(str(path), [Problem(1, "is not UTF-8 text: save it as UTF-8.")]) from error
    return parse_catalogue(text, path)


def load_catalogues(paths: Iterable[Path]) -> list[Source]:
    """Read several catalogues; an id may stand in one of them only.

    Raises:
        CatalogueError: one of them is faulty, or two share an id.
    """
    seen: dict[str, Source] = {}
    for path in paths:
        for source in load_catalogue(path):
            if source.source_id in seen:
                line = int(source.place.rpartition(":")[2])
                problem = f"the id {source.source_id} stands at {seen[source.source_id].place} too."
                raise CatalogueError(str(path), [Problem(line, problem)])
            seen[source.source_id] = source
    return list(seen.values())


def parse_catalogue(text: str, path: Path) -> list[Source]:
    """Read the text of a catalogue; relative locations start at the folder of ``path``.

    Raises:
        CatalogueError: as for ``load_catalogue``.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise CatalogueError(str(path), [Problem(mark.line + 1 if mark else 1, f"{error.problem}.")]) from error
    except yaml.YAMLError as error:
        raise CatalogueError(str(path), [Problem(1, f"is not YAML: {error}")]) from error
    if root is None:
        return []
    reader = _Reader(path)
    sources = list(reader.sources(root))
    if reader.problems:
        raise CatalogueError(str(path), reader.problems)
    return sources


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


class _Reader:
    """Walks the nodes of one catalogue and gathers its problems, so that a person sees them all at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def problem(self, node: yaml.Node, text: str) -> None:
        self.problems.append(Problem(_line(node), text))

    def sources(self, root: yaml.Node) -> Iterator[Source]:
        if not isinstance(root, yaml.MappingNode):
            self.problem(root, "a catalogue is a mapping with the one key `sources`.")
            return
        entries = self._fields(root, ("sources",), "a catalogue")
        listed = entries.get("sources")
        if listed is None or (isinstance(listed, yaml.ScalarNode) and listed.value == ""):
            return
        if not isinstance(listed, yaml.SequenceNode):
            self.problem(listed, "`sources` is a list: each entry begins with `- `.")
            return
        seen: dict[str, int] = {}
        for node in listed.value:
            source = self._source(node)
            if source is None:
                continue
            if source.source_id in seen:
                self.problem(node, f"{source.source_id} stands at line {seen[source.source_id]} already.")
            seen.setdefault(source.source_id, _line(node))
            yield source

    def _fields(self, node: yaml.MappingNode, known: Sequence[str], what: str) -> dict[str, yaml.Node]:
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}."
                self.problem(key, f"{what} has no `{name}`: {hint}")
            elif name in fields:
                self.problem(key, f"`{name}` is given twice.")
            else:
                fields[name] = value
        return fields

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
        fields = self._fields(node, (kind, *_KEYS[kind]), f"a source of kind {kind}")
        count = len(self.problems)
        location = self._location(kind, fields[kind])
        source = Source(
            source_id=self._text(fields, "id") or location,
            kind=kind,
            location=location,
            links=self._pattern(fields, "links"),
            attachments=self._pattern(fields, "attachments"),
            depth=self._number(fields, "depth", DEPTHS) or DEPTH,
            may_be_private=self._flag(fields, "allow_private"),
            declared=self._declared(fields),
            place=f"{self.path}:{_line(node)}",
        )
        return source if len(self.problems) == count else None

    def _declared(self, fields: Mapping[str, yaml.Node]) -> Declared:
        jurisdiction = self._text(fields, "jurisdiction")
        if jurisdiction and not _JURISDICTION.fullmatch(jurisdiction):
            self.problem(
                fields["jurisdiction"], f"`jurisdiction` is a GB/T 2260 code of six digits, not {jurisdiction}."
            )
        stage = self._text(fields, "stage")
        if stage and stage not in STAGES:
            self.problem(fields["stage"], f"`stage` is budget or final, not {stage}.")
        return Declared(jurisdiction, self._text(fields, "unit"), stage, self._number(fields, "year", YEARS))

    def _text(self, fields: Mapping[str, yaml.Node], name: str) -> str | None:
        node = fields.get(name)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.problem(node, f"`{name}` is a text.")
            return None
        return str(node.value).strip()

    def _number(self, fields: Mapping[str, yaml.Node], name: str, allowed: range) -> int | None:
        text = self._text(fields, name)
        if text is None:
            return None
        if not text.isdecimal() or int(text) not in allowed:
            self.problem(fields[name], f"`{name}` is a number from {allowed.start} to {allowed.stop - 1}, not {text}.")
            return None
        return int(text)

    def _flag(self, fields: Mapping[str, yaml.Node], name: str) -> bool:
        text = self._text(fields, name)
        if text not in {None, "true", "false"}:
            self.problem(fields[name], f"`{name}` is true or false, not {text}.")
        return text == "true"

    def _pattern(self, fields: Mapping[str, yaml.Node], name: str) -> str:
        text = self._text(fields, name)
        if text is None:
            return ATTACHMENTS
        try:
            re.compile(text)
        except re.error as error:
            self.problem(fields[name], f"`{name}` is no regular expression: {error}.")
        return text

    def _location(self, kind: SourceKind, node: yaml.Node) -> str:
        text = self._text({kind: node}, kind)
        if text is None:
            return ""
        if kind in {SourceKind.FILE, SourceKind.FOLDER}:
            return str((self.path.parent / Path(text).expanduser()).resolve())
        problem = address_problem(text)
        if problem:
            self.problem(node, f"`{kind}` {problem}")
        return text
