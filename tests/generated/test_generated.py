"""Generated budgets read back: what is typeset is what is read, what adds up holds, what is altered is found."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from generated import henan_tables
from generated.budget import Atom, Budget, Form, Fund, Nature, Options, Unit, draw_budget, varied
from generated.faults import (
    DAMAGES,
    TEXT_DAMAGES,
    Damage,
    NoTargetError,
    TextDamage,
    blanks_inside,
    lost_separator,
    mangled_header,
    shifted_left,
    shifted_right,
    wrong_digit,
)
from generated.found import (
    HARD,
    broken,
    covered_targets,
    disputed_places,
    place_of,
    placed_cells,
    read_cells,
    without_colons,
)
from generated.publication import Publication, TrueCell, cells_of
from generated.publishing import generated, permuted, publish, true_cells
from generated.subjects import general_functions, gov_fund_functions, pairs_of
from generated.typeset import cell_per_line, layout_text, tabbed
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from expectations.reconcile import Reconciled
from pipeline.tables.families import family_of
from pipeline.tables.model import Table

Recognise = Callable[[str], list[Table]]
Reconcile = Callable[[str], Reconciled]

SEEDS = st.integers(min_value=0, max_value=10_000)
FORMS = st.sampled_from(Form)
CERTAIN = ("proved", "positioned")


def examples(count: int) -> settings:
    return settings(max_examples=count, deadline=None)


def in_its_form(publication: Publication) -> str:
    """A Henan document as recognised text with TABs, a Hebei one with one cell per line."""
    return cell_per_line(publication) if publication.has_column_numbers else tabbed(publication)


def small(options: Options) -> Options:
    """Few enough rows for placing without certain columns to take a fraction of a second."""
    return replace(
        options,
        scale=1,
        units=min(options.units, 2),
        functions=min(options.functions, 4),
        projects=min(options.projects, 4),
    )


# --- the generator itself ---


@given(seed=SEEDS, form=FORMS)
@examples(20)
def test_a_seed_gives_the_same_text_every_time(seed: int, form: Form) -> None:
    first, second = generated(varied(seed, form)), generated(varied(seed, form))
    assert tabbed(first) == tabbed(second)
    assert layout_text(first) == layout_text(second)


def amount(cells: Iterable[TrueCell], table_id: str, column_id: str, label: str = "合计", side: str = "") -> Decimal:
    """The figure of one row and column, blank as zero."""
    wanted = (table_id, column_id, label, side)
    found = [cell for cell in cells if (cell.table_id, cell.column_id, cell.label, cell.side) == wanted]
    assert len(found) <= 1, wanted
    return Decimal(found[0].printed.replace(",", "")) if found else Decimal(0)


@given(seed=SEEDS)
@examples(30)
def test_henan_tables_agree_with_each_other(seed: int) -> None:
    """Identities 18 to 28 over the truth alone, whatever the catalogue says."""
    cells = true_cells(draw_budget(replace(varied(seed), projects=3)))
    total = amount(cells, "expenditure", "total")
    assert total == amount(cells, "revenue", "total") == amount(cells, "economic", "total")
    assert total == amount(cells, "balance", "total", "收入总计", "revenue")
    assert total == amount(cells, "balance", "total", "支出总计", "expenditure")
    assert amount(cells, "gpb_expenditure", "basic") == amount(cells, "gpb_basic", "total")
    assert amount(cells, "expenditure", "basic") == amount(cells, "gpb_basic", "total")
    gpb = amount(cells, "revenue", "gpb")
    assert gpb == amount(cells, "gpb_expenditure", "total") == amount(cells, "economic", "gpb")
    assert gpb == amount(cells, "fiscal_balance", "total", "本年收入/一般公共预算拨款", "revenue")
    head = next(cell.label for cell in cells if cell.table_id == "revenue" and cell.codes)
    assert amount(cells, "project", "total", head) == amount(cells, "expenditure", "project")
    assert amount(cells, "project", "gpb", head) == amount(cells, "gpb_expenditure", "project")
    assert amount(cells, "project", "gpb", head) == gpb - amount(cells, "gpb_basic", "total")
    for fund in ("gpb", "gov_fund", "state_capital"):
        carried = amount(cells, "revenue", f"carry_in_{fund}")
        assert carried == amount(cells, "project", f"carry_in_{fund}", head)


def test_henan_headers_are_layouts_that_the_families_declare() -> None:
    for table in henan_tables.publish(draw_budget(Options(seed=0))).tables:
        family = family_of(table.table_id)
        assert family is not None
        assert tuple("/".join(column.path) for column in table.columns) in family.layouts, table.table_id


# --- reading ---


@given(seed=SEEDS, form=FORMS)
@examples(25)
def test_tabbed_tables_are_read_as_typeset(recognise: Recognise, seed: int, form: Form) -> None:
    publication = generated(varied(seed, form))
    assert read_cells(recognise(tabbed(publication))) == Counter(cells_of(publication))


@given(seed=SEEDS, width=st.integers(min_value=3, max_value=14))
@examples(15)
def test_blanks_left_by_broken_labels_change_nothing(recognise: Recognise, seed: int, width: int) -> None:
    publication = generated(varied(seed))
    assert read_cells(recognise(tabbed(publication, width))) == Counter(cells_of(publication))


@given(seed=SEEDS)
@examples(25)
def test_cells_on_lines_of_their_own_are_read_as_typeset(recognise: Recognise, seed: int) -> None:
    publication = generated(varied(seed, Form.HEBEI))
    assert read_cells(recognise(cell_per_line(publication))) == Counter(cells_of(publication))


@pytest.mark.parametrize("table_id", ["revenue", "gpb_basic", "economic"])
def test_ambiguous_collapsed_headers_are_read_as_typeset(recognise: Recognise, table_id: str) -> None:
    whole = generated(Options(seed=7, projects=12))
    publication = replace(whole, tables=tuple(table for table in whole.tables if table.table_id == table_id))
    assert read_cells(recognise(cell_per_line(publication))) == Counter(cells_of(publication))


@given(seed=SEEDS, form=FORMS, shuffle=SEEDS)
@examples(15)
def test_permuting_detail_rows_changes_nothing_that_is_read(
    recognise: Recognise, seed: int, form: Form, shuffle: int
) -> None:
    publication = generated(varied(seed, form))
    other = permuted(publication, shuffle)
    assert read_cells(recognise(in_its_form(other))) == read_cells(recognise(in_its_form(publication)))


# --- identities ---


@given(seed=SEEDS, form=FORMS)
@examples(15)
def test_every_hard_identity_of_a_faultless_budget_is_exact(reconciled: Reconcile, seed: int, form: Form) -> None:
    found = reconciled(in_its_form(generated(small(varied(seed, form)))))
    hard = found.checks.filter(pl.col("identity_id").is_in(list(HARD)))
    assert set(hard["verdict"]) == {"exact"}
    assert not found.tables["is_quarantined"].any()


@given(seed=SEEDS, shuffle=SEEDS)
@examples(8)
def test_permuting_detail_rows_changes_no_verdict(reconciled: Reconcile, seed: int, shuffle: int) -> None:
    publication = generated(varied(seed, Form.HEBEI))
    before, after = (reconciled(cell_per_line(each)) for each in (publication, permuted(publication, shuffle)))
    assert Counter(before.checks.select("identity_id", "verdict").rows()) == Counter(
        after.checks.select("identity_id", "verdict").rows()
    )


def minimal(form: Form, *atoms: Atom, money_unit: str = "万元") -> Budget:
    """A budget of one unit that spends what is given."""
    return Budget(Options(0, form, money_unit), atoms[0].unit, (atoms[0].unit,), 2024, atoms)


def spent(fund: Fund, fen: int, *, is_carried: bool = False, project: str = "") -> Atom:
    """One unit's spending on one thing."""
    function = gov_fund_functions()[0] if fund is Fund.GOV_FUND else general_functions()[0]
    nature = Nature.SPECIFIC if project else Nature.WAGES
    unit = Unit("042001", "商丘市民政局")
    pair = pairs_of("301")[0]
    return Atom(unit, function, nature, pair, fund, fund is Fund.GPB, is_carried, project, fen)


def test_a_fund_table_of_the_current_year_does_not_break_against_the_fiscal_balance(reconciled: Reconcile) -> None:
    budget = minimal(
        Form.HENAN,
        spent(Fund.GPB, 700_000_000),
        spent(Fund.GOV_FUND, 20_000_000, project="征地补偿"),
        spent(Fund.GOV_FUND, 3_000_000, is_carried=True, project="征地补偿尾款"),
    )
    assert broken(reconciled(tabbed(publish(budget)))).is_empty()


def test_a_small_carry_over_does_not_break_the_general_public_budget(reconciled: Reconcile) -> None:
    budget = minimal(
        Form.HEBEI,
        spent(Fund.GPB, 700_000_000),
        spent(Fund.GPB, 157, is_carried=True, project="退休人员社会化管理"),
        money_unit="元",
    )
    assert broken(reconciled(cell_per_line(publish(budget)))).is_empty()


# --- faults ---


@given(seed=SEEDS)
@examples(12)
def test_a_wrong_digit_breaks_an_identity_that_names_its_cell(reconciled: Reconcile, seed: int) -> None:
    publication = generated(varied(seed, Form.HEBEI))
    rng = random.Random(seed)
    target = rng.choice(covered_targets(publication, reconciled(cell_per_line(publication))))
    damaged, fault = wrong_digit(publication, rng, target)
    found = reconciled(cell_per_line(damaged))
    assert place_of(publication, target) in disputed_places(found)
    named = set(broken(found)["cell_ids"].explode())
    altered = found.cells.filter((pl.col("printed") == fault.after) & pl.col("cell_id").is_in(list(named)))
    assert "disputed" in set(altered["certainty"])


@given(seed=SEEDS, damage=st.sampled_from([shifted_left, shifted_right]))
@examples(12)
def test_no_shifted_row_is_silently_wrong(reconciled: Reconcile, seed: int, damage: TextDamage) -> None:
    publication = generated(small(varied(seed)))
    text, _ = damaged_text(damage, tabbed(publication), seed)
    assert not placed_cells(reconciled(text), CERTAIN) - without_colons(cells_of(publication))


def damaged_text(damage: TextDamage, text: str, seed: int) -> tuple[str, object]:
    try:
        return damage(text, random.Random(seed))
    except NoTargetError:
        assume(False)
        raise


@given(seed=SEEDS)
@examples(8)
def test_layout_text_is_placed_right_or_flagged(reconciled: Reconcile, seed: int) -> None:
    publication = generated(small(varied(seed)))
    found = reconciled(layout_text(publication))
    assert not placed_cells(found, CERTAIN) - without_colons(cells_of(publication))


@given(seed=SEEDS)
@examples(15)
def test_a_mangled_header_changes_nothing_that_is_read(recognise: Recognise, seed: int) -> None:
    publication = generated(varied(seed))
    text, _ = damaged_text(mangled_header, tabbed(publication), seed)
    assert read_cells(recognise(text)) == Counter(cells_of(publication))


@given(seed=SEEDS, damage=st.sampled_from([blanks_inside, lost_separator]))
@examples(15)
def test_odd_printing_of_numbers_changes_no_reading(recognise: Recognise, seed: int, damage: Damage) -> None:
    publication = generated(replace(varied(seed), money_unit="万元"))
    try:
        damaged, _ = damage(publication, random.Random(seed))
    except NoTargetError:
        assume(False)
        raise
    assert read_cells(recognise(tabbed(damaged))) == Counter(cells_of(damaged))


@given(seed=SEEDS, damage=st.sampled_from([*DAMAGES, *TEXT_DAMAGES]))
@examples(30)
def test_a_fault_changes_one_thing_and_says_which(seed: int, damage: Damage | TextDamage) -> None:
    publication = generated(varied(seed))
    text = tabbed(publication)
    rng = random.Random(seed)
    try:
        if damage in DAMAGES:
            changed, fault = damage(publication, rng)  # type: ignore[arg-type]
            other = tabbed(changed)  # type: ignore[arg-type]
        else:
            other, fault = damage(text, rng)  # type: ignore[assignment,arg-type]
    except NoTargetError:
        assume(False)
        raise
    before, after = Counter(text.split("\n")), Counter(other.split("\n"))
    assert 1 <= (before - after).total() + (after - before).total() <= 2
    assert fault.before != fault.after
