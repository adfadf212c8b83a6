"""Slices of the home: jurisdiction × fiscal year, known only after a document is read.

Here: which slice a disclosure lies in, and which slices are to be computed. Not here: Dagster's partitions (``graph``,
``automation``), which bear the slices' names.
"""

from collections.abc import Iterable, Sequence

from assets.stages import RECOGNISE, RECONCILE, RESOLVE, REVIEW, Stage, is_done, load_all, paths_of
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile, raw_files

SLICE = "slice"
"""Name of Dagster's dynamic partitions."""

UNKNOWN = "unknown"
_FROM_SLICES_ON = (REVIEW, RECONCILE, RESOLVE)


def slice_of(raw: RawFile, jurisdiction: str | None, year: int | None) -> str:
    """``410700-2024``; what the content does not say is as declared, or ``unknown``."""
    return f"{jurisdiction or raw.declared.jurisdiction or UNKNOWN}-{year or raw.declared.year or UNKNOWN}"


def _has(home: Home, raw: RawFile, stage: Stage) -> bool:
    return all(path.exists() for path in paths_of(home, raw, stage).values())


def by_slice(home: Home) -> dict[str, list[RawFile]]:
    """The disclosures of each slice; a file that came after the documents were read is in none yet."""
    raws = [raw for raw in raw_files(home) if _has(home, raw, RECOGNISE)]
    rows = load_all(home, raws, RECOGNISE, "publication", "jurisdiction_code", "fiscal_year").iter_rows()
    said = {sha256: (jurisdiction, year) for sha256, jurisdiction, year in rows}
    slices: dict[str, list[RawFile]] = {}
    for raw in raws:
        slices.setdefault(slice_of(raw, *said.get(raw.sha256, (None, None))), []).append(raw)
    return slices


def pending(home: Home) -> list[str]:
    """Slices with a disclosure that has not been reconciled by this version of the code."""
    return [
        name
        for name, raws in by_slice(home).items()
        if any(not is_done(home, raw, stage) for raw in raws for stage in _FROM_SLICES_ON)
    ]


def covering(names: Sequence[str], wanted: Iterable[str]) -> tuple[str, str] | None:
    """First and last of the smallest range of ``names`` that covers the wanted ones; of the last when none is wanted.

    A run computes a range; what lies in it and is done already is kept.
    """
    if not names:
        return None
    places = sorted(names.index(name) for name in wanted) or [len(names) - 1]
    return names[places[0]], names[places[-1]]


def complete(home: Home) -> list[RawFile]:
    """The disclosures with all their stages."""
    return [raw for raw in raw_files(home) if all(_has(home, raw, stage) for stage in (RECOGNISE, *_FROM_SLICES_ON))]
