"""Bad files are kept with a reason and stop nothing; bad data is found and flagged."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from assets.assemble import disclosed, material
from assets.paths import CODES, SAMPLES
from assets.stages import RECONCILE, STAGES, load_frame, run_stage
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
from pipeline.warehouse.audit import audit
from pipeline.warehouse.build import build_candidate
from pipeline.warehouse.connection import reading

SAMPLE = SAMPLES / "xinxiang-social-insurance-2023-unit.txt"
GOOD = SAMPLE.read_text(encoding="utf-8")


def everything(home: Home) -> None:
    for stage in STAGES:
        run_stage(home, raw_files(home), stage, processes=1)
    build_candidate(home.candidate, material(home, raw_files(home)), load_codes(CODES), CATALOGUE)


@pytest.fixture
def landed(home: Home, tmp_path: Path) -> Callable[[dict[str, bytes]], dict[str, str]]:
    """Add files beside a good one, run everything, and tell each file's status."""

    def run(files: dict[str, bytes]) -> dict[str, str]:
        folder = tmp_path / "inbox"
        folder.mkdir()
        for name, content in {"good.txt": GOOD.encode(), **files}.items():
            (folder / name).write_bytes(content)
        add(home, folder)
        everything(home)
        assert audit(home.candidate) == []
        return {raw.names[0]: disclosed(home, raw).status for raw in raw_files(home)}

    return run


def test_bad_files_are_kept_with_a_reason_and_the_good_one_lands(
    landed: Callable[[dict[str, bytes]], dict[str, str]], home: Home
) -> None:
    statuses = landed(
        {
            "empty.txt": b"",
            "garbage.txt": bytes(range(256)) * 100,
            "huge.txt": b"1\t2\t3\n" * (50 * 1024 * 1024 // 6),
            "prose.txt": "没有表格的一段话。\n".encode() * 50,
        }
    )
    assert statuses == {
        "good.txt": "read",
        "empty.txt": "rejected",
        "garbage.txt": "rejected",
        "huge.txt": "rejected",
        "prose.txt": "rejected",
    }
    with reading(home.candidate) as connection:
        reasons = dict(connection.execute("SELECT file_name, reason FROM coverage").fetchall())
    assert all(reasons[name] and name in reasons[name] for name in statuses if name != "good.txt")


def test_a_text_cut_in_the_middle_of_a_table_is_read_and_what_is_missing_breaks(
    landed: Callable[[dict[str, bytes]], dict[str, str]], home: Home
) -> None:
    lines = GOOD.split("\n")
    cut = next(n for n, line in enumerate(lines) if line.startswith("208\t05\t06"))
    statuses = landed({"cut.txt": "\n".join(lines[:cut]).encode()})
    assert statuses["cut.txt"] == "read"
    raw = next(raw for raw in raw_files(home) if raw.names[0] == "cut.txt")
    checks = load_frame(home, raw, RECONCILE, "checks").filter(pl.col("verdict") == "break")
    assert "GJ-007" in set(checks["identity_id"])


def total_printed_as(
    landed: Callable[[dict[str, bytes]], dict[str, str]], home: Home, printed: str
) -> dict[str, object]:
    """The one cell that prints a wrong total of 11,436.06."""
    landed({"altered.txt": GOOD.replace("合计\t11,436.06\t4,675.21", f"合计\t{printed}\t4,675.21", 1).encode()})
    raw = next(raw for raw in raw_files(home) if raw.names[0] == "altered.txt")
    return load_frame(home, raw, RECONCILE, "cells").row(by_predicate=pl.col("printed") == printed, named=True)


def test_an_altered_total_is_found_and_keeps_its_table_out_of_the_facts(
    landed: Callable[[dict[str, bytes]], dict[str, str]], home: Home
) -> None:
    cell = total_printed_as(landed, home, "20,789.31")
    assert (cell["certainty"], cell["is_quarantined"]) == ("disputed", True)
    assert cell["value"] == Decimal("20789.31")


def test_a_total_with_two_digits_swapped_is_put_right_and_says_so(
    landed: Callable[[dict[str, bytes]], dict[str, str]], home: Home
) -> None:
    cell = total_printed_as(landed, home, "11,463.06")
    assert (cell["certainty"], cell["value"], cell["is_quarantined"]) == ("repaired", Decimal("11436.06"), False)
    assert cell["repair_identities"]


def test_numbers_beyond_a_million_million_are_kept_exactly(
    landed: Callable[[dict[str, bytes]], dict[str, str]], home: Home
) -> None:
    big = "1,234,567,890,123.45"
    landed({"big.txt": GOOD.replace("11144.72", big, 1).encode()})
    with reading(home.candidate) as connection:
        found = connection.execute(
            "SELECT value::VARCHAR, amount_cny::VARCHAR, certainty FROM cell WHERE printed = ?", [big]
        ).fetchall()
    assert found == [("1234567890123.45000000", "12345678901234500.00", "disputed")]


def test_a_raw_file_removed_while_running_is_reported_and_read_when_it_is_back(home: Home) -> None:
    add(home, SAMPLES)
    gone = raw_files(home)[0]
    blob = home.raw / gone.sha256[:2] / gone.sha256
    content = blob.read_bytes()
    blob.unlink()
    everything(home)
    assert disclosed(home, gone).status == "rejected"
    assert "Add it again" in (disclosed(home, gone).reason or "")
    blob.write_bytes(content)
    everything(home)
    assert disclosed(home, gone).status == "read"


def test_a_changed_file_is_a_new_version_and_both_stay_queryable(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    for text in (GOOD, GOOD.replace("5.20", "5.30")):
        path.write_text(text, encoding="utf-8")
        add(home, path)
    everything(home)
    with reading(home.candidate) as connection:
        found = connection.execute(
            "SELECT version, is_current FROM dim_disclosure ORDER BY fetched_at, is_current"
        ).fetchall()
        assert connection.execute("SELECT count(DISTINCT disclosure_id) FROM cell").fetchone() == (2,)
    assert sorted(found) == [(1, False), (2, True)]
