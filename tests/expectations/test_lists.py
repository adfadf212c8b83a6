"""GJ-017: lists that add up do, and one figure changed breaks the identity that speaks of it, and no other."""

from collections.abc import Sequence

import polars as pl
import pytest

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes
from pipeline.tables.recognise import recognise_tables
from tests.generated import list_tables as lists
from tests.generated.list_tables import Rows
from tests.generated.ruled_sheet import ruled_document


def judged(codes: Codes, title: str, rows: Sequence[Sequence[str]]) -> Reconciled:
    tables = recognise_tables(ruled_document([(title, "单位：万元", rows)]), codes)
    return reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes)


def verdicts(found: Reconciled) -> set[tuple[str, str]]:
    return set(found.checks.select("identity_id", "verdict").iter_rows())


def changed(rows: Rows, line: int, col: int, text: str) -> list[list[str]]:
    found = [list(row) for row in rows]
    found[line][col] = text
    return found


@pytest.mark.parametrize(
    ("title", "rows", "identities"),
    [
        ("政府采购支出表", lists.BY_UNIT, {"GJ-016b", "GJ-017"}),
        ("政府采购支出表", lists.BY_PROJECT, {"GJ-017"}),
        ("政府采购预算表", lists.BY_SUBJECT, {"GJ-017"}),
        ("政府采购预算表", lists.PRICED, {"GJ-009", "GJ-016b", "GJ-017", "GJ-017b", "GJ-017c"}),
        ("政府采购预算明细表", lists.CATEGORIES, {"GJ-017"}),
        ("政府购买服务明细表", lists.SERVICES, {"GJ-017e"}),
        ("固定资产占用情况表", lists.ASSETS, {"GJ-006a", "GJ-017d"}),
    ],
)
def test_a_list_that_adds_up_is_judged_exact(codes: Codes, title: str, rows: Rows, identities: set[str]) -> None:
    assert verdicts(judged(codes, title, rows)) == {(identity, "exact") for identity in identities}


@pytest.mark.parametrize(
    ("title", "rows", "place", "identity"),
    [
        ("政府采购预算明细表", lists.CATEGORIES, (1, 1, "18.96"), "GJ-017"),
        ("政府采购预算表", lists.BY_SUBJECT, (6, 10, "131.00"), "GJ-017"),
        ("政府采购预算表", lists.PRICED, (4, 9, "4.50"), "GJ-017b"),
        ("政府采购预算表", lists.PRICED, (5, 5, "4"), "GJ-017c"),
        ("固定资产占用情况表", lists.ASSETS, (4, 2, "85.92"), "GJ-017d"),
        ("政府购买服务明细表", lists.SERVICES, (3, 3, "11.00"), "GJ-017e"),
    ],
)
def test_a_changed_figure_breaks_what_speaks_of_it(
    codes: Codes, title: str, rows: Rows, place: tuple[int, int, str], identity: str
) -> None:
    assert (identity, "break") in verdicts(judged(codes, title, changed(rows, *place)))


def test_a_price_rounded_to_its_last_place_still_gives_the_amount(codes: Codes) -> None:
    rows = changed(changed(lists.PRICED, 5, 6, "0.67"), 5, 7, "2.00")
    assert ("GJ-017c", "rounding") in verdicts(judged(codes, "政府采购预算表", rows))


def test_counts_of_unlike_things_are_not_added_up(codes: Codes) -> None:
    checks = judged(codes, "固定资产占用情况表", lists.ASSETS).checks
    assert not checks.filter((pl.col("identity_id") == "GJ-017d") & pl.col("instance").str.contains("数量")).height


def test_counts_are_no_money(codes: Codes) -> None:
    cells = judged(codes, "固定资产占用情况表", lists.ASSETS).cells
    counted = cells.filter(pl.col("column_id") == "quantity")
    assert counted["money_unit"].null_count() == counted["amount_cny"].null_count() == counted.height > 0
    assert cells.filter(pl.col("column_id") == "value")["amount_cny"].null_count() == 0
