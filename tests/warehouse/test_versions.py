"""Versions of a publication, told from what they print."""

from datetime import datetime

from pipeline.sources.raw_store import RawFile
from pipeline.sources.source import Declared
from pipeline.tables.publication import Publication
from pipeline.warehouse.dimensions import Disclosed, disclosure_rows

PUBLICATION = Publication("某局2024年部门预算", "某局", "410700", 2024, "budget", "department")


def disclosed(name: str, hour: int, table_ids: set[str]) -> Disclosed:
    raw = RawFile(name * 64, (f"{name}.txt",), datetime(2024, 2, 1, hour), f"file:///{name}")
    return Disclosed(raw, "read", None, "tabbed-text", PUBLICATION, frozenset(table_ids))


def test_a_later_file_with_the_same_tables_supersedes() -> None:
    old, new = disclosure_rows([disclosed("a", 1, {"balance"}), disclosed("b", 2, {"balance", "revenue"})])
    assert (old["is_current"], old["version"]) == (False, 1)
    assert (new["is_current"], new["version"], new["supersedes_id"]) == (True, 2, "a" * 12)


def test_a_file_with_other_tables_of_the_same_publication_stands_beside() -> None:
    rows = disclosure_rows([disclosed("a", 1, {"balance"}), disclosed("b", 2, {"other:说明"})])
    assert [row["is_current"] for row in rows] == [True, True]


def at_address(name: str, renewed: int, publication: Publication | None = None) -> Disclosed:
    raw = RawFile(name * 64, ("a.pdf",), datetime(2024, 2, 1), "https://a.example/a.pdf", renewed)
    return Disclosed(raw, "unread", "no text", "pdf", publication, frozenset())


def test_what_does_not_say_whose_it_is_is_a_version_of_its_address() -> None:
    old, new = disclosure_rows([at_address("a", 1), at_address("b", 2)])
    assert (old["is_current"], old["version"], old["publication_id"]) == (False, 1, None)
    assert (new["is_current"], new["version"], new["supersedes_id"]) == (True, 2, "a" * 12)


def test_another_years_disclosure_at_the_same_address_replaces_nothing() -> None:
    later = Publication("某局2025年部门预算", "某局", "410700", 2025, "budget", "department")
    rows = disclosure_rows([at_address("a", 1, PUBLICATION), at_address("b", 2, later)])
    assert [row["is_current"] for row in rows] == [True, True]


def test_a_version_that_was_put_back_is_current_again() -> None:
    rows = disclosure_rows([at_address("a", 3), at_address("b", 2)])
    assert {row["disclosure_id"][0]: row["is_current"] for row in rows} == {"a": True, "b": False}


def test_what_the_catalogue_declares_stands_where_the_content_is_silent() -> None:
    declared = Declared("410700", "某局", "final", 2023)
    raw = RawFile("a" * 64, ("a.pdf",), datetime(2024, 2, 1), "https://a.example/a.pdf", 1, declared)
    silent = Publication("", "", None, None, None, None)
    (row,) = disclosure_rows([Disclosed(raw, "unread", "no text", "pdf", silent, frozenset())])
    assert (row["jurisdiction_code"], row["unit"], row["stage"], row["fiscal_year"]) == (
        "410700",
        "某局",
        "final",
        2023,
    )
    (row,) = disclosure_rows([Disclosed(raw, "read", None, "pdf", PUBLICATION, frozenset())])
    assert (row["stage"], row["fiscal_year"]) == ("budget", 2024)
