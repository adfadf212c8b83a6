"""Layout text: lines as a page shows them, blanks and cell borders lost.

Here: recognising this form and telling its tables from the text around them. A table is known by what stands above it
(title, whose it is, unit of money) and ends before the next title, form number, note or paragraph. Its lines become
rows of tokens whose order is certain and whose columns are not (``Hint.NONE``). Not here: what a token is, or which
lines of a table are its header (``tables``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.kernel import wording
from pipeline.kernel.money import parse_number
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded, split_ordinal
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine

FORM = "layout-text"

_TITLE = re.compile(r"^.{0,40}(?:收支|收入|支出|经费|基金)[^。，]{0,20}表(?:\(.*\))?$")
_ANY_TITLE = re.compile(r"^.{3,56}表(?:\(.*\))?$")
_YEARED = re.compile(r"^(?:19|20)\d{2}年")
_CAPTION_CELL = re.compile(r"^(?:部门|单位)(?:\((?:部门|单位)\))?名称$")
_BROKEN_UNIT = re.compile(r"单位[:为]?(?:亿|千|万)?$")
_HEADING = re.compile(r"^第[一二三四五六七八九十]+(?:部分|章|节)|^(?:附件|附录):")
_SECTION = re.compile(r".*(?:说明|概况|解释|职责|构成|情况)$")
_PAGE_NUMBER = re.compile(r"^[-—–]+\d{1,3}[-—–]+$|^第\d{1,3}页(?:,?共\d{1,3}页)?$")
_PROSE = re.compile(r"[，。；]")
_SENTENCE_END = ("。", "！", "!")

_ENOUGH_TITLES = 3
_NEAR = 4
_LONG_LINE = 25
_UNREAD = "layout text in which no table could be told from the text around it"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A printed line, or the part of one that belongs to one thing."""

    line: int
    text: str

    @property
    def tokens(self) -> list[str]:
        return self.text.split()


def is_mine(lines: Sequence[str]) -> bool:
    """Say whether several lines are titles of budget tables, or one of them heads a table that says its unit."""
    if sum(bool(_TITLE.match(folded(line))) for line in lines if line.strip()) >= _ENOUGH_TITLES:
        return True
    pieces = _pieces(lines)
    return any(_TITLE.match(folded(piece.text)) and _opening(pieces, at) for at, piece in enumerate(pieces))


def read(lines: Sequence[str]) -> Document:
    """Read lines into text lines and grids without columns."""
    pieces = _pieces(lines)
    texts: list[TextLine] = []
    grids: list[Grid] = []
    at = 0
    while at < len(pieces):
        body = _region(pieces, at)
        start = body.start if body else at + 1
        inside = pieces[body.start : body.stop] if body else []
        outside = [*pieces[at:start], *filter(_is_page_number, inside)]
        texts += [
            TextLine(order, piece.text, Place(line=piece.line))
            for order, piece in enumerate(outside, start=len(texts) + len(grids))
        ]
        if body:
            grids.append(_grid(len(texts) + len(grids), [piece for piece in inside if not _is_page_number(piece)]))
        at = body.stop if body else start
    unread = "" if grids else _UNREAD
    return Document(FORM, tuple(texts), tuple(grids), has_certain_digits=True, unread=unread)


def _is_page_number(piece: _Piece) -> bool:
    """Say whether a line is a page's number and says so: ``- 12 -``, 第12页; bare digits may be part of a code."""
    return _PAGE_NUMBER.match(folded(piece.text)) is not None


def _grid(order: int, pieces: Sequence[_Piece]) -> Grid:
    rows = [
        tuple(RawCell(row, col, text, Place(line=piece.line)) for col, text in enumerate(piece.tokens))
        for row, piece in enumerate(pieces)
    ]
    return Grid(order, tuple(rows), Hint.NONE)


def _pieces(lines: Sequence[str]) -> list[_Piece]:
    """The printed lines without the blank ones; broken unit lines and notes put together, mixed lines cut."""
    cut = [_Piece(number, text) for number, line in enumerate(lines, start=1) for text in _cut(line.strip()) if text]
    joined: list[_Piece] = []
    for piece in cut:
        if joined and _continues(joined[-1].text, piece.text):
            last = joined.pop()
            joined.append(_Piece(last.line, last.text + piece.text))
        else:
            joined.append(piece)
    return joined


def _cut(text: str) -> Iterator[str]:
    """Cut a line before a title or form number in its middle, and behind a unit of money with more to follow."""
    part: list[str] = []
    for token in text.split():
        begins = part and (
            _is_dated_title(token) or (wording.is_form_number(token) and not token.startswith(("(", "（")))
        )
        if begins or (part and wording.is_money_unit_line(" ".join(part)) and wording.money_unit(part[-1])):
            yield " ".join(part)
            part = []
        part.append(token)
    yield " ".join(part)


def _is_dated_title(token: str) -> bool:
    text = folded(token)
    return bool(_YEARED.match(text) and _TITLE.match(text))


def _continues(above: str, text: str) -> bool:
    """Say whether a line only finishes the one above: a unit of money broken in two, or a note of several lines."""
    if _BROKEN_UNIT.search(folded(above)) and wording.is_money_unit_line(above + text):
        return True
    is_open_note = wording.is_note(above) and len(above) >= _LONG_LINE and not above.endswith(_SENTENCE_END)
    is_other = wording.is_note(text) or wording.is_form_number(text) or wording.is_caption(text)
    return is_open_note and not is_other and not _TITLE.match(folded(text)) and not _has_amount(text)


def _is_caption(piece: _Piece) -> bool:
    tokens = piece.tokens
    return wording.is_caption(piece.text) or (len(tokens) > 1 and bool(_CAPTION_CELL.match(folded(tokens[0]))))


def _is_title(piece: _Piece) -> bool:
    return bool(_ANY_TITLE.match(folded(piece.text))) and wording.may_be_title(piece.text)


def _opening(pieces: Sequence[_Piece], at: int) -> int | None:
    """Where the lines end that stand between the title at ``at`` and its table; ``None`` if nothing captions it."""
    end = None
    for below in range(at + 1, min(at + 1 + _NEAR, len(pieces))):
        if _is_caption(pieces[below]):
            end = below + 1
        elif not wording.is_form_number(pieces[below].text):
            break
    return end


def _region(pieces: Sequence[_Piece], at: int) -> range | None:
    """The lines of the table that the line at ``at`` is the title of; ``None`` if it heads no table.

    Without a caption only a money table's usual title counts, and only when amounts stand below it.
    """
    if not _is_title(pieces[at]):
        return None
    opening = _opening(pieces, at)
    start = opening or at + 1
    if opening is None and not _TITLE.match(folded(pieces[at].text)):
        return None
    stop = start
    holds_prose = "绩效" in pieces[at].text
    while stop < len(pieces) and not _ends_table(pieces, stop, holds_prose=holds_prose):
        stop += 1
    has_amounts = any(_has_amount(piece.text) for piece in pieces[start:stop])
    return range(start, stop) if stop > start and (opening or has_amounts) else None


def _ends_table(pieces: Sequence[_Piece], at: int, *, holds_prose: bool) -> bool:
    piece = pieces[at]
    label = folded(piece.text)
    return bool(
        wording.is_form_number(piece.text)
        or wording.is_note(piece.text)
        or _TITLE.match(label)
        or (_is_title(piece) and _opening(pieces, at))
        or _HEADING.match(label)
        or (not holds_prose and (_is_paragraph(piece) or _is_section(piece)))
    )


def _is_paragraph(piece: _Piece) -> bool:
    """A line as wide as a page with the marks of a sentence; names are broken into narrower lines by their cells."""
    return len(folded(piece.text)) >= _LONG_LINE and bool(_PROSE.search(piece.text)) and not _has_amount(piece.text)


def _is_section(piece: _Piece) -> bool:
    depth, label = split_ordinal(piece.text)
    return depth in {1, 2} and len(piece.tokens) == 1 and bool(_SECTION.match(folded(label)))


def _has_amount(text: str) -> bool:
    """Say whether an amount stands alone on a line: with decimals or a thousands comma, not within a sentence."""
    numbers = [(token, number) for token in text.split() if (number := parse_number(token))]
    return any(number.decimals or "," in folded(token) for token, number in numbers) and not text.endswith(
        _SENTENCE_END
    )
