"""The header of a table that lost its cells: told by its characters.

Here: where such a header ends, and which declared layout it is. Its labels are broken over lines and printed in the
order of their boxes, so neither their words nor their order is certain; the characters they consist of are. Not here:
what the layout's columns mean (``columns``).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.kernel.money import classify_token
from pipeline.kernel.text import folded
from pipeline.tables.columns import ReadHeader, understand
from pipeline.tables.model import Family
from pipeline.tables.tokens.lines import Line

ENOUGH_CHARACTERS = 0.75
_MOST_HEADER_LINES = 120


@dataclass(frozen=True, slots=True)
class TokenHeader:
    """A header told by its characters: how many lines it takes, how like its layout it is, and its columns."""

    lines: int
    likeness: float
    read: ReadHeader


def declared_characters(layout: Sequence[str]) -> Counter[str]:
    """The characters of a layout's labels; a label that spans neighbouring columns is printed once."""
    characters: Counter[str] = Counter()
    before: tuple[str, ...] = ()
    for column in layout:
        path = tuple(column.split("/"))
        for depth, label in enumerate(path):
            if path[: depth + 1] != before[: depth + 1]:
                characters.update(folded(label))
        before = path
    return characters


def _header_at_most(lines: Sequence[Line]) -> int:
    """The number of lines above the first one on which a number stands alone."""
    for number, line in enumerate(lines[:_MOST_HEADER_LINES]):
        if any(classify_token(token.text) is not None for token in line):
            return number
    return min(len(lines), _MOST_HEADER_LINES)


def without_reprints(body: Sequence[Line], header: Sequence[Line]) -> list[Line]:
    """The body lines without the header where a page break reprints it, line by line the same."""
    printed = [[token.text for token in line] for line in header]
    kept: list[Line] = []
    at = 0
    while at < len(body):
        if printed and [[token.text for token in line] for line in body[at : at + len(printed)]] == printed:
            at += len(printed)
        else:
            kept.append(body[at])
            at += 1
    return kept


def _likeness(printed: Counter[str], declared: Counter[str]) -> float:
    return (printed & declared).total() / (printed | declared).total()


def find_header(lines: Sequence[Line], family: Family) -> TokenHeader | None:
    """The header at the top of a table's lines, as the layout of the family that its characters are most like."""
    best: TokenHeader | None = None
    most = _header_at_most(lines)
    for layout in family.layouts:
        declared = declared_characters(layout)
        printed: Counter[str] = Counter()
        likest = (0.0, 0)
        for number, line in enumerate(lines[:most], start=1):
            for token in line:
                printed.update(folded(token.text))
            likest = max(likest, (_likeness(printed, declared), -number))
        likeness, lines_taken = likest[0], -likest[1]
        if likeness >= ENOUGH_CHARACTERS and (best is None or likeness > best.likeness):
            heads = understand([tuple(column.split("/")) for column in layout], family)
            if heads is not None:
                best = TokenHeader(lines_taken, likeness, ReadHeader(heads, is_declared=True))
    return best
