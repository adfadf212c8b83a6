"""What identities between disclosures (跨文件勾稽) bring into a warehouse: their checks, and the doubt they cast.

Here: loading. Not here: the identities and their judging, which are handed in.
"""

import duckdb
import polars as pl

from pipeline.recover.certainty import Certainty
from pipeline.recover.frames import CHECK

_DISPUTED = f"""
  UPDATE {{table}} SET certainty = '{Certainty.DISPUTED}'
  WHERE cell_id IN (
    SELECT unnest(k.cell_ids) FROM incoming k JOIN dim_identity i USING (identity_id)
    WHERE k.verdict = 'break' AND i.is_hard)"""  # noqa: S608


def load_checks(connection: duckdb.DuckDBPyConnection, checks: pl.DataFrame) -> None:
    """Load checks; a figure that takes part in a hard identity which breaks is disputed, as within a disclosure.

    Args:
        connection: a warehouse with its cells, facts and identities loaded.
        checks: frame of ``CHECK``.
    """
    if checks.is_empty():
        return
    connection.register("incoming", checks.sort(*CHECK.primary_key).to_arrow())
    connection.execute(f'INSERT INTO "{CHECK.name}" SELECT * FROM incoming')  # noqa: S608
    for table in ("cell", "fact_budget_line", "fact_reported_total"):
        connection.execute(_DISPUTED.format(table=table))
    connection.unregister("incoming")
