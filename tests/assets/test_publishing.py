"""Publishing what one run built while another one published."""

import os
from pathlib import Path

import pytest

from assets.paths import SAMPLES
from assets.publishing import build, is_warehouse_current, put_in_place
from assets.stages import STAGES, run_stage
from pipeline.kernel.errors import IncompleteError
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files

SMALL = SAMPLES / "xinxiang-social-insurance-2023-unit.txt"


def built(home: Home, run_id: str) -> Path:
    for stage in STAGES:
        run_stage(home, raw_files(home), stage, processes=1)
    build(home, home.candidate_of(run_id))
    return home.candidate_of(run_id)


def test_a_run_that_comes_late_does_not_take_back_what_another_one_published(home: Home, tmp_path: Path) -> None:
    add(home, SMALL)
    late = built(home, "late")
    changed = tmp_path / "changed.txt"
    changed.write_text(SMALL.read_text(encoding="utf-8").replace("2023年", "2024年"), encoding="utf-8")
    add(home, changed)
    put_in_place(home, built(home, "early"))
    before = home.warehouse.read_bytes()
    with pytest.raises(IncompleteError):
        put_in_place(home, late)
    assert home.warehouse.read_bytes() == before
    assert is_warehouse_current(home)


def test_what_is_acknowledged_makes_the_warehouse_out_of_date(home: Home) -> None:
    add(home, SMALL)
    put_in_place(home, built(home, "run"))
    assert is_warehouse_current(home)
    home.acknowledged.write_text("acknowledged:\n", encoding="utf-8")
    assert not is_warehouse_current(home)


def test_pages_on_a_refused_candidate_go_a_day_after_it_was_refused(home: Home) -> None:
    add(home, SMALL)
    home.refused_docs.mkdir()
    put_in_place(home, built(home, "soon"))
    assert home.refused_docs.exists()
    os.utime(home.refused_docs, (0, 0))
    put_in_place(home, built(home, "later"))
    assert not home.refused_docs.exists()
