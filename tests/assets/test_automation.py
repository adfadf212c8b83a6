"""What runs by itself: slices, schedules, sensors, failures."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from dagster._utils.schedules import cron_string_iterator
from serving.scripted import Reply, serving

from assets.paths import SAMPLES
from pipeline.kernel.errors import HomeFullError
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
from pipeline.warehouse.connection import reading

pytestmark = pytest.mark.integration

SMALL = SAMPLES / "xinxiang-social-insurance-2023-unit.txt"
OTHER = SAMPLES / "anyang-yindu-2024-department.txt"


@dataclass
class Run:
    """A home after both jobs, and what they told."""

    home: Home
    instance: dg.DagsterInstance
    collected: dg.ExecuteInProcessResult
    reconciled: dg.ExecuteInProcessResult


def execute(name: str, instance: dg.DagsterInstance, **options: Any) -> dg.ExecuteInProcessResult:
    from assets.definitions import defs

    return defs.resolve_job_def(name).execute_in_process(instance=instance, raise_on_error=False, **options)


def materializations(result: dg.ExecuteInProcessResult, asset: str) -> list[Any]:
    return [event for event in result.get_asset_materialization_events() if event.asset_key.path[-1] == asset]


def told(result: dg.ExecuteInProcessResult, asset: str) -> dict[str, Any]:
    """Metadata of an asset's last materialization in a run."""
    return {name: value.value for name, value in materializations(result, asset)[-1].materialization.metadata.items()}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Two disclosures of two slices, collected from the inbox and reconciled."""
    from assets.automation import partition_range
    from assets.running import prepare_dagster
    from assets.slices import SLICE

    home = Home(tmp_path_factory.mktemp("automation")).prepare()
    before = {name: os.environ.get(name) for name in ("GOUJI_HOME", "DAGSTER_HOME")}
    prepare_dagster(home)
    for sample in (SMALL, OTHER):
        (home.inbox / sample.name).write_bytes(sample.read_bytes())
    with dg.DagsterInstance.get() as instance:
        collected = execute("collect", instance)
        tags = partition_range(home, list(instance.get_dynamic_partitions(SLICE)))
        yield Run(home, instance, collected, execute("reconcile", instance, tags=tags))
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture
def here(ran: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """That home, as the current one."""
    monkeypatch.setenv("GOUJI_HOME", str(ran.home.path))
    monkeypatch.setenv("DAGSTER_HOME", str(ran.home.dagster))
    return ran


def test_slices_become_partitions_once_documents_are_read(here: Run) -> None:
    from assets.publishing import is_up_to_date
    from assets.slices import SLICE, by_slice, pending

    assert here.collected.success
    assert here.reconciled.success
    assert told(here.collected, "fetched")["new"] == 2
    slices = here.instance.get_dynamic_partitions(SLICE)
    assert sorted(slices) == sorted(by_slice(here.home))
    assert all(name[:6].isdecimal() and name[7:] in {"2023", "2024"} for name in slices)
    assert {event.partition for event in materializations(here.reconciled, "cells")} == set(slices)
    assert told(here.reconciled, "cells")["computed"] == 2
    assert (pending(here.home), is_up_to_date(here.home)) == ([], True)


def test_the_tables_tell_which_column_follows_from_which(here: Run) -> None:
    def deps(table: str, column: str) -> set[tuple[str, str]]:
        lineage = told(here.reconciled, table)["dagster/column_lineage"]
        return {(dep.asset_key.path[-1], dep.column_name) for dep in lineage.deps_by_column[column]}

    assert deps("fact_budget_line", "amount_cny") == {("cell", "amount_cny")}
    assert ("dim_function", "function_key") in deps("fact_budget_line", "function_key")
    assert ("cell", "function_code") in deps("fact_budget_line", "function_key")
    assert deps("fact_check", "lhs") == {("cell", "value")}


def test_lineage_names_only_columns_that_there_are() -> None:
    from assets.lineage import column_lineage
    from pipeline.warehouse.catalog import TABLES

    columns = {spec.name: set(spec.columns) for spec in TABLES}
    for spec in TABLES:
        for column, deps in column_lineage(spec).deps_by_column.items():
            assert column in columns[spec.name]
            assert all(dep.column_name in columns[dep.asset_key.path[-1]] for dep in deps)


def test_a_run_over_one_slice_publishes_all_of_them(here: Run) -> None:
    from assets.slices import SLICE

    name = here.instance.get_dynamic_partitions(SLICE)[0]
    result = execute("reconcile", here.instance, partition_key=name)
    assert told(result, "cells")["disclosures of the slice"] == 1
    assert told(result, "cells")["computed"] == 0
    with reading(here.home.warehouse) as connection:
        assert connection.execute("SELECT count(*) FROM dim_disclosure").fetchone() == (2,)
    assert list(here.home.warehouse.parent.glob("candidate-*")) == []


def test_nothing_is_published_that_lacks_what_is_published(here: Run) -> None:
    from assets.stages import RECONCILE, paths_of

    path = paths_of(here.home, raw_files(here.home)[0], RECONCILE)["cells"]
    hidden = path.rename(path.with_suffix(".hidden"))
    before = here.home.warehouse.stat().st_mtime_ns
    try:
        from assets.graph import candidate_warehouse
        from assets.home_resource import HomeResource

        result = dg.materialize(
            [candidate_warehouse],
            instance=here.instance,
            resources={"gouji_home": HomeResource()},
            raise_on_error=False,
        )
    finally:
        hidden.rename(path)
    assert not result.success
    assert "have not been reconciled" in str(result.failure_data_for_node("candidate_warehouse"))
    assert here.home.warehouse.stat().st_mtime_ns == before


def test_a_file_that_comes_while_a_run_goes_on_waits_for_the_next(here: Run, tmp_path: Path) -> None:
    from assets.publishing import is_up_to_date
    from assets.slices import by_slice, complete

    log = here.home.raw / "log.jsonl"
    before = log.read_bytes()
    (tmp_path / "late.txt").write_text("late")
    add(here.home, tmp_path / "late.txt")
    try:
        assert len(raw_files(here.home)) == 3
        assert len(complete(here.home)) == sum(map(len, by_slice(here.home).values())) == 2
        assert not is_up_to_date(here.home)
    finally:
        log.write_bytes(before)


def test_two_runs_at_once_build_two_candidates(here: Run) -> None:
    from assets.home_resource import HomeResource

    assert HomeResource().candidate("a").parent == here.home.warehouse.parent
    assert HomeResource().candidate("a") != HomeResource().candidate("b")


def status_context(here: Run) -> dg.RunStatusSensorContext:
    event = here.instance.all_logs(here.collected.run_id, of_type=dg.DagsterEventType.RUN_SUCCESS)[-1]
    return dg.build_run_status_sensor_context(
        sensor_name="after_collecting",
        dagster_event=event.dagster_event,
        dagster_instance=here.instance,
        dagster_run=here.collected.dagster_run,
    )


def test_after_a_poll_that_changed_nothing_nothing_runs_and_else_the_slices_that_changed(here: Run) -> None:
    from assets.automation import after_collecting
    from assets.home_resource import HomeResource

    resource = HomeResource()
    assert isinstance(after_collecting(status_context(here), gouji_home=resource), dg.SkipReason)
    here.home.warehouse.with_suffix(".basis").write_text("older")
    request = after_collecting(status_context(here), gouji_home=resource)
    assert isinstance(request, dg.RunRequest)
    assert set(request.tags) == {"dagster/asset_partition_range_start", "dagster/asset_partition_range_end"}


def test_the_range_of_a_run_covers_what_changed_and_no_more() -> None:
    from assets.slices import covering

    names = ["a", "b", "c", "d"]
    assert covering(names, ["c", "b"]) == ("b", "c")
    assert covering(names, []) == ("d", "d")
    assert covering([], []) is None


def test_polls_are_daily_and_tighter_when_budgets_and_final_accounts_appear() -> None:
    from assets.definitions import defs

    daily, season = (defs.resolve_schedule_def(name) for name in ("daily", "season"))
    assert {daily.job_name, season.job_name} == {"collect"}
    assert (daily.cron_schedule, daily.execution_timezone) == ("0 6 * * *", "Asia/Shanghai")
    ticks = cron_string_iterator(
        datetime(2024, 1, 1, tzinfo=UTC).timestamp(), str(season.cron_schedule), "Asia/Shanghai"
    )
    moments = [next(ticks) for _ in range(2000)]
    months = [moment.month for moment in moments if moment.year == 2024]
    assert set(months) == {1, 2, 3, 4, 8, 9, 10}
    assert months.count(3) == 5 * 31


def test_a_schedule_waits_for_the_poll_before_it(tmp_path: Path) -> None:
    from assets.automation import daily

    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        context = dg.build_schedule_context(instance, datetime(2024, 3, 1, tzinfo=UTC))
        assert isinstance(daily(context), dg.RunRequest)
        instance.add_run(dg.DagsterRun("collect", status=dg.DagsterRunStatus.STARTED))
        assert isinstance(daily(context), dg.SkipReason)


def looked(cursor: str | None, instance: dg.DagsterInstance) -> Any:
    from assets.automation import inbox
    from assets.home_resource import HomeResource

    with dg.build_sensor_context(instance=instance, cursor=cursor) as context:
        result = inbox(context, gouji_home=HomeResource())
    assert isinstance(result, dg.SensorResult)
    return result


def test_the_inbox_is_taken_when_it_has_come_to_rest(home: Home) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        look = looked(None, instance)
        assert not look.run_requests
        path = home.inbox / "a.pdf"
        path.write_bytes(b"half")
        look = looked(look.cursor, instance)
        assert not look.run_requests
        path.write_bytes(b"half and half")
        look = looked(look.cursor, instance)
        assert not look.run_requests
        look = looked(look.cursor, instance)
        assert len(look.run_requests or []) == 1
        look = looked(look.cursor, instance)
        assert not look.run_requests
        os.utime(path, (0, 0))
        look = looked(looked(look.cursor, instance).cursor, instance)
        assert len(look.run_requests or []) == 1


@pytest.mark.parametrize("form", ["text", "dingtalk", "feishu"])
def test_a_failed_run_is_told_to_the_webhook(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    from assets.notices import is_configured, payload, send

    monkeypatch.setenv("GOUJI_WEBHOOK_FORM", form)
    monkeypatch.delenv("GOUJI_WEBHOOK", raising=False)
    assert not is_configured()
    assert "collect failed, run abcdefgh: 磁盘已满" in str(payload("collect", "abcdefgh-1", "磁盘已满"))
    with serving() as site:
        monkeypatch.setenv("GOUJI_WEBHOOK", site.serve("/hook", Reply(b"ok")))
        assert send("collect", "abcdefgh-1", "磁盘已满") == 200
        assert "磁盘已满" in site.sent[0].decode()


def test_what_may_pass_is_tried_again_and_what_cannot_fails_at_once() -> None:
    from assets.failures import judged

    def caught(error: Exception) -> Exception:
        with pytest.raises(Exception) as found, judged():  # noqa: PT011
            raise error
        return found.value

    full = caught(HomeFullError("/home", "no space"))
    assert isinstance(full, dg.Failure)
    assert not full.allow_retries
    assert isinstance(caught(duckdb.IOException("locked")), dg.RetryRequested)
    assert isinstance(caught(TimeoutError()), dg.RetryRequested)
    assert isinstance(caught(KeyError("a bug")), KeyError)
    corrupt = sqlite3.OperationalError("malformed")
    corrupt.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    assert caught(corrupt) is corrupt


def test_freshness_is_declared_where_polling_must_be_seen() -> None:
    from assets.definitions import defs

    graph = defs.resolve_asset_graph()
    fresh = {key.to_user_string() for key in graph.get_all_asset_keys() if graph.get(key).freshness_policy}
    assert fresh == {"fetched", "raw_disclosures", "documents", "tables"}
