"""Ties between a unit's disclosures of one year and the next, and of budget and final account (38, 43).

Here: GJ-038 and GJ-043. Not here: bases that the narrative states (``bases``).
"""

from expectations.across.disclosed import DISCLOSED, FIGURES, STATED
from expectations.across.tie import Tie

_FUNDS = ("gpb", "gov_fund", "state_capital")
_STATED = " OR ".join(f"(d.stage = '{stage}' AND f.measure = '{measure}')" for stage, measure in STATED.items())


def _quoted(quoting: str, quoted: str, measure: str) -> str:
    """Figures that one disclosure quotes of another, with those the other publishes.

    Args:
        quoting: condition on the quoting disclosure ``a``.
        quoted: condition on the quoted ``b``, of the same unit and scope.
        measure: as what the first quotes it.
    """
    return f"""
      WITH disclosed AS ({DISCLOSED}),
      figure AS ({FIGURES}),
      stated AS (SELECT f.* FROM figure f JOIN disclosed d USING (disclosure_id) WHERE {_STATED})
      SELECT a.unit || ' ' || a.fiscal_year || ' ' || q.family || ' · ' || q.place || ' = ' || b.fiscal_year || ' '
             || s.table_id AS instance,
             q.cell_id, [s.cell_id] AS cell_ids
      FROM disclosed a
      JOIN disclosed b ON b.entity_key = a.entity_key AND b.scope = a.scope AND ({quoted})
      JOIN figure q ON q.disclosure_id = a.disclosure_id AND q.measure = '{measure}'
      JOIN stated s ON s.disclosure_id = b.disclosure_id AND s.family = q.family AND s.row_key = q.row_key
        AND s.item = q.item
      WHERE {quoting}"""  # noqa: S608


def _carried() -> str:
    """What a final account carries out, with what the next one carries in: the balances' by fund, the fund tables'."""
    pairs = [
        ("final_balance", "expenditure|carry_out", "total", "revenue|carry_in", "total"),
        ("final_fiscal_balance", "expenditure|carry_out", "total", "revenue|carry_in", "total"),
        *(
            ("final_fiscal_balance", "expenditure|carry_out", fund, f"revenue|carry_in_{fund}", "total")
            for fund in _FUNDS
        ),
        *(
            (table_id, "total", "carry_out", "total", "carry_in")
            for table_id in ("final_gov_fund", "final_state_capital")
        ),
    ]
    listed = ", ".join(
        f"('{table_id}', '{row}', '{item}', '{row_in}', '{item_in}')" for table_id, row, item, row_in, item_in in pairs
    )
    return f"""
      WITH disclosed AS ({DISCLOSED}),
      figure AS (SELECT * FROM ({FIGURES}) WHERE measure = 'final'),
      pair(table_id, row_out, item_out, row_in, item_in) AS (VALUES {listed})
      SELECT a.unit || ' ' || a.fiscal_year || ' ' || p.table_id || ' · ' || o.place || ' = ' || b.fiscal_year || ' '
             || i.place AS instance,
             o.cell_id, [i.cell_id] AS cell_ids
      FROM disclosed a
      JOIN disclosed b ON b.entity_key = a.entity_key AND b.scope = a.scope AND b.fiscal_year = a.fiscal_year + 1
      JOIN figure o ON o.disclosure_id = a.disclosure_id
      JOIN pair p ON p.table_id = o.table_id AND p.row_out = o.row_meaning AND p.item_out = o.item
      JOIN figure i ON i.disclosure_id = b.disclosure_id AND i.table_id = p.table_id AND i.row_meaning = p.row_in
        AND i.item = p.item_in
      WHERE a.stage = 'final' AND b.stage = 'final'"""  # noqa: S608


YEARS = (
    Tie("GJ-038", _quoted("true", "b.stage = a.stage AND b.fiscal_year = a.fiscal_year - 1", "prior")),
    Tie("GJ-043", _carried()),
    Tie(
        "GJ-043b",
        _quoted("a.stage = 'final'", "b.stage = 'budget' AND b.fiscal_year = a.fiscal_year", "initial"),
    ),
)
"""GJ-038: the year before as a disclosure states it is what was published of it. GJ-043: what a final account carries
out is what the next one carries in. GJ-043b: the initial budget (年初预算) in a final account is the budget's."""
