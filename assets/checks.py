"""Asset checks: the audit and the star's expectations block; findings warn and never fail a run.

Here: wiring rules to assets. Not here: the rules. In Dagster 1.13 a failed blocking check of severity ERROR skips
everything downstream and fails the run; WARN does neither.
"""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from assets.graph import candidate_warehouse
from assets.home_resource import HomeResource
from expectations.catalogue import CATALOGUE
from expectations.suites import validate_star
from pipeline.warehouse.audit import audit as audit_candidate
from pipeline.warehouse.connection import reading

_FACT_CHECK = dg.AssetKey(["warehouse", "fact_check"])
_MOST_EXAMPLES = 20


def _judged(context: dg.AssetCheckExecutionContext, gouji_home: HomeResource) -> Path:
    """The candidate of this run; a check run on its own looks at what is published."""
    candidate = gouji_home.candidate(context.run.run_id)
    return candidate if candidate.exists() else gouji_home.home().warehouse


@dg.asset_check(asset=candidate_warehouse, blocking=True)
def audit(context: dg.AssetCheckExecutionContext, gouji_home: HomeResource) -> dg.AssetCheckResult:
    """Keys, foreign keys, conservation, and nothing unquarantined that breaks by our fault (发布前审计)."""
    problems = audit_candidate(_judged(context, gouji_home))
    return dg.AssetCheckResult(
        passed=not problems,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={"problems": dg.MetadataValue.md("\n".join(f"- {problem}" for problem in problems) or "–")},
    )


@dg.asset_check(asset=candidate_warehouse, blocking=True)
def star_expectations(context: dg.AssetCheckExecutionContext, gouji_home: HomeResource) -> dg.AssetCheckResult:
    """Great Expectations over the star: columns, types, keys, allowed values, totals reconcile (星型模型校验)."""
    results = validate_star(_judged(context, gouji_home))
    failed = [result for result in results if not result.is_met]
    table = "\n".join(f"- {result.table}.{result.column}: {result.expectation} {result.details}" for result in failed)
    return dg.AssetCheckResult(
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={
            "expectations": len(results),
            "failed": len(failed),
            "failures": dg.MetadataValue.md(table or "–"),
        },
    )


def check_name(number: int) -> str:
    """The name of the check that shows an identity family."""
    return f"GJ_{number:03d}"


def _families() -> dict[int, str]:
    families: dict[int, list[str]] = {}
    for identity in CATALOGUE.values():
        families.setdefault(identity.number, []).append(f"{identity.id} {identity.english} {identity.chinese}")
    return {number: "\n\n".join(texts) for number, texts in families.items()}


@dg.multi_asset_check(
    name="identities",
    specs=[
        dg.AssetCheckSpec(check_name(number), asset=_FACT_CHECK, description=description)
        for number, description in _families().items()
    ],
)
def identities(gouji_home: HomeResource) -> Iterator[dg.AssetCheckResult]:
    """One check per identity family, over the published warehouse; a break is a warning (勾稽关系检查)."""
    with reading(gouji_home.home().warehouse) as connection:
        for number in _families():
            counts = dict(
                connection.execute(
                    "SELECT verdict, count(*) FROM reconciliation WHERE identity_id IN "
                    "(SELECT identity_id FROM dim_identity WHERE number = ?) GROUP BY ALL ORDER BY ALL",
                    [number],
                ).fetchall()
            )
            breaks = connection.execute(
                "SELECT file_name, identity_id, instance, lhs, rhs, difference, attribution, cause "
                "FROM reconciliation WHERE verdict = 'break' AND identity_id IN "
                "(SELECT identity_id FROM dim_identity WHERE number = ?) ORDER BY ALL LIMIT ?",
                [number, _MOST_EXAMPLES],
            ).fetchall()
            yield dg.AssetCheckResult(
                check_name=check_name(number),
                asset_key=_FACT_CHECK,
                passed=not breaks,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={
                    **{verdict: int(count) for verdict, count in counts.items()},
                    "breaks": dg.MetadataValue.md(_as_markdown(breaks)),
                },
            )


def _as_markdown(breaks: list[tuple[object, ...]]) -> str:
    if not breaks:
        return "–"
    lines = ["| file | identity | where | left | right | difference | whose | looks like |", "|---" * 8 + "|"]
    lines += ["| " + " | ".join("" if value is None else str(value) for value in row) + " |" for row in breaks]
    return "\n".join(lines)


BLOCKING = [audit, star_expectations]
FINDINGS = [identities]
