"""Tables too wide for their page: the part on the next page stands right of the first one's rows.

Here: such parts, told by the heights of their rows. Not here: parts below each other (``joined``).
"""

from collections.abc import Sequence

from pipeline.kernel.money import classify_token
from pipeline.readers.document import Grid, RawCell
from pipeline.tables.ruled.parts import Parts, is_figure, texts_of
from pipeline.tables.ruled.placed import PlacedRow, edges_of, placed_rows


def beside(upper: Parts, lower: Grid) -> list[PlacedRow] | None:
    """All rows of a table too wide for its page, the part on the next page right of the first one's.

    Such a part has its rows at the same height and prints no labels beside its figures.
    """
    tops = {round(_top(row)): number for number, row in enumerate(upper.first.rows) if row}
    own = [row for row in lower.rows if row]
    at = [next((tops[top] for top in _around(_top(row)) if top in tops), None) for row in own]
    figures = [any(map(is_figure, texts_of(row))) for row in own]
    if not any(figures) or any(number is None and is_body for number, is_body in zip(at, figures, strict=True)):
        return None
    body_above = [any(map(is_figure, texts_of(row))) for row in upper.first.rows]
    body = [row for row, has_figures in zip(own, figures, strict=True) if has_figures]
    if sum(body_above) != len(body) or any(_is_label(cell) for row in body for cell in row):
        return None
    placed = [list(row) for row in placed_rows(upper.first)]
    right = max(edge for row in placed for _, _, edge in row)
    left = min(edges[0] for row in own for cell in row if (edges := edges_of(cell)))
    for row, number in zip(own, at, strict=True):
        if number is None:
            continue
        cells = [(cell, edges_of(cell)[0] - left + right, edges_of(cell)[1] - left + right) for cell in row]
        if placed[number] and not figures[own.index(row)] and not cells[0][0].text.strip():
            last, begin, _ = placed[number][-1]
            placed[number][-1] = (last, begin, cells[0][2])
            cells = cells[1:]
        placed[number] += cells
    return placed


def _top(row: Sequence[RawCell]) -> float:
    return next((cell.place.bbox[1] for cell in row if cell.place.bbox), 0.0)


def _around(top: float) -> tuple[int, int, int]:
    return round(top), round(top) - 1, round(top) + 1


def _is_label(cell: RawCell) -> bool:
    return bool(cell.text.strip()) and classify_token(cell.text) is None
