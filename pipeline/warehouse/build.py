"""Assembling a candidate warehouse from the stage frames.

Here: the order in which it is filled: DDL from specs, Parquet, dimensions, identities between disclosures,
acknowledgements, views, scores. Not here: audit and publication.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from pipeline.facts.dimensions import FUNDS, NATURES, member_rows
from pipeline.facts.star import (
    BRIDGE_DISCLOSURE_UNIT,
    DIM_DISCLOSURE,
    DIM_FUND,
    DIM_IDENTITY,
    DIM_JURISDICTION,
    DIM_NATURE,
    DIM_PROJECT,
    DIM_UNIT,
)
from pipeline.facts.subjects import DIM_CODE_BRIDGE, DIM_ECONOMIC, DIM_ECONOMIC_PAIR, DIM_FUNCTION
from pipeline.kernel.codes import Codes
from pipeline.kernel.schema import TableSpec
from pipeline.kernel.subjects import SCHEMES
from pipeline.recover.identity import Catalogue
from pipeline.review.frames import DIM_FINDING_KIND, kind_rows
from pipeline.warehouse import dimensions, subjects
from pipeline.warehouse.acknowledgements import Acknowledgement
from pipeline.warehouse.between_disclosures import load_checks
from pipeline.warehouse.catalog import FROM_STAGES, REQUIRED_TABLE, TABLES
from pipeline.warehouse.connection import writing
from pipeline.warehouse.quarantine import acknowledge, withhold_quarantined
from pipeline.warehouse.scores import fill_scores
from pipeline.warehouse.units import unit_rows
from pipeline.warehouse.views import VIEWS


@dataclass(frozen=True, slots=True)
class Material:
    """What a warehouse is built from.

    Attributes:
        disclosed: every raw file and what became of it.
        frames: Parquet files by stage frame name.
        members: members mentioned by disclosures: columns disclosure_id, dimension, key, code, name, is_publisher,
            edition, is_listed, category, jurisdiction_code, fiscal_year, scope.
        acknowledged: the publishers' errors that persons acknowledged.
        judge_across: judges the identities between disclosures over what is loaded: rows of fact_check.
    """

    disclosed: Sequence[dimensions.Disclosed]
    frames: Mapping[str, Sequence[Path]]
    members: pl.DataFrame
    acknowledged: Sequence[Acknowledgement]
    judge_across: Callable[[duckdb.DuckDBPyConnection], pl.DataFrame]


def build_candidate(path: Path, material: Material, codes: Codes, catalogue: Catalogue) -> dict[str, int]:
    """Write a complete warehouse to ``path``.

    Returns:
        Row counts by table.
    """
    with writing(path) as connection:
        for spec in TABLES:
            connection.execute(spec.ddl())
        for frame, spec in FROM_STAGES.items():
            _load_parquet(connection, spec, material.frames[frame])
        for spec, rows in _dimension_rows(material, codes, catalogue).items():
            _insert(connection, spec, rows)
        _create_views(connection)
        load_checks(connection, material.judge_across(connection))
        acknowledge(connection, material.acknowledged)
        withhold_quarantined(connection)
        fill_scores(connection)
        counts = {spec.name: _count(connection, spec.name) for spec in TABLES}
        connection.execute("CHECKPOINT")
    return counts


def _create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Views stand before the identities between disclosures, which read them."""
    for view in VIEWS:
        connection.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
        comment = f"{view.english} {view.chinese}".replace("'", "''")
        connection.execute(f"COMMENT ON VIEW \"{view.name}\" IS '{comment}'")
        for column, text in view.columns:
            escaped = text.replace("'", "''")
            connection.execute(f'COMMENT ON COLUMN "{view.name}"."{column}" IS \'{escaped}\'')


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def _load_parquet(connection: duckdb.DuckDBPyConnection, spec: TableSpec, paths: Sequence[Path]) -> None:
    if not paths:
        return
    columns = ", ".join(f'"{column}"' for column in spec.columns)
    order = ", ".join(f'"{column}"' for column in spec.primary_key)
    connection.execute(
        f'INSERT INTO "{spec.name}" SELECT {columns} FROM read_parquet($paths) ORDER BY {order}',  # noqa: S608
        {"paths": [str(path) for path in paths]},
    )


def _insert(connection: duckdb.DuckDBPyConnection, spec: TableSpec, rows: dimensions.Rows) -> None:
    frame = spec.frame(rows).sort(*spec.primary_key)
    connection.register("incoming", frame.to_arrow())
    connection.execute(f'INSERT INTO "{spec.name}" SELECT * FROM incoming')  # noqa: S608
    connection.unregister("incoming")


def _dimension_rows(material: Material, codes: Codes, catalogue: Catalogue) -> dict[TableSpec, dimensions.Rows]:
    members = material.members

    mentioned = {
        scheme: set(members.filter(pl.col("dimension") == scheme).select("edition", "code", "name").iter_rows())
        for scheme in SCHEMES
    }
    units = members.filter(pl.col("dimension") == "unit")
    return {
        DIM_DISCLOSURE: dimensions.disclosure_rows(material.disclosed),
        DIM_FINDING_KIND: kind_rows(),
        DIM_JURISDICTION: dimensions.jurisdiction_rows(codes.jurisdictions),
        REQUIRED_TABLE: dimensions.required_table_rows(),
        DIM_UNIT: unit_rows(units),
        DIM_FUNCTION: subjects.function_rows(codes, mentioned),
        DIM_ECONOMIC: subjects.economic_rows(codes, mentioned),
        DIM_CODE_BRIDGE: subjects.bridge_rows(codes),
        DIM_ECONOMIC_PAIR: subjects.pair_rows(codes),
        DIM_FUND: member_rows(FUNDS, "fund_key"),
        DIM_NATURE: member_rows(NATURES, "nature_key"),
        DIM_PROJECT: dimensions.project_rows(members.filter(pl.col("dimension") == "project")),
        DIM_IDENTITY: [
            {
                "identity_id": identity.id,
                "number": identity.number,
                "english": identity.english,
                "chinese": identity.chinese,
                "is_hard": identity.is_hard,
                "has_amounts": bool(identity.relations),
                "is_footing": identity.is_footing,
            }
            for identity in catalogue.values()
        ],
        BRIDGE_DISCLOSURE_UNIT: [
            {
                "disclosure_id": row["disclosure_id"],
                "unit_key": row["key"],
                "is_publisher": row["is_publisher"],
            }
            for row in units.iter_rows(named=True)
        ],
    }
