"""Merged cells that a page break tears into pieces: the text stands in one of them, the others are blank.

Here: the text that holds for each line of a column. Not here: what the text says.
"""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.readers.document import RawCell
from pipeline.tables.ruled.torn import goes_on

Lines = Sequence[Sequence[RawCell]]


def at(row: Sequence[RawCell], head: RawCell) -> RawCell | None:
    """The cell of a line that stands under a cell of the header: it shares a column with it, a filled one first."""
    end = head.col + head.col_span
    under = [cell for cell in row if cell.col < end and head.col < cell.col + cell.col_span]
    return next((cell for cell in under if cell.text.strip()), under[0] if under else None)


def texts_down(lines: Lines, head: RawCell) -> Mapping[int, RawCell]:
    """Row of the grid -> the cell whose text holds there, for a column of merged cells.

    In forms with pages a cell goes on over a page break where no rule closes it; where one does, a blank piece at the
    top of a page goes on with the last piece of the page before, and one at the bottom with the first of the page
    after. In forms without pages a text holds until the next one.
    """
    pieces = [cell for row in lines if (cell := at(row, head)) is not None]
    if not any(cell.place.page for cell in pieces):
        return dict(_carried(lines, head))
    tops, bottoms = _page_edges(lines)
    found: dict[int, RawCell] = {}
    cells = _whole_cells(pieces)
    for index, own in enumerate(cells):
        covered = [row for piece in own for row in range(piece.row, piece.row + piece.row_span)]
        text = _printed(own)
        if text is None and own[0].row in tops:
            text = found.get(own[0].row - 1)
        if text is None and not bottoms.isdisjoint(covered) and index + 1 < len(cells):
            after = cells[index + 1]
            text = _printed(after) if after[0].row in tops else None
        if text is not None:
            found.update(dict.fromkeys(covered, text))
    return found


def _whole_cells(pieces: Sequence[RawCell]) -> list[list[RawCell]]:
    """The cells of a column, each with the pieces that page breaks left of it, one of which prints."""
    cells: list[list[RawCell]] = []
    for piece in pieces:
        is_next = bool(cells) and goes_on(cells[-1][-1], piece)
        if is_next and not (piece.text.strip() and _printed(cells[-1])):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _printed(cell: Sequence[RawCell]) -> RawCell | None:
    return next((piece for piece in cell if piece.text.strip()), None)


def _carried(lines: Lines, head: RawCell) -> Iterator[tuple[int, RawCell]]:
    last: RawCell | None = None
    for row in lines:
        cell = at(row, head)
        last = cell if cell is not None and cell.text.strip() else last
        if last is not None and row:
            yield row[0].row, last


def _page_edges(lines: Lines) -> tuple[set[int], set[int]]:
    """The first and the last line of the grid on every page."""
    tops: set[int] = set()
    bottoms: set[int] = set()
    page: int | None = None
    before: int | None = None
    for row in lines:
        if row and row[0].place.page != page:
            tops.add(row[0].row)
            bottoms |= {before} if before is not None else set()
            page = row[0].place.page
        before = row[0].row if row else before
    return tops, bottoms
