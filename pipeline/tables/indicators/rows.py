"""Indicators of a grid with columns: one a line, or several side by side.

Here: the lines below the header of indicators, as indicators. Not here: the header (``columns``), pieces of merged
cells (``pieces``), which project they are set for.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import without_space
from pipeline.readers.document import Grid, Hint, RawCell
from pipeline.tables.indicators.columns import NAMES, Part, Track, find_tracks, names_columns
from pipeline.tables.indicators.indicator import Indicator, Told
from pipeline.tables.indicators.levels import is_nothing, level1_of, split_levels, unnumbered
from pipeline.tables.indicators.pieces import at, texts_down
from pipeline.tables.indicators.shifts import shift_of, shifted

_DOWN = (Part.TASK, Part.LEVEL1, Part.LEVEL2)
_BESIDE = (Part.DESCRIPTION, Part.SIGN, Part.UNIT, Part.WEIGHT, Part.BASIS)

ProjectOf = Callable[[int], int | None]
"""Row of the grid -> index of the table's row whose targets stand there."""


def of_the_whole(_: int) -> None:
    """The project of the lines of a table that is about one thing."""


def read_indicators(grid: Grid, project_of: ProjectOf = of_the_whole) -> tuple[tuple[Track, ...], Told]:
    """The columns of indicators that a grid names, and the indicators below them; nothing where it names none."""
    number, tracks = find_tracks(grid.rows)
    if not tracks:
        return (), Told()
    below = max(head.row + head.row_span for track in tracks for head in track.heads.values())
    return tracks, read_below(grid, tracks, max(number + 1, below), project_of)


def read_below(grid: Grid, tracks: Sequence[Track], first: int, project_of: ProjectOf = of_the_whole) -> Told:
    """The indicators of a grid's lines from ``first`` on, under columns named above them."""
    lines = [row for row in grid.rows[first:] if row and not names_columns(row)]
    shifts = {row[0].row: shift_of(row, tracks) if grid.hint is Hint.DOUBTFUL else 0 for row in lines}
    lines = [shifted(row, shifts[row[0].row]) for row in lines]
    found: list[Indicator] = []
    used: set[tuple[int, int]] = set()
    for track in tracks:
        down = {part: texts_down(lines, track.heads[part]) for part in _DOWN if part in track.heads}
        before: Indicator | None = None
        for row in lines:
            above = {part: cells.get(row[0].row) for part, cells in down.items()}
            told = _told(row, track, above, project_of)
            if told is None:
                continue
            own, cells = told
            shift = shifts[row[0].row]
            own = replace(own, grid_col=own.grid_col - shift)
            used |= {(cell.row, cell.col - shift) for cell in cells}
            if before is not None and _is_rest(own, before, row, lines):
                found[found.index(before)] = before = _joined(before, own)
            else:
                found.append(own)
                before = own
    return Told(tuple(sorted(found, key=lambda own: (own.grid_row, own.grid_col))), frozenset(used))


def _told(
    row: Sequence[RawCell], track: Track, above: dict[Part, RawCell | None], project_of: ProjectOf
) -> tuple[Indicator, list[RawCell]] | None:
    """The indicator of a line and the cells it is made of; ``None`` where the line tells none."""
    cells = {part: cell for part, head in track.heads.items() if (cell := at(row, head)) is not None}
    name = next((cell for part, cell in cells.items() if part in NAMES), None)
    target = cells.get(Part.TARGET)
    printed = "" if target is None else without_space(target.text)
    named = "" if name is None else unnumbered(name.text)
    if (is_nothing(named) and is_nothing(printed)) or parse_number(named) is not None:
        return None
    texts = {part: without_space(cell.text) for part, cell in above.items() if cell is not None}
    level1, level2, level3 = _levels(track, texts, named)
    beside = {part: without_space(cells[part].text) for part in _BESIDE if part in cells}
    stands = target if target is not None and printed else name
    if stands is None or name is target:
        return None
    own = Indicator(
        grid_row=stands.row,
        grid_col=stands.col,
        place=stands.place,
        project=project_of(stands.row),
        level1=level1,
        level2=level2,
        level3=level3,
        task=texts.get(Part.TASK, ""),
        target=printed,
        description=beside.get(Part.DESCRIPTION, ""),
        sign=beside.get(Part.SIGN, ""),
        unit=beside.get(Part.UNIT, ""),
        weight=beside.get(Part.WEIGHT, ""),
        basis=beside.get(Part.BASIS, ""),
    )
    return own, list(cells.values())


def _levels(track: Track, above: dict[Part, str], named: str) -> tuple[str, str, str]:
    if Part.LEVELS in track.heads:
        return split_levels(named)
    level2 = above.get(Part.LEVEL2, "")
    return track.level1 or above.get(Part.LEVEL1, "") or level1_of(level2), level2, named


def _is_rest(own: Indicator, before: Indicator, row: Sequence[RawCell], lines: Sequence[Sequence[RawCell]]) -> bool:
    """Whether a line is what a page break left of the one above: at the top of a page, without a value or a name."""
    above = lines[next(number for number, line in enumerate(lines) if line is row) - 1]
    is_after_break = above[0].place.page != row[0].place.page and above[0].row == before.grid_row
    return is_after_break and not own.sign and (not own.target or not own.level3)


def _joined(before: Indicator, rest: Indicator) -> Indicator:
    return replace(
        before,
        level3=before.level3 + rest.level3,
        target=before.target + rest.target,
        description=before.description + rest.description,
        basis=before.basis + rest.basis,
    )
