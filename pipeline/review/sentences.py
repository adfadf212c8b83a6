"""The sentences of a document's paragraphs, each with its place.

Here: cutting paragraphs at full stops and semicolons. Not here: paragraphs (``narrative.paragraphs``), what is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.kernel.provenance import Place
from pipeline.narrative.paragraphs import Paragraph, aligned, paragraphs
from pipeline.readers.document import Document

_SENTENCE = re.compile(r"[^。;]+[。;]?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: folded character by character, without white space; ``printed`` is the same as it stands there."""

    text: str
    printed: str
    paragraph: Paragraph
    start: int

    def place_of(self, offset: int) -> Place:
        """Where a character of the sentence stands."""
        return self.paragraph.place_of(self.start + offset)


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence outside grids, in reading order."""
    for paragraph in paragraphs(document):
        text = aligned(paragraph.text)
        for match in _SENTENCE.finditer(text):
            yield Sentence(match.group(), paragraph.text[match.start() : match.end()], paragraph, match.start())
