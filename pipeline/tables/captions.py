"""What stands around a grid: the texts that can be its title, its unit of money, the notes below it.

Here: finding these. Not here: which of the titles is a family's (``matching``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.kernel import wording
from pipeline.kernel.text import folded
from pipeline.readers.document import Document, Grid, RawCell, TextLine
from pipeline.tables import header
from pipeline.tables.ruled.joined import JoinedGrid

_LINES_BEFORE_A_BREAK = 3
_CAPTION_ROWS = 2
_TABLE_TITLE = re.compile(r"(?<!\d)表(?:\([^()]*\))?$")
"""A title ends in 表, maybe with its axis in brackets; a form's number (公开05表) is none."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines around a grid: those since the grid before it, the notes below it, and those between its parts."""

    above: tuple[TextLine, ...]
    below: tuple[TextLine, ...]
    between: tuple[TextLine, ...] = ()


def surroundings(document: Document, grids: Sequence[JoinedGrid]) -> list[Surroundings]:
    """The lines around every grid, in the grids' order."""
    found = []
    for index, grid in enumerate(grids):
        before = grids[index - 1].last_order if index else -1
        after = grids[index + 1].first_order if index + 1 < len(grids) else len(document.lines) + len(document.grids)
        above = [line for line in document.lines if before < line.order < grid.first_order]
        beside = [line for line in document.lines if grid.first_order < line.order < after] if grid.pages else []
        below = [line for line in document.lines if grid.last_order < line.order < after]
        between = [line for line in document.lines if grid.first_order < line.order < grid.last_order]
        found.append(Surroundings(_on_its_page(above, beside, grid), tuple(below), tuple(between)))
    return found


def _on_its_page(above: Sequence[TextLine], beside: Sequence[TextLine], grid: JoinedGrid) -> tuple[TextLine, ...]:
    """The lines above a grid that can caption it: in forms with pages those of its page, else those before it.

    A caption that a wide table's page cuts off stands beside the first rows of its grid.
    """
    if not grid.pages:
        return tuple(above)
    own = [line for line in above if line.place.page == grid.pages[0]]
    own += [line for line in beside if line.place.page == grid.pages[0] and _is_beside_top(line, grid.grid)]
    if any(wording.may_be_title(line.text) for line in own):
        return tuple(own)
    return tuple([line for line in above if line.place.page == grid.pages[0] - 1][-_LINES_BEFORE_A_BREAK:] + own)


def _is_beside_top(line: TextLine, grid: Grid) -> bool:
    bottoms = [cell.place.bbox[3] for row in grid.rows[:_CAPTION_ROWS] for cell in row if cell.place.bbox]
    return line.place.bbox is not None and bool(bottoms) and line.place.bbox[3] <= max(bottoms)


def titles(region: header.Region, around: Surroundings) -> list[str]:
    """Texts above a table that can be its title, the likeliest first: those ending in 表, then the nearest."""
    inside = [cell.text for row in reversed(region.preamble) for cell in row if wording.may_be_title(cell.text)]
    lines = [line.text for line in reversed(around.above)]
    pairs = [upper + lower for lower, upper in pairwise(lines) if wording.may_be_title(upper + lower)]
    above = [text for text in lines if wording.may_be_title(text)]
    return sorted([*inside, *above, *pairs], key=lambda text: _TABLE_TITLE.search(folded(text)) is None)


def heading(title: str, *, is_final: bool) -> str:
    """A title as families know it: in a final account every table is one, whether its title says 决算 or not."""
    return title if not is_final or "决算" in folded(title) else f"{title}（决算）"


def notes(around: Surroundings) -> tuple[str, ...]:
    """The notes right below a grid."""
    found = []
    for line in around.below:
        if not wording.is_note(line.text):
            break
        found.append(line.text)
    return tuple(found)


def unit_line(preamble: Iterable[tuple[RawCell, ...]], around: Surroundings) -> str:
    """The text near a grid that declares its unit of money; empty where none does.

    A table too wide for its page declares it above the part on the next page.
    """
    near = [cell.text for row in preamble for cell in row]
    near += ["".join(cell.text for cell in row) for row in preamble]
    near += [line.text for line in reversed(around.above)]
    near += [line.text for line in around.between if wording.is_money_unit_line(line.text)]
    return next((text for text in near if wording.money_unit(text)), "")
