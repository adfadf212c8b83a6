"""A table as a sheet of cells: a header with merged cells of several levels, a body, spans.

Here: the cells of a whole table, as if there were one endless page. Not here: sizes, pages and drawing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generated.pdf.layout import PdfLayout
from generated.publication import Column, Kind, Line, PrintedTable, Publication
from generated.typeset import column_numbers, printed_cells

INDENT = "\u3000"
_REPEATING = ("类型", "项目单位")
_MOST_COLUMNS_OF_A_BLOCK = 8
_FEWEST_LINES_OF_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of a sheet: text, 0-based position and spans; ``indent`` is its depth in a tree told by indentation."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    is_header: bool = False
    is_amount: bool = False
    is_bold: bool = False
    indent: int = 0

    @property
    def rows(self) -> range:
        """The rows it covers."""
        return range(self.row, self.row + self.row_span)

    @property
    def cols(self) -> range:
        """The columns it covers."""
        return range(self.col, self.col + self.col_span)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be typeset: ``header_rows`` rows of header, then the body; every position is covered by one cell."""

    title: str
    note: str
    header_rows: int
    row_count: int
    width: int
    has_total_first: bool
    cells: tuple[SheetCell, ...]

    def cells_of(self, rows: Sequence[int]) -> Iterator[SheetCell]:
        """The cells that cover any of some rows."""
        wanted = set(rows)
        return (cell for cell in self.cells if wanted.intersection(cell.rows))


def header_cells(columns: Sequence[Column]) -> Iterator[SheetCell]:
    """Labels over all columns that share them; the innermost one down to the header's last row."""
    depth = max(len(column.path) for column in columns)
    for level in range(depth):
        start = 0
        for path, run in groupby([column.path[: level + 1] for column in columns]):
            width = len(list(run))
            if len(path) > level:
                is_leaf = all(len(column.path) == len(path) for column in columns[start : start + width])
                yield SheetCell(level, start, path[-1], depth - level if is_leaf else 1, width, is_header=True)
            start += width


def _is_total(line: Line) -> bool:
    return bool(line) and all(
        entry.label.rstrip("：").endswith(("合计", "总计")) or not any(entry.labels) for entry in line
    )


def _body_rows(table: PrintedTable) -> list[list[SheetCell]]:
    """A list of cells per line, all in row 0."""
    rows = []
    for number, line in enumerate(table.lines, start=1):
        is_bold = _is_total(line)
        cells = []
        for col, (column, text) in enumerate(zip(table.columns, printed_cells(table, line, number), strict=True)):
            bare = text.lstrip(INDENT)
            cells.append(
                SheetCell(
                    0,
                    col,
                    bare,
                    is_amount=column.kind is Kind.VALUE,
                    is_bold=is_bold,
                    indent=len(text) - len(bare),
                )
            )
        rows.append(cells)
    return rows


def _in_blocks(table: PrintedTable, rows: list[list[SheetCell]]) -> list[list[SheetCell]]:
    """The second half of the rows to the right of the first."""
    half = (len(rows) + 1) // 2
    blank = [SheetCell(0, cell.col, "") for cell in rows[0]]
    right = [*rows[half:], *[blank] * (2 * half - len(rows))]
    width = len(table.columns)
    return [
        [*first, *(replace(cell, col=cell.col + width) for cell in second)]
        for first, second in zip(rows[:half], right, strict=True)
    ]


def _merged(rows: list[list[SheetCell]], cols: Iterable[int]) -> list[list[SheetCell]]:
    """Runs of equal texts in some columns as one tall cell each."""
    merged = [list(row) for row in rows]
    for col in cols:
        start = 0
        for text, run in groupby([row[col].text for row in rows]):
            length = len(list(run))
            if text and length > 1:
                merged[start] = [replace(cell, row_span=length) if cell.col == col else cell for cell in merged[start]]
                for number in range(start + 1, start + length):
                    merged[number] = [cell for cell in merged[number] if cell.col != col]
            start += length
    return merged


def sheet_of(publication: Publication, table: PrintedTable, layout: PdfLayout) -> Sheet:
    """The cells of a table."""
    rows = _body_rows(table)
    header = list(header_cells(table.columns))
    depth = max(len(column.path) for column in table.columns)
    if publication.has_column_numbers:
        header += [SheetCell(depth, col, text, is_header=True) for col, text in enumerate(column_numbers(table))]
        depth += 1
    width = len(table.columns)
    is_list = not any(column.side or column.kind is Kind.ROW_NO for column in table.columns)
    is_short = len(rows) < _FEWEST_LINES_OF_BLOCKS or width > _MOST_COLUMNS_OF_A_BLOCK
    if layout.has_blocks and is_list and not is_short:
        rows = _in_blocks(table, rows)
        header += [replace(cell, col=cell.col + width) for cell in header]
        width *= 2
    elif layout.has_merged_repeats:
        rows = _merged(rows, [col for col, column in enumerate(table.columns) if column.path[-1] in _REPEATING])
    body = [replace(cell, row=depth + number) for number, row in enumerate(rows) for cell in row]
    return Sheet(
        table.title,
        table.note,
        depth,
        depth + len(rows),
        width,
        bool(table.lines) and _is_total(table.lines[0]),
        (*header, *body),
    )
