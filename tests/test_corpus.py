"""Real disclosures, from the folder named by GOUJI_CORPUS; skipped, saying so, when it is unset."""

import os
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes
from pipeline.kernel.money import TokenClass, classify_token, parse_number
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.readers.registry import read_document
from pipeline.tables.model import Table
from pipeline.tables.recognise import recognise_tables

CORPUS = os.environ.get("GOUJI_CORPUS")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS, reason="GOUJI_CORPUS is not set: no real disclosures to read"),
]

READABLE = {"cell-per-line-text": 1, "tabbed-text": 2}
WITHOUT_COLUMNS = "layout-text"
MONEY_CELLS_WITHOUT_COLUMNS = 645
BESIDE_THE_SAMPLES = {"performance", "whole_performance", "carryover"}
"""Families that the real texts print and the samples do not: they stand among sentences."""

CELLS_BESIDE = {
    "000": {"performance": 32},
    "001": {"performance": 38, "whole_performance": 4},
    "002": {"performance": 20},
    "003": {"performance": 44, "whole_performance": 5, "carryover": 5},
    "004": {"performance": 48},
}
NATIONAL_TABLES = 9


def texts() -> list[Path]:
    return sorted((Path(CORPUS or "") / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", texts() if CORPUS else [], ids=lambda path: path.stem[:3])
def test_real_texts_are_read_without_losing_a_token(
    path: Path, read: Callable[[str], Document], reconciled: Callable[[str], Reconciled]
) -> None:
    text = path.read_text(encoding="utf-8")
    document = read(text)
    assert not document.unread
    found = reconciled(text)
    amounts = found.tokens.filter(pl.col("token_class").is_in(["amount", "count"]))["tokens"].sum()
    assert amounts == found.cells.height + found.unplaced.height
    is_sure = document.has_certain_digits and document.form != WITHOUT_COLUMNS
    flagged = found.cells.filter(~pl.col("certainty").is_in(["proved", "positioned"]))
    assert not is_sure or flagged.is_empty()


def test_the_bundled_samples_carry_the_figures_of_the_real_texts(
    read: Callable[[str], Document], recognise: Callable[[str], list[Table]]
) -> None:
    """Every amount of a real text's money tables that has a column stands in the sample that was typeset from it."""
    from assets.paths import SAMPLES

    def figures(text: str) -> Counter[tuple[str, str, str, str]]:
        return Counter(
            (table.table_id, row.label, head.node, folded(cell.printed))
            for table in recognise(text)
            if not table.table_id.startswith("other:") and table.table_id not in BESIDE_THE_SAMPLES
            for cell in table.cells
            for row in table.rows
            for head in table.heads
            if row.index == cell.row and head.col == cell.col
        )

    samples = [figures(path.read_text(encoding="utf-8")) for path in SAMPLES.glob("*.txt")]
    real = [path.read_text(encoding="utf-8") for path in texts()]
    found = [figures(text) for text in real if read(text).form != WITHOUT_COLUMNS]
    assert len(found) == sum(READABLE.values())
    for counted in found:
        assert counted in samples


def test_texts_without_columns_carry_the_rows_of_the_samples_typeset_from_them(
    read: Callable[[str], Document], recognise: Callable[[str], list[Table]]
) -> None:
    """Same tables, sides, codes and labels, and in every row the same figures in the same order."""
    from assets.paths import SAMPLES

    def rows(text: str) -> Counter[tuple[str, str, str | None, str, tuple[str, ...]]]:
        return Counter(
            (
                table.table_id,
                row.side,
                row.codes,
                row.label,
                tuple(folded(cell.printed) for cell in table.cells if cell.row == row.index),
            )
            for table in recognise(text)
            if not table.table_id.startswith("other:") and table.table_id not in BESIDE_THE_SAMPLES
            for row in table.rows
        )

    samples = [rows(path.read_text(encoding="utf-8")) for path in SAMPLES.glob("*.txt")]
    real = [path.read_text(encoding="utf-8") for path in texts()]
    found = [rows(text) for text in real if read(text).form == WITHOUT_COLUMNS]
    assert found
    for counted in found:
        assert counted in samples
    cells = sum(len(figures) * times for counted in found for (*_, figures), times in counted.items())
    assert cells == MONEY_CELLS_WITHOUT_COLUMNS


@pytest.mark.parametrize("path", texts() if CORPUS else [], ids=lambda path: path.stem[:3])
def test_every_amount_of_a_real_grid_is_a_cell_or_listed(
    path: Path, read: Callable[[str], Document], recognise: Callable[[str], list[Table]]
) -> None:
    text = path.read_text(encoding="utf-8")
    for grid, table in zip(read(text).grids, recognise(text), strict=True):
        printed = Counter(
            cell.place for row in grid.rows for cell in row if classify_token(cell.text) is TokenClass.AMOUNT
        )
        kept = Counter(cell.place for cell in table.cells) + Counter(token.place for token in table.unplaced)
        assert not printed - kept, table.title


COSTS_AGAINST_MONEY = {
    stem: {(Decimal(money), Decimal(cost)) for money, cost in pairs}
    for stem, pairs in {
        "000": [("16.74", "16.47")],
        "001": [("7", "0.0007"), ("60", "80"), ("12", "20"), ("85", "1504.07")],
        "004": [("200", "300")],
    }.items()
}
"""Projects whose money the document's own cost target contradicts, in 万元 (GJ-030c)."""


@pytest.mark.parametrize("path", texts() if CORPUS else [], ids=lambda path: path.stem[:3])
def test_targets_and_carry_over_agree_with_the_real_tables(path: Path, reconciled: Callable[[str], Reconciled]) -> None:
    found = reconciled(path.read_text(encoding="utf-8"))
    own = found.cells.filter(pl.col("table_id").is_in(list(BESIDE_THE_SAMPLES)))
    assert dict(own["table_id"].value_counts().iter_rows()) == CELLS_BESIDE[path.stem[:3]]
    assert not set(own["certainty"]) & {"ambiguous", "disputed", "repaired"}
    targets = found.checks.filter(pl.col("identity_id").str.contains("GJ-029|GJ-030a|GJ-030b"))
    assert targets.height
    assert "break" not in set(targets["verdict"])
    costs = found.checks.filter((pl.col("identity_id") == "GJ-030c") & (pl.col("verdict") == "break"))
    assert set(costs.select("lhs", "rhs").iter_rows()) == COSTS_AGAINST_MONEY.get(path.stem[:3], set())
    doubtful = own.filter(pl.col("amount_cny").is_null())["table_id"]
    assert set(doubtful) <= {"carryover"}


def final_accounts() -> list[Path]:
    return sorted((Path(CORPUS or "") / "pdf").rglob("*部门决算*.pdf"))


@pytest.mark.parametrize("path", final_accounts() if CORPUS else [], ids=lambda path: path.parent.name)
def test_real_final_accounts_are_read_whole_and_add_up(path: Path, codes: Codes) -> None:
    """The nine tables of the national template, every amount a cell, no identity broken by our reading."""
    document = read_document(path.read_bytes(), path.name)
    tables = recognise_tables(document, codes)
    money = [table for table in tables if table.table_id.startswith("final_")]
    assert len(money) == NATIONAL_TABLES
    assert all(table.money_unit and not table.unplaced for table in money)
    found = reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="final"), CATALOGUE, codes)
    assert found.checks.height > 0
    assert found.checks.filter(pl.col("verdict") == "break").is_empty()


LISTED_TARGETS = {
    "北京/卫生健康委员会_2026年部门预算.pdf": (233, 2620, Decimal("172245.108830")),
    "北京/水务局_2026年部门预算.pdf": (267, 3329, Decimal("464170.994884")),
}
"""Projects, indicators and aims, and the sum in 万元 of lists whose merged cells go on over as many as four pages."""


@pytest.mark.parametrize("name", LISTED_TARGETS if CORPUS else [])
def test_projects_that_page_breaks_tear_keep_their_names_figures_and_indicators(name: str, codes: Codes) -> None:
    path = Path(CORPUS or "") / "pdf" / name
    tables = recognise_tables(read_document(path.read_bytes(), path.name), codes)
    (listed,) = [table for table in tables if table.table_id == "performance"]
    whole = {head.col for head in listed.heads if head.node == "total"}
    figures = [parse_number(cell.printed) for cell in listed.cells if cell.col in whole]
    total = sum((number.value for number in figures if number is not None), Decimal(0))
    assert (len(listed.rows), len(listed.indicators), total) == LISTED_TARGETS[name]
    assert all(row.project_name and row.project_code for row in listed.rows)
    assert not any(own.project is None for own in listed.indicators)
    assert not listed.unplaced
