"""The header of indicators: which column tells what of them.

Here: the line that names the columns (一级指标, 三级指标, 指标值 …). Not here: the lines below it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.kernel.text import folded
from pipeline.readers.document import RawCell
from pipeline.tables.indicators.levels import LEVELS


class Part(StrEnum):
    """What a column tells of an indicator; ``LEVELS`` is one column of all three levels."""

    TASK = "task"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    LEVELS = "levels"
    DESCRIPTION = "description"
    SIGN = "sign"
    TARGET = "target"
    UNIT = "unit"
    WEIGHT = "weight"
    BASIS = "basis"


NAMES = frozenset({Part.LEVEL3, Part.LEVELS})
"""The parts that name an indicator."""

_LABELS = {
    Part.TASK: re.compile(r"活动"),
    Part.LEVEL1: re.compile(r"一级指标"),
    Part.LEVEL2: re.compile(r"二级指标"),
    Part.LEVEL3: re.compile(r"三级指标|指标内容|指标名称"),
    Part.LEVELS: re.compile(r"绩效指标"),
    Part.DESCRIPTION: re.compile(r"(?:绩效)?指标(?:描述|解释)"),
    Part.SIGN: re.compile(r"(?:绩效)?指标性质"),
    Part.TARGET: re.compile(r"(?:本年|年度)?(?:绩效)?(?:指标|目标)值"),
    Part.UNIT: re.compile(r"(?:绩效)?(?:度量|计量)单位"),
    Part.WEIGHT: re.compile(r"(?:分值|权重).*"),
    Part.BASIS: re.compile(r"指标值(?:确定依据|说明)|备注"),
}


@dataclass(frozen=True, slots=True)
class Track:
    """Columns that tell one indicator a line: the cell of the header by part, and the class they all belong to."""

    heads: Mapping[Part, RawCell]
    level1: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it has a column of names and one of values."""
        return Part.TARGET in self.heads and bool(self.heads.keys() & NAMES)

    @property
    def name(self) -> RawCell:
        """The column of names."""
        return next(head for part, head in self.heads.items() if part in NAMES)


def part_of(label: str) -> Part | None:
    """What a column so labelled tells."""
    text = folded(label)
    return next((part for part, pattern in _LABELS.items() if pattern.fullmatch(text)), None)


def find_tracks(rows: Sequence[Sequence[RawCell]]) -> tuple[int, tuple[Track, ...]]:
    """The line that names the columns of indicators, and these; no track where none does.

    A line may name them several times over, a class (成本指标, 产出指标) above each (Henan, 河南).
    """
    for number, row in enumerate(rows):
        named = [(part, cell) for cell in row if (part := part_of(cell.text)) is not None]
        parts = {part for part, _ in named}
        if Part.LEVEL3 in parts:
            # Then the cell 绩效指标 is none of the columns: it labels them all from the side.
            named = [(part, cell) for part, cell in named if part is not Part.LEVELS]
        if Part.TARGET not in parts or not parts & NAMES:
            continue
        above = rows[number - 1] if number else ()
        return number, tuple(_with_class(track, above) for track in _split(named))
    return 0, ()


def names_columns(row: Sequence[RawCell]) -> bool:
    """Whether a line names columns of indicators, first or again after a page break."""
    parts = {part_of(cell.text) for cell in row}
    return Part.TARGET in parts and bool(parts & NAMES)


def _split(named: Sequence[tuple[Part, RawCell]]) -> list[Track]:
    tracks: list[dict[Part, RawCell]] = [{}]
    for part, cell in named:
        if part in tracks[-1]:
            tracks.append({})
        tracks[-1][part] = cell
    return [track for track in map(Track, tracks) if track.is_whole]


def _with_class(track: Track, above: Sequence[RawCell]) -> Track:
    """A track with the class printed over it; a merged cell stands over every column up to the next one's."""
    over = [cell for cell in above if cell.text.strip() and cell.col <= track.name.col]
    label = folded(over[-1].text) if over else ""
    return Track(track.heads, label) if label in LEVELS else track
