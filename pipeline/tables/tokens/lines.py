"""Printed lines that lost their cells: which of their tokens are figures and which are labels.

Here: what a token is by its form and by its neighbours on the line, and what reading a body of such lines yields. Not
here: which labels and figures make a row (``rows``, ``items``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.kernel.money import TokenClass, classify_token, is_dash, parse_number
from pipeline.kernel.text import folded
from pipeline.kernel.wording import is_total_label
from pipeline.readers.document import RawCell
from pipeline.tables.model import Row

Line = Sequence[RawCell]

_DIGITS = re.compile(r"\d+")
_NUMBER_LIKE = re.compile(r"[-+]?[\d.,，]*\d[\d.,，]*")
_GLUED_CODE = re.compile(r"(?P<code>\d{3,9})(?P<name>[\u4e00-\u9fff（(].*)")


@dataclass(frozen=True, slots=True)
class BodyReading:
    """What the body lines of a table without columns say.

    Attributes:
        rows: the table's rows.
        figures: the figures of a row in printed order, by its index; a dash keeps its place among them.
        codes: tokens read as (parts of) codes.
        strays: tokens that are digits but neither figure nor code, and why.
    """

    rows: tuple[Row, ...]
    figures: Mapping[int, tuple[RawCell, ...]]
    codes: tuple[RawCell, ...]
    strays: tuple[tuple[RawCell, str], ...]


def is_digits(token: RawCell) -> bool:
    """Say whether a token is nothing but digits, as codes and parts of codes are."""
    return _DIGITS.fullmatch(folded(token.text)) is not None


def is_certain_amount(token: RawCell) -> bool:
    """Say whether a token can be nothing but an amount: a number with decimals or a thousands comma."""
    number = parse_number(token.text)
    return number is not None and (number.decimals > 0 or "," in folded(token.text).replace("，", ","))


def _is_number_like(token: RawCell) -> bool:
    return is_dash(token.text) or parse_number(token.text) is not None or is_unreadable(token)


def is_unreadable(token: RawCell) -> bool:
    """Say whether a token looks like an amount and is none that can be read: ``4,158.`` or ``1.2.3``."""
    is_amount_like = classify_token(token.text) in {None, TokenClass.AMOUNT}
    return is_amount_like and parse_number(token.text) is None and bool(_NUMBER_LIKE.fullmatch(folded(token.text)))


def _is_zero(token: RawCell) -> bool:
    return folded(token.text) == "0"


def figures_of(line: Line) -> frozenset[int]:
    """The positions of a line's figures.

    Figures stand in a run. A run without an amount that is certain by its form is no figure (``208 01 99``), unless
    the line's label is that of a total. In a run with one, zeros and dashes before it belong to it, other whole
    numbers before it do not, nor do those at its end that words follow: the codes of a row that begins in mid-line.
    """
    figures: set[int] = set()
    at = 0
    while at < len(line):
        end = at
        while end < len(line) and _is_number_like(line[end]):
            end += 1
        label = "".join(token.text for token in line[:at])
        figures.update(_of_run(line, at, end, is_total=is_total_label(label)))
        at = max(end, at + 1)
    return frozenset(figures)


def _of_run(line: Line, start: int, stop: int, *, is_total: bool) -> range:
    certain = [at for at in range(start, stop) if is_certain_amount(line[at]) or is_unreadable(line[at])]
    if is_total:
        return range(start, stop)
    if not certain:
        return range(0)
    first, end = certain[0], stop
    while first > start and (_is_zero(line[first - 1]) or is_dash(line[first - 1].text)):
        first -= 1
    while stop < len(line) and is_digits(line[end - 1]) and not _is_zero(line[end - 1]):
        end -= 1
    return range(first, end)


def unglued(line: Line) -> list[RawCell]:
    """The tokens of a line, a code that lost the blank before its name cut off: ``30101基本工资``."""
    tokens: list[RawCell] = []
    for token in line:
        glued = _GLUED_CODE.fullmatch(token.text)
        if glued and not glued.group("name").startswith(("年", "月", "日", "号", "个", "人", "元", "万")):
            parts = glued.group("code", "name")
            tokens += [RawCell(token.row, token.col, part, token.place) for part in parts]
        else:
            tokens.append(token)
    return tokens
