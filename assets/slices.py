"""Slices of the home: jurisdiction × fiscal year, known only after a document is read.

Here: which slice a disclosure lies in, which slices are to be computed, and whether the warehouse is up to date. Not
here: Dagster's partitions (``graph``, ``automation``), which bear the slices' names.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from assets.paths import CODES, DATA, PROJECT
from assets.stages import RECOGNISE, RECONCILE, RESOLVE, Stage, is_done, load_all, paths_of
from pipeline.sources.blobs import write_atomically
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile, raw_files
from pipeline.warehouse.stage_store import code_version

SLICE = "slice"
"""Name of Dagster's dynamic partitions."""

UNKNOWN = "unknown"
_FROM_SLICES_ON = (RECONCILE, RESOLVE)
_WAREHOUSE_FOLDERS = (
    PROJECT / "pipeline" / "warehouse",
    PROJECT / "pipeline" / "facts",
    PROJECT / "expectations",
    CODES,
)


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


def basis(home: Home) -> str:
    """A digest of all that a warehouse follows from: the log of raw files, the code, the code lists."""
    digest = hashlib.sha256()
    log = home.raw / "log.jsonl"
    digest.update(log.read_bytes() if log.exists() else b"")
    digest.update(RESOLVE.version.encode())
    digest.update(code_version(_WAREHOUSE_FOLDERS).encode())
    acknowledged = DATA / "acknowledged.yaml"
    digest.update(acknowledged.read_bytes() if acknowledged.exists() else b"")
    return digest.hexdigest()


def is_up_to_date(home: Home) -> bool:
    """Whether the published warehouse, and the Data Docs of it, follow from what the home holds now."""
    notes = (_basis_note(home), _documented_note(home))
    if not home.warehouse.exists() or not all(note.exists() for note in notes):
        return False
    now = basis(home)
    return all(note.read_text(encoding="utf-8") == now for note in notes)


def _basis_note(home: Home) -> Path:
    return home.warehouse.with_suffix(".basis")


def _documented_note(home: Home) -> Path:
    return home.data_docs / "warehouse.basis"


def note_basis(home: Home, published: str) -> None:
    """Note what the published warehouse follows from."""
    write_atomically(_basis_note(home), published.encode())


def note_documented(home: Home) -> None:
    """Note that the Data Docs are of the warehouse that is published; of one without a note, nothing is known."""
    note = _basis_note(home)
    if note.exists():
        write_atomically(_documented_note(home), note.read_bytes())
