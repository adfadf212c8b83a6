"""A run that is killed, at whatever step, leaves the old warehouse or the new one, whole; the next run goes on."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assets.paths import SAMPLES
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
from pipeline.warehouse.audit import audit
from pipeline.warehouse.connection import reading

SMALL = SAMPLES / "xinxiang-social-insurance-2023-unit.txt"


def everything(home: Home) -> int:
    """Run all stages, build, audit, publish; returns how many results were computed."""
    from assets import publishing
    from assets.stages import STAGES, run_stage
    from pipeline.warehouse import audit as auditing

    computed = sum(run_stage(home, raw_files(home), stage, processes=1) for stage in STAGES)
    candidate = home.candidate_of("run")
    publishing.build(home, candidate)
    assert auditing.audit(candidate) == []
    publishing.put_in_place(home, candidate)
    return computed


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_at(owner: Any, name: str, call: int = 1) -> None:
    """Have the n-th call of a function kill the process."""
    real = getattr(owner, name)
    calls = []

    def counted(*arguments: Any, **options: Any) -> Any:
        calls.append(1)
        return _die() if len(calls) == call else real(*arguments, **options)

    setattr(owner, name, counted)


def _after(owner: Any, name: str, call: int, then: Callable[[], None]) -> None:
    """Have something happen right after the n-th call of a function."""
    real = getattr(owner, name)
    calls = []

    def counted(*arguments: Any, **options: Any) -> Any:
        calls.append(1)
        answer = real(*arguments, **options)
        if len(calls) == call:
            then()
        return answer

    setattr(owner, name, counted)


def _while_a_stage_is_written() -> None:
    from pipeline.warehouse import stage_store

    stage_store.pl.DataFrame.write_parquet = _die  # type: ignore[method-assign,assignment]


def _while_the_candidate_is_filled() -> None:
    from pipeline.warehouse import build

    _die_at(build, "_insert", 5)


def _while_the_candidate_is_scored() -> None:
    from pipeline.warehouse import build

    _die_at(build, "fill_scores")


def _before_the_candidate_has_its_note() -> None:
    from assets import publishing

    _die_at(publishing, "write_atomically", 1)


def _while_the_candidate_is_audited() -> None:
    from pipeline.warehouse import audit as auditing

    _die_at(auditing, "_foreign_key", 3)


def _while_the_candidate_is_made_durable() -> None:
    from assets import publishing

    _in_publish(publishing, lambda: _die_at(os, "fsync", 1))


def _before_the_rename() -> None:
    from assets import publishing

    _in_publish(publishing, lambda: _die_at(Path, "replace"))


def _before_the_rename_is_made_durable() -> None:
    from assets import publishing

    _in_publish(publishing, lambda: _die_at(os, "fsync", 2))


def _in_publish(publishing: Any, arm: Callable[[], None]) -> None:
    """Arm when publication itself begins: other steps write files too."""
    real = publishing.publish

    def armed(candidate: Path, warehouse: Path) -> None:
        arm()
        real(candidate, warehouse)

    publishing.publish = armed


def _before_the_warehouse_has_its_note() -> None:
    from assets import publishing

    _die_at(publishing, "write_atomically", 2)


def _before_the_candidates_note_is_removed() -> None:
    from assets import publishing

    _after(publishing, "write_atomically", 2, lambda: _die_at(Path, "unlink"))


def _before_cleaning() -> None:
    from assets import publishing

    _die_at(publishing, "_remove_refused")


BEFORE_THE_RENAME = [
    _while_a_stage_is_written,
    _while_the_candidate_is_filled,
    _while_the_candidate_is_scored,
    _before_the_candidate_has_its_note,
    _while_the_candidate_is_audited,
    _while_the_candidate_is_made_durable,
    _before_the_rename,
]
AFTER_THE_RENAME = [
    _before_the_rename_is_made_durable,
    _before_the_warehouse_has_its_note,
    _before_the_candidates_note_is_removed,
    _before_cleaning,
]


def _run_and_die(path: Path, arm: Callable[[], None]) -> None:
    arm()
    everything(Home(path))


def _count(home: Home) -> int:
    with reading(home.warehouse) as connection:
        return len(connection.execute("SELECT * FROM dim_disclosure").fetchall())


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one disclosure published and another one added since."""
    home = Home(tmp_path_factory.mktemp("waiting")).prepare()
    add(home, SMALL)
    everything(home)
    changed = tmp_path_factory.mktemp("inbox") / "changed.txt"
    changed.write_text(SMALL.read_text(encoding="utf-8").replace("2023年", "2024年"), encoding="utf-8")
    add(home, changed)
    return home


@pytest.mark.parametrize(
    "arm", [*BEFORE_THE_RENAME, *AFTER_THE_RENAME], ids=lambda arm: arm.__name__.strip("_").replace("_", " ")
)
def test_a_run_killed(waiting: Home, tmp_path: Path, arm: Callable[[], None]) -> None:
    from assets.publishing import is_warehouse_current
    from assets.stages import STAGES

    home = Home(tmp_path / "home")
    shutil.copytree(waiting.path, home.path)
    process = multiprocessing.get_context("spawn").Process(target=_run_and_die, args=(home.path, arm))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    if arm in BEFORE_THE_RENAME:
        assert home.warehouse.read_bytes() == waiting.warehouse.read_bytes()
        assert not is_warehouse_current(home)
    else:
        assert audit(home.warehouse) == []
        assert _count(home) == 2
    assert everything(home) <= len(STAGES)
    assert _count(home) == 2
    assert is_warehouse_current(home)
