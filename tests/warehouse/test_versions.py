"""Versions of a publication, told from what they print."""

from datetime import datetime

from pipeline.sources.raw_store import RawFile
from pipeline.tables.publication import Publication
from pipeline.warehouse.dimensions import Disclosed, disclosure_rows

PUBLICATION = Publication("某局2024年部门预算", "某局", "410700", 2024, "budget", "department")


def disclosed(name: str, hour: int, table_ids: set[str]) -> Disclosed:
    raw = RawFile(name * 64, (f"{name}.txt",), datetime(2024, 2, 1, hour), f"file:///{name}")
    return Disclosed(raw, "read", None, "tabbed-text", PUBLICATION, frozenset(table_ids))


def test_a_later_file_with_the_same_tables_supersedes() -> None:
    old, new = disclosure_rows([disclosed("a", 1, {"balance"}), disclosed("b", 2, {"balance", "revenue"})], {})
    assert (old["is_current"], old["version"]) == (False, 1)
    assert (new["is_current"], new["version"], new["supersedes_id"]) == (True, 2, "a" * 12)


def test_a_file_with_other_tables_of_the_same_publication_stands_beside() -> None:
    rows = disclosure_rows([disclosed("a", 1, {"balance"}), disclosed("b", 2, {"other:说明"})], {})
    assert [row["is_current"] for row in rows] == [True, True]
