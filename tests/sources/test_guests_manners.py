"""What a polite and careful guest does: robots.txt, pace, and no way into private networks."""

import socket
from typing import Any

import pytest
from serving.pdfs import PDF, pdf
from serving.polls import FakeTime, Last, Polls
from serving.scripted import Reply, Site

from pipeline.sources import network
from pipeline.sources.attempts import Outcome
from pipeline.sources.home import Home
from pipeline.sources.network import is_public
from pipeline.sources.politeness import Limits
from pipeline.sources.polling import PollRunningError, poll
from pipeline.sources.raw_store import raw_files
from pipeline.sources.source import Source, SourceKind


def test_what_robots_txt_disallows_is_not_fetched(site: Site, polled: Polls, attempts: Last) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /private/\n\nUser-agent: gouji\nDisallow: /ours/\n")
    for path in ("/private/a.pdf", "/ours/a.pdf"):
        site.serve(path, PDF)
    assert polled(site.url + "/private/a.pdf") == {Outcome.NEW: 1}
    assert polled(site.url + "/ours/a.pdf") == {Outcome.REFUSED: 1}
    assert site.times("/ours/a.pdf") == 0
    assert "robots" in (attempts()[-1].reason or "")


def test_a_redirect_into_what_robots_txt_disallows_is_not_followed(site: Site, polled: Polls) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /private/\n")
    site.serve("/private/a.pdf", PDF)
    address = site.serve("/a.pdf", Reply(b"", 302, {"Location": "/private/a.pdf"}))
    assert polled(address) == {Outcome.REFUSED: 1}
    assert site.times("/private/a.pdf") == 0


def test_rules_that_cannot_be_read_forbid_everything_until_they_can(site: Site, polled: Polls) -> None:
    site.serve("/robots.txt", Reply(b"", 503))
    address = site.serve("/a.pdf", PDF)
    assert polled(address, limits=Limits(tries=2)) == {Outcome.FAILED: 1}
    assert site.times("/a.pdf") == 0
    site.serve("/robots.txt", b"<html>no such page</html>")
    assert polled(address) == {Outcome.NEW: 1}


def test_requests_to_a_host_are_spaced_and_further_when_it_asks(site: Site, polled: Polls, fake_time: FakeTime) -> None:
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    page = "".join(f'<a href="/{number}.pdf">{number}.pdf</a>' for number in range(5))
    index = site.serve("/list", f"<html>{page}</html>".encode())
    for number in range(5):
        site.serve(f"/{number}.pdf", pdf(str(number)))
    assert polled(index, "index") == {Outcome.PAGE: 1, Outcome.NEW: 5}
    assert fake_time.elapsed >= 5 * 7


def test_no_more_requests_at_a_time_than_allowed(site: Site, home: Home, fake_time: FakeTime) -> None:
    import threading

    lock, counts = threading.Lock(), {"now": 0, "most": 0}

    def busy() -> None:
        with lock:
            counts["now"] += 1
            counts["most"] = max(counts["most"], counts["now"])
        threading.Event().wait(0.02)
        with lock:
            counts["now"] -= 1

    sources = []
    for number in range(8):
        address = site.serve(f"/{number}.pdf", Reply(pdf(str(number)), act=busy))
        sources.append(Source(address, SourceKind.URL, address, may_be_private=True))
    assert poll(home, sources, limits=Limits(per_host=2), clock=fake_time.clock) == {Outcome.NEW: 8}
    assert counts["most"] <= 2


def test_a_host_that_keeps_failing_is_left_alone_until_the_next_poll(site: Site, polled: Polls) -> None:
    page = "".join(f'<a href="/{number}.pdf">x</a>' for number in range(20))
    index = site.serve("/list", f"<html>{page}</html>".encode())
    for number in range(20):
        site.serve(f"/{number}.pdf", Reply(b"", 503))
    assert polled(index, "index", Limits(tries=2)) == {Outcome.PAGE: 1, Outcome.FAILED: 3}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:0:0:0:0:0:0:1", "198.18.0.1", "192.0.2.1",
    ],
)  # fmt: skip
def test_local_addresses_in_every_spelling_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["202.108.0.1", "2400:3200::1", "64:ff9b::ca6c:1", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "127.1"])
def test_loopback_is_refused_under_all_its_names(site: Site, polled: Polls, attempts: Last, host: str) -> None:
    site.serve("/a.pdf", PDF)
    port = site.url.rpartition(":")[2]
    assert polled(f"http://{host}:{port}/a.pdf", may_be_private=False) == {Outcome.REFUSED: 1}
    assert site.asked == []
    assert "private-address" in (attempts()[0].reason or "")


def resolving(monkeypatch: pytest.MonkeyPatch, **hosts: list[str]) -> None:
    """Let names resolve as scripted, one answer a lookup."""
    real = socket.getaddrinfo

    def lookup(host: str, port: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.partition(".")[0]
        if name not in hosts:
            return real(host, port, *args, **kwargs)
        addresses = hosts[name]
        chosen = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in chosen.split()]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


def test_a_redirect_or_a_name_that_leads_into_the_private_network_is_refused(
    site: Site, polled: Polls, attempts: Last, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public host is played by loopback, which is let through under its name only."""
    port = site.url.rpartition(":")[2]
    public = "203.0.114.1"
    resolving(monkeypatch, public=[public], inside=[f"{public} 10.0.0.1"], rebound=[public, "127.0.0.1"])
    connected: list[str] = []

    def connect(address: tuple[str, int], *_: Any) -> socket.socket:
        connected.append(address[0])
        return socket.create_connection(("127.0.0.1", int(port)))

    monkeypatch.setattr(network, "create_connection", connect)
    site.serve("/out", Reply(b"", 302, {"Location": f"http://127.0.0.1:{port}/a.pdf"}))
    site.serve("/inside", Reply(b"", 302, {"Location": f"http://inside.example:{port}/a.pdf"}))
    site.serve("/a.pdf", Reply(PDF, headers={"Connection": "close"}))
    for address in ("http://public.example/out", "http://public.example/inside", "http://inside.example/a.pdf"):
        assert polled(address.replace(".example", f".example:{port}"), may_be_private=False) == {Outcome.REFUSED: 1}
    assert {attempt.reason.partition(":")[0] for attempt in attempts() if attempt.reason} == {"private-address"}
    assert polled(f"http://rebound.example:{port}/a.pdf", may_be_private=False)[Outcome.REFUSED] == 1
    assert set(connected) == {public}
    assert polled(f"http://public.example:{port}/a.pdf", may_be_private=False) == {Outcome.NEW: 1}


def test_one_source_that_allows_private_addresses_opens_no_door_to_another(
    site: Site, home: Home, fake_time: FakeTime
) -> None:
    site.serve("/a.pdf", PDF)
    site.serve("/b.pdf", pdf("b"))
    sources = [
        Source(path, SourceKind.URL, site.url + path, may_be_private=allowed)
        for path, allowed in (("/a.pdf", True), ("/b.pdf", False))
    ]
    assert poll(home, sources, clock=fake_time.clock) == {Outcome.NEW: 1, Outcome.REFUSED: 1}


def test_two_polls_at_once_fetch_nothing_twice(site: Site, home: Home, polled: Polls) -> None:
    refused: list[str] = []

    def poll_again() -> None:
        try:
            poll(home, [])
        except PollRunningError as error:
            refused.append(str(error))

    address = site.serve("/a.pdf", Reply(PDF, act=poll_again))
    assert polled(address) == {Outcome.NEW: 1}
    assert len(refused) == 1
    assert len(raw_files(home)) == 1
