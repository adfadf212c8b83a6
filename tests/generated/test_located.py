"""A wrong figure of a generated budget is among the few cells to look at, and first of them where it can be told."""

import random
from collections.abc import Callable

import polars as pl
import pytest
from generated.budget import Form, varied
from generated.faults import Target, column_id_at, targets, wrong_digit
from generated.publication import Publication
from generated.publishing import generated
from generated.typeset import cell_per_line
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled

Reconcile = Callable[[str], Reconciled]

HARD = [name for name, identity in CATALOGUE.items() if identity.is_hard]


def corrupted(found: Reconciled, publication: Publication, target: Target) -> str:
    """The id of the cell that a target is read as."""
    side = publication.tables[target.table].lines[target.line][target.entry].side
    cells = found.cells.filter(
        (pl.col("table_no") == target.table + 1)
        & (pl.col("row_no") == target.line + 1)
        & (pl.col("side").fill_null("") == side)
        & (pl.col("column_id") == column_id_at(publication, target))
    )
    return str(cells["cell_id"][0])


def breaks_of(found: Reconciled, cell: str) -> list[tuple[str, str]]:
    named = found.checks.filter(
        (pl.col("verdict") == "break") & pl.col("identity_id").is_in(HARD) & pl.col("cell_ids").list.contains(cell)
    )
    return named.select("identity_id", "instance").rows()


def suspects_of(found: Reconciled, identity: str, instance: str) -> pl.DataFrame:
    return found.suspects.filter((pl.col("identity_id") == identity) & (pl.col("instance") == instance)).sort("rank")


@given(seed=st.integers(min_value=0, max_value=10_000))
@settings(max_examples=15, deadline=None)
def test_a_wrong_digit_is_among_the_suspects_of_every_break_that_names_it(reconciled: Reconcile, seed: int) -> None:
    publication, rng = generated(varied(seed, Form.HEBEI)), random.Random(seed)
    target = rng.choice(list(targets(publication)))
    damaged, fault = wrong_digit(publication, rng, target)
    found = reconciled(cell_per_line(damaged))
    cell = corrupted(found, damaged, target)
    breaks = breaks_of(found, cell)
    assume(breaks)
    for identity, instance in breaks:
        suspects = suspects_of(found, identity, instance)
        assert cell in suspects["cell_id"].to_list()
        likely = suspects.filter(pl.col("cell_id") == cell)["likely_value"][0]
        meant = float(fault.before.replace(",", ""))
        assert likely is None or abs(float(likely) - meant) < 1


@pytest.mark.parametrize("form", list(Form))
def test_a_budget_that_adds_up_has_no_suspects(reconciled: Reconcile, form: Form) -> None:
    assert reconciled(cell_per_line(generated(varied(3, form)))).suspects.is_empty()
