"""The commands about where disclosures come from, as a person uses them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from serving.scripted import serving

from assets.assemble import material
from assets.cli import main
from assets.paths import CODES, SAMPLES
from assets.stages import STAGES, run_stage
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
from pipeline.warehouse.build import build_candidate
from pipeline.warehouse.connection import reading
from pipeline.warehouse.publish import publish

SAMPLE = (SAMPLES / "xinxiang-social-insurance-2023-unit.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def restored_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_HOME", "")


def gouji(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home.path), *arguments])


def test_an_address_is_added_once_and_fetched_into_the_home(home: Home) -> None:
    with serving() as site:
        address = site.serve("/budget.txt", SAMPLE.encode())
        added = gouji(home, "add", address, "--year", "2023", "--stage", "budget", "--allow-private")
        assert (added.exit_code, "source" in added.output) == (0, True)
        assert "known" in gouji(home, "add", address).output
        fetched = gouji(home, "fetch")
        assert fetched.exit_code == 0
        assert "1 new" in fetched.output
        assert "1 unchanged" in gouji(home, "fetch").output
    (raw,) = raw_files(home)
    assert (raw.source, raw.declared.year) == (address, 2023)
    assert address in gouji(home, "sources").output


def test_a_private_address_is_refused_with_what_to_do(home: Home) -> None:
    with serving() as site:
        gouji(home, "add", site.serve("/budget.pdf", b"x"))
        gouji(home, "fetch")
        assert site.asked == []
    assert "allow_private" in gouji(home, "fetch").output


@pytest.mark.parametrize("address", ["ftp://a.example/x", "https://user:word@a.example/", "http://"])
def test_what_is_no_address_is_one_error(home: Home, address: str) -> None:
    result = gouji(home, "add", address)
    assert result.exit_code == 1
    assert "Error: " in result.output
    assert not home.own_catalogue.exists()


def test_a_faulty_catalogue_is_named_with_its_line(home: Home) -> None:
    home.own_catalogue.write_text("sources:\n  - url: nowhere\n")
    result = gouji(home, "fetch")
    assert result.exit_code == 1
    assert f"{home.own_catalogue}:2:" in result.output


def test_the_inbox_and_a_catalogue_of_folders_are_polled(home: Home) -> None:
    (home.inbox / "a.txt").write_text(SAMPLE, encoding="utf-8")
    assert "1 new" in gouji(home, "fetch").output
    assert "5 new" in gouji(home, "fetch", str(SAMPLES.parent / "sources.yaml")).output


@pytest.fixture
def two_versions(home: Home, tmp_path: Path) -> Home:
    """A home whose warehouse shows a disclosure and its changed version."""
    lines = SAMPLE.split("\n")
    dropped = next(n for n, line in enumerate(lines) if line.startswith("208\t05\t06"))
    path = tmp_path / "budget.txt"
    changed = "\n".join(line for n, line in enumerate(lines) if n != dropped).replace("5.20", "5.30", 1)
    for text in (SAMPLE, changed):
        path.write_text(text, encoding="utf-8")
        add(home, path)
    for stage in STAGES:
        run_stage(home, raw_files(home), stage, processes=1)
    build_candidate(home.candidate, material(home, raw_files(home)), load_codes(CODES), CATALOGUE)
    publish(home.candidate, home.warehouse)
    return home


def test_diff_shows_cell_by_cell_what_changed_between_two_versions(two_versions: Home) -> None:
    old, new = (raw.disclosure_id for raw in raw_files(two_versions))
    output = gouji(two_versions, "diff", old, new).output
    assert "5.20" in output
    assert "5.30" in output
    assert "row removed" in output
    assert gouji(two_versions, "diff", new).output == output
    assert "row added" in gouji(two_versions, "diff", new, old).output
    assert "No figure differs" in gouji(two_versions, "diff", old, old).output
    assert gouji(two_versions, "diff", new, "--format", "csv").output.startswith("change,table,row,column,was,now")


def test_diff_without_an_earlier_version_says_so(two_versions: Home) -> None:
    old = raw_files(two_versions)[0].disclosure_id
    result = gouji(two_versions, "diff", old)
    assert result.exit_code == 1
    assert "replaced" in result.output


def test_every_difference_is_one_of_amounts(two_versions: Home) -> None:
    from assets.reports.differences import differences

    with reading(two_versions.warehouse) as connection:
        old, new = (raw.disclosure_id for raw in raw_files(two_versions))
        names, rows = differences(connection, old, new)
        found = {tuple(row[names.index(name)] for name in ("change", "was", "now")) for row in rows}
    assert ("changed", "5.20", "5.30") in found
    assert {change for change, _, _ in found} == {"changed", "row removed"}


def test_a_home_without_any_figure_is_summed_up(home: Home) -> None:
    from assets.reports import published

    build_candidate(home.warehouse, material(home, []), load_codes(CODES), CATALOGUE)
    with reading(home.warehouse) as connection:
        assert "0 of 0" in published.summary(connection)
