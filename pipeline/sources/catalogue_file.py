"""Writing to a catalogue that belongs to a person.

Here: appending one source. Not here: what a catalogue may say (``catalogue``), how an entry is appended (``entries``).
"""

from collections.abc import Mapping
from pathlib import Path

from pipeline.sources.catalogue import KEY, parse_catalogue
from pipeline.sources.entries import append_entry
from pipeline.sources.source import Source

_HEADER = f"""\
# Sources of this home, polled by `gouji run` and by the schedules. The form is described in docs/operate.md.
{KEY}:
"""


def append_source(path: Path, entry: Mapping[str, str | int | bool]) -> Source:
    """Append an entry to a catalogue, which is made when it is not there.

    Returns:
        The source as it reads back.

    Raises:
        FaultyFileError: the file is faulty, the entry is, or the file is laid out so that nothing can be appended.
    """
    return append_entry(path, KEY, _HEADER, entry, parse_catalogue)
