"""One fault put into a consistent document: what was changed where, and the document as it then is.

Here: choosing a covered figure or row, changing the text of its cells in the reader's model of the document, and the
record of it. A figure is changed beyond rounding: at least one identity that speaks of it could not explain the
difference. Not here: how a figure is misread (``misprints``), and what is found.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from perturbation.ground import Ground, Spot
from perturbation.misprints import SLIPS, other_value, plain, slips

from pipeline.kernel.money import parse_number
from pipeline.readers.document import Document, Hint, RawCell
from pipeline.recover.identity import Relation, Slot

TRIES = 40
"""How many figures are tried before a document is given up for a kind of fault."""

SINGLE = (*SLIPS, "other value")
KINDS = (*SINGLE, "figure dropped", "two swapped", "row shifted")


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done to a document.

    Attributes:
        kind: one of ``KINDS``.
        table_id: family of the damaged table.
        changed: what each damaged slot now prints; ``None`` where it is blank.
        document: the damaged document.
    """

    kind: str
    table_id: str
    changed: Mapping[Slot, str | None]
    document: Document


def faulted(ground: Ground, kind: str, rng: random.Random) -> Fault | None:
    """Put a fault of a kind into a document; ``None`` where it has nothing that could be damaged so."""
    for _ in range(TRIES):
        slot = rng.choice(ground.covered)
        changed = _CHANGES.get(kind, _misprint)(ground, slot, kind, rng)
        if changed and _is_beyond_rounding(ground, changed):
            return Fault(kind, ground.by_no[slot.table_no].table_id, changed, _damaged(ground, changed))
    return None


Changes = Mapping[Slot, str | None]


def _misprint(ground: Ground, slot: Slot, kind: str, rng: random.Random) -> Changes | None:
    found = slips(kind, ground.printed[slot])
    return {slot: rng.choice(found)} if found else None


def _other(ground: Ground, slot: Slot, _: str, rng: random.Random) -> Changes | None:
    return {slot: other_value(ground.printed[slot], rng)}


def _dropped(ground: Ground, slot: Slot, _: str, __: random.Random) -> Changes | None:
    number = parse_number(ground.printed[slot])
    return {slot: None} if number is not None and number.value else None


def _swapped(ground: Ground, slot: Slot, _: str, rng: random.Random) -> Changes | None:
    others = [each for each in ground.covered if each.table_no == slot.table_no and each != slot]
    if not others:
        return None
    other = rng.choice(others)
    return {slot: ground.printed[other], other: ground.printed[slot]}


def _shifted(ground: Ground, slot: Slot, _: str, rng: random.Random) -> Changes | None:
    """The figure and those beside it one column on; the blank behind them gives way."""
    cols = _value_cols(ground, slot)
    texts = {col: ground.printed.get(Slot(slot.table_no, slot.row, col)) for col in cols}
    step = rng.choice((1, -1))
    run = [col for col in cols if (col - slot.col) * step >= 0]
    run = run if step > 0 else run[::-1]
    gap = next((place for place, col in enumerate(run) if texts[col] is None), None)
    if gap is None or not _is_where_it_was_printed(ground, slot.table_no, slot.row):
        return None
    moved = {run[0]: None, **{run[place + 1]: texts[run[place]] for place in range(gap)}}
    return {Slot(slot.table_no, slot.row, col): text for col, text in moved.items()}


_CHANGES: dict[str, Callable[[Ground, Slot, str, random.Random], Changes | None]] = {
    "other value": _other,
    "figure dropped": _dropped,
    "two swapped": _swapped,
    "row shifted": _shifted,
}


def _value_cols(ground: Ground, slot: Slot) -> list[int]:
    """The neighbouring columns of figures of a slot's row, in printed order."""
    table = ground.by_no[slot.table_no]
    block = next(row.block for row in table.rows if row.index == slot.row)
    return sorted(head.col for head in table.heads if not head.role and head.block == block)


def _is_where_it_was_printed(ground: Ground, table_no: int, row: int) -> bool:
    """Whether every figure of a row stands in the document where it was placed; false where there are no columns."""
    spots = {slot: spot for slot, spot in ground.spots.items() if (slot.table_no, slot.row) == (table_no, row)}
    return all(
        ground.document.grids[spot.grid].hint is not Hint.NONE and _cell(ground, spot).col == slot.col
        for slot, spot in spots.items()
    )


def _cell(ground: Ground, spot: Spot) -> RawCell:
    return ground.document.grids[spot.grid].rows[spot.row][spot.position]


def _is_beyond_rounding(ground: Ground, changed: Changes) -> bool:
    """Whether some sum or copy that speaks of a changed figure, else a bound, allows less than it was changed by.

    A figure that lost decimals stands for a wider interval than before: then the identity allows as much more.
    """
    for slot, text in changed.items():
        before, after = (parse_number(each or "0") for each in (ground.printed.get(slot), text))
        if before is None or after is None:
            continue
        wider = max(after.quantum - before.quantum, Decimal(0)) / 2 if text else Decimal(0)
        equal = [each for each in ground.about.get(slot, ()) if each.relation in {Relation.SUM, Relation.COPY}]
        for instance in equal or ground.about.get(slot, ()):
            judged = ground.verdict(instance, {})
            if judged and (abs(after.value - before.value) - wider) * ground.scale(instance, slot) > judged[2]:
                return True
    return False


def _damaged(ground: Ground, changed: Changes) -> Document:
    """The document with other texts in the cells of changed slots; blank cells that it lacks are set in."""
    grids = list(ground.document.grids)
    anchor = {(slot.table_no, slot.row): spot for slot, spot in ground.spots.items() if slot in changed}
    for slot, text in changed.items():
        spot = ground.spots.get(slot)
        near = anchor[slot.table_no, slot.row]
        grid = grids[near.grid]
        rows = list(grid.rows)
        rows[near.row] = (
            _relabelled(rows[near.row], spot.position, text, is_kept=grid.hint is not Hint.NONE)
            if spot
            else _set_in(rows[near.row], slot.col, text or "")
        )
        grids[near.grid] = replace(grid, rows=tuple(rows))
    return replace(ground.document, grids=tuple(grids))


def _relabelled(row: Sequence[RawCell], position: int, text: str | None, *, is_kept: bool) -> tuple[RawCell, ...]:
    """A row with another text in one cell; a figure gone leaves a blank cell, or none where there are no columns."""
    if text is None and not is_kept:
        return (*row[:position], *row[position + 1 :])
    printed = "" if text is None else text
    if printed and "," in row[position].text and "," not in printed:
        printed = _separated(plain(printed))
    return (*row[:position], replace(row[position], text=printed), *row[position + 1 :])


def _separated(figure: str) -> str:
    """A figure with the thousands separators that its form prints."""
    integer, point, fraction = figure.partition(".")
    return f"{int(integer):,}{point}{fraction}"


def _set_in(row: Sequence[RawCell], col: int, text: str) -> tuple[RawCell, ...]:
    """A row with a text in a column that was blank: in its blank cell, or in a new one beside its neighbours."""
    found = next((place for place, cell in enumerate(row) if cell.col == col), None)
    if found is not None:
        return (*row[:found], replace(row[found], text=text), *row[found + 1 :])
    new = replace(row[0], col=col, text=text, row_span=1, col_span=1)
    return tuple(sorted((*row, new), key=lambda cell: cell.col))
