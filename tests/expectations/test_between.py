"""Identities between tables, on the samples and on samples with one fault."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from generated.target_tables import with_targets_and_carryover

from assets.paths import SAMPLES
from expectations.between import BETWEEN, between_instances, carry_basis
from expectations.book import Book
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled
from pipeline.tables.model import Table

Recognise = Callable[[str], list[Table]]
Reconcile = Callable[[str], Reconciled]
QINHUANGDAO = "qinhuangdao-haigang-2024-department.txt"
HONGQI = "xinxiang-hongqi-2023-department.txt"


def text_of(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def test_every_identity_between_tables_speaks_of_some_sample(recognise: Recognise) -> None:
    """Or of a generated document: the samples print no targets, and nothing carried over outside their tables."""
    texts = [text_of(path.name) for path in SAMPLES.glob("*.txt")]
    books = [Book(recognise(text)) for text in (*texts, with_targets_and_carryover(seed=0))]
    for identity in BETWEEN:
        assert any(list(identity(book)) for book in books), identity.__name__


def test_every_instance_is_of_a_catalogued_identity_and_named_once(recognise: Recognise, sample: Path) -> None:
    instances = between_instances(recognise(text_of(sample.name)))
    assert {instance.identity_id for instance in instances} <= CATALOGUE.keys()
    assert len({(instance.identity_id, instance.key) for instance in instances}) == len(instances)


@pytest.mark.parametrize(
    ("name", "basis"),
    [
        (HONGQI, "current"),
        (QINHUANGDAO, "with_carry"),
        ("xinxiang-social-insurance-2023-unit.txt", "undetermined"),
    ],
)
def test_the_carry_over_basis_is_found_and_recorded(
    recognise: Recognise, reconciled: Reconcile, name: str, basis: str
) -> None:
    assert carry_basis(Book(recognise(text_of(name)))) == basis
    tables = reconciled(text_of(name)).tables
    assert tables.filter(pl.col("table_id") == "gpb_expenditure")["carry_basis"].to_list() == [basis]


def breaks(found: Reconciled) -> set[str]:
    return set(found.checks.filter(pl.col("verdict") == "break")["identity_id"])


def test_a_subject_lost_from_one_table_is_missed_by_another(reconciled: Reconcile) -> None:
    """The only 项 of its 款 can go without a footing breaking; the other tables still print it."""
    lines = text_of(QINHUANGDAO).split("\n")
    codes = [number for number, line in enumerate(lines) if line == "\t2080799"]
    start = next(number for number in reversed(range(codes[-1])) if not lines[number].strip("\t"))
    end = next(number for number in range(codes[-1], len(lines)) if not lines[number])
    found = reconciled("\n".join([*lines[: start + 1], *lines[end + 1 :]]))
    assert "GJ-024b" in breaks(found)


def test_a_break_between_tables_flags_and_never_quarantines(reconciled: Reconcile) -> None:
    """A revenue table that adds up in itself, but not with the balance."""
    text = text_of("xinxiang-social-insurance-2023-unit.txt")
    start, end = text.index("2023 年单位收入预算表"), text.index("2023 年单位支出预算表")
    found = reconciled(text[:start] + text[start:end].replace("11,436.06", "11,463.06") + text[end:])
    assert "GJ-018" in breaks(found)
    assert not found.tables["is_quarantined"].any()
    flags = found.cells.filter(pl.col("printed") == "11,463.06")["certainty"]
    assert "disputed" in set(flags)


def test_a_wrong_unit_line_flags_every_cell_of_its_table(reconciled: Reconcile) -> None:
    text = text_of(QINHUANGDAO)
    start, end = text.index("部门预算财政拨款收支总表"), text.index("部门预算一般公共预算财政拨款支出表")
    found = reconciled(text[:start] + text[start:end].replace("单位：万元", "单位：元") + text[end:])
    cells = found.cells.filter(pl.col("table_id") == "fiscal_balance")
    assert set(cells["certainty"]) <= {"unchecked", "disputed"}
