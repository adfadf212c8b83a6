"""Targets and carry-over beside generated budgets: read as typeset, held against the tables they speak of."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from generated.budget import Budget, Fund, Options, draw_budget
from generated.publication import Publication, cells_of
from generated.publishing import publish
from generated.target_tables import (
    carried_of,
    carryover_layout,
    carryover_tabbed,
    leaving_out_carryover,
    target_cells,
    targets_layout,
    targets_of,
    targets_tabbed,
    whole_text,
)
from generated.test_generated import placed_cells, without_colons
from generated.typeset import layout_text, tabbed
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled
from pipeline.tables.model import Table

Recognise = Callable[[str], list[Table]]
Reconcile = Callable[[str], Reconciled]
SEEDS = st.integers(min_value=0, max_value=10_000)
HARD = [name for name, identity in CATALOGUE.items() if identity.is_hard]


def drawn(seed: int, **more: object) -> Budget:
    options = Options(seed=seed, units=2, functions=3, projects=5, has_carry_over=True)
    return draw_budget(replace(options, **more))  # type: ignore[arg-type]


def fully(budget: Budget, form: str) -> str:
    """A budget's own tables and those beside them."""
    if form == "tabbed":
        return f"{tabbed(publish(budget))}\n{whole_text(budget, chr(9))}{targets_tabbed(budget)}"
    return f"{layout_text(publish(budget))}{whole_text(budget, ' ')}{targets_layout(budget)}"


def of(found: Reconciled, identity: str) -> pl.DataFrame:
    return found.checks.filter(pl.col("identity_id") == identity)


def verdicts(found: Reconciled, identity: str) -> set[str]:
    return set(of(found, identity)["verdict"])


def hard_breaks(found: Reconciled) -> list[tuple[str, str]]:
    broken = found.checks.filter((pl.col("verdict") == "break") & pl.col("identity_id").is_in(HARD))
    return broken.select("identity_id", "instance").rows()


@given(seed=SEEDS, form=st.sampled_from(["tabbed", "layout"]))
@settings(max_examples=10, deadline=None)
def test_targets_are_read_as_typeset_and_every_number_is_accounted_for(
    recognise: Recognise, seed: int, form: str
) -> None:
    budget = drawn(seed)
    table = next(table for table in recognise(fully(budget, form)) if table.table_id == "performance")
    rows = {row.index: row for row in table.rows}
    read = Counter((rows[cell.row].codes, rows[cell.row].label, cell.printed) for cell in table.cells)
    assert read == Counter((cell.codes, cell.label, cell.printed) for cell in target_cells(budget))
    projects = [target for target in targets_of(budget) if len(target.code) > 9]
    assert not table.unplaced
    counts = {count.token_class.value: count.tokens for count in table.tokens}
    assert counts["indicator"] == 2 * len(projects)
    assert counts["amount"] == len(table.cells)
    told = Counter((rows[own.project or 0].codes, own.level3, own.target) for own in table.indicators)
    values = (("项目总额", "≤30万元"), ("完成率", "98%"), ("受益人数", "1250"))
    assert told == Counter((target.code, *value) for target in projects for value in values)
    assert table.money_unit == "万元"


@given(seed=SEEDS, form=st.sampled_from(["tabbed", "layout"]))
@settings(max_examples=8, deadline=None)
def test_targets_agree_with_the_budget_they_are_set_for(reconciled: Reconcile, seed: int, form: str) -> None:
    budget = drawn(seed)
    found = reconciled(fully(budget, form))
    assert not hard_breaks(found)
    for identity in ("GJ-029", "GJ-029b", "GJ-030a", "GJ-030b"):
        assert verdicts(found, identity) == {"exact"}, identity
    truth = without_colons([*cells_of(publish(budget)), *target_cells(budget)])
    sure = placed_cells(replace(found, cells=without_whole(found.cells)), ("proved", "positioned"))
    assert not sure - truth


def without_whole(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.filter(pl.col("table_id") != "whole_performance")


def test_the_whole_department_is_told_by_source_and_by_kind(reconciled: Reconcile) -> None:
    cells = reconciled(fully(drawn(3), "tabbed")).cells.filter(pl.col("table_id") == "whole_performance")
    assert {"部门预算总额", "资金来源/政府预算资金", "资金结构/基本支出", "资金结构/项目支出"} <= set(
        cells["row_label"]
    )
    leaves = cells.filter(pl.col("is_leaf"))["value"].sum()
    assert leaves == cells.filter(pl.col("row_kind") == "total")["value"].sum()


def test_a_wrong_amount_of_a_target_is_found_in_its_own_row(reconciled: Reconcile) -> None:
    budget = drawn(5)
    target = next(target for target in targets_of(budget) if len(target.code) > 9)
    whole = target.amounts("万元")[0]
    wrong = f"{Decimal(whole.replace(',', '')) + 1:.2f}"
    text = fully(budget, "tabbed").replace(f"{target.name}\t{whole}\t", f"{target.name}\t{wrong}\t")
    found = reconciled(text)
    assert "GJ-030a" in {identity for identity, _ in hard_breaks(found)}
    (own,) = found.cells.filter((pl.col("table_id") == "performance") & (pl.col("printed") == wrong)).rows(named=True)
    assert own["certainty"] == "disputed"
    assert own["project_code"] == target.code


def test_projects_without_targets_are_listed(reconciled: Reconcile) -> None:
    budget = drawn(6)
    left_out = targets_of(budget)[-1].name
    kept = replace(budget, atoms=tuple(atom for atom in budget.atoms if atom.project != left_out))
    found = reconciled(f"{tabbed(publish(budget))}\n{targets_tabbed(kept)}")
    (check,) = of(found, "GJ-030b").rows(named=True)
    assert check["verdict"] == "exact"
    assert check["instance"].endswith(f"/{left_out}")


# --- money carried over ---


def carrying(seed: int) -> Budget:
    """A budget that carries over fiscal money only, by a whole row."""
    budget = drawn(seed, units=1)
    kept = tuple(atom for atom in budget.atoms if not atom.is_carried or atom.fund is Fund.GPB)
    assert any(atom.is_carried for atom in kept)
    return replace(budget, atoms=kept)


CARRYING = [seed for seed in range(40) if any(a.is_carried and a.fund is Fund.GPB for a in drawn(seed, units=1).atoms)]


@pytest.mark.parametrize("seed", CARRYING[:4])
@pytest.mark.parametrize("form", ["tabbed", "layout"])
def test_carry_over_that_stands_outside_completes_the_other_tables(reconciled: Reconcile, seed: int, form: str) -> None:
    budget = carrying(seed)
    carried = carryover_tabbed(budget, carried_of(budget)) if form == "tabbed" else carryover_layout(budget)
    typeset = tabbed if form == "tabbed" else layout_text
    found = reconciled(f"{typeset(leaving_out_carryover(budget))}\n{carried}")
    assert not hard_breaks(found)
    for identity in ("GJ-022b", "GJ-028b", "GJ-032"):
        assert verdicts(found, identity) == {"exact"}, identity
    assert of(found, "GJ-028a").is_empty()
    assert "break" not in set(found.checks["verdict"])
    own = found.cells.filter(pl.col("table_id") == "carryover")
    assert own.height == len(carried_of(budget))
    assert own["function_code"].to_list() == [atom.function.code for atom in carried_of(budget)]
    assert own["unit_name"].to_list() == [atom.unit.name for atom in carried_of(budget)]
    assert set(own["certainty"]) <= {"proved", "positioned"}


@pytest.mark.parametrize("seed", CARRYING[:3])
def test_carry_over_inside_the_other_tables_is_not_added_again(reconciled: Reconcile, seed: int) -> None:
    budget = carrying(seed)
    found = reconciled(f"{tabbed(publish(budget))}\n{carryover_tabbed(budget, carried_of(budget))}")
    assert not hard_breaks(found)
    assert of(found, "GJ-028b").is_empty()
    assert verdicts(found, "GJ-028a") == verdicts(found, "GJ-032") == {"exact"}


def test_a_lost_row_of_carry_over_is_missed(reconciled: Reconcile) -> None:
    budget = next(budget for budget in map(carrying, CARRYING) if len(carried_of(budget)) > 1)
    text = f"{tabbed(publish(budget))}\n{carryover_tabbed(budget, carried_of(budget)[1:])}"
    found = reconciled(text)
    assert "break" in verdicts(found, "GJ-032")
    assert "break" in verdicts(found, "GJ-022b")


@pytest.mark.parametrize("make", [publish, leaving_out_carryover], ids=["inside", "outside"])
@pytest.mark.parametrize("seed", CARRYING[:3])
def test_amounts_in_yuan_under_a_heading_in_wan_yuan_put_the_unit_in_doubt(
    reconciled: Reconcile, seed: int, make: Callable[[Budget], Publication]
) -> None:
    budget = carrying(seed)
    found = reconciled(layout_text(make(budget)) + carryover_layout(budget, printed_in="元"))
    own = found.cells.filter(pl.col("table_id") == "carryover")
    assert own["amount_cny"].null_count() == own.height > 0
    assert set(own["money_unit"]) == {"万元"}
    assert set(own["certainty"]) <= {"unchecked", "disputed"}
    others = found.cells.filter(pl.col("table_id") != "carryover")
    assert not others["amount_cny"].null_count()
    assert not hard_breaks(found)


def test_carry_over_that_only_its_own_table_lists_is_no_break(reconciled: Reconcile) -> None:
    """It is held against the whole budget only, and that tells 元 from 万元 too."""
    budget = carrying(CARRYING[0])
    current = replace(budget, atoms=tuple(atom for atom in budget.atoms if not atom.is_carried))
    small = replace(budget, atoms=tuple(replace(atom, amount=5_000_000) for atom in carried_of(budget)[:1]))
    found = reconciled(layout_text(publish(current)) + carryover_layout(small))
    assert not hard_breaks(found)
    assert verdicts(found, "GJ-032b") == {"exact"}
    assert of(found, "GJ-032").is_empty()
    own = found.cells.filter(pl.col("table_id") == "carryover")
    assert own["amount_cny"].to_list() == [Decimal("50000.00")]
    doubted = reconciled(layout_text(publish(current)) + carryover_layout(small, printed_in="元")).cells
    whole = doubted.filter((pl.col("row_role") == "grand_total") & (pl.col("table_id") == "balance"))["value"].max()
    own = doubted.filter(pl.col("table_id") == "carryover")
    assert own["amount_cny"].is_null().all() == (own["value"].sum() > whole)
