"""A fault changes what it says and nothing else, and whether it can be undone is told without the code under test."""

import random

import pytest
from perturbation.baseline import Records, faring
from perturbation.documents import FORMS, Source
from perturbation.faults import KINDS, Fault, faulted
from perturbation.ground import Ground, ground_of, recognised
from perturbation.misprints import SLIPS, plain
from perturbation.uniqueness import has_unique_repair

from pipeline.readers.document import Document
from pipeline.recover.identity import Slot

RECOGNISED, PER_LINE, RULED, LAYOUT = FORMS


@pytest.fixture(scope="module")
def ground() -> Ground:
    return ground_of(Source(RECOGNISED, "hebei tabs 0"))


def texts(document: Document) -> list[tuple[int, int, int, str]]:
    return [
        (grid_no, row_no, cell.col, cell.text)
        for grid_no, grid in enumerate(document.grids)
        for row_no, row in enumerate(grid.rows)
        for cell in row
    ]


def made(ground: Ground, kind: str, seed: int = 0) -> Fault:
    fault = faulted(ground, kind, random.Random(seed))
    assert fault is not None
    return fault


def test_every_figure_of_a_document_is_found_in_its_text(ground: Ground) -> None:
    assert set(ground.spots) == set(ground.printed) == set(ground.covered)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_changes_the_cells_that_it_names_and_no_other(ground: Ground, kind: str) -> None:
    fault = made(ground, kind)
    before, after = texts(ground.document), texts(fault.document)
    assert len(set(before) ^ set(after)) == 2 * len(fault.changed)
    read = {
        Slot(table.table_no, cell.row, cell.col): plain(cell.printed)
        for table in recognised(fault.document)
        for cell in table.cells
        if cell.col is not None
    }
    assert {slot: read.get(slot) for slot in fault.changed} == {
        slot: plain(text) if text else None for slot, text in fault.changed.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_fault(ground: Ground, kind: str) -> None:
    assert made(ground, kind, 3).changed == made(ground, kind, 3).changed


def test_a_misread_total_can_be_put_right_in_one_way(ground: Ground) -> None:
    total = max(ground.covered, key=lambda slot: len(ground.about[slot]))
    printed = plain(ground.printed[total])
    changed = {total: ("7" if printed[0] != "7" else "1") + printed[1:]}
    fault = Fault("digit misread", "", changed, ground.document)
    is_like = printed[0] in "17"
    assert has_unique_repair(ground, fault) == is_like


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {*SLIPS, "row shifted"}])
def test_what_left_nothing_to_read_again_has_no_unique_repair(ground: Ground, kind: str) -> None:
    assert not has_unique_repair(ground, made(ground, kind))


def test_the_baseline_sees_a_whole_table_where_a_row_alone_adds_up(ground: Ground) -> None:
    faults = [made(ground, "digit misread", seed) for seed in range(20)]
    by_row = sum(faring(ground, fault, Records.ROW).is_detected for fault in faults)
    by_table = sum(faring(ground, fault, Records.TABLE).is_detected for fault in faults)
    assert by_row <= by_table
    assert by_table > 0


def test_the_baseline_finds_nothing_where_nothing_is_wrong(ground: Ground) -> None:
    slot = ground.covered[0]
    fault = Fault("digit misread", "", {slot: ground.printed[slot]}, ground.document)
    for records in Records:
        assert not faring(ground, fault, records).is_detected
