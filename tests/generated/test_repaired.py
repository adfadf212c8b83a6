"""Misreadings in generated budgets, as recognised text: put right where that is proved, flagged elsewhere."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from generated.budget import Form
from generated.faults import NoTargetError, doubled_row, printed_at, reprinted
from generated.misreadings import MISREADINGS, Misread, misread
from generated.publication import Publication, cells_of
from generated.publishing import generated
from generated.test_generated import (
    SEEDS,
    Reconcile,
    broken,
    covered_targets,
    examples,
    placed_cells,
    small,
    varied,
    without_colons,
)
from generated.typeset import cell_per_line, tabbed
from hypothesis import assume, given
from hypothesis import strategies as st

from expectations.reconcile import Reconciled

CERTAIN = ("proved", "positioned")
KINDS = st.sampled_from(MISREADINGS)

Figures = Counter[tuple[int, int, str | None, str | None, Decimal]]


def figures(cells: pl.DataFrame) -> Figures:
    """The values of cells by table, line, side and column."""
    return Counter(cells.select("table_no", "row_no", "side", "column_id", "value").rows())


def repaired(found: Reconciled) -> pl.DataFrame:
    """The cells whose value was put right."""
    return found.cells.filter(pl.col("printed_value").is_not_null())


def with_misreadings(
    publication: Publication, found: Reconciled, kinds: Sequence[Misread], seed: int
) -> tuple[Publication, set[str]]:
    """Covered figures misread, each by its kind; and what they print now."""
    rng = random.Random(seed)
    targets = covered_targets(publication, found)
    assume(len(targets) >= len(kinds))
    printed = set()
    for kind, target in zip(kinds, rng.sample(targets, len(kinds)), strict=True):
        try:
            text = misread(kind, printed_at(publication, target), rng)
        except NoTargetError:
            assume(False)
            raise
        publication, _ = reprinted(publication, target, text, kind.__name__)
        printed.add(text)
    return publication, printed


@given(seed=SEEDS, kind=KINDS)
@examples(10)
def test_one_misread_figure_is_put_right_or_flagged_and_nothing_else_changes(
    reconciled: Reconcile, seed: int, kind: Misread
) -> None:
    publication = generated(small(varied(seed)))
    truth = reconciled(tabbed(publication))
    damaged, printed = with_misreadings(publication, truth, [kind], seed)
    found = reconciled(tabbed(damaged))
    assert not figures(repaired(found)) - figures(truth.cells)
    assert set(repaired(found)["printed"]) <= printed
    assert not figures(found.cells.filter(pl.col("certainty").is_in(CERTAIN))) - figures(truth.cells)
    if not broken(found).is_empty():
        assert repaired(found).is_empty()


@given(seed=SEEDS, kinds=st.tuples(KINDS, KINDS))
@examples(8)
def test_of_two_misread_figures_none_is_put_wrong(
    reconciled: Reconcile, seed: int, kinds: tuple[Misread, Misread]
) -> None:
    publication = generated(small(varied(seed)))
    truth = reconciled(tabbed(publication))
    damaged, printed = with_misreadings(publication, truth, kinds, seed)
    found = reconciled(tabbed(damaged))
    assert not figures(repaired(found)) - figures(truth.cells)
    assert set(repaired(found)["printed"]) <= printed
    assert not figures(found.cells.filter(pl.col("certainty").is_in(CERTAIN))) - figures(truth.cells)


@given(seed=SEEDS, kind=KINDS)
@examples(8)
def test_where_digits_are_certain_nothing_is_ever_repaired(reconciled: Reconcile, seed: int, kind: Misread) -> None:
    publication = generated(varied(seed, Form.HEBEI))
    damaged, _ = with_misreadings(publication, reconciled(cell_per_line(publication)), [kind], seed)
    found = reconciled(cell_per_line(damaged))
    assert found.cells["repair"].is_null().all()
    assert found.cells["printed_value"].is_null().all()
    assert not (found.cells["certainty"] == "repaired").any()
    assert found.tables["repair"].is_null().all()
    assert found.candidates.is_empty()


@given(seed=SEEDS)
@examples(8)
def test_a_row_printed_twice_is_read_once(reconciled: Reconcile, seed: int) -> None:
    publication = generated(small(varied(seed)))
    damaged, fault = doubled_row(publication, random.Random(seed))
    found = reconciled(tabbed(damaged))
    repeats = found.unplaced.filter(pl.col("reason") == "repeat")
    if broken(found).is_empty():
        assert set(repeats["text"]) <= set(fault.before.split())
        assert not repeats.is_empty()
    assert not placed_cells(found, CERTAIN) - without_colons(cells_of(publication))


@pytest.mark.parametrize("width", [2, 3])
def test_a_misread_unit_code_is_read_as_the_other_tables_print_it(reconciled: Reconcile, width: int) -> None:
    publication = generated(replace(small(varied(1)), seed=1, units=width))
    truth = reconciled(tabbed(publication)).cells
    codes = truth.filter(pl.col("table_id") == "revenue")["unit_code"].drop_nulls()
    code = codes[-1]
    text = tabbed(publication).replace(f"{code}", f"{code[:-1]}8" if code[-1] != "8" else f"{code[:-1]}3", 1)
    found = reconciled(text).cells
    assert found["unit_code"].to_list() == truth["unit_code"].to_list()
    assert "repaired" in set(found["certainty"])
