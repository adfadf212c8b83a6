"""The stages of one disclosure: raw -> document -> tables -> cells -> lines, and findings beside cells, as Parquet.

Here: which code makes each stage, loading and storing around the pure functions, and running a stage over many
disclosures. Not here: Dagster. A stage's result is keyed by the file's sha256 and the version of all code up to the
stage, so a run recomputes what changed and nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

import polars as pl

from assets.paths import CODES, PROJECT
from assets.progress import telling
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, reconcile
from pipeline.facts.lines import Member, Resolver, budget_lines, merged
from pipeline.facts.list_lines import list_facts
from pipeline.facts.list_star import LIST_FACTS
from pipeline.facts.staffing import headcount
from pipeline.facts.targets import targets_of
from pipeline.kernel.codes import load_codes
from pipeline.kernel.errors import UnreadableFileError
from pipeline.kernel.records import from_frame, to_frame
from pipeline.narrative import read_claims
from pipeline.readers.document import Document
from pipeline.readers.registry import read_document
from pipeline.review import review
from pipeline.review.frames import finding_frame
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile, read_raw
from pipeline.tables.model import Table
from pipeline.tables.publication import Publication, read_publication
from pipeline.tables.recognise import recognise_tables
from pipeline.warehouse.catalog import RAW_CELL, UNREAD_PAGE
from pipeline.warehouse.stage_store import code_version, frame_path, read_frame, write_frame

_FEW = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a raw file came to: a document, or the reason why not."""

    document: Document | None = None
    rejection_code: str = ""
    rejection: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its name, the frames it keeps and the places, folders or files, whose code makes it."""

    name: str
    frames: tuple[str, ...]
    places: tuple[Path, ...]
    run: Callable[[Home, RawFile], dict[str, pl.DataFrame]]

    @property
    def version(self) -> str:
        """The version of the code that makes this stage."""
        return _version(self.places)


@cache
def _version(places: tuple[Path, ...]) -> str:
    return code_version(places)


def _read(home: Home, raw: RawFile) -> dict[str, pl.DataFrame]:
    content = read_raw(home, raw.sha256)
    if content is None:
        return {}
    try:
        reading = Reading(read_document(content, raw.names[0]))
    except UnreadableFileError as error:
        reading = Reading(None, error.rejection.code, error.rejection.message)
    return {"reading": to_frame(Reading, [reading])}


def _recognise(home: Home, raw: RawFile) -> dict[str, pl.DataFrame]:
    document = load_reading(home, raw).document
    codes = load_codes(CODES)
    tables = recognise_tables(document, codes) if document else []
    publications = [read_publication(document, tables, codes)] if document else []
    return {"recognised": to_frame(Table, tables), "publication": to_frame(Publication, publications)}


def _review(home: Home, raw: RawFile) -> dict[str, pl.DataFrame]:
    document, publication = load_reading(home, raw).document, load_publication(home, raw)
    found = (
        review(document, load_tables(home, raw), publication, load_codes(CODES).jurisdictions)
        if document and publication
        else []
    )
    return {"findings": finding_frame(raw.disclosure_id, found)}


def _reconcile(home: Home, raw: RawFile) -> dict[str, pl.DataFrame]:
    document = load_reading(home, raw).document
    publication = load_publication(home, raw)
    found = reconcile(
        Recognised(
            raw.disclosure_id,
            load_tables(home, raw),
            has_certain_digits=bool(document and document.has_certain_digits),
            measure=publication.stage if publication else None,
            publication=publication,
            claims=read_claims(document, publication) if document else (),
        ),
        CATALOGUE,
        load_codes(CODES),
    )
    return {
        "claims": found.claims,
        "cells": found.cells,
        "candidates": found.candidates,
        "checks": found.checks,
        "suspects": found.suspects,
        "tables": found.tables,
        "unplaced": found.unplaced,
        "tokens": found.tokens,
        "raw_cells": _raw_cells(raw, document),
        "unread_pages": _unread_pages(raw, document),
    }


def _raw_cells(raw: RawFile, document: Document | None) -> pl.DataFrame:
    return RAW_CELL.frame(
        {
            "disclosure_id": raw.disclosure_id,
            "grid_no": grid_no,
            "row_no": cell.row + 1,
            "col_no": cell.col + 1,
            "text": cell.text,
            "page": cell.place.page,
            "line": cell.place.line,
        }
        for grid_no, grid in enumerate(document.grids if document else (), start=1)
        for row in grid.rows
        for cell in row
    )


def _unread_pages(raw: RawFile, document: Document | None) -> pl.DataFrame:
    return UNREAD_PAGE.frame(
        {"disclosure_id": raw.disclosure_id, "page": unread.page, "reason": unread.reason}
        for unread in (document.unread_pages if document else ())
    )


def _resolve(home: Home, raw: RawFile) -> dict[str, pl.DataFrame]:
    publication = load_publication(home, raw)
    cells = load_frame(home, raw, RECONCILE, "cells")
    empty = Publication("", "", None, None, None, None)
    tables, codes = load_tables(home, raw), load_codes(CODES)
    lines = budget_lines(cells, tables, publication or empty, codes)
    resolver = Resolver(publication or empty, tables, codes)
    lists = list_facts(raw.disclosure_id, tables, cells, resolver)
    document = load_reading(home, raw).document
    lines_of_text = document or Document("", (), (), has_certain_digits=False)
    people = headcount(raw.disclosure_id, lines_of_text, tables, cells, resolver)
    targets = targets_of(raw.disclosure_id, tables, publication or empty, document)
    named = (*lines.members, *resolver.members.values(), *targets.members)
    return {
        "budget_lines": lines.budget_lines,
        "reported_totals": lines.reported_totals,
        **lists,
        "headcount": people,
        "members": to_frame(Member, merged(named)),
        "indicators": targets.indicators,
        "project_mentions": targets.mentions,
    }


_OF_ALL_DISCLOSURES = frozenset({"across", "suites"})
"""The rooms of expectations/ that speak of a whole warehouse: no stage of one disclosure follows from them."""
_RULES = tuple(
    path
    for path in sorted((PROJECT / "expectations").iterdir())
    if path.stem not in {*_OF_ALL_DISCLOSURES, "__pycache__"}
)

_KERNEL = PROJECT / "pipeline" / "kernel"
_READ_FOLDERS = (_KERNEL, PROJECT / "pipeline" / "readers")
_TABLE_FOLDERS = (*_READ_FOLDERS, PROJECT / "pipeline" / "tables", CODES)
_NARRATIVE = PROJECT / "pipeline" / "narrative"
_REVIEW_FOLDERS = (*_TABLE_FOLDERS, _NARRATIVE, PROJECT / "pipeline" / "review")
_CELL_FOLDERS = (
    *_TABLE_FOLDERS,
    _NARRATIVE,
    PROJECT / "pipeline" / "recover",
    *_RULES,
)
_LINE_FOLDERS = (*_CELL_FOLDERS, PROJECT / "pipeline" / "facts")

READ = Stage("documents", ("reading",), _READ_FOLDERS, _read)
RECOGNISE = Stage("tables", ("recognised", "publication"), _TABLE_FOLDERS, _recognise)
REVIEW = Stage("findings", ("findings",), _REVIEW_FOLDERS, _review)
RECONCILE = Stage(
    "cells",
    (
        "cells",
        "candidates",
        "checks",
        "suspects",
        "claims",
        "tables",
        "unplaced",
        "tokens",
        "raw_cells",
        "unread_pages",
    ),
    _CELL_FOLDERS,
    _reconcile,
)
RESOLVE = Stage(
    "lines",
    ("budget_lines", "reported_totals", *LIST_FACTS, "members", "indicators", "project_mentions"),
    _LINE_FOLDERS,
    _resolve,
)

STAGES = (READ, RECOGNISE, REVIEW, RECONCILE, RESOLVE)


def paths_of(home: Home, raw: RawFile, stage: Stage) -> dict[str, Path]:
    """Where a stage's frames for a raw file rest."""
    return {frame: frame_path(home, stage.name, frame, stage.version, raw.sha256) for frame in stage.frames}


def load_frame(home: Home, raw: RawFile, stage: Stage, frame: str) -> pl.DataFrame:
    """One frame of a stage."""
    return read_frame(paths_of(home, raw, stage)[frame])


def load_all(home: Home, raws: Sequence[RawFile], stage: Stage, frame: str, *columns: str) -> pl.DataFrame:
    """Columns of one frame of many raw files, read in one go, with the ``sha256`` of the file each row is of.

    A column ``a.b`` is the field ``b`` of the record in column ``a``. What a file lacks is left out.
    """
    paths = [path for raw in raws if (path := paths_of(home, raw, stage)[frame]).exists()]
    if not paths:
        return pl.DataFrame(schema=dict.fromkeys(("sha256", *columns), pl.String()))
    scanned = pl.scan_parquet(paths, include_file_paths="path", hive_partitioning=False)
    sha256 = pl.col("path").str.extract(r"([0-9a-f]{64})\.parquet$").alias("sha256")
    return scanned.select(sha256, *(_column(name) for name in columns)).collect()


def _column(name: str) -> pl.Expr:
    record, _, field = name.partition(".")
    return pl.col(record).struct.field(field).alias(name) if field else pl.col(record)


def load_reading(home: Home, raw: RawFile) -> Reading:
    """What reading a raw file came to; nothing is kept of a file that is gone, so that it is read when it is back."""
    if not paths_of(home, raw, READ)["reading"].exists():
        return Reading(None, "raw-file-gone", f"{raw.names[0]}: the raw file is gone from the store. Add it again.")
    return from_frame(Reading, load_frame(home, raw, READ, "reading"))[0]


def load_tables(home: Home, raw: RawFile) -> list[Table]:
    """The recognised tables of a raw file."""
    return from_frame(Table, load_frame(home, raw, RECOGNISE, "recognised"))


def load_publication(home: Home, raw: RawFile) -> Publication | None:
    """What a document says of itself; ``None`` for a file that was not read."""
    return next(iter(from_frame(Publication, load_frame(home, raw, RECOGNISE, "publication"))), None)


def is_done(home: Home, raw: RawFile, stage: Stage) -> bool:
    """Whether this version of the stage has been computed for the file since it was last read."""
    reading = paths_of(home, raw, READ)["reading"]
    if not reading.exists():
        return False
    read_at = reading.stat().st_mtime_ns
    return all(path.exists() and path.stat().st_mtime_ns >= read_at for path in paths_of(home, raw, stage).values())


def run_stage_for(home: Home, raw: RawFile, stage_name: str) -> float:
    """Compute and keep one stage of one disclosure; returns the seconds it took. Runs in worker processes."""
    stage = next(stage for stage in STAGES if stage.name == stage_name)
    started = perf_counter()
    for frame, data in stage.run(home, raw).items():
        write_frame(data, paths_of(home, raw, stage)[frame])
    return perf_counter() - started


def _map(home: Home, pending: Sequence[RawFile], stage: Stage, processes: int) -> Iterator[tuple[RawFile, float]]:
    if len(pending) <= _FEW or processes == 1:
        for raw in pending:
            yield raw, run_stage_for(home, raw, stage.name)
        return
    # polars is not fork-safe, so workers are spawned.
    with ProcessPoolExecutor(min(processes, len(pending)), mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(run_stage_for, home, raw, stage.name): raw for raw in pending}
        for future in as_completed(futures):
            yield futures[future], future.result()


def run_stage(home: Home, raws: Sequence[RawFile], stage: Stage, processes: int) -> int:
    """Run a stage over the disclosures that lack it.

    Returns:
        How many were computed; the others were kept from earlier runs.
    """
    pending = [raw for raw in raws if not is_done(home, raw, stage)]
    kept = len(raws) - len(pending)
    with telling() as tell:
        tell(f"{stage.name}: {len(pending)} to do, {kept} kept")
        for number, (raw, seconds) in enumerate(_map(home, pending, stage, processes), start=1):
            tell(f"{stage.name}: [{number}/{len(pending)}] {raw.names[0]} ({seconds:.2f} s)")
    return len(pending)
