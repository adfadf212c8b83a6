"""Rows that a page break tore: the rest of a name on the next page goes back to its row, a reprinted total goes.

Here: telling both from rows of their own, by known names, by equal print and by what every row of the table prints. Not
here: joining grids (``joined``).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.kernel import wording
from pipeline.kernel.text import folded, split_ordinal, without_space
from pipeline.readers.document import RawCell
from pipeline.tables.model import Head
from pipeline.tables.roles import Role

Row = tuple[RawCell, ...]
IsName = Callable[[str], bool]

_OPEN, _CLOSE = "(", ")"
_ENOUGH_ROWS = 3
"""So many whole rows show what every row of a table prints."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A body whose torn rows are whole, and what its page breaks leave behind.

    Attributes:
        repeats: the cells that reprint what stood on an earlier page.
        doubtful: labels without figures beside a page break, rows of their own or parts of the row across it.
    """

    body: tuple[Row, ...]
    repeats: tuple[RawCell, ...]
    doubtful: tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table whose rows may be torn.

    Attributes:
        values: those of figures.
        numbers: those that number the rows (序号): the rest of a row prints no number of its own.
        always: those that every row prints, so that a line without is no whole row.
    """

    values: frozenset[int]
    numbers: frozenset[int]
    always: frozenset[int]


def mended(body: Sequence[Row], heads: Sequence[Head], is_name: IsName) -> Mended:
    """Mend the rows at page breaks.

    Args:
        body: the lines below the header, over all pages.
        heads: the columns they stand in.
        is_name: whether a folded label is a known subject's, unit's or item's, or a known code.
    """
    columns = _columns(body, heads)
    kept: list[Row] = []
    repeats: list[RawCell] = []
    doubtful: list[RawCell] = []
    page: int | None = None
    is_below_break = False
    for row in body:
        first = row[0].place.page if row else page
        is_below_break = is_below_break or (page is not None and first != page)
        page = first
        if is_below_break and _is_repeat(row, kept, columns):
            repeats.extend(row)
            continue
        if is_below_break and kept and _may_be_one(kept[-1], row, columns, is_name):
            if _is_one(kept[-1], row, columns, is_name):
                kept[-1] = _whole(kept[-1], row)
                # The rest of a row may fill the page and go on below the next break.
                is_below_break = False
                continue
            doubtful += _without_figures(kept[-1], row, columns)
        is_below_break = False
        kept.append(row)
    return Mended(tuple(kept), tuple(repeats), tuple(doubtful))


def _texts(row: Row) -> list[str]:
    return [folded(cell.text) for cell in row if cell.text.strip()]


def _printed(row: Row) -> dict[int, str]:
    return {cell.col: cell.text for cell in row if cell.text.strip()}


def _columns(body: Sequence[Row], heads: Sequence[Head]) -> _Columns:
    """What all whole rows print: those that stand beside no page break, or print figures."""
    values = frozenset(head.col for head in heads if not head.role)
    numbers = frozenset(head.col for head in heads if head.role == Role.ROW_NO)
    pages = [row[0].place.page if row else None for row in body]
    torn = {number for at, (one, other) in enumerate(pairwise(pages)) if one != other for number in (at, at + 1)}
    printed = [set(_printed(row)) for row in body]
    whole = [cols for number, cols in enumerate(printed) if number not in torn or cols & values]
    # An item of a balance may have no figure; what is keyed by a code or name has one.
    may_be_always = numbers if any(head.role == Role.ITEM for head in heads) else numbers | values
    is_enough = len(whole) >= _ENOUGH_ROWS
    return _Columns(values, numbers, may_be_always.intersection(*whole) if is_enough else frozenset())


def _is_repeat(row: Row, kept: Sequence[Row], columns: _Columns) -> bool:
    """A total printed again at the top of the next page, figure by figure; a first row without a label is a total."""
    texts = _texts(row)
    if any(map(wording.is_total_label, texts)):
        return any(_texts(other) == texts for other in kept)
    is_unlabelled = bool(texts) and _printed(row).keys() <= columns.values
    return is_unlabelled and bool(kept) and _printed(row) == _printed(kept[0])


def _may_be_one(upper: Row, lower: Row, columns: _Columns, is_name: IsName) -> bool:
    """Whether nothing that two lines print says that each is a row: they share columns of labels only.

    A rest may be a name by itself (其他普通, 教育支出), but not both halves of a label.
    """
    above, below = _printed(upper), _printed(lower)
    shared = above.keys() & below.keys()
    if not shared or shared & (columns.values | columns.numbers):
        return False
    if not below.keys() <= above.keys() | (set() if columns.values & above.keys() else columns.values):
        return False
    return not any(
        split_ordinal(below[col])[0]
        or wording.is_total_label(folded(above[col]))
        or (is_name(folded(above[col])) and (is_name(folded(below[col])) or wording.is_total_label(folded(below[col]))))
        for col in shared
        if not _is_one_name(above[col], below[col], is_name)
    )


def _is_one(upper: Row, lower: Row, columns: _Columns, is_name: IsName) -> bool:
    """Whether one of two lines is surely no row: a known name goes on in the other, or it lacks what all rows print."""
    above, below = _printed(upper), _printed(lower)
    names = any(_is_one_name(above[col], below[col], is_name) for col in above.keys() & below.keys())
    return names or any((col in above) != (col in below) for col in columns.always)


def _is_one_name(begun: str, rest: str, is_name: IsName) -> bool:
    """Whether a label surely goes on in another; digits may be a deeper code's own as well as the rest of one."""
    if split_ordinal(rest)[0] or folded(rest).isdigit():
        return False
    start = folded(split_ordinal(begun)[1])
    whole = start + folded(rest)
    is_bracket_open = start.count(_OPEN) > start.count(_CLOSE) and whole.count(_OPEN) == whole.count(_CLOSE)
    return is_bracket_open or (is_name(whole) and not (is_name(start) and is_name(folded(rest))))


def _whole(upper: Row, lower: Row) -> Row:
    """The upper line with the rests of its labels, and with figures that stand on the lower line only."""
    rests = {cell.col: cell for cell in lower if cell.text.strip()}
    return tuple(_joined(cell, rests[cell.col]) if cell.col in rests else cell for cell in upper)


def _joined(cell: RawCell, rest: RawCell) -> RawCell:
    if not cell.text.strip():
        return replace(cell, text=rest.text, place=rest.place)
    return replace(cell, text=f"{without_space(cell.text)}{without_space(rest.text)}")


def _without_figures(upper: Row, lower: Row, columns: _Columns) -> Iterator[RawCell]:
    """The labels of the one of two lines that prints no figures, where the other does."""
    for row, other in ((lower, upper), (upper, lower)):
        has_figures = [any(cell.col in columns.values and cell.text.strip() for cell in each) for each in (row, other)]
        if has_figures == [False, True]:
            yield from (cell for cell in row if cell.text.strip())
