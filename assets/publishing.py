"""Write, audit, publish: a candidate is built beside the warehouse and takes its place when the audit lets it.

Here: the steps in their order, whether the warehouse is up to date, and cleaning up. Not here: the audit, which stands
between ``build`` and ``put_in_place`` as a blocking check (``checks``). Killed at any step, the warehouse is the old or
the new one, whole, and the next run goes on: what it follows from is noted last, so a note that is missing or old only
means that the next run publishes again.
"""

import hashlib
import shutil
import time
from pathlib import Path

from filelock import FileLock

from assets.acknowledged import acknowledgement_files
from assets.assemble import material
from assets.paths import CODES, PROJECT
from assets.slices import complete
from assets.stages import RESOLVE, REVIEW
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.kernel.errors import IncompleteError
from pipeline.sources.blobs import write_atomically
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile, raw_files
from pipeline.warehouse.build import build_candidate
from pipeline.warehouse.connection import reading
from pipeline.warehouse.publish import publish
from pipeline.warehouse.stage_store import code_version

_WAREHOUSE_FOLDERS = (
    PROJECT / "pipeline" / "warehouse",
    PROJECT / "pipeline" / "facts",
    PROJECT / "expectations",
    CODES,
)
_KEPT_SECONDS = 24 * 3600


def basis(home: Home) -> str:
    """A digest of all that a warehouse follows from: the log of raw files, code, code lists, acknowledgements."""
    digest = hashlib.sha256()
    log = home.raw / "log.jsonl"
    digest.update(log.read_bytes() if log.exists() else b"")
    for stage in (REVIEW, RESOLVE):
        digest.update(stage.version.encode())
    digest.update(code_version(_WAREHOUSE_FOLDERS).encode())
    for path in acknowledgement_files(home):
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def is_warehouse_current(home: Home) -> bool:
    """Whether the published warehouse follows from what the home holds now."""
    return home.warehouse.exists() and _read(_note_of(home.warehouse)) == basis(home)


def is_up_to_date(home: Home) -> bool:
    """Whether the published warehouse, and the Data Docs of it, follow from what the home holds now."""
    return is_warehouse_current(home) and _read(_documented_note(home)) == _read(_note_of(home.warehouse))


def note_documented(home: Home) -> None:
    """Note that the Data Docs are of the warehouse that is published; of one without a note, nothing is known."""
    note = _note_of(home.warehouse)
    if note.exists():
        write_atomically(_documented_note(home), note.read_bytes())


def build(home: Home, candidate: Path) -> dict[str, int]:
    """Build a complete new warehouse that nobody reads yet, and note beside it what it follows from.

    Returns:
        Row counts by table.

    Raises:
        IncompleteError: it would lack what is published now.
        FaultyFileError: a file of acknowledgements cannot be used.
    """
    follows_from = basis(home)
    counts = build_candidate(candidate, material(home, _ready(home)), load_codes(CODES), CATALOGUE)
    write_atomically(_note_of(candidate), follows_from.encode())
    return counts


def put_in_place(home: Home, candidate: Path) -> None:
    """Put an audited candidate in the place of the warehouse, note what that follows from, and clean up.

    Raises:
        IncompleteError: another run has published since, and the candidate lacks what that one brought.
    """
    note = _note_of(candidate)
    # One lock over all of it: nobody publishes in between, and the note is of the warehouse that stands.
    with FileLock(home.warehouse.with_suffix(".lock")):
        _refuse_to_lose(home, _disclosures(candidate))
        publish(candidate, home.warehouse)
        write_atomically(_note_of(home.warehouse), note.read_bytes())
    note.unlink()
    _remove_refused(home)


def _note_of(database: Path) -> Path:
    return database.with_suffix(".basis")


def _documented_note(home: Home) -> Path:
    return home.data_docs / "warehouse.basis"


def _read(note: Path) -> str | None:
    return note.read_text(encoding="utf-8") if note.exists() else None


def _ready(home: Home) -> list[RawFile]:
    """What a candidate is built from: all that is complete, as long as nothing drops out of what is published.

    A file that came while this run was going on waits for the next one.
    """
    raws = complete(home)
    _refuse_to_lose(home, {raw.disclosure_id for raw in raws})
    return raws


def _refuse_to_lose(home: Home, ready: set[str]) -> None:
    """Refuse to publish these disclosures alone when others, which the home still holds, are published now."""
    if home.warehouse.exists():
        held = {raw.disclosure_id for raw in raw_files(home)}
        missing = (_disclosures(home.warehouse) & held) - ready
        if missing:
            raise IncompleteError(len(missing))


def _disclosures(database: Path) -> set[str]:
    with reading(database) as connection:
        return {row[0] for row in connection.execute("SELECT disclosure_id FROM dim_disclosure").fetchall()}


def _remove_refused(home: Home) -> None:
    """Remove candidates that an audit refused or a kill left, and their pages; they stay for a day to be looked at."""
    for path in home.warehouse.parent.glob("candidate-*"):
        try:
            if _is_old(path):
                path.unlink()
        except FileNotFoundError:
            continue  # another run removed it
    if home.refused_docs.exists() and _is_old(home.refused_docs):
        shutil.rmtree(home.refused_docs, ignore_errors=True)


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _KEPT_SECONDS
