"""Writing to a catalogue that belongs to a person: entries are appended, comments and order stay as they are.

Here: appending one source. Not here: what a catalogue may say (``catalogue``).
"""

from collections.abc import Mapping
from pathlib import Path

import yaml

from pipeline.sources.blobs import write_atomically
from pipeline.sources.catalogue import CatalogueError, Problem, parse_catalogue
from pipeline.sources.source import Source

_HEADER = """\
# Sources of this home, polled by `gouji run` and by the schedules. The form is described in docs/operate.md.
sources:
"""


def append_source(path: Path, entry: Mapping[str, str | int | bool]) -> Source:
    """Append an entry to a catalogue, which is made when it is not there.

    Returns:
        The source as it reads back.

    Raises:
        CatalogueError: the file is faulty, the entry is, or the file is laid out so that nothing can be appended.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    count = len(parse_catalogue(before, path))
    root = yaml.compose(before, Loader=yaml.SafeLoader)
    items = root.value[0][1] if isinstance(root, yaml.MappingNode) and root.value else None
    indent = "  "
    if isinstance(items, yaml.SequenceNode) and items.value:
        if items.flow_style:
            raise CatalogueError(str(path), [Problem(1, "`sources` is written in brackets: write one `- ` a line.")])
        indent = " " * items.start_mark.column
    dumped = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=1000)
    block = "".join(f"{indent}{line}\n" for line in dumped.splitlines())
    head = before if before.endswith("\n") or not before else before + "\n"
    after = head + ("" if items is not None else "sources:\n") + block
    sources = parse_catalogue(after, path)
    if len(sources) != count + 1:
        raise CatalogueError(str(path), [Problem(1, "cannot be appended to: put `sources` last in the file.")])
    write_atomically(path, after.encode())
    return sources[-1]
