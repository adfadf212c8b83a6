"""What of the template was left in: placeholders and choices (模板残留).

Here: telling them by their characters, in lines and in cells. Not here: sentences that contradict themselves
(``reasons``).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.review.finding import CHOICE_LEFT, PLACEHOLDER, Finding, quoted
from pipeline.review.sentences import Sentence

_MARK = r"[XxＸｘ×╳✕]"
_PLACEHOLDER = re.compile(
    rf"(?<![A-Za-z]){_MARK}{{2,}}(?![A-Za-z0-9])|[○△]{{2,}}|_{{2,}}|某某"
    rf"|(?<![A-Za-z0-9]){_MARK}(?=亿元|万元|年|[局市县区]\d)"
)
_WORD = r"(?:增加|增长|减少|下降|上升|降低)"
_CHOICE = re.compile(rf"{_WORD}(?:\({_WORD}\)|/{_WORD}(?=\d|的))(?!额|率|情况)")


def placeholders(document: Document, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Placeholders in sentences, one finding a sentence, and in cells."""
    for sentence in sentences:
        if match := _PLACEHOLDER.search(sentence.text):
            yield Finding(PLACEHOLDER.id, sentence.place_of(match.start()), quoted(sentence.printed, match.start()), "")
    for cell in (cell for grid in document.grids for row in grid.rows for cell in row if cell.text):
        if match := _PLACEHOLDER.search(folded(cell.text)):
            yield Finding(PLACEHOLDER.id, cell.place, quoted(folded(cell.text), match.start()), "")


def choices(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Choices between words of comparison that nobody made, one finding a sentence."""
    for sentence in sentences:
        if match := _CHOICE.search(sentence.text):
            yield Finding(CHOICE_LEFT.id, sentence.place_of(match.start()), quoted(sentence.printed, match.start()))
