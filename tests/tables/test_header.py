"""How merged header cells lie over columns."""

from pipeline.tables.header import align_collapsed, is_column_number_row, paths, spread_blanks


def test_blanks_right_of_a_label_belong_to_it_when_something_stands_below() -> None:
    matrix = spread_blanks(
        [
            ["单位", "总计", "本年收入", "", "", "上年结转", ""],
            ["", "", "合计", "一般公共预算", "", "合计", "基金"],
            ["", "", "", "小计", "其中：财政拨款", "", ""],
        ]
    )
    assert paths(matrix) == [
        ("单位",),
        ("总计",),
        ("本年收入", "合计"),
        ("本年收入", "一般公共预算", "小计"),
        ("本年收入", "一般公共预算", "其中：财政拨款"),
        ("上年结转", "合计"),
        ("上年结转", "基金"),
    ]


def test_collapsed_cells_are_spread_over_what_stands_below_them() -> None:
    matrices = list(
        align_collapsed(
            [["序号", "功能分类科目", "合计", "本年收入", "上年结转"], ["", "编码", "名称", "", "小计", "财政", ""]], 7
        )
    )
    assert len(matrices) == 1
    assert paths(matrices[0]) == [
        ("序号",),
        ("功能分类科目", "编码"),
        ("功能分类科目", "名称"),
        ("合计",),
        ("本年收入", "小计"),
        ("本年收入", "财政"),
        ("上年结转",),
    ]


def test_an_ambiguous_merge_yields_every_reading() -> None:
    matrices = list(align_collapsed([["收入", "支出"], ["项目", "金额", "项目", "金额"]], 4))
    assert [paths(matrix)[2][0] for matrix in matrices] == ["支出", "支出", "收入"]


def test_column_numbers_are_no_figures() -> None:
    assert is_column_number_row(["栏次", "1", "2", "3"])
    assert is_column_number_row(["1", "2", "3", ""])
    assert not is_column_number_row(["1", "2", "2"])
