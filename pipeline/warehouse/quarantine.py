"""Which tables are kept out of the facts (隔离): those that break by our fault or unexplained, unless a person spoke.

Here: what follows from acknowledgements, and taking quarantined tables out of the facts. Not here: the judging, from
which reconciling a disclosure decided on quarantine by the same rule, ``QUARANTINING``. An acknowledged break stays in
``fact_check``, as printed; it is the publisher's, and a table that breaks by nothing else leaves quarantine.
"""

from collections.abc import Sequence

import duckdb

from pipeline.facts.list_star import LIST_FACTS
from pipeline.kernel.schema import in_sql
from pipeline.recover.frames import OURS
from pipeline.warehouse.acknowledgements import Acknowledgement
from pipeline.warehouse.catalog import ACKNOWLEDGEMENT

QUARANTINING = f"k.verdict = 'break' AND i.is_hard AND i.is_footing AND k.attribution IN {in_sql(OURS)}"
"""What quarantines a table, over ``fact_check k`` and its ``dim_identity i``: breaks between tables only flag."""

_FACTS = ("fact_budget_line", "fact_reported_total", *(spec.name for spec in LIST_FACTS.values()))

_MEANT = """
  SELECT a.ack_no, a.difference, d.disclosure_id, a.identity_id, a.instance, a.reason
  FROM incoming a JOIN dim_disclosure d USING (disclosure_id)
  UNION ALL
  SELECT a.ack_no, a.difference, d.disclosure_id, a.identity_id, a.instance, a.reason
  FROM incoming a JOIN dim_disclosure d USING (publication_id)"""

_FOUND = f"""
  SELECT m.ack_no, m.disclosure_id, m.identity_id, m.instance, m.reason, k.verdict = 'break' AS is_break,
         k.verdict = 'break' AND coalesce(m.difference = k.difference, m.difference IS NULL) AS is_meant
  FROM ({_MEANT}) m LEFT JOIN fact_check k USING (disclosure_id, identity_id, instance)"""  # noqa: S608

_STATUS = f"""
  SELECT a.* EXCLUDE (status, breaks),
         CASE WHEN count(f.disclosure_id) = 0 THEN 'no_disclosure'
              WHEN count(f.is_break) = 0 THEN 'no_instance'
              WHEN bool_or(f.is_meant) THEN 'acknowledged'
              WHEN bool_or(f.is_break) THEN 'changed'
              ELSE 'holds' END AS status,
         count(*) FILTER (WHERE f.is_meant) AS breaks
  FROM incoming a LEFT JOIN ({_FOUND}) f USING (ack_no)
  GROUP BY ALL"""  # noqa: S608

_ACKNOWLEDGE = f"""
  UPDATE fact_check SET acknowledged = said.reason, attribution = 'publisher'
  FROM (SELECT disclosure_id, identity_id, instance, arg_min(reason, ack_no) AS reason
        FROM ({_FOUND}) WHERE is_meant GROUP BY ALL) said
  WHERE fact_check.disclosure_id = said.disclosure_id AND fact_check.identity_id = said.identity_id
    AND fact_check.instance = said.instance"""  # noqa: S608

_RELEASE = f"""
  UPDATE dim_table SET is_quarantined = false
  WHERE is_quarantined AND NOT EXISTS (
    SELECT 1 FROM fact_check k JOIN dim_identity i USING (identity_id)
    WHERE k.disclosure_id = dim_table.disclosure_id AND k.table_no = dim_table.table_no AND {QUARANTINING})"""  # noqa: S608

_RELEASE_CELLS = """
  UPDATE cell SET is_quarantined = false
  FROM dim_table t
  WHERE cell.is_quarantined AND NOT t.is_quarantined
    AND t.disclosure_id = cell.disclosure_id AND t.table_no = cell.table_no"""


def acknowledge(connection: duckdb.DuckDBPyConnection, acknowledgements: Sequence[Acknowledgement]) -> None:
    """Load acknowledgements, attribute the breaks they speak of to the publisher, release tables that they explain.

    What an acknowledgement came to is its ``status``: one that matches nothing any more is there to be reported.
    """
    frame = ACKNOWLEDGEMENT.frame(
        {
            "ack_no": number,
            "disclosure_id": entry.disclosure_id,
            "publication_id": entry.publication_id,
            "identity_id": entry.identity_id,
            "instance": entry.instance,
            "difference": entry.difference,
            "reason": entry.reason,
            "acknowledged_by": entry.by,
            "acknowledged_on": entry.date,
            "place": entry.place,
        }
        for number, entry in enumerate(acknowledgements, start=1)
    )
    if frame.is_empty():
        return
    columns = ", ".join(f'"{column}"' for column in ACKNOWLEDGEMENT.columns)
    connection.register("incoming", frame.to_arrow())
    connection.execute(f'INSERT INTO "{ACKNOWLEDGEMENT.name}" SELECT {columns} FROM ({_STATUS}) ORDER BY ack_no')  # noqa: S608
    connection.execute(_ACKNOWLEDGE)
    connection.unregister("incoming")
    connection.execute(_RELEASE)
    connection.execute(_RELEASE_CELLS)


def withhold_quarantined(connection: duckdb.DuckDBPyConnection) -> None:
    """Take what is still quarantined out of the facts."""
    for fact in _FACTS:
        connection.execute(
            f'DELETE FROM "{fact}" l USING dim_table t WHERE t.is_quarantined '  # noqa: S608
            "AND t.disclosure_id = l.disclosure_id AND t.table_no = l.table_no"
        )
