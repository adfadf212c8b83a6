"""Numbers whose columns were lost find them again, or say that they did not."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from assets.paths import SAMPLES
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes
from pipeline.readers.document import Hint
from pipeline.tables.families import family_of
from pipeline.tables.model import Table

Recognise = Callable[[str], list[Table]]
HENAN = ["anyang-yindu-2024-department.txt", "xinxiang-hongqi-2022-own.txt", "xinxiang-social-insurance-2023-unit.txt"]
SURE = ["proved", "positioned"]


def blind(tables: list[Table]) -> list[Table]:
    """The tables without the columns of their numbers, as layout text delivers them."""
    return [
        replace(table, hint=Hint.NONE.value, cells=tuple(replace(cell, col=None) for cell in table.cells))
        for table in tables
        if family_of(table.table_id)
    ]


def place(tables: list[Table], codes: Codes) -> Reconciled:
    return reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes)


def where(cells: pl.DataFrame) -> dict[tuple[int, int, int], str]:
    """The column of each number by table, row and its order in the row."""
    ordered = cells.sort("table_no", "row_index", "col_no").with_columns(
        order=pl.int_range(pl.len()).over("table_no", "row_index")
    )
    return {(row["table_no"], row["row_index"], row["order"]): row["column_id"] for row in ordered.rows(named=True)}


@pytest.mark.parametrize("name", HENAN)
def test_columns_that_were_lost_are_found_again_or_flagged(recognise: Recognise, codes: Codes, name: str) -> None:
    tables = [table for table in recognise((SAMPLES / name).read_text(encoding="utf-8")) if family_of(table.table_id)]
    truth, found = where(place(tables, codes).cells), place(blind(tables), codes).cells
    assert where(found).keys() == truth.keys()
    placed = where(found)
    wrong = {key for key in truth if truth[key] != placed[key]}
    sure = where(found.filter(pl.col("certainty").is_in(SURE)))
    ordered = found.sort("table_no", "row_index", "col_no").with_columns(
        order=pl.int_range(pl.len()).over("table_no", "row_index")
    )
    flags = {(row["table_no"], row["row_index"], row["order"]): row["certainty"] for row in ordered.rows(named=True)}
    assert sure
    assert not {key for key in wrong if flags[key] in SURE}
    assert len([key for key in flags if flags[key] in SURE]) > 0.85 * len(flags)


def test_what_stays_open_names_its_candidates(recognise: Recognise, codes: Codes) -> None:
    """Within one table alone, equal figures can stand in several columns."""
    text = (SAMPLES / HENAN[1]).read_text(encoding="utf-8")
    (table,) = [table for table in blind(recognise(text)) if table.table_id == "expenditure"]
    found = place([table], codes)
    open_cells = found.cells.filter(pl.col("certainty") == "ambiguous")
    assert open_cells.height
    assert set(open_cells["cell_id"]) == set(found.candidates["cell_id"])
    per_cell = found.candidates.group_by("cell_id").agg(pl.len(), pl.col("is_chosen").sum().alias("chosen"))
    assert per_cell["len"].min() >= 2
    assert set(per_cell["chosen"]) == {1}


def test_a_wrong_total_is_kept_as_printed_and_breaks(recognise: Recognise, codes: Codes) -> None:
    """The solver never forces a document to add up."""
    text = (
        (SAMPLES / HENAN[1]).read_text(encoding="utf-8").replace("合计\t4,158.65\t377.56", "合计\t4,185.65\t377.56", 1)
    )
    found = place(blind(recognise(text)), codes)
    assert "4,185.65" in found.cells.filter(pl.col("certainty") == "disputed")["printed"].to_list()
    assert "GJ-010" in found.checks.filter(pl.col("verdict") == "break")["identity_id"].to_list()


def test_the_order_of_rows_decides_nothing(recognise: Recognise, codes: Codes) -> None:
    """Permuting the flat rows of a table places every number as before."""
    text = (SAMPLES / HENAN[2]).read_text(encoding="utf-8").split("\n")
    rows = [n for n, line in enumerate(text) if line.startswith(("208\t", "210\t"))][:8]
    permuted = text.copy()
    for to, source in zip(rows, reversed(rows), strict=True):
        permuted[to] = text[source]
    keys = ["table_id", "printed_codes", "column_id", "printed", "certainty"]
    before, after = (
        sorted(place(blind(recognise("\n".join(lines))), codes).cells.select(keys).rows(), key=str)
        for lines in (text, permuted)
    )
    assert before == after


def altered(tables: list[Table], table_id: str, code: str, order: int, printed: str | None) -> list[Table]:
    """The tables with one number of one row printed otherwise, or left out."""
    found = []
    for table in tables:
        row = next((row for row in table.rows if table.table_id == table_id and row.function_code == code), None)
        own = [cell for cell in table.cells if row and cell.row == row.index]
        cells = tuple(
            replace(cell, printed=printed or "") if own and cell is own[order] else cell
            for cell in table.cells
            if printed or not own or cell is not own[order]
        )
        found.append(replace(table, cells=cells))
    return found


@pytest.mark.parametrize("order", [0, 1, 2], ids=["total", "subtotal", "part"])
@pytest.mark.parametrize("printed", ["2.97", None], ids=["wrong", "lost"])
def test_one_fault_among_lost_columns_is_found_and_leaves_the_rest_placed(
    recognise: Recognise, codes: Codes, order: int, printed: str | None
) -> None:
    """One wrong subtotal once drove the component of the whole document to the limit: all of it was ambiguous."""
    tables = blind(recognise((SAMPLES / HENAN[0]).read_text(encoding="utf-8")))
    found = place(altered(tables, "expenditure", "2080501", order, printed), codes)
    broken = found.checks.filter((pl.col("verdict") == "break") & (pl.col("attribution") == "publisher"))
    near = found.cells.filter((pl.col("table_id") == "expenditure") & (pl.col("function_code") == "2080501"))
    assert not set(broken["cell_ids"].explode()).isdisjoint(near["cell_id"])
    assert set(near["certainty"]).isdisjoint(SURE)
    assert "not_evaluable" not in set(found.checks["verdict"])
    assert found.cells.filter(pl.col("certainty").is_in(SURE)).height > 0.7 * found.cells.height
