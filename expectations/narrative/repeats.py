"""GJ-039: a quantity that the text states again is equal everywhere.

Here: which claims speak of the same. Not here: the first of them against its cells (``amounts``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from expectations.evaluate import TEXT, Check
from expectations.narrative.figures import Figures
from expectations.narrative.verdicts import JudgedClaim, slot_of
from pipeline.narrative.claim import Claim, Kind
from pipeline.recover.identity import Slot


def with_repeats(judged: Sequence[JudgedClaim], figures: Figures) -> list[JudgedClaim]:
    """Every claim with the checks against the first that tells the same quantity of the same cell."""
    by_no = {item.claim.claim_no: item.claim for item in judged}
    cells = {item.claim.claim_no: item.cells for item in judged}
    first: dict[object, JudgedClaim] = {}
    found = []
    for item in judged:
        key = _same(item, by_no=by_no, cells=cells)
        told = first.setdefault(key, item) if key else item
        repeats = tuple(_repeat(item, told, figures)) if told is not item else ()
        found.append(replace(item, repeats=repeats))
    return found


def _repeat(item: JudgedClaim, told: JudgedClaim, figures: Figures) -> Iterator[Check]:
    check = figures.check(item.claim, "GJ-039", ((1, slot_of(told.claim)),))
    if check is not None:
        key = f"{check.instance.key} · as claim {told.claim.claim_no}"
        yield replace(check, instance=replace(check.instance, key=key))


def _same(
    item: JudgedClaim, *, by_no: Mapping[int, Claim], cells: Mapping[int, tuple[Slot, ...]]
) -> tuple[object, ...] | None:
    """What a claim that repeats it has in common; ``None`` where it is not sure what it speaks of."""
    claim = item.claim
    if not claim.quantity or claim.kind not in {Kind.AMOUNT, Kind.COUNT, Kind.CHANGE} or claim.unit == "":
        return None
    amount = by_no.get(claim.of or TEXT) if claim.kind is Kind.CHANGE else claim
    linked = cells.get(amount.claim_no, ()) if amount else ()
    return claim.kind, claim.quantity, claim.subject, claim.of_unit, claim.measure, claim.period, linked
