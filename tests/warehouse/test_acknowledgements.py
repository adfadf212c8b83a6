"""Files of acknowledgements: what they may say, and errors that point at the line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assets.paths import ACKNOWLEDGED
from expectations.catalogue import CATALOGUE
from pipeline.sources.entries import FaultyFileError
from pipeline.warehouse.acknowledgements import (
    append_acknowledgement,
    load_acknowledgements,
    parse_acknowledgements,
)

PATH = Path("/somewhere/acknowledged.yaml")
ENTRY = {
    "disclosure_id": "0123456789ab",
    "identity_id": "GJ-007",
    "instance": "table 7 · row 2 合计 · 金额",
    "difference": "-1",
    "by": "某人",
    "date": "2026-03-31",
    "reason": "the page prints it so: 合计 is wrong",
}


def problems_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(FaultyFileError) as caught:
        parse_acknowledgements(text, PATH, CATALOGUE)
    return [(problem.line, problem.text) for problem in caught.value.problems]


def test_an_entry_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "acknowledged.yaml"
    append_acknowledgement(path, ENTRY, CATALOGUE)
    (entry,) = load_acknowledgements([path], CATALOGUE)
    assert (entry.disclosure_id, entry.publication_id) == ("0123456789ab", None)
    assert (entry.difference, entry.date) == (Decimal(-1), date(2026, 3, 31))
    assert (entry.instance, entry.reason) == (ENTRY["instance"], ENTRY["reason"])


def test_appending_keeps_comments_and_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "acknowledged.yaml"
    append_acknowledgement(path, ENTRY, CATALOGUE)
    before = path.read_text(encoding="utf-8") + "  # seen by two of us\n"
    path.write_text(before, encoding="utf-8")
    append_acknowledgement(path, {**ENTRY, "instance": "table 8"}, CATALOGUE)
    assert path.read_text(encoding="utf-8").startswith(before)


def test_every_faulty_line_is_named_at_once() -> None:
    found = problems_of(
        """\
acknowledged:
  - disclosure_id: 1234
    identity_id: GJ-7
    instance: table 1
    by: me
    date: yesterday
    reason: so it is
  - publication_id: a|b
    disclosure_id: 0123456789ab
    identity_id: GJ-007
    instance: table 1
    difference: one
    by: me
    date: 2026-03-31
    raeson: so it is
  - so it is
"""
    )
    named = dict(found)
    assert set(named) == {2, 3, 6, 8, 12, 15, 16}
    assert "twelve hex digits" in named[2]
    assert "GJ-7" in named[3]
    assert "did you mean `reason`" in named[15]


def test_the_same_break_acknowledged_twice_is_an_error_that_names_both(tmp_path: Path) -> None:
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path in paths:
        append_acknowledgement(path, ENTRY, CATALOGUE)
    with pytest.raises(FaultyFileError, match=r"b\.yaml:3: .*a\.yaml:3"):
        load_acknowledgements(paths, CATALOGUE)
    with pytest.raises(FaultyFileError, match="already"):
        append_acknowledgement(paths[0], ENTRY, CATALOGUE)
    assert len(load_acknowledgements(paths[:1], CATALOGUE)) == 1


def test_a_file_that_is_not_there_acknowledges_nothing(tmp_path: Path) -> None:
    assert load_acknowledgements([tmp_path / "none.yaml"], CATALOGUE) == []


def test_what_ships_can_be_read() -> None:
    assert isinstance(load_acknowledgements([ACKNOWLEDGED], CATALOGUE), list)
