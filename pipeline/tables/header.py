"""From the lines of a printed header to one path per column.

Here: where a header ends, and how its merged cells lie over the columns, as small pure functions. Not here: what the
paths mean (``columns``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, split_ordinal, without_space
from pipeline.kernel.wording import is_caption, is_total_label
from pipeline.readers.document import Grid, RawCell
from pipeline.tables.vocabulary import SELF_LABEL

_MOST_ALIGNMENTS = 64
_NUMBERED = {"栏次", "栏号"}

Matrix = list[list[str]]
"""Header lines by columns: the label over a column in a line, or empty where none begins or covers it."""


@dataclass(frozen=True, slots=True)
class Region:
    """A grid cut into its parts: lines before the header, header, column numbers (栏次), body."""

    preamble: tuple[tuple[RawCell, ...], ...]
    header: tuple[tuple[RawCell, ...], ...]
    column_numbers: tuple[tuple[RawCell, ...], ...]
    body: tuple[tuple[RawCell, ...], ...]

    @property
    def width(self) -> int:
        """The number of columns most body lines have; without a body, the widest header line's."""
        lengths = [len(row) for row in self.body or self.header]
        return max(set(lengths), key=lambda length: (lengths.count(length), length)) if lengths else 0


def _is_numbering(label: str) -> bool:
    """What stands in the line that numbers the columns: numbers, and in its columns of codes 类, 款 and 项."""
    return label.isdigit() or label in _NUMBERED or label in {"类", "款", "项"}


def is_column_number_row(texts: Sequence[str]) -> bool:
    """Say whether a line numbers the columns: 栏次, or 1, 2, 3, … in every filled cell."""
    filled = [label for text in texts if (label := folded(text)).strip("*—-")]
    if filled and (filled[0] in _NUMBERED or (set(filled) & _NUMBERED and all(map(_is_numbering, filled)))):
        return True
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _begins_body(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    if not filled:
        return False
    if any(parse_number(text) is not None for text in filled):
        return True
    if len(filled) == 1:
        return is_total_label(filled[0])
    return any(split_ordinal(text)[0] in {1, 2} for text in filled)


def cut(grid: Grid) -> Region:
    """Cut a grid into preamble, header, column numbers and body."""
    preamble: list[tuple[RawCell, ...]] = []
    header: list[tuple[RawCell, ...]] = []
    numbers: list[tuple[RawCell, ...]] = []
    rows = iter(grid.rows)
    body: list[tuple[RawCell, ...]] = []
    for row in rows:
        texts = [cell.text for cell in row]
        if not header and any(is_caption(text) for text in texts):
            preamble.append(row)
        elif is_column_number_row(texts):
            numbers.append(row)
            break
        elif _begins_body(texts) and header:
            body.append(row)
            break
        else:
            header.append(row)
    body.extend(rows)
    return Region(tuple(preamble), tuple(header), tuple(numbers), tuple(body))


def cut_at(grid: Grid, header_lines: int) -> Region:
    """Cut a grid below a known number of header lines, and below the line that numbers the columns, if there is one."""
    body = grid.rows[header_lines:]
    has_numbers = bool(body) and is_column_number_row([cell.text for cell in body[0]])
    return Region((), grid.rows[:header_lines], body[:has_numbers], body[has_numbers:])


def spread_blanks(rows: Sequence[Sequence[str]]) -> Matrix:
    """Fill blanks right of a label that spans them, where merged cells are followed by blanks.

    A blank belongs to the label on its left when a line below has a label in that column and the line above does not
    separate the two; otherwise the label above covers it.
    """
    width = max((len(row) for row in rows), default=0)
    matrix = [[*map(without_space, row), *[""] * (width - len(row))] for row in rows]
    for line, labels in enumerate(matrix):
        for col in range(1, width):
            has_label_below = any(below[col] for below in matrix[line + 1 :])
            is_one_group = line == 0 or matrix[line - 1][col] == matrix[line - 1][col - 1]
            if not labels[col] and labels[col - 1] and has_label_below and is_one_group:
                labels[col] = labels[col - 1]
    return matrix


def _alignments(upper: Sequence[str], lower: Sequence[str]) -> Iterator[list[int]]:
    """How many cells of the lower line each cell of the upper line covers, in every way that merging allows."""
    if not upper:
        if not lower:
            yield []
        return
    if not lower:
        return
    if not lower[0]:
        for rest in _alignments(upper[1:], lower[1:]):
            yield [1, *rest]
        return
    if not upper[0]:
        return
    longest = next((count for count, label in enumerate(lower) if not label), len(lower))
    for count in range(1, longest + 1):
        for rest in _alignments(upper[1:], lower[count:]):
            yield [count, *rest]


def align_collapsed(rows: Sequence[Sequence[str]], width: int) -> Iterator[Matrix]:
    """Every way in which header lines whose merged cells stand once can lie over ``width`` columns.

    The lowest line must have all columns; an empty cell continues the cell above it.
    """
    if not rows or len(rows[-1]) != width:
        return
    bottom = [without_space(label) for label in rows[-1]]

    def build(line: int, below: list[str], spans: list[int]) -> Iterator[Matrix]:
        if line < 0:
            yield []
            return
        labels = [without_space(label) for label in rows[line]]
        for counts in _alignments(labels, below):
            widths: list[int] = []
            position = 0
            for count in counts:
                widths.append(sum(spans[position : position + count]))
                position += count
            covered = [label for label, span in zip(labels, widths, strict=True) for _ in range(span)]
            for above in build(line - 1, labels, widths):
                yield [*above, covered]

    for matrix in islice(build(len(rows) - 2, bottom, [1] * width), _MOST_ALIGNMENTS):
        yield [*matrix, bottom]


def header_matrices(region: Region, *, has_collapsed_spans: bool) -> Iterator[Matrix]:
    """The candidate matrices of a region's header, the likeliest first."""
    rows = [[cell.text for cell in row] for row in region.header if any(cell.text.strip() for cell in row)]
    if has_collapsed_spans:
        yield from align_collapsed(rows, region.width)
    elif rows and max(len(row) for row in rows) == region.width:
        yield spread_blanks(rows)


def inner_totals(matrix: Matrix) -> int:
    """How many 合计 or 小计 stand inside a group rather than at its beginning: a total opens the group it sums up."""
    count = 0
    for upper, lower in pairwise(matrix):
        for col in range(1, len(lower)):
            is_inside = upper[col] and upper[col] == upper[col - 1]
            count += bool(is_inside and is_self_label(folded(lower[col])) and lower[col] != lower[col - 1])
    return count


def paths(matrix: Matrix) -> list[tuple[str, ...]]:
    """One path of labels per column, outermost first; a label repeated downwards stands once."""
    columns = []
    for labels in zip(*matrix, strict=True):
        path: list[str] = []
        for label in labels:
            if label and (not path or path[-1] != label):
                path.append(label)
        columns.append(tuple(path))
    return columns


def tokens(region: Region) -> set[str]:
    """The folded labels of a header, wherever they stand: what remains certain when it is mangled."""
    return {folded(cell.text) for row in region.header for cell in row if cell.text.strip()}


def is_self_label(label: str) -> bool:
    """Say whether a folded label stands for the group it is printed under."""
    return label in SELF_LABEL.split("|")
