"""Which reader reads a file: told from the content alone, never from its name.

Here: the list of readers and the choice among them. Not here: how any of them reads.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.kernel.errors import UnreadableFileError
from pipeline.readers import cell_per_line, layout_text, tabbed_text
from pipeline.readers.document import Document
from pipeline.readers.pdf import reader as pdf
from pipeline.readers.text_bytes import decode_text

_WEB_PAGE = re.compile(rb"[\xef\xbb\xbf\s]*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextReader:
    """A text form: how its lines are recognised, and how they are read."""

    is_mine: Callable[[Sequence[str]], bool]
    read: Callable[[Sequence[str]], Document]


TEXT_READERS = tuple(TextReader(form.is_mine, form.read) for form in (cell_per_line, tabbed_text, layout_text))
"""Asked in this order, from the form with the most structure to the form with the least."""


def read_document(content: bytes, file_name: str) -> Document:
    """Make a document of a file's bytes.

    Raises:
        UnreadableFileError: no reader knows the form; the error says why and what to do.
    """
    if pdf.is_mine(content):
        return pdf.read(content, file_name)
    if _WEB_PAGE.match(content):
        raise UnreadableFileError(
            "web-page",
            file_name,
            "this is a web page: sites answer so, under the name of the file, when they refuse it or it has moved.",
            "Open its address in a browser and save the disclosure itself.",
        )
    lines = decode_text(content, file_name).splitlines()
    for reader in TEXT_READERS:
        if reader.is_mine(lines):
            return reader.read(lines)
    raise UnreadableFileError(
        "unknown-form",
        file_name,
        "this is text, but holds no table of a budget disclosure in a form that Gouji knows.",
        "Check that the file is a 预算/决算 disclosure with its tables.",
    )
