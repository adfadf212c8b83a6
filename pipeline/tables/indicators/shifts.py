"""Lines that lost blank columns: how far their cells stand left of where the header has them.

Here: the shift of a line, by what its cells can be. Not here: reading the line.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.document import RawCell
from pipeline.tables.indicators.columns import Part, Track
from pipeline.tables.indicators.target import TargetKind, parse_target

_FARTHEST = 3
_NO_NAME = 4
"""A number among names outweighs all that speaks for a shift."""

_LEVELS = frozenset({Part.LEVEL1, Part.LEVEL2, Part.LEVEL3})


def shift_of(row: Sequence[RawCell], tracks: Sequence[Track]) -> int:
    """How many columns a line's cells stand left of those they belong to."""
    return max(range(_FARTHEST + 1), key=lambda shift: (_likeness(row, tracks, shift), -shift))


def shifted(row: Sequence[RawCell], shift: int) -> tuple[RawCell, ...]:
    """The line with its cells moved right."""
    return tuple(replace(cell, col=cell.col + shift) for cell in row)


def _likeness(row: Sequence[RawCell], tracks: Sequence[Track], shift: int) -> int:
    """How well cells moved right fit: names beside values, numbers among values only, nothing beyond the columns."""
    texts = {cell.col + shift: cell.text.strip() for cell in row if cell.text.strip()}
    last = max(head.col for track in tracks for head in track.heads.values())
    score = -3 * sum(col > last for col in texts)
    for track in tracks:
        told = {part: texts.get(head.col, "") for part, head in track.heads.items()}
        name, target, basis = told.get(Part.LEVEL3, ""), told[Part.TARGET], told.get(Part.BASIS, "")
        score += 2 if name and target else -2 if name or target else 0
        score += _is_value(target) - _NO_NAME * sum(_is_value(told[part]) for part in _LEVELS & told.keys())
        score += 1 if basis and not _is_value(basis) else 0
    return score


def _is_value(text: str) -> bool:
    return parse_target(text).kind in {TargetKind.NUMBER, TargetKind.DATE}
