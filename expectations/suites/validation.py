"""Validating a warehouse with Great Expectations.

Here: handing suites and their evidence to Great Expectations, and how every rule came out. Not here: the rules, or the
pages. Great Expectations takes seconds to import, so it is imported inside the functions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from expectations.suites.rule import Rule, Suite, gather
from pipeline.warehouse.connection import reading

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one rule came out: rows looked at, rows that contradict it, and the first of these as texts."""

    suite: str
    rule: Rule
    is_met: bool
    looked_at: int
    contradicting: int
    headings: tuple[str, ...]
    shown: tuple[tuple[str, ...], ...]
    tally: Mapping[str, int]

    def text(self) -> str:
        """What contradicts the rule, in words: which disclosure, table and row, and what stands there."""
        rows = [
            ", ".join(f"{heading}: {text}" for heading, text in zip(self.headings, row, strict=True))
            for row in self.shown[:_MOST_TOLD]
        ]
        more = [f"… {self.contradicting - len(rows)} more"] if self.contradicting > len(rows) else []
        head = (
            f"{self.suite} {self.rule.id} {self.rule.subject}: {self.rule.chinese} {self.rule.english} "
            f"Contradicted by {self.contradicting:,} of {self.looked_at:,}:"
        )
        return " | ".join([head, *rows, *more])


def validated(warehouse: Path, suites: Iterable[Suite], context: Any) -> Iterator[tuple[Suite, Any]]:
    """Validate a warehouse within a Great Expectations context, which keeps suites and results.

    Yields:
        Every suite with Great Expectations' own result.
    """
    import great_expectations as gx  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    from expectations.suites.contradictions import ExpectNothingToContradict  # noqa: PLC0415

    source = context.data_sources.add_pandas("warehouse")
    run = gx.RunIdentifier(run_name="warehouse")
    with reading(warehouse) as connection:
        for place, suite in enumerate(suites):
            frame = pd.DataFrame([asdict(evidence) for evidence in gather(connection, suite)])
            expected = context.suites.add(
                gx.ExpectationSuite(
                    name=suite.name,
                    expectations=[
                        ExpectNothingToContradict(
                            rule=rule.id,
                            subject=rule.subject,
                            description=f"{rule.chinese}\n{rule.english}",
                            severity=rule.severity.value,
                        )
                        for rule in suite.rules
                    ],
                    meta={
                        "place": place,
                        "group": suite.group.value,
                        "chinese": suite.chinese,
                        "english": suite.english,
                    },
                )
            )
            batches = source.add_dataframe_asset(suite.name).add_batch_definition_whole_dataframe(suite.name)
            definition = context.validation_definitions.add(
                gx.ValidationDefinition(name=suite.name, data=batches, suite=expected)
            )
            yield suite, definition.run(batch_parameters={"dataframe": frame}, run_id=run)


def new_context() -> Any:
    """A Great Expectations context of its own that is kept in memory, draws nothing and tells nobody (no analytics)."""
    import great_expectations as gx  # noqa: PLC0415
    from great_expectations.data_context.types.base import (  # noqa: PLC0415
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    return gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(),
            progress_bars=ProgressBarsConfig(globally=False),
            analytics_enabled=False,
        ),
    )


def validate(warehouse: Path, suites: Iterable[Suite]) -> list[Outcome]:
    """Validate a warehouse.

    Returns:
        How every rule came out, in the order of the suites.
    """
    return [
        _outcome(suite, rule, result)
        for suite, results in validated(warehouse, suites, new_context())
        for rule, result in zip(suite.rules, _in_order(suite, results), strict=True)
    ]


def _in_order(suite: Suite, results: Any) -> list[Any]:
    by_rule = {result.expectation_config.kwargs["rule"]: result for result in results.results}
    return [by_rule[rule.id] for rule in suite.rules]


def _outcome(suite: Suite, rule: Rule, result: Any) -> Outcome:
    found = result.result
    return Outcome(
        suite.name,
        rule,
        bool(result.success),
        found["element_count"],
        found["unexpected_count"],
        tuple(found["details"]["headings"]),
        tuple(tuple(row) for row in found["details"]["unexpected_rows"]),
        found["details"]["tally"],
    )
