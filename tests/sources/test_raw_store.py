"""The raw store under bad circumstances: a full disk, a killed process, a clock that was put back."""

import json
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from serving.pdfs import PDF, pdf
from serving.polls import FakeTime, Last, Polls
from serving.scripted import Reply, Site

from pipeline.kernel.errors import HomeFullError
from pipeline.sources import raw_store
from pipeline.sources.attempts import Outcome
from pipeline.sources.blobs import blob_path, write_atomically
from pipeline.sources.home import Home
from pipeline.sources.polling import poll
from pipeline.sources.raw_store import add, log_addition, raw_files, read_raw
from pipeline.sources.source import Source, SourceKind


def kept(home: Home) -> set[bytes | None]:
    return {read_raw(home, raw.sha256) for raw in raw_files(home)}


def half_written(home: Home) -> list[Path]:
    return [path for path in home.raw.rglob(".writing-*") if path.is_file()]


def test_a_line_of_the_log_that_was_cut_off_spoils_neither_earlier_nor_later_ones(home: Home, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.pdf").write_bytes(pdf(str(number)))
    log = home.raw / "log.jsonl"
    add(home, tmp_path / "0.pdf")
    add(home, tmp_path / "1.pdf")
    log.write_bytes(log.read_bytes()[:-30])
    assert kept(home) == {pdf("0")}
    add(home, tmp_path / "2.pdf")
    add(home, tmp_path / "1.pdf")
    assert kept(home) == {pdf("0"), pdf("1"), pdf("2")}


@pytest.fixture
def put_back(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the store's clock."""

    def set_to(now: datetime) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:
                assert tz is UTC
                return now

        monkeypatch.setattr(raw_store, "datetime", Clock)

    return set_to


def test_a_clock_that_was_put_back_makes_no_later_version_older(
    home: Home, put_back: Callable[[datetime], None], tmp_path: Path
) -> None:
    for day, content in ((datetime(2024, 3, 2, tzinfo=UTC), b"old"), (datetime(2023, 1, 1, tzinfo=UTC), b"new")):
        put_back(day)
        (tmp_path / "a.txt").write_bytes(content)
        add(home, tmp_path / "a.txt")
    old, new = raw_files(home)
    assert old.added_at <= new.added_at
    assert old.renewed < new.renewed


def test_attempts_keep_their_order_when_the_clock_jumps(site: Site, polled: Polls, fake_time: FakeTime) -> None:
    address = site.serve("/a.pdf", pdf("1"), pdf("2"))
    polled(address)
    fake_time.today = datetime(2001, 1, 1, tzinfo=UTC)
    assert polled(address) == {Outcome.CHANGED: 1}
    fake_time.today = datetime(2040, 1, 1, tzinfo=UTC)
    assert polled(address) == {Outcome.UNCHANGED: 1}


def small_disk(size: int) -> None:
    """Limit the size of every file written from now on, which is what a full disk looks like to a writer.

    For processes of their own only: the limit holds for whatever the tests' own process writes, its output included.
    """
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def in_a_process(target: Callable[..., None], *arguments: object) -> int | None:
    """Run a function in a process of its own; returns its exit code."""
    process = multiprocessing.get_context("spawn").Process(target=target, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def _fill_the_disk(home: Home, folder: Path) -> None:
    log = (home.raw / "log.jsonl").read_bytes()
    small_disk(100_000)
    with pytest.raises(HomeFullError, match="nothing was lost"):
        add(home, folder / "big.pdf")
    small_disk(len(log) + 20)
    with pytest.raises(HomeFullError):
        log_addition(home, raw_files(home)[0].sha256, "another name.pdf", "file:///x")
    with pytest.raises(HomeFullError):
        write_atomically(home.path / "config", bytes(100_000))


def test_a_full_disk_keeps_what_was_there_and_nothing_half(home: Home, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / "big.pdf").write_bytes(PDF + bytes(1_000_000))
    add(home, tmp_path / "a.pdf")
    log = (home.raw / "log.jsonl").read_bytes()
    assert in_a_process(_fill_the_disk, home, tmp_path) == 0
    assert (home.raw / "log.jsonl").read_bytes() == log
    assert kept(home) == {PDF}
    assert half_written(home) == []


def _poll_on_a_small_disk(home: Home, address: str) -> None:
    small_disk(600_000)
    with pytest.raises(HomeFullError):
        poll(home, [Source(address, SourceKind.URL, address, may_be_private=True)])


def test_a_disk_that_fills_up_during_a_poll_ends_it_and_the_next_one_fetches_the_rest(
    home: Home, site: Site, polled: Polls
) -> None:
    address = site.serve("/big.pdf", Reply(PDF[:-6] + bytes(1_000_000) + b"%%EOF\n"))
    polled(site.serve("/small.pdf", PDF))
    assert in_a_process(_poll_on_a_small_disk, home, address) == 0
    assert kept(home) == {PDF}
    assert half_written(home) == []
    assert polled(address) == {Outcome.NEW: 1}


def _poll_and_die(path: Path, address: str, step: str) -> None:
    """Poll in a process of its own and be killed at a step."""
    from pipeline.sources import blobs, keeping
    from pipeline.sources.attempts import AttemptLog

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    targets = {
        "while a file comes": (blobs.Spool, "write"),
        "before it is kept": (blobs.Spool, "move_to"),
        "before it is logged": (keeping, "log_addition"),
        "before the attempt is": (AttemptLog, "record"),
    }
    target, name = targets[step]
    setattr(target, name, die)
    poll(Home(path), [Source(address, SourceKind.URL, address, may_be_private=True)])


@pytest.mark.parametrize(
    "step", ["while a file comes", "before it is kept", "before it is logged", "before the attempt is"]
)
def test_a_killed_poll_loses_nothing_and_leaves_nothing_half(
    home: Home, site: Site, polled: Polls, attempts: Last, step: str
) -> None:
    address = site.serve("/a.pdf", pdf("1"), pdf("2"))
    polled(address)
    assert in_a_process(_poll_and_die, home.path, address, step) == -signal.SIGKILL
    assert pdf("1") in kept(home)
    assert all(blob_path(home, raw.sha256).exists() for raw in raw_files(home))
    assert polled(address) == {Outcome.CHANGED: 1}
    assert kept(home) == {pdf("1"), pdf("2")}
    assert half_written(home) == []
    assert attempts()[-1].sha256 == raw_files(home)[1].sha256


def test_a_folder_is_polled_for_new_changed_and_vanished_files(home: Home, polled: Polls, tmp_path: Path) -> None:
    folder = tmp_path / "share"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "一.pdf").write_bytes(pdf("1"))
    (folder / "2.pdf").write_bytes(pdf("2"))
    assert polled(str(folder), "folder") == {Outcome.NEW: 2}
    (folder / "2.pdf").write_bytes(pdf("2b"))
    assert polled(str(folder), "folder") == {Outcome.CHANGED: 1, Outcome.UNCHANGED: 1}
    (folder / "2.pdf").unlink()
    assert polled(str(folder), "folder") == {Outcome.VANISHED: 1, Outcome.UNCHANGED: 1}
    assert polled(str(folder), "folder") == {Outcome.UNCHANGED: 1}
    assert kept(home) == {pdf("1"), pdf("2"), pdf("2b")}


def test_a_folder_that_is_not_mounted_makes_nothing_vanish(polled: Polls, tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(PDF)
    polled(str(folder), "folder")
    folder.rename(tmp_path / "unmounted")
    assert polled(str(folder), "folder") == {Outcome.FAILED: 1}


def test_a_file_is_polled_and_vanishes(polled: Polls, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert polled(str(path), "file") == {Outcome.MISSING: 1}
    path.write_bytes(PDF)
    assert polled(str(path), "file") == {Outcome.NEW: 1}
    path.unlink()
    assert polled(str(path), "file") == {Outcome.VANISHED: 1}


def test_the_log_can_be_read_by_a_person(home: Home, tmp_path: Path) -> None:
    (tmp_path / "预算.pdf").write_bytes(PDF)
    add(home, tmp_path / "预算.pdf")
    text = (home.raw / "log.jsonl").read_text(encoding="utf-8")
    assert "预算.pdf" in text
    assert json.loads(text)["bytes"] == len(PDF)
