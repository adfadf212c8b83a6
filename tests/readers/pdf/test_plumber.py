"""What the slow parser cannot tell of a page is said, and never guessed."""

from readers.pdf.drawn import PICTURE, TO_UNICODE, Drawn, lattice, pdf, text
from readers.pdf.reading import lines, only_grid, read_slowly, rows

from pipeline.readers.document import UnreadPage
from pipeline.readers.pdf.page_objects import NO_CHARACTER
from pipeline.readers.pdf.plumber import SlowPages
from pipeline.readers.pdf.unread import OVERRUN, UNSURE

GRID = lattice((50, 200, 300), (700, 720, 740)) + text(52, 725, "项目") + text(210, 725, "金额")


def test_a_label_that_runs_into_the_next_cell_is_kept_as_text_and_told() -> None:
    document = read_slowly(GRID + text(52, 705, "机关事业单位基本养老保险缴费支出合计") + text(250, 705, "1,234.50"))
    assert document.grids == ()
    assert document.unread_pages == (UnreadPage(1, OVERRUN),)
    assert any("1" in line for line in lines(document))


def test_a_name_wrapped_below_its_row_is_told() -> None:
    wrapped = text(52, 722, "工程运行与维") + text(52, 714, "护")
    assert read_slowly(GRID + wrapped).unread_pages == (UnreadPage(1, OVERRUN),)


def test_text_on_a_picture_may_be_hidden_and_is_told() -> None:
    picture = "q 595 0 0 842 0 0 cm /P Do Q\n"
    words = text(52, 760, "一般公共预算支出预算表") + text(52, 705, "合计") + text(210, 705, "1.00")
    document = read_slowly(Drawn(picture + GRID + words, pictures={"P": PICTURE}))
    assert document.unread_pages == (UnreadPage(1, UNSURE),)


def test_characters_that_a_font_does_not_name_are_no_digits() -> None:
    content = pdf(Drawn(GRID + text(210, 705, "1.00"))).replace(TO_UNICODE, bytes(len(TO_UNICODE)))
    objects = SlowPages(content).objects(0)
    assert objects is not None
    assert {glyph.text for glyph in objects.glyphs} == {NO_CHARACTER}


def test_rules_in_white_and_the_edges_of_areas_are_no_rules() -> None:
    frame = "q 1 G 0.5 w 40 600 400 200 re S Q\nq 0.9 g 40 690 300 60 re f Q\n"
    grid = only_grid(read_slowly(frame + GRID + text(210, 705, "1.00")))
    assert rows(grid) == [["项目", "金额"], ["", "1.00"]]
