"""Running the whole graph in this process, recorded in the home's own Dagster instance.

Here: preparing DAGSTER_HOME and reading a run's outcome. Imported only by commands that run the pipeline.
"""

import os
from dataclasses import dataclass
from typing import Any

from pipeline.sources.blobs import write_atomically
from pipeline.sources.home import Home

_INSTANCE = """\
# Written by gouji. One writer of the warehouse at a time; nothing is reported to anyone.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  pools:
    default_limit: 1
  runs:
    tag_concurrency_limits:
      - key: gouji/job
        limit: 1
        value:
          applyLimitPerUniqueValue: true
python_logs:
  managed_python_loggers:
    - gouji.progress
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: refusals of the blocking checks, and failures of the program."""

    refusals: tuple[str, ...]
    failures: tuple[str, ...]


def prepare_dagster(home: Home) -> None:
    """Make the home's Dagster instance, unless its owner has configured it already."""
    config = home.dagster / "dagster.yaml"
    if not config.exists():
        write_atomically(config, _INSTANCE.encode())
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["GOUJI_HOME"] = str(home.path)


def run_everything(home: Home, *, is_offline: bool = False) -> Outcome:
    """Fetch and read, then reconcile what changed and publish; when nothing changed, the warehouse stands.

    Args:
        home: where everything is.
        is_offline: leave the sources alone.
    """
    prepare_dagster(home)
    import dagster as dg  # noqa: PLC0415

    from assets.automation import collect, partition_range, reconcile  # noqa: PLC0415
    from assets.definitions import defs  # noqa: PLC0415
    from assets.publishing import is_up_to_date  # noqa: PLC0415
    from assets.slices import SLICE  # noqa: PLC0415

    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.DagsterInstance.get() as instance:
        collected = defs.resolve_job_def(collect.name).execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={**quiet, "ops": {"fetched": {"config": {"is_offline": is_offline}}}},
        )
        outcome = _outcome(collected)
        if outcome.failures or is_up_to_date(home):
            return outcome
        tags = partition_range(home, list(instance.get_dynamic_partitions(SLICE)))
        if tags is None:
            return Outcome((), ())
        reconciled = defs.resolve_job_def(reconcile.name).execute_in_process(
            instance=instance, raise_on_error=False, run_config=quiet, tags=tags
        )
        return _outcome(reconciled)


def _outcome(result: Any) -> Outcome:
    import dagster as dg  # noqa: PLC0415

    refusals = []
    for evaluation in result.get_asset_check_evaluations():
        if evaluation.passed or evaluation.severity != dg.AssetCheckSeverity.ERROR:
            continue
        details = "; ".join(str(value.value) for value in evaluation.metadata.values())
        refusals.append(f"{evaluation.check_name}: {details}")
    failures = [
        event.step_failure_data.error_display_string
        for event in result.all_events
        if event.is_step_failure and "FailedCheckError" not in str(event.step_failure_data.error)
    ]
    if not result.success and not refusals and not failures:
        failures = ["the run did not succeed; see `gouji ui`"]
    return Outcome(tuple(refusals), tuple(failures) if not refusals else ())
