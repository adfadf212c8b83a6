"""Tables whose outer rules are missing keep their outer cells."""

from readers.pdf.drawn import Drawn, lattice, line, text
from readers.pdf.reading import lines, only_grid, read, rows

YS = (680, 700, 720, 740)
WORDS = "".join(
    text(x, y, words)
    for y, row in ((725, ("科目", "预算数", "备注")), (705, ("教育", "12.00", "甲")), (685, ("合计", "12.00", "乙")))
    for x, words in zip((60, 210, 310), row, strict=True)
)
TABLE = [["科目", "预算数", "备注"], ["教育", "12.00", "甲"], ["合计", "12.00", "乙"]]


def levels(left: float, right: float) -> str:
    return "".join(line(left, y, right, y) for y in YS)


def uprights(*xs: float, top: float = 740, bottom: float = 680) -> str:
    return "".join(line(x, bottom, x, top) for x in xs)


def test_columns_outside_the_last_upright_rules_are_columns() -> None:
    document = read(levels(50, 400) + uprights(200, 300) + WORDS)
    grid = only_grid(document)
    assert rows(grid) == TABLE
    assert [cell.place.bbox for cell in grid.rows[0]] == [
        (50, 102, 200, 122),
        (200, 102, 300, 122),
        (300, 102, 400, 122),
    ]
    assert lines(document) == []


def test_a_column_outside_is_kept_on_one_side_alone() -> None:
    assert rows(only_grid(read(levels(50, 400) + uprights(50, 200, 300) + WORDS))) == TABLE
    assert rows(only_grid(read(levels(50, 400) + uprights(200, 300, 400) + WORDS))) == TABLE


def test_a_table_that_bleeds_off_the_page_ends_at_its_edge() -> None:
    document = read(Drawn(levels(-40, 700) + uprights(200, 300) + WORDS, size=(500, 842)))
    grid = only_grid(document)
    assert rows(grid) == TABLE
    assert grid.rows[0][0].place.bbox == (0, 102, 200, 122)
    assert grid.rows[0][2].place.bbox == (300, 102, 500, 122)


def test_rules_that_run_on_a_little_make_no_column() -> None:
    assert rows(only_grid(read(levels(44, 407) + uprights(50, 200, 300, 400) + WORDS))) == TABLE


def test_a_row_that_the_page_break_leaves_open_is_a_row() -> None:
    below = text(60, 655, "工资") + text(210, 655, "8.00")
    grid = only_grid(read(levels(50, 400) + uprights(50, 200, 300, 400, bottom=640) + WORDS + below))
    assert rows(grid) == [*TABLE, ["工资", "8.00", ""]]
    above = text(60, 760, "工资") + text(210, 760, "8.00")
    grid = only_grid(read(levels(50, 400) + uprights(50, 200, 300, 400, top=790) + WORDS + above))
    assert rows(grid) == [["工资", "8.00", ""], *TABLE]


def test_a_merged_cell_that_goes_on_overleaf_is_there_beside_closed_ones() -> None:
    """Its lower rule stands on the next page, those of the cells beside it on this one."""
    rules = lattice((150, 300, 400), YS) + line(50, 740, 150, 740) + line(50, 680, 50, 740)
    words = text(60, 705, "产出指标") + "".join(text(160, y + 5, f"指标{y}") for y in (720, 700, 680))
    grid = only_grid(read(rules + words))
    (first, *_), *_ = grid.rows
    assert (first.text, first.row, first.col, first.row_span) == ("产出指标", 0, 0, 3)
    assert [row[-2].text for row in grid.rows] == ["指标720", "指标700", "指标680"]


def test_text_beside_a_narrower_part_of_a_table_stays_outside() -> None:
    narrow = lattice((50, 200, 300), (660, 680)) + text(60, 665, "小计") + text(210, 665, "12.00")
    document = read(levels(50, 400) + uprights(50, 200, 300, 400) + WORDS + narrow + text(420, 665, "注：甲"))
    assert rows(only_grid(document)) == [*TABLE, ["小计", "12.00"]]
    assert lines(document) == ["注：甲"]


def test_the_rest_of_a_row_cut_off_by_a_page_break_is_a_table() -> None:
    rest = lattice((50, 200, 300, 400), (780, 800)) + text(310, 785, "专家评审等。")
    assert rows(only_grid(read(rest))) == [["", "", "专家评审等。"]]


def test_a_column_that_one_merged_cell_fills_over_the_whole_page_is_a_column() -> None:
    """No level rule is drawn in it: the cell begins and ends on other pages."""
    grid = only_grid(read(levels(200, 400) + uprights(50, 200, 300, 400) + WORDS))
    (name, *_), *_ = grid.rows
    assert (name.text, name.row, name.col, name.row_span) == ("科目\n教育\n合计", 0, 0, 3)
    assert [cell.text for row in grid.rows for cell in row[-2:]] == ["预算数", "备注", "12.00", "甲", "12.00", "乙"]
    assert (name.is_open_above, name.is_open_below) == (True, True)
    assert not any(cell.is_open_above or cell.is_open_below for row in grid.rows for cell in row[-2:])
    blank = read(levels(200, 400) + uprights(50, 120, 200, 300, 400) + text(210, 705, "1.00") + text(310, 685, "甲"))
    assert [(cell.col, cell.row_span) for cell in only_grid(blank).rows[0]] == [(0, 3), (1, 3), (2, 1), (3, 1)]


def test_tables_side_by_side_stay_apart() -> None:
    other = "".join(line(430, y, 560, y) for y in YS) + uprights(430, 500, 560)
    words = text(440, 705, "甲") + text(510, 705, "1.00")
    found = read(levels(50, 400) + uprights(50, 200, 300, 400) + WORDS + other + words)
    assert [grid.width for grid in found.grids] == [3, 2]


def test_an_upright_line_of_another_height_beside_a_table_makes_no_column() -> None:
    found = read(levels(200, 400) + uprights(200, 300, 400) + uprights(50, bottom=600) + WORDS)
    assert only_grid(found).width == 2


def test_a_cell_at_the_page_break_is_open_only_where_no_rule_ends_it() -> None:
    rules = lattice((150, 300, 400), YS) + line(50, 740, 150, 740) + line(50, 680, 50, 740)
    grid = only_grid(read(rules + text(60, 705, "产出指标") + text(160, 705, "数量")))
    assert [(cell.col, cell.is_open_above, cell.is_open_below) for cell in grid.rows[0]] == [
        (0, False, True),
        (1, False, False),
        (2, False, False),
    ]


def test_a_line_that_the_page_break_cuts_stays_in_its_open_cell() -> None:
    rules = lattice((150, 300, 400), YS) + line(50, 740, 150, 740) + line(50, 680, 50, 740)
    rules += text(160, 705, "数量")
    found = read(rules + text(60, 705, "信息系统") + text(60, 674, "运行维护") + text(160, 674, "注：甲"))
    assert only_grid(found).rows[0][0].text == "信息系统\n运行维护"
    assert lines(found) == ["注：甲"]
