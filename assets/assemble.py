"""From stage results to the material of a warehouse.

Here: gathering what the stages kept, for all disclosures of a home. Not here: the database.
"""

from collections.abc import Sequence

import polars as pl

from assets.stages import (
    RECOGNISE,
    RECONCILE,
    RESOLVE,
    load_frame,
    load_publication,
    load_reading,
    paths_of,
)
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile
from pipeline.tables.families import family_of
from pipeline.warehouse.build import Material
from pipeline.warehouse.catalog import FROM_STAGES
from pipeline.warehouse.dimensions import Disclosed

_MEMBER_COLUMNS = {
    "disclosure_id": pl.String(),
    "dimension": pl.String(),
    "key": pl.Int64(),
    "code": pl.String(),
    "name": pl.String(),
    "is_publisher": pl.Boolean(),
    "jurisdiction_code": pl.String(),
    "fiscal_year": pl.Int64(),
}


def disclosed(home: Home, raw: RawFile) -> Disclosed:
    """What the stages say of one raw file."""
    reading = load_reading(home, raw)
    publication = load_publication(home, raw)
    if reading.document is None:
        return Disclosed(raw, "rejected", reading.rejection, None, None, frozenset())
    table_ids = load_frame(home, raw, RECOGNISE, "recognised")["table_id"].to_list()
    known = frozenset(table_id for table_id in table_ids if family_of(table_id))
    status, reason = "read", None
    if reading.document.unread:
        status, reason = "unread", reading.document.unread
    elif not table_ids:
        status, reason = "no_tables", "no table was found in it"
    return Disclosed(raw, status, reason, reading.document.form, publication, known)


def material(home: Home, raws: Sequence[RawFile]) -> Material:
    """Everything a warehouse is built from."""
    items = [disclosed(home, raw) for raw in raws]
    members = [
        load_frame(home, item.raw, RESOLVE, "members").with_columns(
            disclosure_id=pl.lit(item.raw.disclosure_id),
            jurisdiction_code=pl.lit(item.publication.jurisdiction_code if item.publication else None, pl.String()),
            fiscal_year=pl.lit(item.publication.fiscal_year if item.publication else None, pl.Int64()),
        )
        for item in items
    ]
    frames = {
        frame: [paths_of(home, raw, stage)[frame] for raw in raws]
        for stage in (RECONCILE, RESOLVE)
        for frame in stage.frames
        if frame in FROM_STAGES
    }
    empty = pl.DataFrame(schema=_MEMBER_COLUMNS)
    joined = pl.concat([empty, *(frame.select(empty.columns) for frame in members)])
    return Material(items, frames, joined)
