"""Indicators of text that lost its columns: names and values follow each other, broken over lines.

Here: from lines of tokens to cells, and from these to indicators. Not here: which lines are a project's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.kernel.text import folded, without_space
from pipeline.readers.document import RawCell
from pipeline.tables.indicators.columns import names_columns
from pipeline.tables.indicators.indicator import Indicator, Told
from pipeline.tables.indicators.levels import LEVELS, is_nothing
from pipeline.tables.indicators.target import TargetKind, parse_target

Lines = Sequence[Sequence[RawCell]]
_CLASS = "指标"
_SATISFACTION = "满意"
_LONGEST_UNIT = 4


@dataclass(slots=True)
class _Cell:
    """The tokens of one cell, one a line it was broken over."""

    tokens: list[RawCell] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(without_space(token.text) for token in self.tokens)

    @property
    def is_value(self) -> bool:
        """Whether it can be no name: a date, or a number with nothing but a comparator and a short unit."""
        target = parse_target(self.text)
        has_short_unit = len((target.unit or "").split("/")[0]) <= _LONGEST_UNIT
        return target.kind is TargetKind.DATE or (target.kind is TargetKind.NUMBER and has_short_unit)


def read_pairs(lines: Lines, project: int) -> Told:
    """The indicators of one project: a name, its value, and so on line by line (Henan, 河南).

    The first line tells one indicator of each class, in the order of the header; of the lines below it nothing tells
    the class. Nothing is read where a name or value is left over: then it is not known which is which.
    """
    cells = [cell for line in _cells(lines) for cell in line]
    names, values = cells[::2], cells[1::2]
    if len(names) != len(values) or any(name.is_value for name in names):
        return Told()
    found = [
        _indicator(name, value, project) for name, value in zip(names, values, strict=True) if not is_nothing(name.text)
    ]
    classes = list(LEVELS)
    has_whole_line = len(found) >= len(classes) and _SATISFACTION in found[len(classes) - 1].level3
    if has_whole_line:
        found[: len(classes)] = [
            replace(own, level1=level1) for own, level1 in zip(found[: len(classes)], classes, strict=True)
        ]
    return _told(found, cells)


def read_levels(lines: Lines) -> Told:
    """The indicators of a whole department: classes alone on their lines, names beside their values below them."""
    number = next((number for number, line in enumerate(lines) if names_columns(line)), None)
    if number is None:
        return Told()
    level1 = level2 = ""
    found: list[Indicator] = []
    used: list[_Cell] = []
    for line in _cells(lines[number + 1 :]):
        *classes, name, value = line if len(line) > 1 else (*line, _Cell(), _Cell())
        for cell in classes:
            text = cell.text
            level1, level2 = (text, "") if text.endswith(_CLASS) else (level1, text)
        if name.tokens:
            found.append(replace(_indicator(name, value, None), level1=level1, level2=level2))
        used += line
    return _told(found, used)


def _told(found: Sequence[Indicator], cells: Sequence[_Cell]) -> Told:
    return Told(tuple(found), frozenset((token.row, token.col) for cell in cells for token in cell.tokens))


def _indicator(name: _Cell, value: _Cell, project: int | None) -> Indicator:
    first = value.tokens[0]
    return Indicator(first.row, first.col, first.place, project, level3=name.text, target=value.text)


def _cells(lines: Lines) -> Iterator[list[_Cell]]:
    """The cells of the lines; one broken over lines takes a line for each, where nothing else stands.

    Such a cell ends with a line that is shorter than those before it, or that the next one outdoes: a line in its
    midst is as long as its column is wide. A class and a value begin a cell of their own.
    """
    alone: list[_Cell] = []
    for line in lines:
        if len(line) > 1:
            yield from ([cell] for cell in alone)
            alone = []
            yield [_Cell([token]) for token in line]
        elif line and alone and not _begins(line[0], alone[-1]):
            alone[-1].tokens.append(line[0])
        elif line:
            alone.append(_Cell([line[0]]))
    yield from ([cell] for cell in alone)


def _begins(token: RawCell, before: _Cell) -> bool:
    lengths = [len(folded(part.text)) for part in before.tokens]
    own = len(folded(token.text))
    is_ended = own > lengths[-1] or (len(lengths) > 1 and lengths[-1] < lengths[-2])
    return is_ended or before.text.endswith(_CLASS) or (_Cell([token]).is_value and not before.is_value)
