"""The asset graph: it reads like the flow of the data, from raw files to the star.

Here: assets, each of which loads, calls, stores and returns metadata. Not here: checks, job and schedule.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import dagster as dg

from assets.assemble import disclosed, material
from assets.paths import CODES, current_home, workers
from assets.stages import READ, RECOGNISE, RECONCILE, RESOLVE, Stage, load_frame, run_stage
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.kernel.schema import TableSpec
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile, raw_files
from pipeline.warehouse.build import build_candidate
from pipeline.warehouse.catalog import TABLES
from pipeline.warehouse.connection import reading
from pipeline.warehouse.publish import publish

WRITER_POOL = "duckdb_writer"


class HomeResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """GOUJI_HOME, where everything that is made lives."""

    def home(self) -> Home:
        """The prepared home."""
        return current_home().prepare()


def table_schema(spec: TableSpec) -> dg.TableSchema:
    """A spec as Dagster shows it."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                field.name,
                field.type,
                description=f"{field.english} {field.chinese}",
                constraints=dg.TableColumnConstraints(
                    nullable=field.is_nullable, unique=spec.primary_key == (field.name,)
                ),
            )
            for field in spec.fields
        ]
    )


def _run(home: Home, stage: Stage) -> tuple[list[RawFile], dict[str, Any]]:
    raws = raw_files(home)
    computed = run_stage(home, raws, stage, workers())
    return raws, {"disclosures": len(raws), "computed": computed, "kept": len(raws) - computed}


def _rows(home: Home, raws: Sequence[RawFile], stage: Stage, frame: str) -> int:
    return sum(load_frame(home, raw, stage, frame).height for raw in raws)


@dg.asset(group_name="sources", kinds={"file"})
def raw_disclosures(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Raw disclosure files (披露文件) as added, immutable and content-addressed."""
    raws = raw_files(gouji_home.home())
    names = "\n".join(f"- {raw.disclosure_id} {', '.join(raw.names)}" for raw in raws)
    return dg.MaterializeResult(metadata={"dagster/row_count": len(raws), "files": dg.MetadataValue.md(names or "–")})


@dg.asset(group_name="readers", kinds={"python", "parquet"}, deps=[raw_disclosures])
def documents(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Text lines and grids of raw cells with their places; a file of no known form is kept with the reason."""
    home = gouji_home.home()
    raws, metadata = _run(home, READ)
    return dg.MaterializeResult(metadata={"dagster/row_count": len(raws), **metadata})


@dg.asset(group_name="tables", kinds={"python", "parquet"}, deps=[documents])
def tables(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Grids recognised as table families (表类) by title and header, rows keyed; the rest kept as other:<title>."""
    home = gouji_home.home()
    raws, metadata = _run(home, RECOGNISE)
    families = Counter(
        table_id.split(":")[0]
        for raw in raws
        for table_id in load_frame(home, raw, RECOGNISE, "recognised")["table_id"].to_list()
    )
    unread = [item for raw in raws if (item := disclosed(home, raw)).status != "read"]
    listed = "\n".join(f"- {item.raw.names[0]}: {item.status}: {item.reason}" for item in unread)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(families.values()),
            **metadata,
            "families": dict(families),
            "unread": dg.MetadataValue.md(listed or "–"),
        }
    )


@dg.asset(group_name="recover", kinds={"python", "parquet"}, deps=[tables])
def cells(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Every reported figure with its certainty, and every identity (勾稽关系) judged over them."""
    home = gouji_home.home()
    raws, metadata = _run(home, RECONCILE)
    certainty = Counter(
        value for raw in raws for value in load_frame(home, raw, RECONCILE, "cells")["certainty"].to_list()
    )
    verdicts = Counter(
        value for raw in raws for value in load_frame(home, raw, RECONCILE, "checks")["verdict"].to_list()
    )
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(certainty.values()),
            **metadata,
            "certainty": dict(certainty),
            "verdicts": dict(verdicts),
        }
    )


@dg.asset(group_name="facts", kinds={"python", "parquet"}, deps=[cells])
def lines(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Leaf cells with their coordinates in the star schema; totals and memos (其中) beside them."""
    home = gouji_home.home()
    raws, metadata = _run(home, RESOLVE)
    return dg.MaterializeResult(metadata={"dagster/row_count": _rows(home, raws, RESOLVE, "budget_lines"), **metadata})


@dg.asset(group_name="warehouse", kinds={"duckdb"}, deps=[lines], pool=WRITER_POOL)
def candidate_warehouse(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """A complete new warehouse that nobody reads yet: the audit decides whether it is published."""
    home = gouji_home.home()
    raws = raw_files(home)
    counts = build_candidate(home.candidate, material(home, raws), load_codes(CODES), CATALOGUE)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": sum(counts.values()), "rows": counts, "path": str(home.candidate)}
    )


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            dg.AssetKey(["warehouse", spec.name]),
            deps=[candidate_warehouse],
            group_name="warehouse",
            kinds={"duckdb", "table"},
            description=f"{spec.english} {spec.chinese}",
            metadata={"dagster/column_schema": table_schema(spec)},
        )
        for spec in TABLES
    ],
    name="publish_warehouse",
    pool=WRITER_POOL,
)
def published_warehouse(gouji_home: HomeResource):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """The audited candidate takes the warehouse's place in one rename; readers never see half a load."""
    home = gouji_home.home()
    publish(home.candidate, home.warehouse)
    with reading(home.warehouse) as connection:
        for spec in TABLES:
            found = connection.execute(f'SELECT count(*) FROM "{spec.name}"').fetchone()  # noqa: S608
            yield dg.MaterializeResult(
                asset_key=dg.AssetKey(["warehouse", spec.name]),
                metadata={"dagster/row_count": found[0] if found else 0},
            )


ASSETS = [raw_disclosures, documents, tables, cells, lines, candidate_warehouse, published_warehouse]
