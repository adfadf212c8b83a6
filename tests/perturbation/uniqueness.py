"""Whether a fault could be put right: by how many single slips the damaged document can have come about.

Here: counting them by the identities alone, apart from the code that repairs. Not here: repairing, and scoring it.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, islice

from perturbation.faults import Changes, Fault
from perturbation.ground import Ground, slots_of
from perturbation.misprints import SLIPS, readings

from pipeline.kernel.money import Verdict, parse_number
from pipeline.recover.identity import Instance, Relation, Slot

MOST_WAYS = 2_000
"""How many ways to place a row's figures are looked at; with more, a shifted row counts as not unique."""


def has_unique_repair(ground: Ground, fault: Fault) -> bool:
    """Whether exactly one slip undone makes every identity hold again, and it is the one that was made.

    A misread figure is undone by another reading of one figure, a shifted row by other columns for its figures. What
    was lost, swapped or overwritten leaves nothing to read again.
    """
    if fault.kind in SLIPS:
        (slot,) = fault.changed
        found = {*islice(_other_readings(ground, fault.changed), 2)}
        return found == {(slot, _value(ground.printed[slot]))}
    if fault.kind == "row shifted":
        return len([*islice(_other_columns(ground, fault.changed), 2)]) == 1
    return False


def _value(printed: str) -> object:
    number = parse_number(printed)
    return number.value if number else None


def _other_readings(ground: Ground, changed: Changes) -> Iterator[tuple[Slot, object]]:
    """Every (slot, value) that one slip undone makes of a damaged document without breaks."""
    broken = ground.breaks(changed)
    if not broken:
        return
    common = set.intersection(*(set(slots_of(each)) for each in broken))
    for slot in sorted(common):
        printed = changed.get(slot, ground.printed.get(slot))
        if not printed:
            continue
        seen = set()
        for reading in sorted(readings(printed)):
            value = _value(reading)
            if value in seen or value is None or value == _value(printed):
                continue
            seen.add(value)
            again = {**changed, slot: reading}
            if _may_hold(ground, broken, again) and not ground.breaks({**again}):
                yield slot, value


def _may_hold(ground: Ground, broken: list[Instance], changed: Changes) -> bool:
    """Whether one broken identity, a sum where there is one, holds: asked first because it is asked most."""
    first = min(broken, key=lambda each: (each.relation is not Relation.SUM, len(each.parts)))
    judged = ground.verdict(first, changed)
    return judged is None or judged[0] is not Verdict.BREAK


def _other_columns(ground: Ground, changed: Changes) -> Iterator[Mapping[Slot, str | None]]:
    """Every way to place a shifted row's figures, in their order, that breaks nothing."""
    some = next(iter(changed))
    table = ground.by_no[some.table_no]
    block = next(row.block for row in table.rows if row.index == some.row)
    cols = sorted(head.col for head in table.heads if not head.role and head.block == block)
    row = [Slot(some.table_no, some.row, col) for col in cols]
    texts = [text for slot in row if (text := changed.get(slot, ground.printed.get(slot)))]
    for chosen in islice(combinations(row, len(texts)), MOST_WAYS):
        ways: dict[Slot, str | None] = dict.fromkeys(row)
        ways.update(zip(chosen, texts, strict=True))
        if not ground.breaks(ways):
            yield ways
