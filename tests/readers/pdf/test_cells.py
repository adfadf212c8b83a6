"""The text of a cell is what is printed in it, all of it and nothing else."""

import pytest
from readers.pdf.drawn import Drawn, lattice, line, text
from readers.pdf.reading import lines, only_grid, read, rows

XS, YS = (50, 200, 300), (700, 720, 740)
GRID = lattice(XS, YS)
HEAD = text(52, 725, "项目") + text(210, 725, "金额")


def body(*operators: str) -> list[str]:
    """The second row of a grid below a header."""
    return rows(only_grid(read(GRID + HEAD + "".join(operators))))[1]


def test_merged_cells_stand_once_with_their_spans() -> None:
    rules = lattice((50, 150, 250, 350), (680, 700)) + line(50, 740, 350, 740) + line(150, 720, 350, 720)
    rules += "".join(line(x, 700, x, 740) for x in (50, 150, 350)) + line(250, 700, 250, 720)
    words = text(60, 715, "科目") + text(200, 725, "支出") + text(160, 705, "基本") + text(260, 705, "项目")
    grid = only_grid(read(rules + words + text(60, 685, "教育") + text(160, 685, "1.00") + text(260, 685, "2.00")))
    places = [(cell.text, cell.row, cell.col, cell.row_span, cell.col_span) for row in grid.rows for cell in row]
    assert places == [
        ("科目", 0, 0, 2, 1),
        ("支出", 0, 1, 1, 2),
        ("基本", 1, 1, 1, 1),
        ("项目", 1, 2, 1, 1),
        ("教育", 2, 0, 1, 1),
        ("1.00", 2, 1, 1, 1),
        ("2.00", 2, 2, 1, 1),
    ]


def test_empty_cells_are_there() -> None:
    assert body(text(52, 705, "合计")) == ["合计", ""]


def test_indents_are_kept_and_leading_blanks_are_not() -> None:
    grid = only_grid(read(GRID + text(52, 725, "教育支出") + text(52, 705, "　　普通教育") + text(210, 705, "1.00")))
    labels = [row[0] for row in grid.rows]
    assert [label.text for label in labels] == ["教育支出", "普通教育"]
    assert [label.indent for label in labels] == [2.0, 22.0]
    assert [row[1].indent for row in grid.rows] == [0.0, 10.0]


def test_wrapped_text_and_broken_numbers_keep_their_lines_in_order() -> None:
    words = text(202, 711, "12,345,6") + text(202, 703, "78.90") + text(52, 703, "服务支出") + text(52, 711, "商品和")
    assert body(words.replace("/F 10 Tf", "/F 7 Tf")) == ["商品和\n服务支出", "12,345,6\n78.90"]


def test_digits_on_another_baseline_than_their_points_are_one_line() -> None:
    """Producers set digits and signs of one figure from two fonts, a third of the size apart."""
    digits = text(210, 706.5, "1") + text(217, 706.5, "234") + text(236, 706.5, "50")
    signs = text(214, 704, ",") + text(232, 704, ".")
    assert body(digits + signs) == ["", "1,234.50"]


def test_figures_apart_are_not_glued_and_blanks_are_not_multiplied() -> None:
    assert body(text(52, 705, "合　　　　计"), text(205, 705, "12.00      34.00")) == ["合 计", "12.00 34.00"]


def test_text_drawn_twice_is_read_once() -> None:
    bold = text(52, 705, "合计") + text(52.4, 705, "合计") + text(210, 705, "11.10") + text(210.3, 705, "11.10")
    assert body(bold) == ["合计", "11.10"]


def test_radicals_are_read_as_the_ideographs_they_look_like_and_full_width_figures_stay() -> None:
    assert body(text(52, 705, "⽬⽀⼾⻓⻋"), text(210, 705, "４，６７５．２")) == ["目支户长车", "４，６７５．２"]


def clip(x: float, y: float, width: float, height: float, *operators: str) -> str:
    return f"q {x} {y} {width} {height} re W n {''.join(operators)} Q\n"


def test_a_long_label_clipped_at_its_cell_keeps_its_end() -> None:
    label = clip(50, 700, 150, 20, text(52, 705, "机关事业单位基本养老保险缴费支出合计"))
    figure = clip(200, 700, 100, 20, text(250, 705, "1,234.50"))
    assert body(label, figure) == ["机关事业单位基本养老保险缴费支出合计", "1,234.50"]


def test_characters_set_one_by_one_are_clipped_just_as_well() -> None:
    words = "机关事业单位基本养老保险缴费支出合计"
    label = "".join(clip(50, 700, 150, 20, text(52 + 10 * n, 705, word)) for n, word in enumerate(words))
    assert body(label, text(250, 705, "1,234.50")) == [words, "1,234.50"]


def test_a_label_set_in_pieces_keeps_the_one_that_runs_into_the_next_figure() -> None:
    """Pdfium keeps the clip on the piece that it cuts, and has none for the piece that fits."""
    label = clip(50, 700, 150, 20, text(52, 705, "机关事业单位"), text(112, 705, "基本养老保险缴费支出"))
    assert body(label, text(211, 705, "1,234.50")) == ["机关事业单位基本养老保险缴费支出", "1,234.50"]


def test_a_spaced_label_under_the_figure_beside_it_keeps_its_characters() -> None:
    spaced = "".join(text(164 + 15 * n, 705, word) for n, word in enumerate("本年支出"))
    assert body(clip(50, 700, 150, 20, spaced), text(203, 705, "1,234.50")) == ["本 年 支 出", "1,234.50"]


def test_a_last_character_that_a_rule_cuts_stays_with_its_label() -> None:
    """Some producers set what runs over a rule once more, as a text of its own clipped to the next cell."""
    label = text(128, 705, "部门预算的项")
    tail = clip(200, 700, 100, 20, text(188, 705, "目"))
    assert body(text(137, 705, "部门预算的项"), clip(200, 700, 100, 20, text(197, 705, "目"))) == ["部门预算的项目", ""]
    assert body(label, tail, text(250, 705, "50830")) == ["部门预算的项目", "50830"]


def test_text_that_spills_over_an_empty_neighbour_belongs_where_it_begins() -> None:
    assert body(text(52, 705, "机关事业单位基本养老保险缴费支出")) == ["机关事业单位基本养老保险缴费支出", ""]


def test_a_figure_that_spills_to_the_left_belongs_where_it_ends() -> None:
    assert body(text(180, 705, "123,456,789,012.34", 12)) == ["", "123,456,789,012.34"]


def test_a_wrapped_end_hidden_by_the_clip_belongs_to_its_own_row() -> None:
    """A row too low for its wrapped name: the name's end stands, unseen, where the next row's name is printed."""
    hidden = clip(50, 720, 150, 20, text(52, 722, "工程运行与维"), text(52, 710, "护"))
    shown = clip(50, 700, 150, 20, text(52, 703, "其他支出"))
    grid = only_grid(read(GRID + hidden + shown + text(250, 725, "1.00") + text(250, 705, "2.00")))
    assert rows(grid) == [["工程运行与维\n护", "1.00"], ["其他支出", "2.00"]]


def test_text_that_the_print_area_hides_is_on_another_page() -> None:
    """Spreadsheets set the whole text of a row on each of the pages that it is broken over."""
    area = (40, 690, 300, 60)
    tall = clip(
        *area, text(52, 780, "第一行"), text(52, 725, "第二行"), text(52, 675, "第三行"), text(210, 725, "1.00")
    )
    document = read(GRID + tall + clip(*area, text(52, 705, "合计")) + text(52, 860, "页外"))
    assert rows(only_grid(document)) == [["第二行", "1.00"], ["合计", ""]]
    assert lines(document) == []


def test_a_clipped_name_that_runs_off_the_page_keeps_its_end() -> None:
    """The last column of a table that bleeds off the page: its names run over the page's edge, cut by their cells."""
    rules = "".join(line(40, y, 595, y) for y in YS) + line(40, 700, 40, 740) + line(500, 700, 500, 740)
    label = "财政对城乡居民基本养老保险基金的补助"
    name = clip(500, 700, 120, 20, text(502, 705, label))
    document = read(rules + text(42, 725, "金额") + text(502, 725, "名称") + text(42, 705, "1.00") + name)
    assert rows(only_grid(document)) == [["金额", "名称"], ["1.00", label]]
    assert lines(read(GRID + HEAD + text(52, 705, "合计") + text(560, 600, label))) == [label[:4]]


def test_a_forgotten_text_box_over_a_label_is_none_of_its_words() -> None:
    label, box = text(52, 705, "公务用车购置及运行费"), text(70, 706, "购置费", 4) + text(70, 712, "待", 4)
    document = read(GRID + HEAD + label + text(210, 705, "1.00") + box)
    assert rows(only_grid(document))[1] == ["公务用车购置及运行费", "1.00"]
    assert sorted(lines(document)) == ["待", "购置费"]


def test_small_print_beside_a_label_and_figures_over_it_stay_in_the_cell() -> None:
    assert body(text(52, 705, "三公经费"), text(92, 709, "注", 6)) == ["三公经费注", ""]
    assert "1.00" in body(text(52, 705, "三公经费"), text(60, 707, "1.00", 4))[0].replace("公", "").replace("\n", "")


def test_figures_that_fill_their_cells_are_not_run_together() -> None:
    rules = lattice((50, 90, 130), YS)
    words = text(60, 725, "甲") + text(100, 725, "乙") + text(50, 705, "1,234.50") + text(90, 705, "6,789.00")
    assert rows(only_grid(read(rules + words))) == [["甲", "乙"], ["1,234.50", "6,789.00"]]


@pytest.mark.parametrize(
    "mark",
    [
        text(120, 690, "内部资料", 30, matrix="0.7071 0.7071 -0.7071 0.7071"),
        "q /Faint gs " + text(120, 690, "内部资料", 30) + "Q\n",
        text(120, 690, "样", 60),
        text(120, 700, "受控", 10, matrix="0 1 -1 0"),
    ],
    ids=["slanting", "transparent", "huge", "upended"],
)
def test_a_watermark_is_in_no_cell(mark: str) -> None:
    document = read(mark + GRID + HEAD + text(52, 705, "合计") + text(210, 705, "1.00"))
    assert rows(only_grid(document)) == [["项目", "金额"], ["合计", "1.00"]]
    assert len(lines(document)) == 1


def test_a_page_printed_faintly_throughout_is_read() -> None:
    assert rows(only_grid(read("/Faint gs " + GRID + HEAD + text(52, 705, "合计")))) == [["项目", "金额"], ["合计", ""]]


def test_text_nearly_level_is_no_watermark() -> None:
    assert body(text(52, 705, "不涉及", matrix="0.9998 0.0175 -0.0175 0.9998")) == ["不涉及", ""]


def test_text_too_small_to_be_seen_is_not_read() -> None:
    assert body(text(52, 705, "合计"), text(210, 705, "9", 0.2)) == ["合计", ""]


def test_grids_and_lines_stand_in_reading_order_with_their_places() -> None:
    second = lattice(XS, (600, 620, 640)) + text(52, 625, "乙表") + text(210, 605, "2.00")
    document = read(second + text(52, 660, "单位：万元") + GRID + HEAD + text(52, 760, "标题"), text(52, 700, "说明"))
    parts = sorted([*document.lines, *document.grids], key=lambda part: part.order)
    assert [part.order for part in parts] == [0, 1, 2, 3, 4]
    assert [getattr(part, "text", "grid") for part in parts] == ["标题", "grid", "单位：万元", "grid", "说明"]
    assert [part.place.page for part in parts] == [1, 1, 1, 1, 2]
    assert parts[0].place.bbox == (52.0, 73.2, 72.0, 83.2)


def test_tables_side_by_side_are_apart() -> None:
    left = GRID + HEAD + text(52, 705, "合计")
    right = lattice((350, 450, 550), YS) + text(360, 725, "人数") + text(460, 725, "12")
    document = read(left + right)
    assert [rows(grid) for grid in document.grids] == [[["项目", "金额"], ["合计", ""]], [["人数", "12"], ["", ""]]]


def test_a_page_of_its_own_form_and_size_is_read() -> None:
    form = {"Sheet": ("/BBox [0 0 900 900]", GRID + HEAD + text(52, 705, "合计"))}
    assert rows(only_grid(read(Drawn("/Sheet Do\n", size=(842, 595.5 + 300), forms=form)))) == [
        ["项目", "金额"],
        ["合计", ""],
    ]


def test_a_figure_that_runs_off_the_page_without_a_clip_is_whole_and_marked_as_cut() -> None:
    """The page shows `1,234.` and nothing of what follows."""
    rules = "".join(line(40, y, 595, y) for y in YS) + line(40, 700, 40, 740) + line(500, 700, 500, 740)
    head = text(42, 725, "名称") + text(502, 725, "金额")
    found = read(rules + head + text(42, 705, "基本支出") + text(563, 705, "1,234.50"))
    assert rows(only_grid(found)) == [["名称", "金额"], ["基本支出", "1,234.50"]]
    assert [[cell.place.is_cut for cell in row] for row in only_grid(found).rows] == [[False, False], [False, True]]
    rules = "".join(line(0, y, 500, y) for y in YS) + line(100, 700, 100, 740) + line(500, 700, 500, 740)
    head = text(2, 725, "金额") + text(102, 725, "名称")
    found = read(rules + head + text(-12, 705, "1,234.50") + text(102, 705, "基本支出"))
    assert rows(only_grid(found)) == [["金额", "名称"], ["1,234.50", "基本支出"]]
    assert [cell.place.is_cut for cell in only_grid(found).rows[1]] == [True, False]


def test_a_figure_that_ends_at_the_page_s_edge_is_not_cut() -> None:
    rules = "".join(line(40, y, 595, y) for y in YS) + line(40, 700, 40, 740) + line(500, 700, 500, 740)
    found = read(rules + text(42, 725, "名称") + text(502, 725, "金额") + text(555, 705, "1,234.50"))
    assert [cell.place.is_cut for row in only_grid(found).rows for cell in row] == [False] * 4


def test_a_figure_of_a_sentence_that_runs_off_the_page_is_whole() -> None:
    amount = "收入合计1,234,567.89万元"
    for content in (text(480, 600, amount), GRID + HEAD + text(52, 705, "合计") + text(480, 600, amount)):
        assert lines(read(content)) == ["收入合计1,234,567.89万元"]
    assert lines(read(text(520, 600, amount))) == ["收入合计1,234,567.89"]
