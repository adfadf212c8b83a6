"""Bases that narratives state of the year before (上年数, or 本年数 less 增减额), as published for that year (38).

Here: GJ-038 of claims. Not here: prior years that tables print (``years``), and growth within a narrative (GJ-037).
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import duckdb

from expectations.across.disclosed import DISCLOSED, FIGURES, STATED, TELLING
from expectations.across.tie import Figure, figures_in, is_certain
from expectations.causes.cause import NO_CAUSE, ROUNDED
from pipeline.kernel.money import MONEY_UNITS, Number, Term, Verdict, judge_sum

_DECIMALS = re.compile(r"\.(\d+)")
_STATED = " OR ".join(f"(d.stage = '{stage}' AND f.measure = '{measure}')" for stage, measure in STATED.items())

_QUERY = f"""
  WITH disclosed AS ({DISCLOSED}),
  telling AS ({TELLING}),
  figure AS ({FIGURES}),
  stated AS (SELECT f.* FROM figure f JOIN disclosed d USING (disclosure_id) WHERE {_STATED}),
  amount AS (
    -- What is nothing because other figures leave nothing for it is no sum of their cells.
    SELECT *, verdict IN ('exact', 'rounding', 'suspicious') AND (len(cell_ids) = 1 OR len(cell_ids) > 1 AND value <> 0)
             AS is_linked
    FROM fact_claim WHERE kind = 'amount' AND quantity IS NOT NULL AND unit IS NOT NULL),
  told AS (
    SELECT d.unit AS publisher, d.entity_key, d.scope, d.stage, d.fiscal_year, t.*
    FROM fact_claim t JOIN telling d USING (disclosure_id)
    WHERE t.kind IN ('base', 'change') AND t.of_claim_no IS NOT NULL AND t.measure = d.stage
      AND (t.kind = 'base' OR regexp_matches(t.comparison, '^(上年|去年|上一?年|' || (d.fiscal_year - 1) || '年)'))
      AND NOT regexp_matches(coalesce(t.comparison, ''), CASE d.stage WHEN 'final' THEN '预算' ELSE '决算|执行' END)),
  published AS (
    SELECT 1 AS route, a.disclosure_id, a.claim_no, p.disclosure_id AS prior_id, [s.cell_id] AS cell_ids
    FROM amount a
    JOIN disclosed d USING (disclosure_id)
    JOIN figure f ON f.cell_id = a.cell_ids[1]
    JOIN disclosed p ON p.entity_key = d.entity_key AND p.scope = d.scope AND p.stage = d.stage
      AND p.fiscal_year = d.fiscal_year - 1
    JOIN stated s ON s.disclosure_id = p.disclosure_id AND s.family = f.family AND s.row_key = f.row_key
      AND s.item = f.item
    WHERE a.is_linked AND len(a.cell_ids) = 1
    UNION ALL
    SELECT 2, a.disclosure_id, a.claim_no, p.disclosure_id, min_by(b.cell_ids, b.claim_no)
    FROM amount a
    JOIN telling d USING (disclosure_id)
    JOIN disclosed p ON p.entity_key = d.entity_key AND p.scope = d.scope AND p.stage = d.stage
      AND p.fiscal_year = d.fiscal_year - 1
    JOIN amount b ON b.disclosure_id = p.disclosure_id AND b.is_linked AND b.quantity = a.quantity
      AND b.measure = a.measure AND b.subject IS NOT DISTINCT FROM a.subject
      AND b.of_unit IS NOT DISTINCT FROM a.of_unit
    GROUP BY a.disclosure_id, a.claim_no, p.disclosure_id
    HAVING count(DISTINCT b.amount_cny) = 1)
  SELECT t.publisher || ' ' || t.fiscal_year || ' claim ' || t.claim_no || ' · ' || t.quantity
           || coalesce(' ' || t.subject, '') || ' = ' || (t.fiscal_year - 1) || ' ' || t.stage AS instance,
         t.disclosure_id, t.kind, t.value, t.printed, t.unit, a.value, a.printed, a.unit, a.cell_ids, p.cell_ids
  FROM told t
  JOIN amount a ON a.disclosure_id = t.disclosure_id AND a.claim_no = t.of_claim_no
  JOIN published p ON p.disclosure_id = a.disclosure_id AND p.claim_no = a.claim_no
  QUALIFY row_number() OVER (PARTITION BY t.disclosure_id, t.claim_no ORDER BY p.route, p.prior_id) = 1
  ORDER BY instance, t.disclosure_id"""  # noqa: S608
"""Every base with the cells that published it: those in the place of this year's cell, else those that the year
before's narrative told of the same quantity. A disclosure compares itself with its like: a budget with a budget."""


def base_checks(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """The rows of ``fact_check`` of the bases that narratives state, under the disclosure that states them, in yuan."""
    rows = connection.execute(_QUERY).fetchall()
    figures = figures_in(connection, [name for row in rows for name in (*row[-2], *row[-1])])
    for instance, disclosure_id, kind, value, printed, unit, whole, whole_printed, whole_unit, own, prior in rows:
        amount = _yuan(whole, whole_printed, whole_unit)
        base, less = (_yuan(value, printed, unit), None) if kind == "base" else (amount, _change(value, printed, unit))
        published = [figures[name] for name in prior]
        yield {
            "disclosure_id": disclosure_id,
            "identity_id": "GJ-038",
            "instance": instance,
            "table_no": None,
            "cell_ids": [*own, *prior],
            **_judged(base, less, published, [*published, *(figures[name] for name in own)]),
        }


def _yuan(value: Decimal, printed: str, unit: str) -> Number:
    """A stated amount in yuan, its quantum that of the printed place."""
    factor = MONEY_UNITS[unit]
    decimals = _DECIMALS.search(printed)
    return Number(value * factor, len(decimals[1] if decimals else "") - (len(str(factor)) - 1))


def _change(value: Decimal, printed: str, unit: str | None) -> Number:
    """A stated change in yuan; 持平 is a change of nothing, without a unit."""
    return _yuan(value, printed, unit) if unit else Number(Decimal(0), 2)


def _judged(base: Number, less: Number | None, published: list[Figure], spoken_of: list[Figure]) -> Mapping[str, Any]:
    """A base, or an amount less its change, against the published figures."""
    prior = [figure.yuan for figure in published]
    terms = [Term(1, number) for number in prior] + ([Term(1, less)] if less else [])
    verdict, difference, envelope = judge_sum(base, terms)
    if verdict is Verdict.BREAK and abs(difference) <= base.quantum:
        verdict = Verdict.ROUNDING
    if any(figure.factor is None for figure in published):
        verdict = Verdict.NOT_EVALUABLE
    is_break = verdict is Verdict.BREAK
    return {
        "lhs": base.value - (less.value if less else 0),
        "rhs": sum((number.value for number in prior), Decimal(0)),
        "difference": difference,
        "envelope": envelope,
        "verdict": verdict,
        "cause": (ROUNDED if verdict is Verdict.ROUNDING else NO_CAUSE).words or None,
        "attribution": ("publisher" if is_certain(spoken_of) else "unexplained") if is_break else None,
    }
