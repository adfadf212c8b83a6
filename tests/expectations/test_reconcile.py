"""Identities judged over real tables: what adds up holds, what was altered is found and flagged."""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from assets.paths import SAMPLES
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled
from pipeline.recover.footing import footing_instances
from pipeline.recover.identity import identify
from pipeline.tables.model import Table

Reconcile = Callable[[str], Reconciled]
QINHUANGDAO = SAMPLES / "qinhuangdao-haigang-2024-department.txt"
CERTAIN = ["anyang-yindu-2024-department.txt", "xinxiang-hongqi-2022-own.txt", QINHUANGDAO.name]


def altered(text: str, line: int, old: str, new: str) -> str:
    lines = text.split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return "\n".join(lines)


def test_every_footing_is_claimed_by_one_identity(recognise: Callable[[str], list[Table]], sample: Path) -> None:
    for table in recognise(sample.read_text(encoding="utf-8")):
        instances = footing_instances(table)
        assert len(identify(instances, CATALOGUE)) == len(instances)


@pytest.mark.parametrize("name", CERTAIN)
def test_documents_that_add_up_do_so_to_the_fen(reconciled: Reconcile, name: str) -> None:
    found = reconciled((SAMPLES / name).read_text(encoding="utf-8"))
    hard = [identity.id for identity in CATALOGUE.values() if identity.is_hard]
    assert set(found.checks.filter(pl.col("identity_id").is_in(hard))["verdict"]) == {"exact"}
    cells = found.cells.filter(~pl.col("table_id").str.starts_with("other:"))
    for key, table in cells.group_by("table_no", "side"):
        printed = table.filter(
            (pl.col("row_kind") == "total") & pl.col("column_id").is_in(["total", "all_funds"]) & ~pl.col("is_leaf")
        )
        if printed.height:
            assert table.filter("is_leaf")["amount_cny"].sum() == printed["amount_cny"][0], key


def test_cells_of_certain_places_in_documents_that_add_up_carry_no_flag(reconciled: Reconcile) -> None:
    found = reconciled(QINHUANGDAO.read_text(encoding="utf-8"))
    assert set(found.cells["certainty"]) == {"positioned"}


def test_an_altered_total_breaks_and_is_the_publishers(reconciled: Reconcile) -> None:
    text = QINHUANGDAO.read_text(encoding="utf-8")
    total = next(n for n, line in enumerate(text.split("\n"), 1) if line == "\t本年收入合计") + 1
    found = reconciled(altered(text, total, "3249.84", "3294.84"))
    breaks = found.checks.filter(pl.col("verdict") == "break")
    assert {"GJ-002", "GJ-004"} <= set(breaks["identity_id"])
    assert set(breaks["attribution"]) == {"publisher"}
    row = breaks.filter(pl.col("identity_id") == "GJ-002").row(0, named=True)
    assert row["difference"] == Decimal(45)
    assert "two neighbouring digits are swapped: 94 for 49" in row["cause"]
    disputed = found.cells.filter(pl.col("certainty") == "disputed")
    assert "3294.84" in disputed["printed"].to_list()
    assert disputed.filter(pl.col("printed") == "3294.84")["value"][0] == Decimal("3294.84")


def test_any_altered_leaf_breaks_an_identity_that_names_it(reconciled: Reconcile) -> None:
    """Perturb one part: its identity fails and the cell is among those named."""
    text = QINHUANGDAO.read_text(encoding="utf-8")
    cells = reconciled(text).cells.filter(
        pl.col("is_leaf") & (pl.col("value") > 0) & pl.col("table_id").is_in(["expenditure", "revenue", "gpb_basic"])
    )
    for row in random.Random(7).sample(cells.rows(named=True), 12):
        number = Decimal(row["printed"].replace(",", ""))
        found = reconciled(altered(text, row["line"], row["printed"], f"{number + 3:.2f}"))
        named = found.checks.filter(pl.col("verdict") == "break")["cell_ids"].explode().to_list()
        assert row["cell_id"] in named
        assert found.cells.filter(pl.col("cell_id") == row["cell_id"])["certainty"][0] == "disputed"


def test_shifted_rows_are_put_right_and_say_so(reconciled: Reconcile) -> None:
    """Rows that lost a blank: the identities find the columns, the printed place is kept."""
    found = reconciled((SAMPLES / "xinxiang-hongqi-2023-department.txt").read_text(encoding="utf-8"))
    cells = found.cells.filter(pl.col("table_id") == "gpb_expenditure")
    total = cells.filter((pl.col("row_kind") == "total") & (pl.col("printed") == "3,820.30")).row(0, named=True)
    assert (total["column_id"], total["certainty"]) == ("project", "repaired")
    assert (total["printed_col_no"], total["col_no"]) == (11, 12)
    assert not found.tables.filter(pl.col("table_id") == "gpb_expenditure")["is_quarantined"][0]
    carried = found.cells.filter((pl.col("table_id") == "economic") & (pl.col("column_id") == "carry_in"))
    assert carried.filter(pl.col("row_kind") == "total")["printed"].to_list() == ["27.11"]


def test_a_break_that_no_placing_avoids_quarantines_its_table(reconciled: Reconcile) -> None:
    found = reconciled((SAMPLES / "xinxiang-hongqi-2023-department.txt").read_text(encoding="utf-8"))
    breaks = found.checks.filter(pl.col("verdict") == "break")
    assert breaks.select("identity_id", "difference").rows() == [("GJ-007", Decimal(-1))]
    assert found.tables.filter("is_quarantined")["table_id"].to_list() == ["economic"]


def test_a_misread_code_is_read_as_list_name_and_pair_agree_and_flagged(reconciled: Reconcile) -> None:
    """30106 printed for 机关事业单位基本养老保险缴费, whose code is 30108."""
    found = reconciled((SAMPLES / "xinxiang-hongqi-2023-department.txt").read_text(encoding="utf-8"))
    cells = found.cells.filter(pl.col("repair").str.contains("30106"))
    assert set(cells["dept_econ_code"]) == {"30108"}
    assert set(cells["gov_econ_code"]) == {"50501"}
    assert set(cells["printed_codes"]) == {"301 06 505 01"}
    assert set(cells["certainty"]) <= {"repaired", "disputed"}


def test_permuting_flat_rows_changes_no_verdict(reconciled: Reconcile) -> None:
    lines = (SAMPLES / "xinxiang-social-insurance-2023-unit.txt").read_text(encoding="utf-8").split("\n")
    subjects = [n for n, line in enumerate(lines) if line.startswith(("301\t", "302\t"))]
    shuffled = subjects.copy()
    random.Random(3).shuffle(shuffled)
    permuted = lines.copy()
    for to, source in zip(subjects, shuffled, strict=True):
        permuted[to] = lines[source]
    before, after = reconciled("\n".join(lines)), reconciled("\n".join(permuted))
    keys = ["table_id", "printed_codes", "column_id", "printed", "certainty"]
    assert sorted(before.cells.select(keys).rows(), key=str) == sorted(after.cells.select(keys).rows(), key=str)
    assert sorted(before.checks["verdict"]) == sorted(after.checks["verdict"])


def test_an_undeclared_unit_leaves_the_amount_unknown_and_flagged(reconciled: Reconcile) -> None:
    text = QINHUANGDAO.read_text(encoding="utf-8").replace("单位：万元", "")
    found = reconciled(text)
    cells = found.cells.filter(pl.col("table_id") == "expenditure")
    assert cells["amount_cny"].null_count() == cells.height
    assert set(cells["certainty"]) == {"unchecked"}


def test_a_doubtful_digit_that_only_rounding_allows_is_flagged(reconciled: Reconcile) -> None:
    """An OCR digit wrong by one quantum stays inside every envelope."""
    text = (SAMPLES / "xinxiang-hongqi-2023-department.txt").read_text(encoding="utf-8")
    row = "035002\t新乡市红旗区劳动保障监察大队\t152.23\t152.23\t152.23\t"
    assert row in text
    cells = reconciled(text.replace(f"{row}152.23", f"{row}152.22")).cells
    assert set(cells.filter(pl.col("printed") == "152.22")["certainty"]) == {"unchecked"}
