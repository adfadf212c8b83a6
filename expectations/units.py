"""Tables whose declared unit of money is put in doubt by the others.

Here: which side of a difference of 10⁴ is the doubtful one, and the bound that tells where nothing else does. Not here:
putting it right: a unit that is in doubt gives no amount (DESIGN §3).
"""

from collections.abc import Sequence
from dataclasses import replace

from expectations.causes.cause import Kind
from expectations.causes.sides import UNIT_CAUSE
from expectations.evaluate import Check
from pipeline.kernel.money import Verdict
from pipeline.recover.identity import Relation

_BOUND = "GJ-032b"
_WAN = 10_000


def with_unit_causes(checks: Sequence[Check]) -> list[Check]:
    """Name the unit as the cause where more is carried over than the whole revenue, unless 元 was meant for 万元."""
    return [
        replace(check, cause=UNIT_CAUSE)
        if check.instance.identity_id == _BOUND
        and check.verdict is Verdict.BREAK
        and check.lhs is not None
        and check.rhs <= check.lhs * _WAN
        else check
        for check in checks
    ]


def doubtful_units(checks: Sequence[Check]) -> frozenset[int]:
    """Tables that differ from another by the factor between 元 and 万元.

    Of the two it is the one that no third table confirms; both, where neither or each is confirmed.
    """
    differing = [_tables(check) for check in checks if check.verdict is Verdict.BREAK and check.cause.kind is Kind.UNIT]
    differing = [tables for tables in differing if len(tables) > 1]
    pairs = [
        _tables(check)
        for check in checks
        if check.verdict is Verdict.EXACT and check.instance.relation is not Relation.AT_MOST and check.lhs
    ]
    doubtful: set[int] = set()
    for tables in differing:
        confirmed = {table for table in tables for pair in pairs if table in pair and len(pair - tables) > 0}
        doubtful |= (tables - confirmed) or tables
    return frozenset(doubtful)


def _tables(check: Check) -> set[int]:
    return {slot.table_no for slot in check.slots}
