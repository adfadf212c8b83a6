"""Ties between a department's disclosure and those of its units (33).

Here: GJ-033a and GJ-033b. Not here: who is whose unit, which row is a unit's and what a disclosure comes to (the views
``department_unit`` and ``disclosure_total``), and money that goes from one unit to another (``internal_transfers``).
"""

from expectations.across.tie import Tie

UNITS = (
    Tie(
        "GJ-033a",
        """
        SELECT u.department || ' ' || u.fiscal_year || ' ' || u.stage || ' · ' || u.unit || ' = ' || u.unit_id
                 AS instance,
               t.cell_id, [u.cell_id] AS cell_ids
        FROM department_unit u JOIN disclosure_total t ON t.disclosure_id = u.unit_id
        """,
    ),
    Tie(
        "GJ-033b",
        """
        SELECT u.department || ' ' || u.fiscal_year || ' ' || u.stage || ' = Σ units' AS instance,
               d.cell_id, list(t.cell_id ORDER BY t.cell_id) AS cell_ids
        FROM department_unit u
        JOIN disclosure_total d USING (disclosure_id)
        LEFT JOIN disclosure_total t ON t.disclosure_id = u.unit_id
        WHERE u.is_leaf
        GROUP BY u.disclosure_id, u.department, u.fiscal_year, u.stage, d.cell_id
        HAVING count(*) = count(t.cell_id) AND count(*) > 1
        """,
    ),
)
"""GJ-033a: a unit's total is its row in the department's table. GJ-033b: all units' totals together are the
department's, judged where every unit's disclosure is loaded."""
