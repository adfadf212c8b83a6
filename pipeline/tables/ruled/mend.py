"""Rows that a page break tore: the rest of a name on the next page goes back to its row, a reprinted total goes.

Here: telling both from rows of their own, by known names and equal print. Not here: joining grids (``joined``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.kernel import wording
from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded, split_ordinal, without_space
from pipeline.readers.document import RawCell

Row = tuple[RawCell, ...]
IsName = Callable[[str], bool]

_OPEN, _CLOSE = "(", ")"


@dataclass(frozen=True, slots=True)
class Mended:
    """A body whose torn rows are whole, and the cells that reprint what stood on an earlier page."""

    body: tuple[Row, ...]
    repeats: tuple[RawCell, ...]


def mended(body: Sequence[Row], is_name: IsName) -> Mended:
    """Mend the rows at page breaks; ``is_name`` says whether a folded label is a known subject's or unit's."""
    kept: list[Row] = []
    repeats: list[RawCell] = []
    page: int | None = None
    for row in body:
        first = row[0].place.page if row else page
        is_new_page = page is not None and first != page
        page = first
        if is_new_page and _is_repeat(row, kept):
            repeats.extend(row)
        elif is_new_page and kept and _is_rest(kept[-1], row, is_name):
            kept[-1] = _whole(kept[-1], row)
        else:
            kept.append(row)
    return Mended(tuple(kept), tuple(repeats))


def _texts(row: Row) -> list[str]:
    return [folded(cell.text) for cell in row if cell.text.strip()]


def _is_repeat(row: Row, kept: Sequence[Row]) -> bool:
    """A total printed again at the top of the next page, figure by figure."""
    texts = _texts(row)
    return bool(texts) and wording.is_total_label(texts[0]) and any(_texts(other) == texts for other in kept)


def _is_rest(upper: Row, lower: Row, is_name: IsName) -> bool:
    """Whether the lower row prints nothing but the rests of names that the upper one began."""
    above = {cell.col: cell for cell in upper if cell.text.strip()}
    rests = [cell for cell in lower if cell.text.strip()]
    if not rests or any(cell.col not in above or parse_number(cell.text) is not None for cell in rests):
        return False
    return all(_is_one_name(above[cell.col].text, cell.text, is_name) for cell in rests)


def _is_one_name(begun: str, rest: str, is_name: IsName) -> bool:
    if split_ordinal(rest)[0]:
        return False
    start = folded(split_ordinal(begun)[1])
    whole = start + folded(rest)
    is_bracket_open = start.count(_OPEN) > start.count(_CLOSE) and whole.count(_OPEN) == whole.count(_CLOSE)
    return is_bracket_open or (is_name(whole) and not is_name(start))


def _whole(upper: Row, lower: Row) -> Row:
    rests = {cell.col: cell.text for cell in lower if cell.text.strip()}
    return tuple(
        replace(cell, text=f"{without_space(cell.text)}{without_space(rests[cell.col])}") if cell.col in rests else cell
        for cell in upper
    )
