"""Disclosures that hang together: unit and department, one year and the next, budget and final account."""

from decimal import Decimal

import pytest
from generated.budget import Budget, Nature
from generated.chain import GROWTH, STAFF, YEAR, Chained

from pipeline.warehouse.audit import audit
from pipeline.warehouse.connection import reading

Rows = list[tuple[object, ...]]


def rows(chained: Chained, query: str, *values: object) -> Rows:
    with reading(chained.home.warehouse) as connection:
        return connection.execute(query, list(values)).fetchall()


def yuan(budget: Budget, unit: int | None = None) -> Decimal:
    fen = sum(atom.amount for atom in budget.atoms if unit is None or atom.unit == budget.units[unit])
    return Decimal(fen) / 100


def verdicts(chained: Chained, identity: str, *, is_told: bool = False) -> dict[object, Rows]:
    """The checks of tables by verdict, or of what narratives tell."""
    found: dict[object, Rows] = {}
    query = (
        "SELECT verdict, instance, lhs, rhs FROM fact_check "
        "WHERE identity_id = ? AND (table_no IS NULL) = ? ORDER BY ALL"
    )
    for verdict, *row in rows(chained, query, identity, is_told):
        found.setdefault(verdict, []).append(tuple(row))
    return found


def test_the_audit_finds_nothing_wrong(chained: Chained) -> None:
    assert audit(chained.home.warehouse) == []


def test_a_units_total_is_held_against_its_row_in_the_departments_table(chained: Chained) -> None:
    """GJ-033a."""
    found = verdicts(chained, "GJ-033a")
    assert set(found) == {"exact"}
    assert sorted(row[1] * 10_000 for row in found["exact"]) == sorted(yuan(chained.chain.first, n) for n in (0, 1))
    cells = rows(chained, "SELECT cell_ids FROM fact_check WHERE identity_id = 'GJ-033a' ORDER BY instance")
    department = chained.ids["department"]
    assert all(right.startswith(department) and not left.startswith(department) for [(left, right)] in cells)


def test_a_departments_total_is_held_against_all_of_its_units_together(chained: Chained) -> None:
    """GJ-033b, judged only where every unit is loaded: not in the second year."""
    ((_, lhs, rhs),) = verdicts(chained, "GJ-033b")["exact"]
    assert lhs == rhs
    assert lhs * 10_000 == yuan(chained.chain.first)


def test_a_prior_year_restated_is_found(chained: Chained) -> None:
    """GJ-038: the second year says 1.20 for receptions, the first had published 1.00."""
    found = verdicts(chained, "GJ-038")
    assert [(row[1], row[2]) for row in found["break"]] == [(Decimal("1.2"), Decimal(1))]
    assert sorted(row[1] for row in found["exact"]) == [Decimal(3), Decimal(4)]


def test_the_base_of_a_stated_change_is_held_against_what_was_published(chained: Chained) -> None:
    """GJ-038: the second year's text makes 1.20 of last year's receptions, the first had published 1.00."""
    found = verdicts(chained, "GJ-038", is_told=True)
    assert [(row[1], row[2]) for row in found.pop("break")] == [(Decimal(12_000), Decimal(10_000))]
    held = {row[2] for told in found.values() for row in told}
    assert set(found) <= {"exact", "rounding"}
    assert held == {Decimal(30_000), Decimal(40_000), yuan(chained.chain.first)}


def test_a_base_compared_with_another_stage_is_not_held_against_the_budget(chained: Chained) -> None:
    told = rows(chained, "SELECT claim_no FROM fact_claim WHERE kind = 'change' AND comparison = '上年决算'")
    assert told
    found = verdicts(chained, "GJ-038", is_told=True)
    assert not [row for rows_ in found.values() for row in rows_ if f"claim {told[0][0]} " in str(row[0])]


def test_a_check_of_a_base_names_the_cells_of_both_years(chained: Chained) -> None:
    query = "SELECT cell_ids FROM fact_check WHERE identity_id = 'GJ-038' AND table_no IS NULL AND verdict = 'break'"
    (((own, published),),) = rows(chained, query)
    assert own.startswith(chained.ids["department a year later"])
    assert published.startswith(chained.ids["department"])


def test_nothing_that_blanks_prove_is_no_sum_of_the_figures_that_prove_it(chained: Chained) -> None:
    """The first year's text says 0 for vehicles, whose cell is blank; the second makes the same of it."""
    (claim,) = rows(
        chained,
        "SELECT verdict, len(cell_ids) > 1 FROM fact_claim WHERE quantity = 'three_public.vehicle_purchase' "
        "AND kind = 'amount' AND disclosure_id = ?",
        chained.ids["department"],
    )
    assert claim == ("exact", True)
    told = verdicts(chained, "GJ-038", is_told=True)
    assert not [row for rows_ in told.values() for row in rows_ if "vehicle_purchase" in str(row[0])]


def test_what_is_carried_out_is_held_against_what_the_next_year_carries_in(chained: Chained) -> None:
    """GJ-043: the balances agree (11.50); the fiscal balance was left as it was a year earlier and does not."""
    found = verdicts(chained, "GJ-043")
    assert [(row[1], row[2]) for row in found["exact"]] == [(Decimal("11.5"), Decimal("11.5"))]
    assert (Decimal(11), Decimal(4)) in [(row[1], row[2]) for row in found["break"]]


def test_the_initial_budget_in_a_final_account_is_held_against_the_budget(chained: Chained) -> None:
    """GJ-043b."""
    found = verdicts(chained, "GJ-043b")
    assert {(row[1], row[2]) for row in found["exact"]} == {(Decimal(n), Decimal(n)) for n in (1, 3, 4)}
    assert {(row[1], row[2]) for row in found["break"]} == {(Decimal(1), Decimal("1.5")), (Decimal(4), Decimal("4.5"))}


def test_a_soft_break_between_years_disputes_no_figure(chained: Chained) -> None:
    disputed = rows(
        chained,
        "SELECT DISTINCT c.cell_id FROM fact_check k, cell c WHERE k.identity_id = 'GJ-043' AND k.verdict = 'break' "
        "AND list_contains(k.cell_ids, c.cell_id) AND c.certainty = 'disputed'",
    )
    assert disputed == []


def test_units_that_a_loaded_department_covers_are_counted_once(chained: Chained) -> None:
    found = dict(
        rows(
            chained,
            "SELECT fiscal_year, sum(amount_cny) FROM spending_of_places WHERE stage = 'budget' AND fiscal_year >= ? "
            "GROUP BY ALL",
            YEAR,
        )
    )
    assert found == {YEAR: yuan(chained.chain.first), YEAR + 1: yuan(chained.chain.second)}


def test_a_department_stands_beside_its_units(chained: Chained) -> None:
    (found,) = rows(
        chained,
        "SELECT department_cny, units, rows_cny, units_loaded, their_rows_cny, units_cny FROM department_and_units "
        "WHERE fiscal_year = ? AND stage = 'budget'",
        YEAR,
    )
    total = yuan(chained.chain.first)
    assert found == (total, 2, total, 2, total, total)


def test_personnel_is_told_year_by_year(chained: Chained) -> None:
    wanted = sum(atom.amount for atom in chained.chain.first.atoms if atom.nature in {Nature.WAGES, Nature.HOUSEHOLD})
    found = rows(
        chained,
        "SELECT fiscal_year, amount_cny FROM personnel_and_public WHERE kind = 'personnel' AND stage = 'budget' "
        "ORDER BY 1",
    )
    assert found == [(YEAR, Decimal(wanted) / 100), (YEAR + 1, Decimal(wanted * GROWTH) / 100)]


def test_running_costs_are_told_per_head_of_the_staff(chained: Chained) -> None:
    public = sum(atom.amount for atom in chained.chain.first.atoms if atom.nature in {Nature.GOODS, Nature.CAPITAL})
    (found,) = rows(
        chained,
        "SELECT public_cny, people, per_head_cny FROM public_per_head WHERE scope = 'department' AND fiscal_year = ?",
        YEAR,
    )
    yuan = Decimal(public) / 100
    assert found[:2] == (yuan, STAFF)
    assert found[2] == pytest.approx(float(yuan / STAFF), abs=0.005)


def test_every_subject_has_both_years_as_printed(chained: Chained) -> None:
    found = rows(
        chained,
        "SELECT codes, prior_cny, amount_cny, change_percent, is_comparable, prior_printed, printed "
        "FROM subject_year_on_year WHERE stage = 'budget' AND fiscal_year = ?",
        YEAR + 1,
    )
    by_code: dict[str, int] = {}
    for atom in chained.chain.first.atoms:
        by_code[atom.function.code] = by_code.get(atom.function.code, 0) + atom.amount
    assert {codes[0]: prior for codes, prior, *_ in found} == {
        code: Decimal(fen) / 100 for code, fen in by_code.items()
    }
    for _, prior, amount, percent, is_comparable, prior_printed, printed in found:
        assert amount == GROWTH * prior
        assert percent == 100 * (GROWTH - 1)
        assert is_comparable
        assert prior_printed
        assert printed


def test_a_subject_that_changed_its_code_or_took_another_in_is_joined_across_editions(chained: Chained) -> None:
    found = rows(
        chained,
        "SELECT fiscal_year, prior_codes, codes, prior_cny, amount_cny, is_comparable FROM subject_year_on_year "
        "WHERE unit = '新乡市民政局' ORDER BY fiscal_year, last_code",
    )
    assert found == [
        (2019, ["2080504"], ["2080501", "2080504"], 30_000, 140_000, True),
        (2019, ["2080204"], ["2082804"], 50_000, 60_000, True),
        (2020, ["2080501", "2080504"], ["2080501"], 140_000, 150_000, True),
        (2020, ["2082804"], ["2082804"], 60_000, 90_000, True),
    ]


def test_three_public_tells_budget_prior_initial_and_final_apart(chained: Chained) -> None:
    query = (
        "SELECT budget_cny, prior_in_next_cny, initial_cny, adjusted_cny, final_cny FROM three_public_over_years "
        "WHERE item = 'reception' AND fiscal_year = ?"
    )
    assert rows(chained, query, YEAR) == [(10_000, 12_000, 10_000, None, 6_000)]
    assert rows(chained, query, YEAR + 1) == [(15_000, None, 10_000, None, 6_000)]


def test_carry_over_is_told_by_fund(chained: Chained) -> None:
    found = rows(
        chained,
        "SELECT line_kind, fund_id, amount_cny FROM carry_over_by_fund WHERE stage = 'final' AND fiscal_year = ? "
        "ORDER BY ALL",
        YEAR,
    )
    assert found == [
        ("carry_in", "gov_fund", 20_000),
        ("carry_in", "gpb", 20_000),
        ("carry_out", "gov_fund", 5_000),
        ("carry_out", "gpb", 105_000),
    ]


def test_projects_have_their_category_and_rank(chained: Chained) -> None:
    projects: dict[str, int] = {}
    for atom in chained.chain.first.atoms:
        if atom.project:
            projects[atom.project] = projects.get(atom.project, 0) + atom.amount
    largest = max(projects, key=lambda name: projects[name])
    found = rows(
        chained,
        "SELECT project, amount_cny, category IN ('其他运转类', '特定目标类'), has_targets FROM largest_projects "
        "WHERE place = 1 AND fiscal_year = ? AND scope = 'department'",
        YEAR,
    )
    assert found == [(largest, Decimal(projects[largest]) / 100, True, None)]


def test_a_narrative_in_a_file_of_its_own_belongs_to_its_tables_publication(chained: Chained) -> None:
    (found,) = rows(chained, "SELECT table_files, narrative_files FROM publications WHERE files > 1")
    assert found == (["department.txt"], ["narrative.txt"])


@pytest.mark.parametrize("query", ["SELECT 1 FROM execution WHERE final_cny = 720000 AND budget_cny IS NULL"])
def test_what_was_spent_without_a_budget_for_it_shows_none(chained: Chained, query: str) -> None:
    assert rows(chained, query)
