"""Set phrases around tables."""

import pytest

from pipeline.kernel.wording import states_emptiness


@pytest.mark.parametrize(
    "note",
    ["注：此表无数据", "注：本表本年无发生额。", "说明：本部门无相关收支项目。", "注：无政府性基金预算，空表列示。"],
)
def test_a_note_may_state_that_its_table_is_empty(note: str) -> None:
    assert states_emptiness(note)


@pytest.mark.parametrize("note", ["注：本表仅含当年财政拨款。", "无锡市财政局预算"])
def test_other_notes_and_names_state_nothing(note: str) -> None:
    assert not states_emptiness(note)
