"""Measuring what a disclosure's scores are made of, over a loaded warehouse.

Here: one query a part, and filling the columns of dim_disclosure. Not here: the parts, their weights and the formula
(``facts.scoring``). A query yields no row for a disclosure whose part could not be judged.
"""

from collections.abc import Mapping

import duckdb
import polars as pl

from pipeline.facts.scoring import HARD_WEIGHT, SCORE_FIELDS, SOFT_WEIGHT, WORTH, scores_of
from pipeline.kernel.money import Verdict
from pipeline.kernel.schema import in_sql
from pipeline.recover.certainty import Certainty
from pipeline.recover.frames import OURS
from pipeline.tables.recognise import REPEAT
from pipeline.warehouse.cell_keys import CELL_KEY, keyed_cells

_HOLDS = (Verdict.EXACT, Verdict.ROUNDING, Verdict.SUSPICIOUS)
_OF_FAMILIES = "c.table_id NOT LIKE 'other:%'"
_WORTH = " ".join(f"WHEN '{certainty}' THEN {worth}" for certainty, worth in WORTH.items())


def _held(whose: str) -> str:
    """The share of identities that hold, beside the breaks attributed to ``whose``."""
    return f"""
      WITH shares AS (
        SELECT k.disclosure_id, i.is_hard, avg((k.verdict <> 'break')::INTEGER) AS held
        FROM fact_check k JOIN dim_identity i USING (identity_id)
        WHERE k.verdict IN {in_sql(_HOLDS)} OR (k.verdict = 'break' AND k.attribution IN {whose})
        GROUP BY k.disclosure_id, k.identity_id, i.is_hard),
      weighted AS (
        SELECT *, CASE WHEN is_hard THEN {HARD_WEIGHT} ELSE {SOFT_WEIGHT} END AS weight FROM shares)
      SELECT disclosure_id, sum(weight * held) / sum(weight) FROM weighted GROUP BY ALL"""  # noqa: S608


_QUERIES: Mapping[str, str] = {
    "publisher_consistency": _held("('publisher')"),
    "publisher_completeness": """
      SELECT disclosure_id, avg(is_printed::INTEGER) FROM required_tables
      GROUP BY disclosure_id HAVING bool_and(is_printed) OR NOT bool_or(has_unread_pages)""",
    "publisher_stability": f"""
      WITH versions AS (
        SELECT supersedes_id AS old_id, disclosure_id AS new_id FROM dim_disclosure
        WHERE supersedes_id IS NOT NULL AND status = 'read'),
      keyed AS ({
        keyed_cells("disclosure_id IN (SELECT unnest([old_id, new_id]) FROM versions) AND table_id NOT LIKE 'other:%'")
    }),
      was AS (SELECT v.old_id, v.new_id, k.* FROM versions v JOIN keyed k ON k.disclosure_id = v.old_id),
      now AS (SELECT disclosure_id AS new_id, * FROM keyed),
      compared AS (
        SELECT old_id, was.cell_id, bool_and(now.cell_id IS NOT NULL AND was.amount IS NOT DISTINCT FROM now.amount)
          AS is_unchanged
        FROM was LEFT JOIN now USING (new_id, {CELL_KEY})
        WHERE EXISTS (SELECT 1 FROM dim_table t WHERE t.disclosure_id = was.new_id AND t.table_id = was.table_id)
        GROUP BY ALL)
      SELECT old_id, avg(is_unchanged::INTEGER) FROM compared GROUP BY ALL""",  # noqa: S608
    "extraction_certainty": f"""
      WITH ours AS (
        SELECT DISTINCT unnest(cell_ids) AS cell_id FROM fact_check
        WHERE verdict = 'break' AND attribution IN {in_sql(OURS)})
      SELECT c.disclosure_id, avg(CASE c.certainty {_WORTH} END)
      FROM cell c LEFT JOIN ours USING (cell_id)
      WHERE {_OF_FAMILIES} AND (c.certainty <> '{Certainty.DISPUTED}' OR ours.cell_id IS NOT NULL)
      GROUP BY ALL""",  # noqa: S608
    "extraction_agreement": _held(in_sql(OURS)),
    "extraction_placement": f"""
      WITH placed AS (SELECT disclosure_id, count(*) AS n FROM cell GROUP BY ALL),
      lost AS (SELECT disclosure_id, count(*) AS n FROM unplaced WHERE reason <> '{REPEAT}' GROUP BY ALL)
      SELECT disclosure_id, coalesce(placed.n, 0) / (coalesce(placed.n, 0) + coalesce(lost.n, 0))
      FROM placed FULL JOIN lost USING (disclosure_id)""",  # noqa: S608
    "extraction_reading": """
      WITH tables AS (SELECT disclosure_id, count(*) AS n FROM dim_table GROUP BY ALL),
      unread AS (SELECT disclosure_id, count(*) AS n FROM unread_page GROUP BY ALL)
      SELECT disclosure_id, coalesce(tables.n, 0) / (coalesce(tables.n, 0) + coalesce(unread.n, 0))
      FROM tables FULL JOIN unread USING (disclosure_id)""",
}
"""By the part's column: disclosure_id and a share from 0 to 1."""


def fill_scores(connection: duckdb.DuckDBPyConnection) -> None:
    """Measure every part and fill the score columns of dim_disclosure; the view ``required_tables`` must be there."""
    shares: dict[str, dict[str, float]] = {}
    for column, query in _QUERIES.items():
        for disclosure_id, share in connection.execute(query).fetchall():
            shares.setdefault(disclosure_id, {})[column] = float(share)
    rows = [{"disclosure_id": disclosure_id, **scores_of(found)} for disclosure_id, found in shares.items()]
    if not rows:
        return
    columns = [field.name for field in SCORE_FIELDS]
    frame = pl.DataFrame(rows, schema={"disclosure_id": pl.String(), **dict.fromkeys(columns, pl.Float64())})
    connection.register("scored", frame.to_arrow())
    assignments = ", ".join(f'"{column}" = scored."{column}"' for column in columns)
    connection.execute(
        f"UPDATE dim_disclosure SET {assignments} FROM scored "  # noqa: S608
        "WHERE scored.disclosure_id = dim_disclosure.disclosure_id"
    )
    connection.unregister("scored")
