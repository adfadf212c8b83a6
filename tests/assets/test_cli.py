"""The command line, as a person uses it."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner, Result

from assets.cli import main
from assets.data_docs import SUITES
from assets.paths import CODES, SAMPLES
from assets.reports.findings import MOST_SUSPECTS, worst_breaks
from assets.reports.terminal import width_of
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.sources.home import Home
from pipeline.sources.raw_store import raw_files
from pipeline.warehouse.acknowledgements import load_acknowledgements
from pipeline.warehouse.connection import reading

pytestmark = pytest.mark.integration


def gouji(home: Home | Path, *arguments: str) -> Result:
    path = home.path if isinstance(home, Home) else home
    return CliRunner().invoke(main, ["--home", str(path), *arguments])


@pytest.fixture(autouse=True)
def restored_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_HOME", "")


def test_every_command_has_help() -> None:
    for command in [
        "add",
        "fetch",
        "sources",
        "run",
        "list",
        "show",
        "check",
        "acknowledge",
        "trace",
        "diff",
        "codes",
        "sql",
        "export",
        "ui",
    ]:
        result = CliRunner().invoke(main, [command, "--help"])
        assert result.exit_code == 0
        assert len(result.output) > 100


def test_the_code_lists_are_summed_up_and_what_is_wrong_with_them_is_told(tmp_path: Path) -> None:
    folder = shutil.copytree(CODES, tmp_path / "codes")
    sound = CliRunner().invoke(main, ["codes", "check", str(folder)])
    assert sound.exit_code == 0
    assert "editions    2017 to" in sound.output
    with (folder / "function.csv").open("a", encoding="utf-8") as file:
        file.write("2990101,某项,,29901,2017,,unverified,,0,0,\n")
    load_codes.cache_clear()
    broken = CliRunner().invoke(main, ["codes", "check", str(folder)])
    load_codes.cache_clear()
    assert broken.exit_code == 1
    assert "Error: function 2990101 某项 (2017): its parent 29901 is missing in 2017" in broken.stderr


def test_the_code_lists_are_counted_anew_from_the_home(published: Home, tmp_path: Path) -> None:
    folder = shutil.copytree(CODES, tmp_path / "codes")
    result = gouji(published, "codes", "observe", str(folder))
    load_codes.cache_clear()
    assert result.exit_code == 0
    assert (
        "government 51004 对机关事业单位职业年金的补助 (1 disclosures, 2024): printed by one disclosure only"
        in result.output
    )
    row = load_codes(folder).edition(2023).department.get("30101")
    assert row is not None
    assert (row.source, row.evidence.years) == ("observed", (2022, 2023, 2024))


def test_list_shows_what_became_of_each_file(published: Home) -> None:
    output = gouji(published, "list").output
    for path in SAMPLES.glob("*.txt"):
        assert path.name in output


def test_show_prints_a_table_aligned_with_doubtful_cells_marked(published: Home) -> None:
    result = gouji(published, "show", "hongqi-2023", "economic")
    assert "4,648.93!" in result.output
    assert "quarantined" in result.output
    assert "disputed 存疑" in result.output
    lines = result.output.split("\n")
    rule = next(line for line in lines if line.startswith("─"))
    body = [line for line in lines if line.startswith("301 ")]
    assert body
    assert all(width_of(line) <= width_of(rule) for line in body)


def test_show_without_a_table_lists_the_tables(published: Home) -> None:
    assert "fiscal_balance" in gouji(published, "show", "qinhuangdao").output


def test_check_says_what_breaks_by_how_much_and_where(published: Home) -> None:
    output = gouji(published, "check", "hongqi-2023").output
    assert "break      GJ-007   table 7 · row 2" in output
    assert "4,648.93 ≠ 4,649.93 (by -1, rounding allows 0.18)" in output
    assert "合计＝Σ类；类＝Σ款；款＝Σ项" in output
    assert "unexplained 原因不明" in output
    assert gouji(published, "check", "qinhuangdao").output.count("Nothing breaks") == 1


def test_list_shows_the_scores(published: Home) -> None:
    head, _, *lines = gouji(published, "list").output.splitlines()
    assert head.split()[-3:] == ["score", "publisher", "extraction"]
    assert next(line for line in lines if "qinhuangdao" in line).split()[-3:] == ["100.0", "100.0", "100.0"]


def test_a_break_is_acknowledged_by_a_part_of_its_place_and_written_down(published: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home").prepare()
    shutil.copy(published.warehouse, home.warehouse)
    wrong = gouji(home, "acknowledge", "hongqi-2023", "GJ-007", "table 99", "--reason", "x")
    assert wrong.exit_code == 1
    assert "table 7 · row 2" in wrong.output
    assert not home.acknowledged.exists()
    arguments = ("acknowledge", "hongqi-2023", "GJ-007", "table 7", "--reason", "so printed", "--by", "某人")
    assert gouji(home, *arguments).exit_code == 0
    (entry,) = load_acknowledgements([home.acknowledged], CATALOGUE)
    assert (entry.identity_id, entry.difference, entry.by, entry.reason) == ("GJ-007", -1, "某人", "so printed")
    assert entry.instance.startswith("table 7 · row 2")
    again = gouji(home, *arguments)
    assert "already" in again.output
    assert len(load_acknowledgements([home.acknowledged], CATALOGUE)) == 1


def test_a_faulty_acknowledgement_is_told_before_the_run_begins(home: Home) -> None:
    gouji(home, "add", str(next(SAMPLES.glob("*.txt"))))
    home.acknowledged.write_text("acknowledged:\n  - identity_id: GJ-7\n", encoding="utf-8")
    result = gouji(home, "run")
    assert result.exit_code == 1
    assert "acknowledged.yaml:2: there is no identity GJ-7" in result.output
    assert not any(home.stages.iterdir())


def test_acknowledged_breaks_stand_apart_and_stale_entries_say_why(published: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home").prepare()
    shutil.copy(published.warehouse, home.warehouse)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(
            "UPDATE fact_check SET acknowledged = 'so printed', attribution = 'publisher' "
            "WHERE verdict = 'break' AND identity_id = 'GJ-007'"
        )
        connection.execute(
            "INSERT INTO acknowledgement SELECT 1, disclosure_id, NULL, 'GJ-007', 'table 1', NULL, 'r', 'me', "
            "DATE '2026-03-31', 'acknowledged.yaml:3', 'holds', 0 FROM dim_disclosure "
            "WHERE file_name LIKE '%hongqi-2023%'"
        )
    output = gouji(home, "check", "hongqi-2023").output
    listed, _, apart = output.partition("Acknowledged to be the publisher's")
    assert "break      GJ-007" not in listed
    assert "so printed" in apart
    assert "remove the entry (acknowledged.yaml:3)" in apart


def test_check_says_what_the_review_found_and_where(published: Home) -> None:
    output = gouji(published, "check", "anyang").output
    assert "空表未作说明" in output
    assert "line 245" in output
    assert "审阅无发现" in gouji(published, "check", "qinhuangdao").output
    assert "空表未作说明" in gouji(published, "check").output


def test_check_shows_a_few_cells_to_look_at_aligned_with_what_they_would_have_to_be(published: Home) -> None:
    lines = gouji(published, "check", "hongqi-2023").output.split("\n")
    head = next(number for number, line in enumerate(lines) if "printed 原文" in line)
    end = next(number for number, line in enumerate(lines) if "more in suspect" in line)
    cells = lines[head + 2 : end]
    assert 1 <= len(cells) <= MOST_SUSPECTS
    assert all("一般公共预算/其中：财政拨款" in line and "explains this break alone" in line for line in cells)
    before = [line.index("explains this break") for line in cells] + [lines[head].index("why 理由")]
    assert len({width_of(line[:at]) for line, at in zip([*cells, lines[head]], before, strict=True)}) == 1


def test_trace_says_that_a_cell_is_suspected_and_what_it_would_have_to_be(published: Home) -> None:
    query = "SELECT cell_id FROM suspect WHERE likely_value IS NOT NULL ORDER BY rank LIMIT 1"
    cell = gouji(published, "sql", query, "--format", "csv").output.splitlines()[-1]
    output = gouji(published, "trace", cell).output
    assert "suspect  no. 1 of GJ-007" in output
    assert ": likely " in output


def test_the_worst_breaks_are_a_table_with_the_cells_to_look_at(published: Home) -> None:
    with reading(published.warehouse) as connection:
        header, rule, *rows = worst_breaks(connection, 7, 20).split("\n")
        assert worst_breaks(connection, 1, 20) == "–"
    assert "cells to look at" in header
    assert {line.count("|") for line in (header, rule, *rows)} == {header.count("|")}
    assert "→" in rows[0]


def test_trace_leads_from_a_cell_to_its_line(published: Home) -> None:
    cell = gouji(
        published,
        "sql",
        "SELECT cell_id FROM reported_cell WHERE printed = '393.70' AND file_name LIKE 'qin%'",
        "--format",
        "csv",
    ).output.splitlines()[-1]
    output = gouji(published, "trace", cell).output
    line = int(output.split("line ")[1].split()[0])
    text = (SAMPLES / "qinhuangdao-haigang-2024-department.txt").read_text(encoding="utf-8").split("\n")
    assert text[line - 1].strip() == "393.70"


def test_trace_tells_what_was_put_right_and_why(published: Home) -> None:
    query = "SELECT cell_id FROM cell WHERE repair LIKE '%30106%' ORDER BY ALL LIMIT 1"
    cell = gouji(published, "sql", query, "--format", "csv").output.split()[-1]
    output = gouji(published, "trace", cell).output
    assert "repaired" in output
    assert "code: 30106 → 30108" in output
    assert "301 06 505 01" in output


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_sql_answers_in_every_format(published: Home, form: str) -> None:
    result = gouji(published, "sql", "SELECT '秦皇岛' AS 市, 1.50 AS n", "--format", form)
    assert result.exit_code == 0
    assert "秦皇岛" in result.output
    assert "1.50" in result.output


def test_csv_carries_no_formulas(published: Home) -> None:
    output = gouji(published, "sql", "SELECT '=1+1' AS a, -5 AS b", "--format", "csv").output
    assert output == "a,b\n'=1+1,-5\n"


def test_figures_and_dashes_are_no_formulas(published: Home) -> None:
    output = gouji(published, "sql", "SELECT '-1,234.50' AS a, '-' AS b, '-A1' AS c", "--format", "csv").output
    assert output == 'a,b,c\n"-1,234.50",-,\'-A1\n'


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_export_writes_every_table_and_view_whole(published: Home, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "out" / "warehouse"
    result = gouji(published, "export", str(folder), "--format", form)
    assert result.exit_code == 0, result.output
    read = pl.read_csv if form == "csv" else pl.read_parquet
    with reading(published.warehouse) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()]
        cells = connection.execute("SELECT count(*), sum(amount_cny) FROM reported_cell").fetchone()
    assert {path.name for path in folder.iterdir()} == {f"{name}.{form}" for name in [*names, "columns"]}
    exported = read(folder / f"reported_cell.{form}")
    assert (exported.height, exported["amount_cny"].cast(pl.Decimal(38, 2)).sum()) == cells
    assert "金额" in "".join(read(folder / f"columns.{form}")["comment"].drop_nulls())


def test_export_writes_over_nothing(published: Home, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    result = gouji(published, "export", str(tmp_path))
    assert result.exit_code == 1
    assert "empty folder" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_bad_query_is_one_clear_error(published: Home) -> None:
    result = gouji(published, "sql", "SELECT nothing FROM nowhere")
    assert result.exit_code == 1
    assert "SHOW TABLES" in result.output


def test_an_unknown_disclosure_names_what_is_near(published: Home) -> None:
    result = gouji(published, "show", "nosuch")
    assert result.exit_code == 1
    assert "gouji list" in result.output


def test_commands_that_do_not_run_the_pipeline_import_neither_dagster_nor_great_expectations(published: Home) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from assets.cli import main;"
        f"r = CliRunner().invoke(main, ['--home', {str(published.path)!r}, 'list']); assert r.exit_code == 0, r.output;"
        "print([m for m in ('dagster', 'great_expectations', 'pandas') if m in sys.modules])"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"


def test_two_copies_under_different_names_are_one_disclosure_with_both_names(home: Home, tmp_path: Path) -> None:
    sample = next(SAMPLES.glob("xinxiang-social*.txt")).read_bytes()
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(sample)
        assert gouji(home, "add", str(tmp_path / name)).exit_code == 0
    (raw,) = raw_files(home)
    assert raw.names == ("one.txt", "two.txt")


def test_adding_what_is_not_there_says_so_and_adds_the_rest(home: Home) -> None:
    sample = next(SAMPLES.glob("*.txt"))
    result = gouji(home, "add", "/no/such/file", str(sample))
    assert result.exit_code == 1
    assert "no such file" in result.output
    assert len(raw_files(home)) == 1


def test_a_refused_audit_publishes_nothing_and_exits_3(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import assets.checks

    monkeypatch.setattr(assets.checks, "audit_candidate", lambda _path: ["2 repeated keys in cell, e.g. x"])
    gouji(home, "add", str(next(SAMPLES.glob("*.txt"))))
    result = gouji(home, "run")
    assert result.exit_code == 3
    assert "2 repeated keys in cell" in result.output
    assert f"Remove {home.stages}" in result.output
    assert str(home.refused_docs / "index.html") in result.output
    assert not home.warehouse.exists()
    assert not home.data_docs.exists()
    pages = list(home.refused_docs.rglob("*.html"))
    assert len(pages) == 2 * len(SUITES) + 1
    for page in pages:
        assert "未通过审计，未发布" in page.read_text(encoding="utf-8"), page
    index = (home.refused_docs / "index.html").read_text(encoding="utf-8")
    assert "2 repeated keys in cell, e.g. x" in index
    assert "已发布数据仓库的校验结果" not in index


def test_a_home_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    result = gouji(tmp_path / "file", "add", str(next(SAMPLES.glob("*.txt"))))
    assert result.exit_code == 1
    assert "GOUJI_HOME" in result.output


def test_asking_before_the_first_run_says_what_to_do(home: Home) -> None:
    assert "gouji run" in gouji(home, "list").output
    assert "gouji add" in gouji(home, "run").output
