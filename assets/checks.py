"""Asset checks: the audit and the star's expectations block; findings warn and never fail a run.

Here: wiring rules to assets. Not here: the rules. In Dagster 1.13 a failed blocking check of severity ERROR skips
everything downstream and fails the run; WARN does neither.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import dagster as dg
import duckdb

from assets.graph import candidate_warehouse
from assets.home_resource import HomeResource
from assets.refused import refused_docs_of
from assets.reports.findings import worst_breaks
from assets.reports.review import gravest_findings
from expectations.catalogue import CATALOGUE
from expectations.suites.identities import family_name, identity_suites
from expectations.suites.site import IncompleteDocsError
from expectations.suites.star import star_suites
from expectations.suites.validation import Outcome, validate
from pipeline.warehouse.audit import audit as audit_candidate
from pipeline.warehouse.connection import reading

_FACT_CHECK = dg.AssetKey(["warehouse", "fact_check"])
_FACT_FINDING = dg.AssetKey(["warehouse", "fact_finding"])
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
        metadata={
            "problems": dg.MetadataValue.md("\n".join(f"- {problem}" for problem in problems) or "–"),
            **(_refused_docs(context, gouji_home) if problems else {}),
        },
    )


@dg.asset_check(asset=candidate_warehouse, blocking=True)
def star_expectations(context: dg.AssetCheckExecutionContext, gouji_home: HomeResource) -> dg.AssetCheckResult:
    """Great Expectations over the star: columns, types, keys, allowed values, totals reconcile (星型模型校验)."""
    outcomes = validate(_judged(context, gouji_home), star_suites())
    failed = [outcome for outcome in outcomes if not outcome.is_met]
    return dg.AssetCheckResult(
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={
            "expectations": len(outcomes),
            "failed": len(failed),
            "failures": dg.MetadataValue.md("\n".join(f"- {outcome.text()}" for outcome in failed) or "–"),
            **(_refused_docs(context, gouji_home) if failed else {}),
        },
    )


def _refused_docs(context: dg.AssetCheckExecutionContext, gouji_home: HomeResource) -> dict[str, dg.MetadataValue]:
    """Where the pages on the refused candidate of this run are, or why there are none."""
    candidate = gouji_home.candidate(context.run.run_id)
    if not candidate.exists():
        return {}
    try:
        index = refused_docs_of(gouji_home.home(), candidate, audit_candidate(candidate))
    except (IncompleteDocsError, duckdb.Error) as error:
        return {"data docs": dg.MetadataValue.text(f"could not be built: {error}")}
    return {"data docs": dg.MetadataValue.path(str(index))}


_FAMILIES = identity_suites(CATALOGUE)


@dg.multi_asset_check(
    name="identities",
    specs=[
        dg.AssetCheckSpec(
            family_name(number),
            asset=_FACT_CHECK,
            description=f"{suite.chinese}\n\n{suite.english}",
        )
        for number, suite in _FAMILIES.items()
    ],
)
def identities(gouji_home: HomeResource) -> Iterator[dg.AssetCheckResult]:
    """Great Expectations over every identity family of the published warehouse; a break warns (勾稽关系检查)."""
    outcomes = validate(gouji_home.home().warehouse, _FAMILIES.values())
    with reading(gouji_home.home().warehouse) as connection:
        for number, suite in _FAMILIES.items():
            of_family = [outcome for outcome in outcomes if outcome.suite == suite.name]
            verdicts: Counter[str] = Counter()
            for outcome in of_family:
                verdicts.update(outcome.tally)
            yield dg.AssetCheckResult(
                check_name=family_name(number),
                asset_key=_FACT_CHECK,
                passed=all(outcome.is_met for outcome in of_family),
                severity=dg.AssetCheckSeverity.WARN,
                metadata={
                    **verdicts,
                    "breaks": dg.MetadataValue.md(_as_markdown(of_family)),
                    "cells to look at": dg.MetadataValue.md(worst_breaks(connection, number, _MOST_EXAMPLES)),
                },
            )


def _as_markdown(outcomes: Sequence[Outcome]) -> str:
    """What contradicts the rules, the first rows of each, rule by rule."""
    return "\n\n".join(_as_table(outcome) for outcome in outcomes if not outcome.is_met) or "–"


def _as_table(outcome: Outcome) -> str:
    lines = [
        f"**{outcome.rule.subject} {outcome.rule.chinese}**: {outcome.contradicting:,} / {outcome.looked_at:,}\n",
        "| " + " | ".join(outcome.headings) + " |",
        "|---" * len(outcome.headings) + "|",
    ]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in outcome.shown[:_MOST_EXAMPLES])])


@dg.asset_check(asset=_FACT_FINDING)
def review(gouji_home: HomeResource) -> dg.AssetCheckResult:
    """What a review of the documents found; a finding warns (审阅发现)."""
    with reading(gouji_home.home().warehouse) as connection:
        counts = dict(connection.execute("SELECT kind, count(*) FROM findings GROUP BY ALL ORDER BY ALL").fetchall())
        gravest = gravest_findings(connection, _MOST_EXAMPLES)
    return dg.AssetCheckResult(
        passed=not counts,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={**counts, "gravest": dg.MetadataValue.md(gravest)},
    )


BLOCKING = [audit, star_expectations]
FINDINGS = [identities, review]
