"""A run that is killed, at whatever step, leaves the published warehouse as it was, and later runs go on from there."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from assets.paths import CODES, SAMPLES
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
from pipeline.warehouse.connection import reading

SMALL = SAMPLES / "xinxiang-social-insurance-2023-unit.txt"
STEPS = ("a stage is written", "the candidate is filled", "the candidate is published")


def everything(home: Home) -> int:
    """Run all stages, build, publish; returns how many results were computed."""
    from assets.assemble import material
    from assets.stages import STAGES, run_stage
    from expectations.catalogue import CATALOGUE
    from pipeline.kernel.codes import load_codes
    from pipeline.warehouse import build, publish

    computed = sum(run_stage(home, raw_files(home), stage, processes=1) for stage in STAGES)
    candidate = home.candidate_of("run")
    build.build_candidate(candidate, material(home, raw_files(home)), load_codes(CODES), CATALOGUE)
    publish.publish(candidate, home.warehouse)
    return computed


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _run_and_die(path: Path, step: str) -> None:
    from pipeline.warehouse import build, publish, stage_store

    if step == STEPS[0]:
        stage_store.pl.DataFrame.write_parquet = _die
    elif step == STEPS[1]:
        build.build_candidate.__globals__["_insert"] = _die
    else:
        publish.publish.__globals__["os"] = type("os", (), {"fsync": _die, "open": os.open, "O_RDONLY": 0})
    everything(Home(path))


def _count(home: Home) -> int:
    with reading(home.warehouse) as connection:
        return len(connection.execute("SELECT * FROM dim_disclosure").fetchall())


@pytest.mark.parametrize("step", STEPS)
def test_a_run_killed_while(home: Home, tmp_path: Path, step: str) -> None:
    add(home, SMALL)
    everything(home)
    before = home.warehouse.read_bytes()
    changed = tmp_path / "changed.txt"
    changed.write_text(SMALL.read_text(encoding="utf-8").replace("2023年", "2024年"), encoding="utf-8")
    add(home, changed)
    process = multiprocessing.get_context("spawn").Process(target=_run_and_die, args=(home.path, step))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert home.warehouse.read_bytes() == before
    assert everything(home) <= 4
    assert _count(home) == 2
