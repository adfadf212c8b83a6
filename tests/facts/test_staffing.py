"""Posts and people in sentences: what is stated is read with its place, what only changes or aims is not."""

import pytest

from pipeline.facts.staffing import stated_headcounts
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, TextLine


def narrative(*lines: str) -> Document:
    told = tuple(TextLine(number, line, Place(line=number)) for number, line in enumerate(lines, start=1))
    return Document("layout-text", told, (), has_certain_digits=True)


def test_totals_and_their_parts_are_told_apart_over_line_breaks() -> None:
    found = stated_headcounts(
        narrative(
            "四、人员情况说明",
            "截至2021年底，本部门人员编制145人，其中行政编",
            "制59人、事业编制86人；实有人员131人，其中：行政49人，事业82人。",
            "单位管理的离退休人员98人。",
        )
    )
    assert [(one.kind, one.category, one.is_part, one.people, one.place.line) for one in found] == [
        ("posts", "total", False, 145, 2),
        ("posts", "administrative", True, 59, 2),
        ("posts", "institution", True, 86, 3),
        ("staff", "total", False, 131, 3),
        ("staff", "administrative", True, 49, 3),
        ("staff", "institution", True, 82, 3),
        ("staff", "retired", False, 98, 4),
    ]
    assert {one.as_of for one in found[:6]} == {"2021年底"}


def test_a_category_alone_is_no_part_of_a_total_that_nobody_states() -> None:
    (found,) = stated_headcounts(narrative("本局共设置18个处（室），行政编制91人。"))
    assert (found.kind, found.category, found.is_part, found.people) == ("posts", "administrative", False, 91)


@pytest.mark.parametrize(
    "sentence",
    [
        "主要原因是实有人员增加3人。",
        "纳入编制范围的二级预算单位共有7个。",
        "全年城镇新增就业14万人。",
        "离退休人员满意度调查覆盖150人。",
        "在编在职人员≤2人。",
        "比上年实有人数减少，退休12人。",
    ],
)
def test_changes_aims_and_other_people_are_no_headcount(sentence: str) -> None:
    assert not stated_headcounts(narrative(sentence))
