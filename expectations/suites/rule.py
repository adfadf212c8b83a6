"""A rule and its evidence: what must hold, how to look for what contradicts it, and what was found.

Here: the types, and asking DuckDB. Great Expectations reads pandas frames only; were it handed the tables, memory would
grow with them. So DuckDB counts, and only counts and the rows to be shown leave it. Not here: any particular rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import duckdb

MOST_SHOWN = 50
"""Contradicting rows that are shown of one rule; all are counted."""

_FEN = Decimal("0.01")
WHOLE_TABLE = "整表 table"
"""What a rule is about that is not about one column."""


PLACE_OF_DISCLOSURE = "concat_ws(' · ', d.unit || coalesce(' ' || d.fiscal_year, ''), d.file_name, d.disclosure_id)"
"""SQL that names a disclosure ``d`` to a person: unit and year, file, id."""


class Severity(StrEnum):
    """What a contradiction weighs; the names are Great Expectations' own."""

    CRITICAL = "critical"
    WARNING = "warning"


class SuiteGroup(StrEnum):
    """What a suite is about."""

    STAR = "star"
    IDENTITIES = "identities"


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold of a table.

    Attributes:
        id: name within its suite, ``not_null:verdict``.
        english: what must hold.
        chinese: the same.
        looked_at: SQL that yields one number: how many rows the rule speaks of.
        contradicting: SQL that yields the rows which contradict it, under the headings to be shown, worst first.
        subject: the column or identity that it is about.
        severity: what a contradiction weighs.
        tally: SQL that yields names and counts which tell how the rows looked at came out; empty for none.
    """

    id: str
    english: str
    chinese: str
    looked_at: str
    contradicting: str
    subject: str = WHOLE_TABLE
    severity: Severity = Severity.CRITICAL
    tally: str = ""


@dataclass(frozen=True, slots=True)
class Suite:
    """The rules of one table or of one identity family; ``name`` is unique and makes part of the pages' paths."""

    name: str
    group: SuiteGroup
    english: str
    chinese: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found of a rule: rows looked at, rows that contradict it, and the first of these as texts."""

    rule: str
    looked_at: int
    contradicting: int
    headings: tuple[str, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
    tally: Mapping[str, int] = field(default_factory=dict)


def gather(connection: duckdb.DuckDBPyConnection, suite: Suite) -> Iterator[Evidence]:
    """Ask for the evidence of every rule of a suite; a rule that cannot be asked, for want of a column, is not met."""
    for rule in suite.rules:
        try:
            yield _evidence(connection, rule)
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            yield Evidence(rule.id, 0, 1, ("无法核对 cannot be checked",), ((str(error).splitlines()[0],),))


def _evidence(connection: duckdb.DuckDBPyConnection, rule: Rule) -> Evidence:
    headings: tuple[str, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
    contradicting = _number(connection, f"SELECT count(*) FROM ({rule.contradicting})")  # noqa: S608
    if contradicting:
        found = connection.execute(f"{rule.contradicting} LIMIT {MOST_SHOWN}")
        headings = tuple(column[0] for column in found.description or [])
        shown = tuple(tuple(map(shown_text, row)) for row in found.fetchall())
    tally = dict(connection.execute(rule.tally).fetchall()) if rule.tally else {}
    return Evidence(rule.id, _number(connection, rule.looked_at), contradicting, headings, shown, tally)


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


def shown_text(value: Any) -> str:
    """A value as a person reads it; ``—`` for NULL."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是 yes" if value else "否 no"
    if isinstance(value, Decimal):
        return f"{value:,.2f}" if value == value.quantize(_FEN) else f"{value.normalize():,f}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, list):
        return ", ".join(map(shown_text, value))
    return str(value)
