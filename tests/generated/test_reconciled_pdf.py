"""Generated budgets typeset as PDF, by the whole path: every figure in its row and column, every fault found."""

import random
from collections.abc import Callable

from generated.budget import Form
from generated.faults import wrong_digit
from generated.found import HARD, broken, covered_targets, disputed_places, place_of, read_cells, without_colons
from generated.pdf.layout import varied_layout
from generated.pdf.reading_back import published, small
from generated.pdf.typesetting import typeset_pdf
from generated.publication import Publication, cells_of
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from expectations.reconcile import Reconciled
from pipeline.tables.model import Table

Recognise = Callable[[bytes], list[Table]]
Reconcile = Callable[[bytes], Reconciled]

SEEDS = st.integers(min_value=0, max_value=10_000)
FORMS = st.sampled_from(Form)


def examples(count: int) -> settings:
    """A smaller seed is no simpler budget, so failures are reported as found."""
    return settings(max_examples=count, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def typeset(publication: Publication, seed: int) -> bytes:
    """A PDF in some layout."""
    return typeset_pdf(publication, varied_layout(seed)).content


def assert_every_figure_is_found(tables: list[Table], publication: Publication) -> None:
    """Under its family, row and column, in its unit, and nothing else."""
    assert without_colons(read_cells(tables).elements()) == without_colons(cells_of(publication))
    assert {table.money_unit for table in tables if table.cells} == {publication.money_unit}


@given(seed=SEEDS, form=FORMS)
@examples(8)
def test_every_figure_is_a_cell_of_its_row_and_column_however_it_is_laid_out(
    recognise: Recognise, seed: int, form: Form
) -> None:
    publication = small(seed, form)
    assert_every_figure_is_found(recognise(typeset(publication, seed)), publication)


@given(seed=SEEDS, form=FORMS)
@examples(8)
def test_every_figure_is_found_by_any_convention_and_every_hard_identity_holds(
    recognise: Recognise, reconciled: Reconcile, seed: int, form: Form
) -> None:
    publication = published(seed, form)
    content = typeset(publication, seed)
    assert_every_figure_is_found(recognise(content), publication)
    found = reconciled(content)
    assert broken(found).is_empty()
    assert set(found.checks["identity_id"]) & HARD
    assert set(found.cells["certainty"]) <= {"proved", "positioned"}
    assert not found.cells.filter(found.cells["amount_cny"].is_null()).height


@given(seed=SEEDS, form=FORMS)
@examples(5)
def test_one_wrong_digit_breaks_an_identity_that_names_its_cell(reconciled: Reconcile, seed: int, form: Form) -> None:
    publication = small(seed, form)
    rng = random.Random(seed)
    target = rng.choice(covered_targets(publication, reconciled(typeset(publication, seed))))
    damaged, _ = wrong_digit(publication, rng, target)
    assert place_of(publication, target) in disputed_places(reconciled(typeset(damaged, seed)))
