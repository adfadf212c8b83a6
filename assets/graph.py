"""The asset graph: it reads like the flow of the data, from sources to the star.

Here: assets, each of which loads, calls, stores and returns metadata. From `cells` on they are partitioned by slices,
jurisdiction × fiscal year, which `tables` makes known. Not here: fetching, checks, jobs and schedules.
"""

import warnings
from collections.abc import Sequence
from typing import Any

import dagster as dg

from assets.assemble import disclosed_all
from assets.failures import judged
from assets.fetching import FRESH, fetched
from assets.home_resource import HomeResource
from assets.lineage import asset_key, column_lineage
from assets.paths import workers
from assets.publishing import build, put_in_place
from assets.slices import SLICE, by_slice
from assets.stages import READ, RECOGNISE, RECONCILE, RESOLVE, REVIEW, Stage, load_all, run_stage
from pipeline.kernel.schema import TableSpec
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile, raw_files
from pipeline.warehouse.catalog import TABLES
from pipeline.warehouse.connection import reading

WRITER_POOL = "duckdb_writer"
SLICES = dg.DynamicPartitionsDefinition(name=SLICE)
# In 1.13.27 the parameter is in beta; the version is pinned, so its behaviour changes only when we change the pin.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=dg.BetaWarning)
A_RUN_A_SLICE = dg.BackfillPolicy.multi_run(max_partitions_per_run=1)
"""A backfill is one run per slice: one that fails stops no other, and each has its log."""
_MOST_NAMED = 500


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


def _run(home: Home, stage: Stage, raws: Sequence[RawFile]) -> dict[str, Any]:
    with judged():
        computed = run_stage(home, raws, stage, workers())
    return {"disclosures": len(raws), "computed": computed, "kept": len(raws) - computed}


def _counts(home: Home, raws: Sequence[RawFile], stage: Stage, frame: str, column: str) -> dict[str, int]:
    found = load_all(home, raws, stage, frame, column)[column].value_counts(sort=True)
    return dict(found.iter_rows())


@dg.asset(group_name="sources", kinds={"file"}, deps=[fetched], freshness_policy=FRESH)
def raw_disclosures(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Raw disclosure files (披露文件) as they came, immutable and content-addressed."""
    raws = raw_files(gouji_home.home())
    names = "\n".join(f"- {raw.disclosure_id} {', '.join(raw.names)}" for raw in raws[-_MOST_NAMED:])
    return dg.MaterializeResult(metadata={"dagster/row_count": len(raws), "files": dg.MetadataValue.md(names or "–")})


@dg.asset(group_name="readers", kinds={"python", "parquet"}, deps=[raw_disclosures], freshness_policy=FRESH)
def documents(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Text lines and grids of raw cells with their places; a file of no known form is kept with the reason."""
    home = gouji_home.home()
    raws = raw_files(home)
    metadata = _run(home, READ, raws)
    return dg.MaterializeResult(metadata={"dagster/row_count": len(raws), **metadata})


@dg.asset(group_name="tables", kinds={"python", "parquet"}, deps=[documents], freshness_policy=FRESH)
def tables(context: dg.AssetExecutionContext, gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Grids recognised as table families (表类) by title and header, rows keyed; the rest kept as other:<title>."""
    home = gouji_home.home()
    raws = raw_files(home)
    metadata = _run(home, RECOGNISE, raws)
    slices = list(by_slice(home))
    known = context.instance.get_dynamic_partitions(SLICE)
    context.instance.add_dynamic_partitions(SLICE, [name for name in slices if name not in known])
    for name in set(known) - set(slices):
        context.instance.delete_dynamic_partition(SLICE, name)
    families: dict[str, int] = {}
    for name, count in _counts(home, raws, RECOGNISE, "recognised", "table_id").items():
        family = name.split(":")[0]
        families[family] = families.get(family, 0) + count
    unread = [item for item in disclosed_all(home, raws) if item.status != "read"]
    listed = "\n".join(f"- {item.raw.names[0]}: {item.status}: {item.reason}" for item in unread[:_MOST_NAMED])
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(families.values()),
            **metadata,
            "slices": len(slices),
            "families": families,
            "unread": dg.MetadataValue.md(listed or "–"),
        }
    )


def _of_slices(context: dg.AssetExecutionContext, home: Home) -> list[RawFile]:
    """The disclosures of this run's slices; each slice's partition says how many it has."""
    slices = by_slice(home)
    for name in context.partition_keys:
        context.add_asset_metadata({"disclosures of the slice": len(slices.get(name, []))}, partition_key=name)
    return [raw for name in context.partition_keys for raw in slices.get(name, [])]


@dg.asset(
    group_name="review",
    kinds={"python", "parquet"},
    deps=[tables],
    partitions_def=SLICES,
    backfill_policy=A_RUN_A_SLICE,
)
def findings(context: dg.AssetExecutionContext, gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """What a reviewer would write in the margins (审阅发现): missing, left over, or said in two ways."""
    home = gouji_home.home()
    raws = _of_slices(context, home)
    metadata = _run(home, REVIEW, raws)
    kinds = _counts(home, raws, REVIEW, "findings", "kind")
    return dg.MaterializeResult(metadata={"dagster/row_count": sum(kinds.values()), **metadata, "kinds": kinds})


@dg.asset(
    group_name="recover",
    kinds={"python", "parquet"},
    deps=[tables],
    partitions_def=SLICES,
    backfill_policy=A_RUN_A_SLICE,
)
def cells(context: dg.AssetExecutionContext, gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Every reported figure with its certainty, and every identity (勾稽关系) judged over them."""
    home = gouji_home.home()
    raws = _of_slices(context, home)
    metadata = _run(home, RECONCILE, raws)
    certainty = _counts(home, raws, RECONCILE, "cells", "certainty")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(certainty.values()),
            **metadata,
            "certainty": certainty,
            "verdicts": _counts(home, raws, RECONCILE, "checks", "verdict"),
        }
    )


@dg.asset(
    group_name="facts",
    kinds={"python", "parquet"},
    deps=[cells],
    partitions_def=SLICES,
    backfill_policy=A_RUN_A_SLICE,
)
def lines(context: dg.AssetExecutionContext, gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Leaf cells with their coordinates in the star schema; totals and memos (其中) beside them."""
    home = gouji_home.home()
    raws = _of_slices(context, home)
    metadata = _run(home, RESOLVE, raws)
    rows = load_all(home, raws, RESOLVE, "budget_lines", "cell_id").height
    return dg.MaterializeResult(metadata={"dagster/row_count": rows, **metadata})


@dg.asset(group_name="warehouse", kinds={"duckdb"}, deps=[findings, lines], pool=WRITER_POOL)
def candidate_warehouse(context: dg.AssetExecutionContext, gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """A complete new warehouse that nobody reads yet: the audit decides whether it is published."""
    home = gouji_home.home()
    candidate = gouji_home.candidate(context.run.run_id)
    with judged():
        counts = build(home, candidate)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": sum(counts.values()), "rows": counts, "path": str(candidate)}
    )


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            asset_key(spec.name),
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
def published_warehouse(context: dg.AssetExecutionContext, gouji_home: HomeResource):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """The audited candidate takes the warehouse's place in one rename; readers never see half a load."""
    home = gouji_home.home()
    with judged():
        put_in_place(home, gouji_home.candidate(context.run.run_id))
    with reading(home.warehouse) as connection:
        for spec in TABLES:
            found = connection.execute(f'SELECT count(*) FROM "{spec.name}"').fetchone()  # noqa: S608
            yield dg.MaterializeResult(
                asset_key=asset_key(spec.name),
                metadata={
                    "dagster/row_count": found[0] if found else 0,
                    "dagster/column_lineage": column_lineage(spec),
                },
            )


ASSETS = [fetched, raw_disclosures, documents, tables, findings, cells, lines, candidate_warehouse, published_warehouse]

PARTITIONED_ON = dg.AssetSelection.assets(findings, cells).downstream()
"""From the first partitioned asset on: what is computed by slice, and what is published from it."""
