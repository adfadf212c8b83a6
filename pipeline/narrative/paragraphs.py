"""Text lines -> paragraphs: sentences run over lines and pages.

Here: which line continues the one before it, and where every character stood. Not here: what paragraphs say.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.kernel.provenance import Place
from pipeline.kernel.text import without_radicals, without_space
from pipeline.readers.document import Document, TextLine

_ORDINAL = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\)"
    r"|\d{1,2}(?:、|\.(?!\d))|[①-⑳]"
)
_PAGE_NUMBER = re.compile(r"[-—－–─]*\d{1,4}[-—－–─]*")
_PUNCTUATION = re.compile(r"[，,;；。:：、]")
_REPEATED_ON_PAGES = 3
_LONG = 15
_FULL = 0.8
_INDENT = 10.0
_SHORT_OF_MARGIN = 60.0
"""A number is not broken over lines, so that a line before one may end a few characters early."""
_QUOTES = str.maketrans("“”„‟", '""""')


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text without white space, and where its lines begin.

    Attributes:
        text: as printed, white space removed.
        starts: offset in ``text`` of the first character of every line.
        places: where those lines stand.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place_of(self, offset: int) -> Place:
        """Where a character stands."""
        return self.places[bisect_right(self.starts, offset) - 1]


def aligned(text: str) -> str:
    """Text folded for comparison character by character, so that offsets stay: NFKC, straight double quotes.

    The Chinese comma stays itself: a comma between digits is no end of a clause.
    """
    folded = (
        character if character == "，" or len(wide := unicodedata.normalize("NFKC", character)) != 1 else wide
        for character in without_radicals(text)
    )
    return "".join(folded).translate(_QUOTES)


def ordinal_of(text: str) -> str:
    """The numbering that aligned text begins with (一、 （二） 3.), empty where there is none."""
    match = _ORDINAL.match(text)
    return match.group() if match else ""


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document in reading order, without page numbers and running heads."""
    lines = _without_running_heads(document.lines)
    if not lines:
        return
    fullness = _Fullness(lines)
    group = [lines[0]]
    for before, line in pairwise(lines):
        if fullness.continues(before, line):
            group.append(line)
        else:
            yield _joined(group)
            group = [line]
    yield _joined(group)


def _joined(lines: Sequence[TextLine]) -> Paragraph:
    texts = [without_space(line.text) for line in lines]
    starts = [sum(map(len, texts[:index])) for index in range(len(texts))]
    return Paragraph("".join(texts), tuple(starts), tuple(line.place for line in lines))


def _without_running_heads(lines: Sequence[TextLine]) -> list[TextLine]:
    pages = Counter(text for text, _ in {(line.text, line.place.page) for line in lines if line.place.page})
    return [
        line
        for line in lines
        if not _PAGE_NUMBER.fullmatch(without_space(line.text)) and pages[line.text] < _REPEATED_ON_PAGES
    ]


class _Fullness:
    """Which lines fill their measure: by the page's margins where there is geometry, else by length."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        long = [line for line in lines if len(without_space(line.text)) >= _LONG]
        self.length = median(len(without_space(line.text)) for line in long) if long else 0
        self.left: dict[int | None, float] = {}
        self.right: dict[int | None, float] = {}
        for line in long:
            if line.place.bbox:
                page = line.place.page
                self.left[page] = min(self.left.get(page, line.place.bbox[0]), line.place.bbox[0])
                self.right[page] = max(self.right.get(page, line.place.bbox[2]), line.place.bbox[2])

    def continues(self, before: TextLine, line: TextLine) -> bool:
        """Say whether a line goes on with the sentence of the line before it."""
        text = aligned(without_space(line.text))
        if not self._is_full(before) or ordinal_of(text) or self._is_indented(line):
            return False
        is_same_page = before.place.page == line.place.page
        is_beside = line.order == before.order + 1 or not is_same_page
        ends = without_space(before.text).endswith(("。", "：", ":"))
        return is_beside and not (ends and line.place.bbox is None)

    def _is_full(self, line: TextLine) -> bool:
        if line.place.bbox is None:
            text = aligned(without_space(line.text))
            is_heading = ordinal_of(text) != "" and not _PUNCTUATION.search(text[len(ordinal_of(text)) :])
            return len(text) >= _FULL * self.length and not is_heading
        return line.place.bbox[2] >= self.right.get(line.place.page, line.place.bbox[2]) - _SHORT_OF_MARGIN

    def _is_indented(self, line: TextLine) -> bool:
        box = line.place.bbox
        return box is not None and box[0] > self.left.get(line.place.page, box[0]) + _INDENT
