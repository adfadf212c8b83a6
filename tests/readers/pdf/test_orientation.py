"""A page reads the same whichever way up it was stored, and whichever parser reads it."""

from collections.abc import Callable

import pytest
from readers.pdf import reading
from readers.pdf.drawn import Drawn, lattice, text
from readers.pdf.reading import lines, only_grid, rows

from pipeline.readers.document import Document

Read = Callable[[Drawn], Document]

WIDTH, HEIGHT = 500, 400
SHEET = (
    lattice((50, 200, 300), (300, 320, 340)) + text(52, 325, "项目") + text(210, 325, "金额") + text(52, 305, "合计")
)
SHEET += text(210, 305, "1,234.50") + text(52, 360, "收入总表") + text(230, 20, "- 3 -")

# How a sheet has to lie on its page for a reader who turns the page clockwise by so much to see it upright.
LAID = {
    0: f"1 0 0 1 0 0 cm {SHEET}",
    90: f"0 1 -1 0 {HEIGHT} 0 cm {SHEET}",
    180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm {SHEET}",
    270: f"0 -1 1 0 0 {WIDTH} cm {SHEET}",
}


@pytest.fixture(params=[reading.read, reading.read_slowly], ids=["pdfium", "pdfplumber"])
def read(request: pytest.FixtureRequest) -> Read:
    return request.param  # type: ignore[no-any-return]


def size(turn: int) -> tuple[int, int]:
    return (HEIGHT, WIDTH) if turn in {90, 270} else (WIDTH, HEIGHT)


def assert_is_the_sheet(document: Document) -> None:
    assert rows(only_grid(document)) == [["项目", "金额"], ["合计", "1,234.50"]]
    assert lines(document) == ["收入总表", "- 3 -"]


@pytest.mark.parametrize("turn", LAID)
def test_rotate_is_honoured_and_places_are_those_of_the_page_as_displayed(read: Read, turn: int) -> None:
    document = read(Drawn(LAID[turn], size=size(turn), entries=f"/Rotate {turn}"))
    assert_is_the_sheet(document)
    grid = only_grid(document)
    assert grid.rows[0][0].place.bbox == (50, 60, 200, 80)
    assert grid.rows[1][1].place.bbox == (200, 80, 300, 100)
    assert document.lines[0].place.bbox == pytest.approx((52, 31.2, 92, 41.2), abs=0.02)
    assert grid.rows[0][0].indent == 2.0


@pytest.mark.parametrize("turn", LAID)
def test_a_page_whose_text_lies_on_its_side_is_read_and_its_places_stay_on_the_page_as_displayed(
    read: Read, turn: int
) -> None:
    document = read(Drawn(LAID[turn], size=size(turn)))
    assert_is_the_sheet(document)
    width, height = size(turn)
    left, top, right, bottom = only_grid(document).rows[0][0].place.bbox or (0, 0, 0, 0)
    expected = {
        0: (50, 60, 200, 80),
        90: (60, height - 200, 80, height - 50),
        180: (width - 200, height - 80, width - 50, height - 60),
        270: (width - 80, 50, width - 60, 200),
    }[turn]
    assert (left, top, right, bottom) == expected


def test_a_page_is_what_its_crop_box_shows(read: Read) -> None:
    document = read(Drawn(SHEET + text(5, 200, "切掉"), size=(WIDTH, HEIGHT), entries="/CropBox [40 10 480 390]"))
    assert_is_the_sheet(document)
    assert only_grid(document).rows[0][0].place.bbox == (10, 50, 160, 70)
    turned = Drawn(LAID[90], size=size(90), entries="/Rotate 90 /CropBox [10 40 390 480]")
    assert only_grid(read(turned)).rows[0][0].place.bbox == (10, 50, 160, 70)


def test_a_page_whose_space_begins_elsewhere_is_read(read: Read) -> None:
    moved = f"q 1 0 0 1 -100 -100 cm {SHEET} Q"
    document = read(Drawn(moved, entries=f"/MediaBox [-100 -100 {WIDTH - 100} {HEIGHT - 100}]"))
    assert_is_the_sheet(document)
    assert only_grid(document).rows[0][0].place.bbox == (50, 60, 200, 80)
