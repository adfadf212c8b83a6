"""Sentences run over lines and pages; headings and running heads do not run into them."""

from pipeline.kernel.provenance import Place
from pipeline.narrative.paragraphs import aligned, paragraphs
from pipeline.readers.document import Document, TextLine

LEFT, INDENT, RIGHT = 80.0, 110.0, 500.0


def page_line(order: int, text: str, page: int, left: float = LEFT, right: float = RIGHT) -> TextLine:
    return TextLine(order, text, Place(page=page, bbox=(left, 0.0, right, 10.0)))


def joined(*lines: TextLine) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(Document("pdf", lines, (), has_certain_digits=True))]


def test_a_sentence_goes_on_over_lines_and_pages() -> None:
    first = page_line(0, "本部门二〇二四年度收入总计为一百二十", 1, INDENT)
    number = page_line(1, "- 31 -", 1, 280, 310)
    second = page_line(2, "万元，支出总计为一百二十万元，收支", 2)
    third = page_line(3, "平衡。", 2, right=120)
    assert joined(first, number, second, third) == [
        "本部门二〇二四年度收入总计为一百二十万元，支出总计为一百二十万元，收支平衡。"
    ]


def test_a_heading_stands_alone_and_an_indented_line_begins_anew() -> None:
    heading = page_line(0, "九、会议费和培训费支出预算情况的说明以", 1, INDENT)
    rest = page_line(1, "及其变化", 1, right=130)
    text = page_line(2, "本部门会议费较上年没有变化的情形如下", 1, INDENT)
    assert joined(heading, rest, text) == ["九、会议费和培训费支出预算情况的说明以及其变化", text.text]


def test_a_running_head_is_no_part_of_a_sentence() -> None:
    heads = [page_line(n, "新林市财政局部门预算公开", n, right=200) for n in range(1, 4)]
    body = page_line(0, "本部门二〇二四年度收入总计为一百二十", 1)
    tail = page_line(9, "万元。", 3, right=120)
    assert joined(body, *heads, tail) == ["本部门二〇二四年度收入总计为一百二十万元。"]


def test_every_character_keeps_its_line() -> None:
    lines = (page_line(0, "本部门二〇二四年度收入总计为一百二十", 1), page_line(1, "万元。", 2, right=120))
    paragraph = next(paragraphs(Document("pdf", lines, (), has_certain_digits=True)))
    assert [paragraph.place_of(paragraph.text.index(word)).page for word in ("本", "总计", "万元")] == [1, 1, 2]


def test_folding_keeps_offsets() -> None:
    text = "（１）“三公”经费１２．５％，…㎡"
    assert len(aligned(text)) == len(text)
    assert aligned(text).startswith('(1)"三公"经费12.5%，')
