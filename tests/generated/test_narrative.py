"""Generated narratives: what is true of the tables holds, one altered figure is found where it stands."""

from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest
from generated.budget import Budget, Form, Options, draw_budget, varied
from generated.narrative import AMOUNTS, Figure, Narrative, altered, narrate, told_before
from generated.publishing import publish
from generated.typeset import cell_per_line, tabbed
from hypothesis import example, given, settings
from hypothesis import strategies as st

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes
from pipeline.narrative import read_claims
from pipeline.readers.registry import read_document
from pipeline.tables.publication import read_publication
from pipeline.tables.recognise import recognise_tables

SEEDS = st.integers(min_value=0, max_value=10_000)
HOLDS = {"exact", "rounding"}
MUCH = Decimal("1234.56")
Narrated = Callable[[Budget, Narrative], Reconciled]


@pytest.fixture(scope="session")
def narrated(codes: Codes) -> Narrated:
    """Typeset a budget with sentences before its tables, and reconcile it."""

    def run(budget: Budget, narrative: Narrative, width: int | None = None) -> Reconciled:
        typeset = tabbed if budget.options.form is Form.HENAN else cell_per_line
        document = read_document(told_before(typeset(publish(budget)), narrative, width).encode(), "text.txt")
        tables = recognise_tables(document, codes)
        publication = read_publication(document, tables, codes)
        return reconcile(
            Recognised(
                "0" * 12,
                tables,
                has_certain_digits=document.has_certain_digits,
                measure=publication.stage,
                claims=read_claims(document, publication),
            ),
            CATALOGUE,
            codes,
        )

    return run


def stated(found: Reconciled, printed: str) -> pl.DataFrame:
    return found.claims.filter(pl.col("printed") == printed)


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, form=st.sampled_from(Form))
def test_true_sentences_hold(narrated: Narrated, seed: int, form: Form) -> None:
    budget = draw_budget(varied(seed, form))
    claims = narrated(budget, narrate(budget)).claims
    assert claims.filter(pl.col("verdict") == "break").is_empty()
    amounts = claims.filter(pl.col("kind") == "amount", pl.col("value") != 0)
    assert set(amounts["quantity"]) >= {"revenue", "expenditure", "expenditure.basic"}
    assert None not in set(amounts["quantity"])
    judged = amounts.filter(pl.col("quantity").is_in(["revenue", "expenditure", "expenditure.basic", "gpb.basic"]))
    assert set(judged["verdict"]) <= HOLDS
    assert set(claims.filter(pl.col("kind").is_in(["share", "growth"]))["verdict"]) <= HOLDS | {"not_applicable"}


def told_as(narrative: Narrative, name: str) -> Figure:
    figures = (part for paragraph in narrative for part in paragraph if isinstance(part, Figure))
    return next(figure for figure in figures if figure.name == name)


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, name=st.sampled_from(AMOUNTS))
@example(seed=22, name="public")
def test_an_altered_amount_breaks_where_it_stands_and_flags_its_cell(narrated: Narrated, seed: int, name: str) -> None:
    """Beside a blank cell (seed 22 has no public money) an amount is not judged, and says so."""
    budget = draw_budget(Options(seed))
    narrative = altered(narrate(budget), name, MUCH)
    found = narrated(budget, narrative)
    figure = told_as(narrative, name)
    broken = found.claims.filter(pl.col("verdict") == "break", pl.col("identity_id") == "GJ-035")
    if not told_as(narrate(budget), name).value:
        (claim,) = found.claims.filter(pl.col("printed") == str(figure)).select("verdict", "reason").rows()
        assert claim[0] == "not_evaluable"
        assert "blank" in claim[1]
        return
    assert broken["printed"].to_list() == [str(figure)]
    disputed = found.cells.filter(pl.col("certainty") == "disputed")["cell_id"].to_list()
    assert set(broken["cell_ids"].item()) <= set(disputed)
    assert not found.cells["is_quarantined"].any()


@settings(max_examples=10, deadline=None)
@given(
    seed=SEEDS,
    wrong=st.sampled_from((("growth", "GJ-037"), ("share of basic", "GJ-036"), ("share of project", "GJ-036"))),
)
def test_an_altered_percentage_breaks(narrated: Narrated, seed: int, wrong: tuple[str, str]) -> None:
    name, identity = wrong
    budget = draw_budget(Options(seed))
    found = narrated(budget, altered(narrate(budget), name, Decimal("0.05")))
    assert found.claims.filter(pl.col("verdict") == "break")["identity_id"].to_list() == [identity]


@pytest.mark.parametrize(("by", "verdict"), [("0", "exact"), ("1234.56", "break"), ("-0.05", "not_applicable")])
def test_running_costs_are_at_most_public_money(narrated: Narrated, by: str, verdict: str) -> None:
    found = narrated(draw_budget(Options(7)), altered(narrate(draw_budget(Options(7))), "running costs", Decimal(by)))
    claim = found.claims.filter(pl.col("quantity") == "operating_funds")
    assert claim["identity_id"].to_list() == ["GJ-034"]
    assert claim["verdict"].to_list() == [verdict]
    assert found.cells.filter(pl.col("certainty") == "disputed").is_empty()


def test_a_quantity_told_again_with_another_amount_breaks(narrated: Narrated) -> None:
    budget = draw_budget(Options(7))
    found = narrated(budget, altered(narrate(budget), "expenditure again", MUCH))
    repeats = found.checks.filter(pl.col("identity_id") == "GJ-039", pl.col("verdict") == "break")
    assert repeats.height == 1
    assert repeats["table_no"].to_list() == [None]


def test_sentences_broken_over_lines_are_read_whole(narrated: Narrated) -> None:
    budget = draw_budget(Options(11))
    whole, broken = (narrated(budget, narrate(budget), width).claims for width in (None, 28))
    columns = ["kind", "quantity", "printed", "verdict"]
    assert broken.select(columns).rows() == whole.select(columns).rows()
