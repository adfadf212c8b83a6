"""What became of one fault: detected, located, repaired, and what it did to cells that it did not touch.

Here: one record a fault, all counts and booleans, so that thousands can be added up. Not here: adding up (``report``).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from time import process_time
from typing import NamedTuple

import polars as pl
from perturbation.baseline import Faring, Records, faring
from perturbation.faults import Fault
from perturbation.ground import DISCLOSURE, FIRM, Ground, recognised, reconciled, worth
from perturbation.misprints import plain
from perturbation.uniqueness import has_unique_repair

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled
from expectations.rows import cell_id

HARD = [name for name, identity in CATALOGUE.items() if identity.is_hard]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault.

    Attributes:
        form: of the document.
        name: of the document.
        kind: of the fault.
        table_id: family of the damaged table.
        has_certain_digits: whether the form's digits are the publisher's, so that nothing may be put right.
        is_bounded: no sum or copy speaks of any damaged figure, only bounds or rates.
        is_detectable: some identity breaks by the fault, were all else placed as it was.
        is_detected: a hard identity breaks that did not, or a damaged figure is newly flagged or newly put right.
        is_located: every damaged figure (of a shifted row one) is in a smallest set of suspects, or put right.
        is_foremost: and as many of them are among the few of its set to look at first.
        is_first: and one of them is the first of its set.
        suspects: how many cells the smallest sets name in all.
        most: how many of them a set says to look at first, the most of any.
        flagged: firm cells that the fault did not touch and that are flagged now.
        disputed: those of them that are ``disputed``.
        untouched: cells that the fault did not touch.
        is_unique: exactly one slip undone makes every identity hold again.
        is_repaired: the damaged figures have their true values back.
        is_mended_wrong: a figure is told as put right that was right, or to what it never was; in certain digits any.
        is_led_astray: a figure stands elsewhere than it was printed, where it never stood, and is disputed there.
        seconds: of one processor, to recognise and reconcile the damaged document.
        missed: identities that the fault should break, where it was not detected.
        where: the damaged cells, before and after.
        by_row: what the baseline makes of it, row by row.
        by_table: likewise, table by table.
    """

    form: str
    name: str
    kind: str
    table_id: str
    has_certain_digits: bool
    is_bounded: bool
    is_detectable: bool
    is_detected: bool
    is_located: bool
    is_foremost: bool
    is_first: bool
    suspects: int
    most: int
    flagged: int
    disputed: int
    untouched: int
    is_unique: bool
    is_repaired: bool
    is_mended_wrong: bool
    is_led_astray: bool
    seconds: float
    missed: tuple[str, ...]
    where: str
    by_row: Faring
    by_table: Faring


def outcome_of(ground: Ground, fault: Fault) -> Outcome:
    """Send a damaged document through the real path, from its tables on, and compare."""
    started = process_time()
    found = reconciled(fault.document, recognised(fault.document))
    seconds = process_time() - started
    now = worth(found)
    damaged = _damaged(ground, fault, found)
    has_new_break = bool(_breaks(found) - _breaks(ground.found))
    is_flagged = any(name in now and now[name][1] not in FIRM and _was_firm(ground, name) for name in damaged)
    moved = _newly(ground, found, _moved)
    mended = _newly(ground, found, _mended)
    expected = ground.breaks(fault.changed)
    untouched = [name for name in ground.worth if name not in damaged]
    flagged = [name for name in untouched if _was_firm(ground, name) and (name not in now or now[name][1] not in FIRM)]
    named = _suspected(ground, found)
    suspects = _ranks(named)
    # A figure that was put right is in no break any more: the repair itself names it.
    ranks = suspects | dict.fromkeys(mended, 1)
    located = [ranks[name] for name in damaged if name in ranks]
    foremost = {each.name for each in named if each.is_foremost} | mended.keys()
    enough = 1 if fault.kind == "row shifted" else len(fault.changed)
    is_detected = has_new_break or is_flagged or not mended.keys().isdisjoint(damaged)
    certain = ground.document.has_certain_digits
    return Outcome(
        form=ground.source.form,
        name=ground.source.name,
        kind=fault.kind,
        table_id=fault.table_id,
        has_certain_digits=certain,
        is_bounded=not any(slot in ground.summed for slot in fault.changed),
        is_detectable=bool(expected),
        is_detected=is_detected,
        is_located=len(located) >= enough,
        is_foremost=len(foremost & damaged) >= enough,
        is_first=1 in located,
        suspects=len(suspects),
        most=max(Counter(each.of for each in named if each.is_foremost).values(), default=0),
        flagged=len(flagged),
        disputed=sum(name in now and now[name][1] == "disputed" for name in flagged),
        untouched=len(untouched),
        is_unique=not certain and has_unique_repair(ground, fault),
        is_repaired=_is_repaired(ground, fault, now),
        is_mended_wrong=any(certain or _value(ground.worth, name) != value for name, value in mended.items()),
        is_led_astray=any(name not in mended and _value(ground.worth, name) != moved[name] for name in moved),
        seconds=seconds,
        missed=() if is_detected else tuple(sorted({each.identity_id for each in expected})),
        where=", ".join(
            f"{ground.id_of(slot)}: {ground.printed.get(slot)} → {to}" for slot, to in fault.changed.items()
        ),
        by_row=faring(ground, fault, Records.ROW),
        by_table=faring(ground, fault, Records.TABLE),
    )


def _was_firm(ground: Ground, name: str) -> bool:
    return name not in ground.worth or ground.worth[name][1] in FIRM


Printed = dict[str, tuple[tuple[int, int], str]]
"""By name, the line of a cell, as table and row number, and its printed figure."""


def _damaged(ground: Ground, fault: Fault, found: Reconciled) -> set[str]:
    """The names of the damaged figures: where they stood, and where reconciling has put what they print now."""
    rows = {(slot.table_no, ground.row_nos[slot.table_no, slot.row]) for slot in fault.changed}
    texts = {plain(text) for text in fault.changed.values() if text}
    before, after = _printed(ground.found), _printed(found)
    moved = {
        name for name, (row, text) in after.items() if row in rows and text in texts and before.get(name) != (row, text)
    }
    return moved | _left_blank(fault, before, after, rows) | {ground.id_of(slot) for slot in fault.changed}


def _left_blank(fault: Fault, before: Printed, after: Printed, rows: set[tuple[int, int]]) -> set[str]:
    """Where a dropped figure's row is blank now for it: its equal in the row may stand in its place, untold from it."""
    if fault.kind != "figure dropped":
        return set()
    texts = {text for name, (row, text) in before.items() if row in rows and name in after}
    return {name for name, (row, text) in before.items() if row in rows and name not in after and text in texts}


def _printed(found: Reconciled) -> Printed:
    """The line and printed figure of every cell by its name."""
    rows = found.cells.select("cell_id", "table_no", "row_no", "printed").rows()
    return {name: ((table_no, row_no), plain(printed)) for name, table_no, row_no, printed in rows}


def _breaks(found: Reconciled) -> set[tuple[str, str]]:
    """The hard identities that break, by identity and instance."""
    broken = found.checks.filter((pl.col("verdict") == "break") & pl.col("identity_id").is_in(HARD))
    return set(broken.select("identity_id", "instance").rows())


class _Named(NamedTuple):
    """A cell, printed or blank, that the set of a new break names."""

    of: tuple[str, str]
    name: str
    rank: int
    is_foremost: bool


def _suspected(ground: Ground, found: Reconciled) -> list[_Named]:
    """The cells of the smallest sets of the breaks that are new."""
    new = _breaks(found) - _breaks(ground.found)
    columns = ["identity_id", "instance", "rank", "is_foremost", "table_no", "row_no", "col_no"]
    return [
        _Named((identity, instance), cell_id(DISCLOSURE, table_no, row_no, col_no - 1), rank, is_foremost)
        for identity, instance, rank, is_foremost, table_no, row_no, col_no in found.suspects.select(columns).rows()
        if (identity, instance) in new
    ]


def _ranks(named: Iterable[_Named]) -> dict[str, int]:
    """The best rank of every cell."""
    ranks: dict[str, int] = {}
    for each in named:
        ranks[each.name] = min(each.rank, ranks.get(each.name, each.rank))
    return ranks


def _is_repaired(ground: Ground, fault: Fault, now: dict[str, tuple[Decimal, str]]) -> bool:
    """Whether every damaged slot has the value back that it had, blank ones too."""
    names = [ground.id_of(slot) for slot in fault.changed]
    return all(_value(now, name) == _value(ground.worth, name) for name in names)


def _value(cells: dict[str, tuple[Decimal, str]], name: str) -> Decimal | None:
    return cells[name][0] if name in cells else None


Told = dict[str, tuple[Decimal, str]]
"""What is told of some figures: by name, the value and how it came about."""


def _newly(ground: Ground, found: Reconciled, chosen: Callable[[Reconciled], Told]) -> dict[str, Decimal]:
    """The chosen figures of which the same was not told without the fault."""
    before = chosen(ground.found)
    return {name: told[0] for name, told in chosen(found).items() if before.get(name) != told}


def _told(found: Reconciled, chosen: pl.Expr) -> Told:
    rows = found.cells.filter(chosen).select("cell_id", "value", "repair").rows()
    return {name: (value, repair) for name, value, repair in rows}


def _mended(found: Reconciled) -> Told:
    """The figures that are told as put right, in digits or place."""
    return _told(found, pl.col("certainty") == "repaired")


def _moved(found: Reconciled) -> Told:
    """The figures that stand in another column than they were printed in."""
    return _told(found, pl.col("printed_col_no").is_not_null())
