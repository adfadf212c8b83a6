"""A ruled grid cut into captions, header and body, by its merged cells and its figures.

Here: where the header begins and ends, and the label over every column. Not here: what the labels mean (``heads``).
"""

import re
from collections.abc import Sequence

from pipeline.kernel import wording
from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, split_ordinal, without_space
from pipeline.readers.document import Grid, RawCell
from pipeline.tables.header import Matrix, Region, is_column_number_row

_WIDE = 0.6
"""A lone cell over this share of the columns captions the table rather than heads a column."""

_TITLE = re.compile(r"(?<!\d)表(?:\([^()]*\))?$")

Rows = tuple[tuple[RawCell, ...], ...]


def cut_ruled(grid: Grid) -> Region:
    """Cut a grid into captions above the header, header, column numbers (栏次) and body."""
    rows, width = grid.rows, grid.width
    start = 0
    while start < len(rows) and _is_caption_row(rows[start], width):
        start += 1
    end = start
    while end < len(rows) and not _begins_body(rows, start, end, width):
        end += 1
    has_numbers = end < len(rows) and is_column_number_row(_filled(rows[end]))
    return Region(rows[:start], rows[start:end], rows[end : end + has_numbers], rows[end + has_numbers :])


def _filled(row: Sequence[RawCell]) -> list[str]:
    return [cell.text for cell in row if cell.text.strip()]


def _is_caption_row(row: Sequence[RawCell], width: int) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    if not filled:
        return True
    joined = "".join(without_space(cell.text) for cell in filled)
    if wording.is_caption(joined) or any(wording.is_money_unit_line(cell.text) for cell in filled):
        return True
    only = filled[0]
    if len(filled) == 1 and wording.is_form_number(only.text):
        return True
    return (
        len(filled) == 1
        and width > 1
        and only.col_span >= _WIDE * width
        and parse_number(only.text) is None
        and not wording.is_total_label(only.text)
    )


def is_title_row(row: Sequence[RawCell], width: int) -> bool:
    """Whether a row prints nothing but a table's title across the grid, maybe with its form number."""
    filled = [cell for cell in row if cell.text.strip()]
    return (
        len(filled) == 1
        and width > 1
        and filled[0].col_span >= _WIDE * width
        and wording.may_be_title(filled[0].text)
        and _TITLE.search(folded(filled[0].text)) is not None
    )


def _begins_body(rows: Rows, start: int, row: int, width: int) -> bool:
    """Whether a row is the first below the header: it prints figures, or the rows above head every column."""
    texts = _filled(rows[row])
    if row == start:
        return False
    if is_column_number_row(texts) or any(parse_number(text) is not None for text in texts):
        return True
    above = rows[start:row]
    is_spanned = any(cell.row + cell.row_span > row for line in above for cell in line)
    is_complete = not is_spanned and all(map(any, zip(*matrix_of(above, width), strict=True)))
    is_labelled = len(texts) == 1 and wording.is_total_label(texts[0])
    is_item = any(split_ordinal(text)[0] in {1, 2} for text in texts)
    return (is_labelled and not is_spanned) or (is_complete and (is_item or not _splits(rows[row - 1], rows[row])))


def _splits(upper: Sequence[RawCell], lower: Sequence[RawCell]) -> bool:
    """Whether a row prints apart what one label of the row above spans."""
    printed = {cell.col for cell in lower if cell.text.strip()}
    return any(
        cell.col_span > 1 and len(printed & set(range(cell.col, cell.col + cell.col_span))) > 1
        for cell in upper
        if cell.text.strip()
    )


def matrix_of(rows: Rows, width: int) -> Matrix:
    """Header lines by columns, every merged cell's label in all the lines and columns it covers."""
    matrix: Matrix = [[""] * width for _ in rows]
    offset = next((cell.row - number for number, row in enumerate(rows) for cell in row), 0)
    for row in rows:
        for cell in row:
            for line in range(cell.row - offset, min(cell.row - offset + cell.row_span, len(rows))):
                for col in range(cell.col, min(cell.col + cell.col_span, width)):
                    matrix[line][col] = without_space(cell.text)
    return matrix


def column_paths(rows: Rows, width: int) -> list[tuple[str, ...]]:
    """One path of labels per column, outermost first; blank lines and repeats left out."""
    paths = []
    for labels in zip(*matrix_of(rows, width), strict=True) if rows else [()] * width:
        path: list[str] = []
        for label in labels:
            if label and (not path or folded(path[-1]) != folded(label)):
                path.append(label)
        paths.append(tuple(path))
    return paths
