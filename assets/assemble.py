"""From stage results to the material of a warehouse.

Here: gathering what the stages kept, for all disclosures of a home. Not here: the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields

import polars as pl

from assets.acknowledged import acknowledgements
from assets.stages import (
    READ,
    RECOGNISE,
    RECONCILE,
    RESOLVE,
    REVIEW,
    load_all,
    load_reading,
    paths_of,
)
from expectations.across import across_checks
from pipeline.kernel.records import from_frame
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile
from pipeline.tables.families import family_of
from pipeline.tables.publication import Publication
from pipeline.warehouse.build import Material
from pipeline.warehouse.catalog import FROM_STAGES
from pipeline.warehouse.dimensions import Disclosed

_OUTLINE = ("document.form", "document.unread", "rejection")
_OF_DISCLOSURE = ("disclosure_id", "jurisdiction_code", "fiscal_year", "scope")
_MEMBER_COLUMNS = {
    "disclosure_id": pl.String(),
    "dimension": pl.String(),
    "key": pl.Int64(),
    "code": pl.String(),
    "name": pl.String(),
    "is_publisher": pl.Boolean(),
    "edition": pl.Int64(),
    "is_listed": pl.Boolean(),
    "category": pl.String(),
    "jurisdiction_code": pl.String(),
    "fiscal_year": pl.Int64(),
    "scope": pl.String(),
}


def disclosed(home: Home, raw: RawFile) -> Disclosed:
    """What the stages say of one raw file."""
    return disclosed_all(home, [raw])[0]


def disclosed_all(home: Home, raws: Sequence[RawFile]) -> list[Disclosed]:
    """What the stages say of raw files, without loading their documents."""
    readings = {row["sha256"]: row for row in load_all(home, raws, READ, "reading", *_OUTLINE).iter_rows(named=True)}
    publications = _publications(home, raws)
    table_ids: dict[str, list[str]] = {}
    for sha256, table_id in load_all(home, raws, RECOGNISE, "recognised", "table_id").iter_rows():
        table_ids.setdefault(sha256, []).append(table_id)
    return [
        _disclosed(
            raw,
            readings.get(raw.sha256) or {"document.form": None, "rejection": load_reading(home, raw).rejection},
            publications.get(raw.sha256),
            table_ids.get(raw.sha256, []),
        )
        for raw in raws
    ]


def _publications(home: Home, raws: Sequence[RawFile]) -> dict[str, Publication]:
    found = load_all(home, raws, RECOGNISE, "publication", *(field.name for field in fields(Publication)))
    records = from_frame(Publication, found.drop("sha256"))
    return dict(zip(found["sha256"].to_list(), records, strict=True))


def _disclosed(
    raw: RawFile, reading: Mapping[str, str | None], publication: Publication | None, table_ids: Sequence[str]
) -> Disclosed:
    form = reading["document.form"]
    if form is None:
        return Disclosed(raw, "rejected", reading["rejection"], None, None, frozenset())
    known = frozenset(table_id for table_id in table_ids if family_of(table_id))
    status, reason = "read", None
    if reading["document.unread"]:
        status, reason = "unread", reading["document.unread"]
    elif not table_ids:
        status, reason = "no_tables", "no table was found in it"
    return Disclosed(raw, status, reason, form, publication, known)


def material(home: Home, raws: Sequence[RawFile]) -> Material:
    """Everything a warehouse is built from."""
    items = disclosed_all(home, raws)
    publications = {item.raw.sha256: item.publication for item in items}
    mentioned = [name for name in _MEMBER_COLUMNS if name not in _OF_DISCLOSURE]
    members = load_all(home, raws, RESOLVE, "members", *mentioned)
    of_disclosure = pl.DataFrame(
        [
            {
                "sha256": raw.sha256,
                "disclosure_id": raw.disclosure_id,
                "jurisdiction_code": publication.jurisdiction_code if publication else None,
                "fiscal_year": publication.fiscal_year if publication else None,
                "scope": publication.scope if publication else None,
            }
            for raw in raws
            for publication in (publications[raw.sha256],)
        ],
        schema={"sha256": pl.String(), **{name: _MEMBER_COLUMNS[name] for name in _OF_DISCLOSURE}},
    )
    joined = members.join(of_disclosure, on="sha256", maintain_order="left").select(
        pl.col(name).cast(dtype) for name, dtype in _MEMBER_COLUMNS.items()
    )
    frames = {
        frame: [paths_of(home, raw, stage)[frame] for raw in raws]
        for stage in (REVIEW, RECONCILE, RESOLVE)
        for frame in stage.frames
        if frame in FROM_STAGES
    }
    return Material(items, frames, joined, acknowledgements(home), across_checks)
