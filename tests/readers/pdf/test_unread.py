"""What a PDF holds and no table is made of is said, page by page."""

import pytest
from readers.pdf.drawn import PICTURE, TO_UNICODE, Drawn, lattice, pdf, text
from readers.pdf.reading import lines, read, rows

from pipeline.readers import registry
from pipeline.readers.document import Document, UnreadPage
from pipeline.readers.pdf import unread

TABLE = (
    lattice((50, 200, 300), (700, 720, 740)) + text(52, 725, "项目") + text(210, 725, "金额") + text(210, 705, "1.00")
)
SCAN = Drawn("q 595 0 0 842 0 0 cm /P Do Q\n", pictures={"P": PICTURE})
NARRATIVE = "".join(
    text(50, 700 - 20 * n, f"（{n}）本年预算{n}2.50万元，比上年增加{n}.25万元，增长10.00%。") for n in range(1, 9)
)
CONTENTS = "".join(text(50, 700 - 20 * n, f"{n}. 收入总表……………………………………{n + 3}") for n in range(1, 9))
UNRULED = "".join(
    text(50, 700 - 20 * n, f"2080{n}01 行政运行")
    + text(300, 700 - 20 * n, f"{n}2.50")
    + text(400, 700 - 20 * n, "3.00")
    for n in range(1, 5)
)


def test_a_scan_is_unread_and_needs_ocr() -> None:
    document = read(SCAN, SCAN)
    assert "OCR" in document.unread
    assert document.unread_pages == (UnreadPage(1, unread.SCAN), UnreadPage(2, unread.SCAN))


def test_one_scanned_page_is_told_and_the_others_are_read() -> None:
    document = read(TABLE, SCAN, "")
    assert document.unread == ""
    assert document.unread_pages == (UnreadPage(2, unread.SCAN),)
    assert len(document.grids) == 1


def test_a_scan_with_a_page_number_set_over_it_is_a_scan() -> None:
    numbered = Drawn(SCAN.content + text(280, 30, "- 12 -"), pictures=SCAN.pictures)
    assert read(TABLE, numbered).unread_pages == (UnreadPage(2, unread.SCAN),)


def test_a_page_with_a_picture_beside_its_text_is_read() -> None:
    logo = Drawn("q 60 0 0 60 500 760 cm /P Do Q\n" + TABLE, pictures={"P": PICTURE})
    backdrop = Drawn(SCAN.content + TABLE + NARRATIVE, pictures=SCAN.pictures)
    assert read(logo, backdrop).unread_pages == ()


def test_the_hidden_text_of_a_scan_is_not_taken_for_the_publishers() -> None:
    words = text(52, 725, "项目", before="3 Tr") + text(210, 705, "1.00", before="3 Tr")
    document = read(Drawn(SCAN.content + lattice((50, 200, 300), (700, 720, 740)) + words, pictures=SCAN.pictures))
    assert document.unread_pages == (UnreadPage(1, unread.HIDDEN_TEXT),)
    assert (document.grids, document.lines) == ((), ())


def test_an_unruled_table_is_kept_as_lines_and_told() -> None:
    document = read(UNRULED)
    assert document.grids == ()
    assert lines(document)[0] == "2080101 行政运行 12.50 3.00"
    assert document.unread_pages == (UnreadPage(1, unread.UNRULED),)


def test_an_unruled_table_below_a_ruled_one_is_told() -> None:
    document = read(TABLE + UNRULED.replace(" 680 ", " 480 "))
    assert [rows(grid)[0] for grid in document.grids] == [["项目", "金额"]]
    assert document.unread_pages == (UnreadPage(1, unread.UNRULED),)


@pytest.mark.parametrize("content", [NARRATIVE, CONTENTS, TABLE, ""], ids=["narrative", "contents", "table", "blank"])
def test_pages_without_unruled_tables_are_not_suspected(content: str) -> None:
    assert read(content, "").unread_pages == ()


def test_a_font_without_characters_is_told() -> None:
    content = pdf(Drawn(TABLE + NARRATIVE)).replace(TO_UNICODE, bytes(len(TO_UNICODE)))
    document = registry.read_document(content, "drawn.pdf")
    assert document.unread_pages == (UnreadPage(1, unread.UNMAPPED),)


def read_without_fonts(*pages: str) -> Document:
    return registry.read_document(pdf(*map(Drawn, pages), has_glyphs=False), "drawn.pdf")


def test_single_characters_of_a_font_that_is_nowhere_are_read_all_the_same() -> None:
    """Pdfium gives none of them, so that such a page is left to pdfplumber."""
    single = text(52, 705, "甲") + text(250, 705, "7")
    (first, second) = read_without_fonts(TABLE.replace("1.00", ""), TABLE + single).grids
    assert rows(first)[0] == ["项目", "金额"]
    assert rows(second)[1] == ["甲", "1.00 7"]
