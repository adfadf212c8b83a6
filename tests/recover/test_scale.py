"""Large inputs return within the solver's limits, and what could not be decided says so."""

import random
from dataclasses import replace

import polars as pl
import pytest

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes
from pipeline.readers.document import Hint
from pipeline.readers.registry import read_document
from pipeline.tables.families import family_of
from pipeline.tables.model import Table
from pipeline.tables.recognise import recognise_tables

LEAVES = [4, *range(6, 14), *range(15, 20)]
SURE = ["proved", "positioned"]


def header() -> list[str]:
    family = family_of("revenue")
    assert family
    paths = [path.split("/") for path in family.layouts[0]]
    lines = []
    for depth in range(3):
        labels = []
        for col, path in enumerate(paths):
            is_new = depth < len(path) and not (col and paths[col - 1][: depth + 1] == path[: depth + 1])
            labels.append(path[depth] if is_new else "")
        lines.append("\t".join(labels))
    return lines


def revenue_table(rows: int, seed: int, wrong_by: int = 0) -> str:
    """A revenue table by unit whose every row draws on several of fourteen sources: as open as tables get."""
    rng = random.Random(seed)
    body: list[list[int]] = []
    for _ in range(rows):
        line = [0] * 20
        for col in LEAVES:
            line[col] = rng.randrange(1, 10**7) if rng.random() < 0.35 else 0
        line[4] = line[4] or 5
        line[5] = line[4] // 2
        line[3], line[14] = sum(line[col] for col in LEAVES if col < 14), sum(line[15:])
        line[2] = line[3] + line[14]
        body.append(line)
    totals = [sum(line[col] for line in body) for col in range(20)]
    totals[2] += wrong_by

    def printed(line: list[int]) -> str:
        return "\t".join(f"{value / 100:,.2f}" if value else "" for value in line[2:])

    units = [f"{1000 + number}\t某市第{number}号局\t{printed(line)}" for number, line in enumerate(body)]
    return "\n".join(["2023年部门收入总体情况表", "单位：万元", *header(), f"\t合计\t{printed(totals)}", *units])


def blind(text: str, codes: Codes) -> tuple[list[Table], set[tuple[int, int, str, int]]]:
    """Tables without columns, and where the numbers really stand."""
    tables = recognise_tables(read_document(text.encode(), "x"), codes)
    truth = {(t.table_no, c.row, c.printed, c.col) for t in tables for c in t.cells if c.col is not None}
    lost = [replace(t, hint=Hint.NONE.value, cells=tuple(replace(c, col=None) for c in t.cells)) for t in tables]
    return lost, truth


def found(tables: list[Table], codes: Codes) -> Reconciled:
    return reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes)


@pytest.mark.parametrize(
    ("rows", "copies", "wrong_by"),
    [(1000, 1, 0), (200, 1, 777), (8, 50, 0)],
    ids=["a thousand rows of twenty columns", "a wrong total", "fifty tables"],
)
def test_what_cannot_be_decided_in_time_is_ambiguous_and_nothing_is_silently_wrong(
    codes: Codes, rows: int, copies: int, wrong_by: int
) -> None:
    text = "\n".join(revenue_table(rows, seed, wrong_by) for seed in range(copies))
    tables, truth = blind(text, codes)
    assert len(tables) == copies
    cells = found(tables, codes).cells
    assert cells.height == len(truth)
    placed = {
        (row["table_no"], row["row_index"], row["printed"], row["col_no"] - 1): row["certainty"]
        for row in cells.select(pl.all()).rows(named=True)
    }
    assert not [place for place, certainty in placed.items() if certainty in SURE and place not in truth]
    if wrong_by:
        assert "disputed" in placed.values()
