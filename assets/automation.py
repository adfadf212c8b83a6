"""When what runs: schedules, sensors, and the two jobs that they launch.

Here: jobs, schedules, sensors. Not here: what they run (``graph``).

A slice (jurisdiction × fiscal year) is known only after a document is read, and Dagster fixes a run's partitions when
it is launched: so `collect` fetches and reads, without partitions, and `reconcile` computes the range of slices that
changed, and publishes (docs/decisions/0010-two-jobs.md).
"""

import hashlib
import json

import dagster as dg

from assets.graph import PARTITIONED_ON
from assets.home_resource import HomeResource
from assets.notices import is_configured, send
from assets.publishing import is_up_to_date
from assets.slices import SLICE, by_slice, covering, pending
from pipeline.sources.home import Home

TIMEZONE = "Asia/Shanghai"
_RANGE = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")
_ONE_AT_A_TIME = "gouji/job"

collect = dg.define_asset_job(
    "collect",
    selection=dg.AssetSelection.all() - PARTITIONED_ON,
    tags={_ONE_AT_A_TIME: "collect"},
    description="Poll the sources, read what came. 轮询来源，读取新到文件。",
)
reconcile = dg.define_asset_job(
    "reconcile",
    selection=PARTITIONED_ON,
    tags={_ONE_AT_A_TIME: "reconcile"},
    description="Reconcile the slices that changed and publish the warehouse. 勾稽有变动的地区×年度，发布数据仓库。",
)

_RUNNING = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


def partition_range(home: Home, known: list[str]) -> dict[str, str] | None:
    """The tags of a run over the slices that changed; ``None`` when there is no slice."""
    slices = by_slice(home)
    names = [name for name in known if name in slices]
    found = covering(names, pending(home))
    return dict(zip(_RANGE, found, strict=True)) if found else None


def _collect_unless_running(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    filters = dg.RunsFilter(job_name=collect.name, statuses=_RUNNING)
    if context.instance.get_runs_count(filters):
        return dg.SkipReason("an earlier poll is still running")
    return dg.RunRequest(run_key=None)


@dg.schedule(job=collect, cron_schedule="0 6 * * *", execution_timezone=TIMEZONE)
def daily(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Every morning at six, Beijing time: after publishers' nightly uploads, before analysts come in."""
    return _collect_unless_running(context)


@dg.schedule(job=collect, cron_schedule="0 9-21/3 * 1-4,8-10 *", execution_timezone=TIMEZONE)
def season(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Every three hours by day, January to April and August to October, when budgets and final accounts appear.

    预算在人代会批准后二十日内公开，决算多在八至十月公开。
    """
    return _collect_unless_running(context)


def inbox_state(home: Home) -> str:
    """A digest of what lies in the inbox: names, sizes, times."""
    digest = hashlib.sha256()
    for path in sorted(home.inbox.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            stat = path.stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@dg.sensor(job=collect, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.RUNNING)
def inbox(context: dg.SensorEvaluationContext, gouji_home: HomeResource) -> dg.SensorResult | dg.SkipReason:
    """Files put into GOUJI_HOME/inbox; taken when nothing has changed between two looks, so never half a copy."""
    state = inbox_state(gouji_home.home())
    seen = json.loads(context.cursor or "{}")
    cursor = json.dumps({"seen": state, "taken": seen.get("taken")})
    if state == seen.get("taken") or (seen.get("taken") is None and state == hashlib.sha256().hexdigest()):
        return dg.SensorResult(skip_reason="nothing new in the inbox", cursor=cursor)
    if state != seen.get("seen"):
        return dg.SensorResult(skip_reason="files are being put into the inbox", cursor=cursor)
    taken = json.dumps({"seen": state, "taken": state})
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=None)], cursor=taken)


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    monitored_jobs=[collect],
    request_job=reconcile,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def after_collecting(context: dg.RunStatusSensorContext, gouji_home: HomeResource) -> dg.RunRequest | dg.SkipReason:
    """Reconcile what a poll brought; when nothing changed, nothing runs."""
    home = gouji_home.home()
    if is_up_to_date(home):
        return dg.SkipReason("nothing changed")
    tags = partition_range(home, list(context.instance.get_dynamic_partitions(SLICE)))
    if tags is None:
        return dg.SkipReason("nothing has been read yet")
    return dg.RunRequest(run_key=context.dagster_run.run_id, tags=tags)


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING, minimum_interval_seconds=15)
def failure_notice(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Tell GOUJI_WEBHOOK, if it is set, which run failed and why."""
    if not is_configured():
        return dg.SkipReason("GOUJI_WEBHOOK is not set")
    steps = [
        event.step_failure_data.error.message.strip()
        for event in context.get_step_failure_events()
        if event.step_failure_data.error
    ]
    run = context.dagster_run
    status = send(run.job_name, run.run_id, "; ".join(steps) or context.failure_event.message or "unknown cause")
    context.log.info("the webhook answered %d", status)
    return None


JOBS = [collect, reconcile]
SCHEDULES = [daily, season]
SENSORS = [inbox, after_collecting, failure_notice]
