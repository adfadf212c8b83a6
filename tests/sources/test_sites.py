"""Index pages: lists, articles, attachments; pages and names in the encodings that publishers use."""

from urllib.parse import quote

import pytest
from serving.archives import zipped
from serving.pdfs import PDF, pdf
from serving.polls import Last, Polls
from serving.scripted import Reply, Site, etagged

from pipeline.sources.attempts import Outcome
from pipeline.sources.content import Kind, file_name, safe_name
from pipeline.sources.home import Home
from pipeline.sources.pages import decode_page, links
from pipeline.sources.politeness import Limits
from pipeline.sources.raw_store import raw_files, read_raw
from pipeline.sources.source import Declared


def page(*links_: tuple[str, str], encoding: str = "utf-8") -> bytes:
    anchors = "".join(f'<li><a href="{address}">{text}</a></li>' for address, text in links_)
    return f'<!DOCTYPE html><html><head><meta charset="{encoding}"></head><ul>{anchors}</ul></html>'.encode(encoding)


@pytest.fixture
def county(site: Site) -> str:
    """A county's site: a list of articles in GBK, each with attachments; one link leads elsewhere."""
    site.serve(
        "/list.html",
        Reply(page(("art/1.html", "民政局2024年部门预算"), ("art/2.html", "教育局2024年部门预算"),
                   ("news.html", "要闻"), ("art/1.html#top", "again"), encoding="gb2312")),
    )  # fmt: skip
    site.serve("/art/1.html", page(("../files/a.pdf", "附件：民政局预算.pdf"), ("/list.html", "返回")))
    site.serve("/art/2.html", page(("/download.jsp?id=3", "教育局2024年部门预算.pdf"), ("/art/3.html", "更多")))
    site.serve("/files/a.pdf", etagged(pdf("a")))
    site.serve("/download.jsp?id=3", etagged(pdf("b")))
    return site.url + "/list.html"


def test_an_index_leads_over_articles_to_attachments(home: Home, site: Site, polled: Polls, county: str) -> None:
    declared = Declared(jurisdiction="410700", year=2024)
    assert polled(county, "index", links="部门预算", declared=declared) == {Outcome.PAGE: 3, Outcome.NEW: 2}
    assert {raw.names[0] for raw in raw_files(home)} == {"a.pdf", "教育局2024年部门预算.pdf"}
    assert {raw.declared for raw in raw_files(home)} == {declared}
    assert {path for path, _ in site.asked}.isdisjoint({"/news.html", "/art/3.html"})


def test_a_second_poll_fetches_no_body_again(site: Site, polled: Polls, county: str) -> None:
    polled(county, "index", links="部门预算")
    assert polled(county, "index", links="部门预算") == {Outcome.PAGE: 3, Outcome.UNCHANGED: 2}
    assert [site.times(path) for path in ("/files/a.pdf", "/list.html", "/robots.txt")] == [2, 2, 2]


def test_an_unchanged_index_is_still_followed(site: Site, polled: Polls) -> None:
    index = site.serve("/list", etagged(page(("/a.pdf", "预算"))))
    site.serve("/a.pdf", pdf("a"), pdf("b"))
    assert polled(index, "index") == {Outcome.PAGE: 1, Outcome.NEW: 1}
    assert polled(index, "index") == {Outcome.PAGE: 1, Outcome.CHANGED: 1}


def test_depth_one_stays_on_the_index(site: Site, polled: Polls, county: str) -> None:
    assert polled(county, "index", links="部门预算", depth=1) == {Outcome.PAGE: 3}
    assert site.times("/files/a.pdf") == 0


def test_a_file_that_is_unlinked_is_still_watched_until_it_vanishes(site: Site, polled: Polls) -> None:
    index = site.serve("/list", page(("/a.pdf", "x")), page())
    site.serve("/a.pdf", Reply(pdf("a")), Reply(pdf("replaced")), Reply(b"", 404))
    outcomes = [polled(index, "index")[outcome] for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.VANISHED)]
    assert outcomes == [1, 1, 1]
    assert polled(index, "index") == {Outcome.PAGE: 1}


def test_a_site_that_leads_on_and_on_is_left_at_the_limit(site: Site, polled: Polls, attempts: Last) -> None:
    for level in range(4):
        site.serve(f"/{level}", page(*[(f"/{level + 1}?{number}", "预算") for number in range(5)]))
        for number in range(5):
            site.serve(f"/{level}?{number}", page(*[(f"/{level + 1}?{next_}", "预算") for next_ in range(5)]))
    polled(site.url + "/0", "index", Limits(addresses=7), links="预算", attachments="预算", depth=5)
    assert len(site.asked) == 1 + 7
    assert "narrower" in (attempts()[-1].reason or "")


def test_an_answer_of_not_modified_to_who_has_nothing_is_refused(site: Site, polled: Polls) -> None:
    assert polled(site.serve("/a.pdf", Reply(b"", 304))) == {Outcome.REFUSED: 1}


def test_an_index_that_fails_makes_nothing_vanish(site: Site, polled: Polls) -> None:
    index = site.serve("/list", Reply(page(("/a.pdf", "x"))), Reply(b"", 403))
    site.serve("/a.pdf", PDF)
    polled(index, "index")
    assert polled(index, "index") == {Outcome.REFUSED: 1, Outcome.UNCHANGED: 1}


def test_a_zip_of_attachments_is_opened_and_its_own_versions_are_told(
    home: Home, site: Site, polled: Polls, attempts: Last
) -> None:
    first = zipped({"2024年预算/一.pdf": pdf("1"), "2024年预算/二.pdf": pdf("2")}, encoding="gbk")
    second = zipped({"2024年预算/一.pdf": pdf("1"), "2024年预算/二.pdf": pdf("2b")}, encoding="gbk")
    address = site.serve("/a.zip", first, second)
    assert [polled(address), polled(address)] == [{Outcome.NEW: 1}, {Outcome.CHANGED: 1}]
    assert [raw.names[0] for raw in raw_files(home)] == ["一.pdf", "二.pdf", "二.pdf"]
    assert raw_files(home)[0].source == f"{address}#2024年预算/一.pdf"
    assert read_raw(home, attempts()[0].sha256 or "") == second


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'<meta charset="gb2312">' + "预算㐂".encode("gb18030"), None),
        ("预算㐂".encode("gb18030"), "text/html; charset=GBK"),
        ("预算㐂".encode("gb18030"), None),
        (b'<meta charset="utf-8">' + "预算㐂".encode("gb18030"), None),
        ("预算㐂".encode(), "text/html; charset=gb2312"),
        ("预算㐂".encode(), None),
    ],
)
def test_pages_are_read_in_the_encoding_they_are_really_in(body: bytes, content_type: str | None) -> None:
    assert "预算㐂" in decode_page(b"<html>" + body, content_type)[1]


def test_links_are_made_absolute_the_way_a_browser_does() -> None:
    content = (
        '<html><head><meta charset="gbk"><base href="/b/"></head><a href="文件.pdf">一</a><a href="?名=预算">二</a>'
        '<a href="javascript:void(0)">x</a><a href="mailto:a@b">x</a><a href="#t">x</a><a href="http://[">x</a>'
        '<a href=" https://other.example/三.pdf#p2 " title="三"></a></html>'
    ).encode("gbk")
    found = links(content, None, "http://a.example/x/list.html")
    assert [(link.address, link.text) for link in found] == [
        (f"http://a.example/b/{quote('文件.pdf')}", "一"),
        (f"http://a.example/b/?{quote('名', encoding='gbk')}={quote('预算', encoding='gbk')}", "二"),
        (f"https://other.example/{quote('三.pdf')}", "三"),
    ]


@pytest.mark.parametrize(
    "disposition",
    [
        'attachment; filename="预算.pdf"'.encode().decode("latin-1"),
        'attachment; filename="预算.pdf"'.encode("gbk").decode("latin-1"),
        f'attachment; filename="{quote("预算.pdf")}"',
        f"attachment; filename*=UTF-8''{quote('预算.pdf')}",
        f"attachment; filename=x.pdf; filename*=utf-8''{quote('预算.pdf')}",
        f"attachment;filename={quote('预算.pdf', encoding='gbk')}",
    ],
)
def test_names_in_content_disposition_are_read_in_every_form_met(disposition: str) -> None:
    assert file_name("http://a.example/down?id=1", {"content-disposition": disposition}, Kind.PDF) == "预算.pdf"


@pytest.mark.parametrize(
    ("address", "kind", "link", "name"),
    [
        ("http://a.example/x/%E9%A2%84%E7%AE%97.pdf?v=1", Kind.PDF, "附件", "预算.pdf"),
        ("http://a.example/x/%D4%A4%CB%E3.pdf", Kind.PDF, "", "预算.pdf"),
        ("http://a.example/down.jsp?id=1", Kind.PDF, "某局2024年部门预算", "某局2024年部门预算.pdf"),
        ("http://a.example/", Kind.HTML, "", "a.example.html"),
    ],
)
def test_names_come_from_the_address_or_the_link(address: str, kind: Kind, link: str, name: str) -> None:
    assert file_name(address, {}, kind, link) == name


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a\x00b\n.pdf", "C:\\x\\y.pdf", "名" * 300 + ".pdf", ""])
def test_no_name_is_a_path_or_too_long(name: str) -> None:
    safe = safe_name(name)
    assert "/" not in safe
    assert "\\" not in safe
    assert safe not in {"", ".", ".."}
    assert len(safe.encode()) <= 200
