"""Labels in one form for comparison."""

import pytest

from pipeline.kernel.text import folded, is_memo_label, split_ordinal


@pytest.mark.parametrize(
    ("printed", "depth", "label"),
    [
        ("一、一般公共预算", 1, "一般公共预算"),
        ("二十三、国有资本经营预算", 1, "国有资本经营预算"),
        ("（八）社会保障和就业支出", 2, "社会保障和就业支出"),
        ("(八) 社会保障和就业支出", 2, "社会保障和就业支出"),
        ("1、房屋", 3, "房屋"),
        ("12.5", 0, "12.5"),
        ("本 年 收 入 合 计", 0, "本年收入合计"),
        ("2024就业补助", 0, "2024就业补助"),
    ],
)
def test_ordinals_are_split_from_labels(printed: str, depth: int, label: str) -> None:
    assert split_ordinal(printed) == (depth, label)


def test_kangxi_radicals_and_full_width_forms_fold_to_what_they_look_like() -> None:
    assert folded("项⽬⽀出（⻓期）２０２４") == "项目支出(长期)2024"


def test_subsets_announce_themselves() -> None:
    assert is_memo_label("其中：财政拨款")
    assert is_memo_label("其中:财政拨款")
    assert not is_memo_label("财政拨款")
