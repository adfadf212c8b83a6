"""Fetching one address from a server that behaves as real ones do, badly included."""

import gzip

import pytest
from serving.pdfs import PDF, pdf
from serving.polls import FakeTime, Last, Polls
from serving.scripted import Reply, Site, etagged

from pipeline.sources.attempts import Outcome
from pipeline.sources.home import Home
from pipeline.sources.politeness import Limits
from pipeline.sources.raw_store import raw_files, read_raw


def test_a_file_is_kept_with_its_address_and_asked_for_conditionally_afterwards(
    home: Home, site: Site, polled: Polls, attempts: Last
) -> None:
    address = site.serve("/2024/budget.pdf", etagged(PDF, **{"Last-Modified": "Fri, 01 Mar 2024 00:00:00 GMT"}))
    assert polled(address) == {Outcome.NEW: 1}
    assert polled(address) == {Outcome.UNCHANGED: 1}
    (raw,) = raw_files(home)
    assert (raw.names, raw.source, read_raw(home, raw.sha256)) == (("budget.pdf",), address, PDF)
    last = [headers for path, headers in site.asked if path == "/2024/budget.pdf"][-1]
    assert "if-none-match" in last
    assert last["if-modified-since"] == "Fri, 01 Mar 2024 00:00:00 GMT"
    assert last["user-agent"].startswith("gouji/")
    assert attempts()[0].status == 304
    assert attempts()[0].sha256 == raw.sha256


def test_without_validators_equal_bytes_are_unchanged(home: Home, site: Site, polled: Polls) -> None:
    address = site.serve("/a.pdf", PDF)
    assert [polled(address), polled(address)] == [{Outcome.NEW: 1}, {Outcome.UNCHANGED: 1}]
    assert len(raw_files(home)) == 1


def test_changing_content_is_a_new_version_and_a_reverted_one_the_newest_again(
    home: Home, site: Site, polled: Polls
) -> None:
    old, new = pdf("old"), pdf("new")
    address = site.serve("/a.pdf", old, new, old)
    outcomes = [polled(address) for _ in range(3)]
    assert outcomes == [{Outcome.NEW: 1}, {Outcome.CHANGED: 1}, {Outcome.CHANGED: 1}]
    first, second = raw_files(home)
    assert {read_raw(home, first.sha256), read_raw(home, second.sha256)} == {old, new}
    assert first.renewed > second.renewed


def test_a_vanished_file_is_recorded_and_kept_and_may_come_back(
    home: Home, site: Site, polled: Polls, attempts: Last
) -> None:
    address = site.serve("/a.pdf", Reply(PDF), Reply(b"gone", 404), Reply(PDF))
    assert polled(address) == {Outcome.NEW: 1}
    assert polled(address) == {Outcome.VANISHED: 1}
    assert len(raw_files(home)) == 1
    assert polled(address) == {Outcome.UNCHANGED: 1}
    assert attempts()[0].reason == "is back"


def test_an_address_that_never_was_is_missing_and_not_tried_again(site: Site, polled: Polls) -> None:
    assert polled(site.url + "/none.pdf") == {Outcome.MISSING: 1}
    assert site.times("/none.pdf") == 1


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_server_that_fails_for_a_while_is_tried_again(
    site: Site, polled: Polls, fake_time: FakeTime, status: int
) -> None:
    address = site.serve("/a.pdf", Reply(b"", status), Reply(b"", status), Reply(PDF))
    assert polled(address) == {Outcome.NEW: 1}
    assert site.times("/a.pdf") == 3
    waits = [seconds for seconds in fake_time.slept if seconds >= 2]
    assert waits == sorted(waits)
    assert len(waits) >= 2


@pytest.mark.parametrize("status", [401, 403, 400, 451, 501])
def test_a_refusal_is_final(site: Site, polled: Polls, status: int) -> None:
    address = site.serve("/a.pdf", Reply(b"", status))
    assert polled(address) == {Outcome.REFUSED: 1}
    assert site.times("/a.pdf") == 1


def test_a_server_that_always_fails_is_given_up_and_every_try_is_logged(home: Home, site: Site, polled: Polls) -> None:
    address = site.serve("/a.pdf", Reply(b"", 503))
    assert polled(address, limits=Limits(tries=3)) == {Outcome.FAILED: 1}
    assert site.times("/a.pdf") == 3
    import sqlite3

    with sqlite3.connect(home.attempts) as connection:
        assert connection.execute("SELECT outcome, status FROM attempt").fetchall() == [("failed", 503)] * 3


@pytest.mark.parametrize(
    "headers",
    [{"Retry-After": "77"}, {"Retry-After": "Fri, 01 Mar 2030 00:01:17 GMT", "Date": "Fri, 01 Mar 2030 00:00:00 GMT"}],
)
def test_retry_after_is_obeyed_by_the_servers_own_clock(
    site: Site, polled: Polls, fake_time: FakeTime, headers: dict[str, str]
) -> None:
    address = site.serve("/a.pdf", Reply(b"", 429, headers), Reply(PDF))
    assert polled(address) == {Outcome.NEW: 1}
    assert any(77 <= seconds < 80 for seconds in fake_time.slept)


def test_a_server_that_wants_to_be_left_alone_for_hours_is_asked_at_the_next_poll(site: Site, polled: Polls) -> None:
    address = site.serve("/a.pdf", Reply(b"", 503, {"Retry-After": "7200"}), Reply(PDF))
    assert polled(address) == {Outcome.FAILED: 1}
    assert polled(address) == {Outcome.NEW: 1}


def test_an_answer_broken_in_mid_stream_is_fetched_again_and_nothing_half_is_kept(
    home: Home, site: Site, polled: Polls
) -> None:
    broken = Reply(PDF[:20], declared=len(PDF))
    address = site.serve("/a.pdf", broken, Reply(PDF))
    assert polled(address) == {Outcome.NEW: 1}
    assert [read_raw(home, raw.sha256) for raw in raw_files(home)] == [PDF]
    assert list(home.incoming.iterdir()) == []


def test_a_pdf_that_ends_early_without_a_length_is_fetched_again(home: Home, site: Site, polled: Polls) -> None:
    address = site.serve("/a.pdf", Reply(PDF[:20], declared=None), Reply(PDF, declared=None))
    assert polled(address) == {Outcome.NEW: 1}
    assert [read_raw(home, raw.sha256) for raw in raw_files(home)] == [PDF]


def test_a_server_that_does_not_answer_or_only_trickles_is_left(site: Site, polled: Polls) -> None:
    silent = Limits(read_seconds=0.1, tries=1)
    address = site.serve("/slow.pdf", Reply(PDF[:8], pause=0.3))
    assert polled(address, limits=silent) == {Outcome.FAILED: 1}


def test_a_trickle_is_cut_at_the_deadline(site: Site, home: Home) -> None:
    from pipeline.sources.clock import SYSTEM_CLOCK
    from pipeline.sources.polling import poll
    from pipeline.sources.source import Source, SourceKind

    address = site.serve("/slow.pdf", Reply(PDF, pause=0.03))
    limits = Limits(total_seconds=0.1, tries=1, interval_seconds=0)
    source = Source(address, SourceKind.URL, address, may_be_private=True)
    assert poll(home, [source], limits=limits, clock=SYSTEM_CLOCK) == {Outcome.FAILED: 1}


@pytest.mark.parametrize("is_declared", [True, False])
def test_a_huge_file_is_cut_off_and_not_kept(home: Home, site: Site, polled: Polls, *, is_declared: bool) -> None:
    body = PDF + bytes(200_000)
    address = site.serve("/a.pdf", Reply(body, declared=-1 if is_declared else None))
    assert polled(address, limits=Limits(file_bytes=100_000)) == {Outcome.REFUSED: 1}
    assert raw_files(home) == []
    assert list(home.incoming.iterdir()) == []


def test_a_small_answer_that_unpacks_to_a_huge_one_is_cut_off(home: Home, site: Site, polled: Polls) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    address = site.serve("/a.pdf", Reply(bomb, headers={"Content-Encoding": "gzip"}))
    assert polled(address, limits=Limits(file_bytes=100_000)) == {Outcome.REFUSED: 1}
    assert raw_files(home) == []


def test_a_packed_answer_is_kept_unpacked(home: Home, site: Site, polled: Polls) -> None:
    address = site.serve("/a.pdf", Reply(gzip.compress(PDF), headers={"Content-Encoding": "gzip"}))
    polled(address)
    assert [read_raw(home, raw.sha256) for raw in raw_files(home)] == [PDF]


def test_redirects_are_followed_to_the_file(home: Home, site: Site, polled: Polls, attempts: Last) -> None:
    site.serve("/files/预算.pdf", PDF)
    site.serve("/files/%E9%A2%84%E7%AE%97.pdf", PDF)
    address = site.serve("/a", Reply(b"", 302, {"Location": "/b"}))
    site.serve("/b", Reply(b"", 301, {"Location": "files/预算.pdf"}))
    assert polled(address) == {Outcome.NEW: 1}
    (raw,) = raw_files(home)
    assert (raw.names, raw.source) == (("预算.pdf",), address)
    assert attempts()[0].final_address == site.url + "/files/%E9%A2%84%E7%AE%97.pdf"


def test_redirects_in_a_circle_too_far_or_to_no_web_address_end(site: Site, polled: Polls, attempts: Last) -> None:
    for number in range(9):
        site.serve(f"/far{number}", Reply(b"", 302, {"Location": f"/far{number + 1}"}))
    targets = {
        "/circle": "/circle",
        "/file": "file:///etc/passwd",
        "/ftp": "ftp://example.com/",
        "/nowhere": "",
        "/far": "/far0",
        "/secret": site.url.replace("http://", "http://user:secret@"),
    }
    for path, target in targets.items():
        polled(site.serve(path, Reply(b"", 302, {"Location": target} if target else {})))
    assert {attempt.outcome for attempt in attempts()} == {Outcome.REFUSED}
    assert "secret" not in str([attempt.reason for attempt in attempts()])


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE html><title>404</title>", b"\xef\xbb\xbf<html>", b"<?xml version='1.0'?><html>", b""]
)
def test_an_error_page_with_status_200_is_no_pdf_and_replaces_none(
    home: Home, site: Site, polled: Polls, body: bytes
) -> None:
    address = site.serve("/a.pdf", Reply(PDF), Reply(body, headers={"Content-Type": "application/pdf"}), Reply(PDF))
    assert [polled(address) for _ in range(3)] == [{Outcome.NEW: 1}, {Outcome.REFUSED: 1}, {Outcome.UNCHANGED: 1}]
    assert [read_raw(home, raw.sha256) for raw in raw_files(home)] == [PDF]


def test_a_page_where_a_file_was_is_refused_even_when_the_address_promises_nothing(site: Site, polled: Polls) -> None:
    address = site.serve("/download?id=3", Reply(PDF), Reply(b"<html>moved</html>"))
    assert [polled(address), polled(address)] == [{Outcome.NEW: 1}, {Outcome.REFUSED: 1}]


def test_a_page_that_is_the_disclosure_is_kept_with_its_versions(home: Home, site: Site, polled: Polls) -> None:
    pages = [b"<html><table><tr><td>1</td></tr></table></html>", b"<html><table><tr><td>2</td></tr></table></html>"]
    address = site.serve("/budget/", *pages)
    assert [polled(address), polled(address)] == [{Outcome.NEW: 1}, {Outcome.CHANGED: 1}]
    assert raw_files(home)[0].names == ("budget.html",)


def test_a_file_that_was_lost_from_the_store_is_fetched_in_full(home: Home, site: Site, polled: Polls) -> None:
    address = site.serve("/a.pdf", etagged(PDF))
    polled(address)
    (raw,) = raw_files(home)
    (home.raw / raw.sha256[:2] / raw.sha256).unlink()
    assert polled(address) == {Outcome.NEW: 1}
    assert read_raw(home, raw.sha256) == PDF
