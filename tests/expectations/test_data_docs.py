"""Data Docs of what was published: whole, readable, and in need of nothing beside themselves."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from expectations.catalogue import CATALOGUE
from expectations.suites.identities import identity_suites
from expectations.suites.site import IncompleteDocsError, build_data_docs
from expectations.suites.star import star_suites
from pipeline.sources.home import Home

pytestmark = pytest.mark.integration


class Links(HTMLParser):
    """Everything a page leads to or loads, and its tags."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.found: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and where it leads."""
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in {"href", "src", "srcset", "data", "action"}]


def only_page(home: Home, suite: str) -> str:
    (page,) = (home.data_docs / "validations" / suite).rglob("*.html")
    return page.read_text(encoding="utf-8")


def test_nothing_on_any_page_leads_out_of_the_folder(published: Home) -> None:
    pages = list(published.data_docs.rglob("*.html"))
    assert len(pages) == 2 * (len(star_suites()) + len(identity_suites(CATALOGUE))) + 1
    for page in pages:
        links = Links(page)
        assert not links.tags & {"script", "link", "img", "iframe"}, page
        for link in links.found:
            parts = urlsplit(link)
            assert not parts.scheme, link
            assert not parts.netloc, link
            assert (page.parent / unquote(parts.path)).resolve().is_relative_to(published.data_docs.resolve())
            assert (page.parent / unquote(parts.path)).is_file(), link
        assert not re.search(r"url\(|@import|https?:", page.read_text(encoding="utf-8")), page


def test_the_first_page_leads_to_every_suite_in_both_languages(published: Home) -> None:
    index = (published.data_docs / "index.html").read_text(encoding="utf-8")
    for suite in (*star_suites(), *identity_suites(CATALOGUE).values()):
        assert f"validations/{suite.name}/" in index
        assert suite.chinese in index
    assert "GJ-001 收入总计＝支出总计" in index
    assert 'lang="zh-CN"' in index


def test_a_break_is_told_with_its_disclosure_table_place_and_amounts(published: Home) -> None:
    page = only_page(published, "identity-GJ_007")
    for words in (
        *("xinxiang-hongqi-2023-department.txt", "[economic]", "一般公共预算/其中：财政拨款"),
        *("4,648.93", "4,649.93", "-1.00", "0.18", "万元", "列示 reported"),
    ):
        assert words in page


def test_an_identity_without_an_instance_is_not_said_to_hold(published: Home) -> None:
    assert "符合 holds" not in only_page(published, "identity-GJ_042")
    assert "无例 no instance" in only_page(published, "identity-GJ_042")


def test_building_again_leaves_no_page_of_before(published: Home, tmp_path: Path) -> None:
    suites = list(identity_suites(CATALOGUE).values())
    folder = tmp_path / "docs"
    build_data_docs(published.warehouse, suites[:2], folder)
    index = build_data_docs(published.warehouse, suites[1:2], folder)
    assert index == folder / "index.html"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs"]
    assert [path.name for path in (folder / "expectations").iterdir()] == [f"{suites[1].name}.html"]


def test_a_page_that_cannot_be_made_is_an_error_and_the_old_pages_stay(
    published: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Great Expectations logs the error of a page and goes on."""
    from expectations.suites import pages

    suites = [identity_suites(CATALOGUE)[1]]
    index = build_data_docs(published.warehouse, suites, tmp_path / "docs")
    before = index.read_text(encoding="utf-8")
    monkeypatch.setattr(pages, "_came_out", lambda _: {})
    with pytest.raises(IncompleteDocsError):
        build_data_docs(published.warehouse, suites, tmp_path / "docs")
    assert index.read_text(encoding="utf-8") == before
