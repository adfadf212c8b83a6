"""The type ``Tie`` and how one is judged: by the interval arithmetic of all identities, in yuan.

Here: from cell ids to rows of fact_check. Not here: which cells a tie compares (``units``, ``years``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from expectations.causes.cause import NO_CAUSE, ROUNDED
from expectations.causes.sides import cause_of_sides
from pipeline.kernel.money import MONEY_UNITS, Number, Term, Verdict, judge_copy, judge_sum
from pipeline.recover.certainty import Certainty

_CERTAIN = frozenset({Certainty.PROVED, Certainty.POSITIONED})


@dataclass(frozen=True, slots=True)
class Tie:
    """An identity between disclosures.

    Attributes:
        identity_id: its entry in the catalogue.
        query: yields columns ``instance`` (names the place for a person), ``cell_id`` (the left side) and ``cell_ids``
            (a list: the cells whose sum the right side is).
    """

    identity_id: str
    query: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported cell as far as judging needs it.

    Attributes:
        factor: yuan in its printed unit; ``None`` where no unit is declared.
    """

    disclosure_id: str
    table_no: int
    value: Decimal
    decimals: int
    factor: int | None
    certainty: str

    @property
    def yuan(self) -> Number:
        """The number in yuan, its quantum that of the printed place."""
        factor = self.factor or 1
        return Number(self.value * factor, self.decimals - (len(str(factor)) - 1))


def figures_in(connection: duckdb.DuckDBPyConnection, cell_ids: list[str]) -> dict[str, Figure]:
    """The figures of some cells by their ids."""
    query = (
        "SELECT cell_id, disclosure_id, table_no, value, decimals, money_unit, certainty FROM cell "
        "WHERE cell_id IN (SELECT unnest(?))"
    )
    return {
        name: Figure(disclosure_id, table_no, value, decimals, MONEY_UNITS.get(money_unit), certainty)
        for name, disclosure_id, table_no, value, decimals, money_unit, certainty in connection.execute(
            query, [cell_ids]
        ).fetchall()
    }


def is_certain(figures: Iterable[Figure]) -> bool:
    """Say whether figures stand where they were printed, so that a break between them is the publisher's."""
    return all(figure.certainty in _CERTAIN for figure in figures)


def judged(connection: duckdb.DuckDBPyConnection, tie: Tie) -> Iterator[dict[str, Any]]:
    """The rows of ``fact_check`` of a tie."""
    instances = connection.execute(
        f"SELECT instance, cell_id, cell_ids FROM ({tie.query}) ORDER BY instance, cell_id"  # noqa: S608
    ).fetchall()
    figures = figures_in(connection, [name for _, left, right in instances for name in (left, *right)])
    for instance, left, right in instances:
        yield {
            "identity_id": tie.identity_id,
            "instance": instance,
            "cell_ids": [left, *right],
            **_check(figures[left], [figures[name] for name in right]),
        }


def _check(left: Figure, right: list[Figure]) -> Mapping[str, Any]:
    """Both sides, in the printed unit of the left one, and the verdict."""
    total, parts = left.yuan, [figure.yuan for figure in right]
    rhs = sum((part.value for part in parts), Decimal(0))
    if len(parts) == 1:
        verdict, difference, envelope = judge_copy(total, parts[0])
    else:
        verdict, difference, envelope = judge_sum(total, [Term(1, part) for part in parts])
    cause = ROUNDED if verdict is Verdict.ROUNDING else NO_CAUSE
    if any(figure.factor is None for figure in (left, *right)):
        verdict = Verdict.NOT_EVALUABLE
    is_break = verdict is Verdict.BREAK
    if is_break:
        cause = cause_of_sides(total, parts, rhs)
    factor = left.factor or 1
    return {
        "disclosure_id": left.disclosure_id,
        "table_no": left.table_no,
        "lhs": left.value,
        "rhs": rhs / factor,
        "difference": difference / factor,
        "envelope": envelope / factor,
        "verdict": verdict,
        "cause": cause.words or None,
        "attribution": ("publisher" if is_certain((left, *right)) else "unexplained") if is_break else None,
    }
