"""The blocking audit of a candidate: what must be true before anybody may read it (DESIGN §5).

Here: keys, foreign keys, conservation, and that what breaks by our fault, and nothing else, is quarantined; every check
derives from the specs or is one query. Not here: findings in the data, which never block.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipeline.kernel.schema import ForeignKey, TableSpec
from pipeline.warehouse.catalog import TABLES
from pipeline.warehouse.connection import reading
from pipeline.warehouse.quarantine import QUARANTINING

_QUERIES = {
    "numeric tokens neither placed nor listed (conservation)": """
        WITH tokens AS (
          SELECT disclosure_id, table_no, sum(tokens) AS n FROM token_count
          WHERE token_class IN ('amount', 'count') GROUP BY ALL),
        cells AS (SELECT disclosure_id, table_no, count(*) AS n FROM cell GROUP BY ALL),
        lost AS (
          SELECT disclosure_id, table_no, count(*) AS n FROM unplaced
          WHERE token_class IN ('amount', 'count') GROUP BY ALL)
        SELECT t.disclosure_id || ' table ' || t.table_no
        FROM dim_table t
        LEFT JOIN tokens USING (disclosure_id, table_no)
        LEFT JOIN cells USING (disclosure_id, table_no)
        LEFT JOIN lost USING (disclosure_id, table_no)
        WHERE coalesce(tokens.n, 0) <> coalesce(cells.n, 0) + coalesce(lost.n, 0)
        """,
    "breaks by our fault in tables that are not quarantined": f"""
        SELECT k.disclosure_id || ' ' || k.identity_id || ' ' || k.instance
        FROM fact_check k
        JOIN dim_identity i USING (identity_id)
        JOIN dim_table t ON t.disclosure_id = k.disclosure_id AND t.table_no = k.table_no
        WHERE {QUARANTINING} AND NOT t.is_quarantined
        """,  # noqa: S608
    "quarantined tables that nothing within them breaks by our fault or unexplained": f"""
        SELECT t.disclosure_id || ' table ' || t.table_no
        FROM dim_table t
        WHERE t.is_quarantined AND NOT EXISTS (
          SELECT 1 FROM fact_check k JOIN dim_identity i USING (identity_id)
          WHERE k.disclosure_id = t.disclosure_id AND k.table_no = t.table_no AND {QUARANTINING})
        """,  # noqa: S608
    "cells that do not say what their table says of quarantine": """
        SELECT c.cell_id FROM cell c JOIN dim_table t USING (disclosure_id, table_no)
        WHERE c.is_quarantined <> t.is_quarantined
        """,
    "acknowledged checks that are no break of the publisher": """
        SELECT k.disclosure_id || ' ' || k.identity_id || ' ' || k.instance FROM fact_check k
        WHERE k.acknowledged IS NOT NULL AND (k.verdict <> 'break' OR k.attribution IS DISTINCT FROM 'publisher')
        """,
    "checks of amounts that say none": """
        SELECT k.disclosure_id || ' ' || k.identity_id || ' ' || k.instance
        FROM fact_check k
        JOIN dim_identity i USING (identity_id)
        WHERE i.has_amounts AND (k.rhs IS NULL OR k.difference IS NULL OR k.envelope IS NULL)
        """,
    "facts from quarantined tables": """
        SELECT l.cell_id FROM fact_budget_line l JOIN dim_table t USING (disclosure_id, table_no)
        WHERE t.is_quarantined
        """,
    "leaves and totals that are not reported cells with an amount": """
        SELECT l.cell_id FROM (
          SELECT cell_id, amount_cny FROM fact_budget_line
          UNION ALL SELECT cell_id, amount_cny FROM fact_reported_total) l
        LEFT JOIN cell c USING (cell_id)
        WHERE c.amount_cny IS DISTINCT FROM l.amount_cny
        """,
}


def audit(path: Path) -> list[str]:
    """Audit a candidate warehouse.

    Returns:
        Problems, each naming what is wrong, how often and an example; empty when it may be published.
    """
    with reading(path) as connection:
        return list(_problems(connection))


def _problems(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for spec in TABLES:
        yield from _primary_key(connection, spec)
        for key in spec.foreign_keys:
            yield from _foreign_key(connection, spec, key)
    for problem, query in _QUERIES.items():
        yield from _report(problem, connection.execute(query).fetchall())


def _report(problem: str, rows: list[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield f"{len(rows)} {problem}, e.g. {rows[0][0]}"


def _quoted(columns: tuple[str, ...], alias: str) -> str:
    return ", ".join(f'{alias}."{column}"' for column in columns)


def _primary_key(connection: duckdb.DuckDBPyConnection, spec: TableSpec) -> Iterator[str]:
    keys = _quoted(spec.primary_key, "t")
    query = f"SELECT concat_ws(' ', {keys}) FROM \"{spec.name}\" t GROUP BY {keys} HAVING count(*) > 1"  # noqa: S608
    yield from _report(f"repeated keys in {spec.name}", connection.execute(query).fetchall())


def _foreign_key(connection: duckdb.DuckDBPyConnection, spec: TableSpec, key: ForeignKey) -> Iterator[str]:
    matches = " AND ".join(
        f'o."{theirs}" = t."{ours}"' for ours, theirs in zip(key.columns, key.references, strict=True)
    )
    told = " AND ".join(f't."{column}" IS NOT NULL' for column in key.columns)
    query = (
        f"SELECT concat_ws(' ', {_quoted(key.columns, 't')}) FROM \"{spec.name}\" t "  # noqa: S608
        f'WHERE {told} AND NOT EXISTS (SELECT 1 FROM "{key.table}" o WHERE {matches})'
    )
    yield from _report(f"rows of {spec.name} point at no {key.table}", connection.execute(query).fetchall())
