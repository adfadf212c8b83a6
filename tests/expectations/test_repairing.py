"""What was misread is put right where the identities prove it; what they do not prove stays, with candidates."""

from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest
from generated.budget import Form, Options
from generated.faults import targets
from generated.publishing import generated
from generated.typeset import cell_per_line, tabbed

from assets.paths import SAMPLES
from expectations.reconcile import Reconciled

Reconcile = Callable[[str], Reconciled]

BUDGET = generated(Options(seed=7, projects=3, functions=3, has_carry_over=True))
TEXT = tabbed(BUDGET)
TRUE_ROW, MISREAD_ROW = "工资奖金津补贴\t66.66\t66.66\t66.66\t", "工资奖金津补贴\t66.66\t6.66\t66.66\t"


def with_unit(text: str, table_no: int, unit: str) -> str:
    """The text, another unit of money declared on one of its tables."""
    parts = text.split("单位：万元")
    return "单位：万元".join(parts[:table_no]) + f"单位：{unit}" + "单位：万元".join(parts[table_no:])


def altered(text: str, old: str, new: str) -> str:
    assert text.count(f"\t{old}\t") >= 1
    return text.replace(f"\t{old}\t", f"\t{new}\t", 1)


@pytest.mark.parametrize("unit", ["元", "方元", "亿元"])
def test_a_unit_misread_or_lost_is_put_right_by_two_other_tables(reconciled: Reconcile, unit: str) -> None:
    truth, found = reconciled(TEXT), reconciled(with_unit(TEXT, 3, unit))
    table = found.tables.row(2, named=True)
    assert table["money_unit"] == "万元"
    assert "万元" in table["repair"]
    assert found.cells["amount_cny"].to_list() == truth.cells["amount_cny"].to_list()
    cells = found.cells.filter(pl.col("table_no") == 3)
    assert set(cells["certainty"]) == {"repaired"}
    assert {name.split()[0] for name in cells["repair_identities"][0]} <= set(found.checks["identity_id"])


def test_a_unit_stays_as_printed_where_digits_are_certain(reconciled: Reconcile) -> None:
    text = cell_per_line(generated(Options(seed=7, form=Form.HEBEI)))
    found = reconciled(with_unit(text, 3, "元"))
    assert found.tables["money_unit"][2] == "元"
    assert found.tables["repair"].is_null().all()


def test_a_unit_that_only_one_table_could_prove_stays_as_printed(reconciled: Reconcile) -> None:
    """Nothing else speaks of a document's only table with money."""
    text = TEXT[: TEXT.index(BUDGET.tables[2].title)]
    found = reconciled(with_unit(text, 2, "元"))
    assert found.tables["repair"].is_null().all()


def test_a_repaired_figure_keeps_what_was_printed_and_names_what_proves_it(reconciled: Reconcile) -> None:
    truth = reconciled(TEXT).cells
    total = truth.filter((pl.col("table_id") == "expenditure") & (pl.col("column_id") == "total")).row(0, named=True)
    plain = total["printed"].replace(",", "")
    misread = f"{plain[:-3]}{plain[-2:]}"
    found = reconciled(altered(TEXT, total["printed"], misread))
    cell = found.cells.filter(pl.col("printed_value").is_not_null()).row(0, named=True)
    assert cell["printed"] == misread
    assert cell["printed_value"] == Decimal(misread)
    assert cell["value"] == total["value"]
    assert cell["certainty"] == "repaired"
    assert "point" in cell["repair"]
    named = set(found.checks.select(pl.concat_str("identity_id", "instance", separator=" ")).to_series())
    assert len(cell["repair_identities"]) > 1
    assert set(cell["repair_identities"]) <= named
    assert not (found.checks["verdict"] == "break").any()


def test_what_one_sum_alone_demands_of_several_figures_changes_none_and_keeps_them_all(reconciled: Reconcile) -> None:
    """Quantities of money that only their column adds up: any of them may be the one whose digit was misread."""
    lines = ["收入总表", "", "单位：万元", "", "科目编码\t科目名称\t合计", "\t合计\t39.00"]
    lines += ["2080101\t行政运行\t11.00", "2080102\t一般行政管理事务\t18.00", ""]
    found = reconciled("\n".join(lines))
    assert (found.checks["verdict"] == "break").sum() == 1
    assert found.cells["printed_value"].is_null().all()
    assert set(found.cells["certainty"]) == {"disputed"}
    others = found.candidates.filter(~pl.col("is_chosen"))
    assert set(others["value"]) == {Decimal("29.00"), Decimal("21.00"), Decimal("28.00")}
    assert set(found.candidates.filter("is_chosen")["value"]) == set(found.cells["value"])


def test_a_figure_moved_into_a_break_of_its_column_is_not_fitted_to_it(reconciled: Reconcile) -> None:
    """奖金 misread as 6.66 in its 小计: what the publisher's own break of -1 would make of it is 65.66."""
    printed = (SAMPLES / "xinxiang-hongqi-2023-department.txt").read_text(encoding="utf-8")
    found = reconciled(printed.replace(TRUE_ROW, MISREAD_ROW))
    cells = found.cells.filter(pl.col("row_label") == "奖金")
    assert Decimal("65.66") not in cells["value"].to_list()
    assert cells.filter(pl.col("printed") == "6.66")["certainty"].to_list() == ["disputed"]


def test_a_row_that_is_missing_is_never_invented(reconciled: Reconcile) -> None:
    lost = next(target for target in targets(BUDGET) if BUDGET.tables[target.table].table_id == "economic")
    row = TEXT.split("\n")
    start = next(number for number, line in enumerate(row) if line == BUDGET.tables[lost.table].title)
    line = next(number for number in range(start, len(row)) if row[number].startswith("301\t"))
    found = reconciled("\n".join([*row[:line], *row[line + 1 :]]))
    assert (found.checks["verdict"] == "break").any()
    assert found.cells["printed_value"].is_null().all()
    assert found.cells.height < reconciled(TEXT).cells.height
