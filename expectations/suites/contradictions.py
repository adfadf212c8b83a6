"""The expectation that nothing contradicts a rule, for Great Expectations.

Here: the expectation and the metric it reads. It is ``UnexpectedRowsExpectation`` of Great Expectations, which works on
SQL only, for evidence that DuckDB has gathered already. Not here: the evidence. Imports Great Expectations, so it is
itself imported only inside functions.
"""

from typing import Any, ClassVar

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

_METRIC = "table.contradictions"


class Contradictions(TableMetricProvider):  # type: ignore[misc]
    """The evidence for one rule: its row of the batch, which has the fields of ``rule.Evidence``, a rule a row."""

    metric_name = _METRIC
    value_keys = ("rule",)

    @metric_value(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(
        cls,  # noqa: N805
        execution_engine: Any,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[Any, Any],  # noqa: ARG002
        runtime_configuration: dict[str, Any],  # noqa: ARG002
    ) -> dict[str, Any]:
        frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
        rows = frame[frame["rule"] == metric_value_kwargs["rule"]].to_dict("records")
        if len(rows) != 1:
            raise LookupError(f"{len(rows)} rows of evidence for the rule {metric_value_kwargs['rule']}")
        found: dict[str, Any] = rows[0]
        return found


class ExpectNothingToContradict(BatchExpectation):  # type: ignore[misc]
    """Expect that no row contradicts a rule.

    Attributes:
        rule: the rule's id; ``description`` says it in words.
        subject: the column or identity that it is about, or the whole table.
    """

    rule: str
    subject: str

    metric_dependencies: ClassVar[tuple[str, ...]] = (_METRIC,)
    success_keys: ClassVar[tuple[str, ...]] = ("rule",)
    args_keys: ClassVar[tuple[str, ...]] = ("rule", "subject")

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002
        execution_engine: Any = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        found = metrics[_METRIC]
        contradicting = int(found["contradicting"])
        return {
            "success": contradicting == 0,
            "result": {
                "observed_value": contradicting,
                "element_count": int(found["looked_at"]),
                "unexpected_count": contradicting,
                "details": {
                    "headings": list(found["headings"]),
                    "unexpected_rows": [list(row) for row in found["shown"]],
                    "tally": dict(found["tally"]),
                },
            },
        }
