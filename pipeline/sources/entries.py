"""Files in which a person lists entries (YAML, one list under one key), with errors that point at the line.

Here: reading the nodes of such a file, gathering its problems, appending an entry while all else in it stays as it is.
Not here: what an entry may say (``catalogue``, ``warehouse.acknowledgements``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

import yaml

from pipeline.kernel.errors import GoujiError
from pipeline.sources.blobs import write_atomically

Entry = TypeVar("Entry")

_ONE_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on a line of a file."""

    line: int
    text: str


class FaultyFileError(GoujiError):
    """A file that a person keeps and that cannot be used; names every faulty line."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(f"{path}:{problem.line}: {problem.text}" for problem in self.problems))


def read_text(path: Path) -> str:
    """The text of such a file.

    Raises:
        FaultyFileError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise FaultyFileError(str(path), [Problem(1, f"cannot be read: {error.strerror or error}")]) from error
    except UnicodeDecodeError as error:
        raise FaultyFileError(str(path), [Problem(1, "is not UTF-8 text: save it as UTF-8.")]) from error


def line_of(node: yaml.Node) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


class EntryReader:
    """Walks the nodes of one file and gathers its problems, so that a person sees them all at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def problem(self, node: yaml.Node, text: str) -> None:
        """Note what is wrong, where it stands."""
        self.problems.append(Problem(line_of(node), text))

    def place(self, node: yaml.Node) -> str:
        """File and line of an entry."""
        return f"{self.path}:{line_of(node)}"

    def raise_problems(self) -> None:
        """Refuse the file.

        Raises:
            FaultyFileError: something was found wrong.
        """
        if self.problems:
            raise FaultyFileError(str(self.path), self.problems)

    def listed(self, text: str, key: str, what: str) -> list[yaml.Node]:
        """The nodes of the list under ``key``; none in an empty file.

        Args:
            text: the file's text.
            key: the one key of the file.
            what: what such a file is, for the errors.

        Raises:
            FaultyFileError: the text is not YAML.
        """
        root = self._composed(text)
        if root is None:
            return []
        if not isinstance(root, yaml.MappingNode):
            self.problem(root, f"{what} is a mapping with the one key `{key}`.")
            return []
        node = self.fields(root, (key,), what).get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value == ""):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.problem(node, f"`{key}` is a list: each entry begins with `- `.")
            return []
        return list(node.value)

    def _composed(self, text: str) -> yaml.Node | None:
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = Problem(mark.line + 1 if mark else 1, f"{error.problem}.")
            raise FaultyFileError(str(self.path), [problem]) from error
        except yaml.YAMLError as error:
            raise FaultyFileError(str(self.path), [Problem(1, f"is not YAML: {error}")]) from error

    def fields(self, node: yaml.MappingNode, known: Sequence[str], what: str) -> dict[str, yaml.Node]:
        """The values of a mapping by key; keys that are not known, or given twice, are problems."""
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

    def text(self, fields: Mapping[str, yaml.Node], name: str) -> str | None:
        """A value as text; ``None`` when it is not given."""
        node = fields.get(name)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.problem(node, f"`{name}` is a text.")
            return None
        return str(node.value).strip()

    def number(self, fields: Mapping[str, yaml.Node], name: str, allowed: range) -> int | None:
        """A whole number of a range; ``None`` when it is not given."""
        text = self.text(fields, name)
        if text is None:
            return None
        if not text.isdecimal() or int(text) not in allowed:
            self.problem(fields[name], f"`{name}` is a number from {allowed.start} to {allowed.stop - 1}, not {text}.")
            return None
        return int(text)

    def flag(self, fields: Mapping[str, yaml.Node], name: str) -> bool:
        """Whether a flag is given and true."""
        text = self.text(fields, name)
        if text not in {None, "true", "false"}:
            self.problem(fields[name], f"`{name}` is true or false, not {text}.")
        return text == "true"


def append_entry(
    path: Path, key: str, header: str, entry: Mapping[str, str | int | bool], parse: Callable[[str, Path], list[Entry]]
) -> Entry:
    """Append an entry to the list of a file, which is made when it is not there; comments and order stay as they are.

    Args:
        path: the file.
        key: its one key.
        header: what a new file begins with, ``key`` included.
        entry: the entry.
        parse: reads such a file's text.

    Returns:
        The entry as it reads back.

    Raises:
        FaultyFileError: the file is faulty, the entry is, or the file is laid out so that nothing can be appended.
    """
    before = read_text(path) if path.exists() else header
    count = len(parse(before, path))
    root = yaml.compose(before, Loader=yaml.SafeLoader)
    items = root.value[0][1] if isinstance(root, yaml.MappingNode) and root.value else None
    indent = "  "
    if isinstance(items, yaml.SequenceNode) and items.value:
        if items.flow_style:
            raise FaultyFileError(str(path), [Problem(1, f"`{key}` is written in brackets: write one `- ` a line.")])
        indent = " " * items.start_mark.column
    dumped = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=_ONE_LINE)
    block = "".join(f"{indent}{line}\n" for line in dumped.splitlines())
    head = before if before.endswith("\n") or not before else before + "\n"
    after = head + ("" if items is not None else f"{key}:\n") + block
    entries = parse(after, path)
    if len(entries) != count + 1:
        raise FaultyFileError(str(path), [Problem(1, f"cannot be appended to: put `{key}` last in the file.")])
    write_atomically(path, after.encode())
    return entries[-1]
