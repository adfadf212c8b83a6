"""Whether the code lists make sense together: what would mislead whoever looks a code up.

Here: parents, validity, sources, pairs and bridges. Not here: whether the lists are true.
"""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.kernel.codes import Codes
from pipeline.kernel.subjects import (
    BRIDGE_KINDS,
    OBSERVED,
    REUSED,
    SCHEMES,
    SOURCES,
    STANDARD,
    EconomicPair,
    Evidence,
    Subject,
)

_FIRST_DIGITS = {"function": "2", "department": "3", "government": "5"}
_FEWEST_DOCUMENTS = 2


def faults(codes: Codes) -> Iterator[str]:
    """Everything that is wrong with the lists, each in a sentence that names the row; nothing when all is well."""
    for row in codes.rows:
        yield from _row_faults(codes, row)
    for pair in codes.pairs:
        yield from _pair_faults(codes, pair)
    yield from _overlaps(codes)
    yield from _bridge_faults(codes)


def _evidence_faults(what: str, evidence: Evidence) -> Iterator[str]:
    if evidence.source not in SOURCES:
        yield f"{what}: the source {evidence.source!r} is none of {', '.join(SOURCES)}"
    if evidence.source == STANDARD and not evidence.publication:
        yield f"{what}: a standard row names its publication"
    if evidence.source == OBSERVED and (evidence.documents < _FEWEST_DOCUMENTS or not evidence.years):
        yield f"{what}: an observed row is printed by {_FEWEST_DOCUMENTS} documents or more, of known years"
    if list(evidence.years) != sorted(set(evidence.years)):
        yield f"{what}: the years are not in order"


def _validity_faults(what: str, row: Subject | EconomicPair) -> Iterator[str]:
    if row.last_edition is not None and row.last_edition < row.first_edition:
        yield f"{what}: it ends before it begins"
    if any(not row.is_in(year) for year in row.evidence.years):
        yield f"{what}: it was observed in a year that it is not valid in"


def _row_faults(codes: Codes, row: Subject) -> Iterator[str]:
    what = f"{row.scheme} {row.code} {row.name} ({row.first_edition})"
    yield from _evidence_faults(what, row.evidence)
    yield from _validity_faults(what, row)
    if not row.code.isdigit() or row.code[0] != _FIRST_DIGITS[row.scheme] or len(row.code) % 2 == 0:
        yield f"{what}: this is no code of its scheme"
    if not row.name:
        yield f"{what}: it has no name"
    if bool(row.parent) != (len(row.code) > 3) or not row.code.startswith(row.parent):
        yield f"{what}: its parent {row.parent!r} is not the code above it"
    elif row.parent:
        last = row.last_edition or max(codes.editions)
        years = [
            year
            for year in range(row.first_edition, last + 1)
            if not codes.edition(year).list_of(row.scheme).get(row.parent)
        ]
        if years:
            yield f"{what}: its parent {row.parent} is missing in {years[0]}"


def _overlaps(codes: Codes) -> Iterator[str]:
    bridged = {(bridge.scheme, bridge.from_edition, bridge.from_code) for bridge in codes.bridges}
    ordered = sorted(codes.rows, key=lambda row: (row.scheme, row.code, row.first_edition))
    for earlier, later in pairwise(ordered):
        if (earlier.scheme, earlier.code) != (later.scheme, later.code):
            continue
        if earlier.is_in(later.first_edition):
            yield f"{later.scheme} {later.code}: two rows are valid in {later.first_edition}"
        elif (later.scheme, earlier.last_edition, later.code) not in bridged:
            was = f"{earlier.name} after {earlier.last_edition}"
            yield f"{later.scheme} {later.code}: no bridge tells what became of {was}"


def _pair_faults(codes: Codes, pair: EconomicPair) -> Iterator[str]:
    what = f"pair {pair.department} {pair.government}"
    yield from _evidence_faults(what, pair.evidence)
    yield from _validity_faults(what, pair)
    for scheme, code in (("department", pair.department), ("government", pair.government)):
        if codes.edition(pair.first_edition).list_of(scheme).get(code) is None:
            yield f"{what}: {code} is not listed in {pair.first_edition}"


def _bridge_faults(codes: Codes) -> Iterator[str]:
    for bridge in codes.bridges:
        what = (
            f"bridge {bridge.scheme} {bridge.from_edition} {bridge.from_code} to {bridge.to_edition} {bridge.to_code}"
        )
        if bridge.scheme not in SCHEMES or bridge.kind not in BRIDGE_KINDS or bridge.source not in SOURCES:
            yield f"{what}: scheme, kind or source is unknown"
            continue
        if bridge.to_edition <= bridge.from_edition or (
            bridge.kind != REUSED and bridge.to_edition > bridge.from_edition + 1
        ):
            yield f"{what}: a bridge leads to the next edition"
        for edition, code in ((bridge.from_edition, bridge.from_code), (bridge.to_edition, bridge.to_code)):
            if edition not in codes.editions or codes.editions[edition].list_of(bridge.scheme).get(code) is None:
                yield f"{what}: {code} is not listed in {edition}"
