"""The forms of text, told from content alone."""

from pathlib import Path

import pytest

from pipeline.kernel.errors import UnreadableFileError
from pipeline.readers.document import Hint
from pipeline.readers.registry import read_document
from pipeline.readers.text_bytes import MAX_TEXT_BYTES

CELL_PER_LINE = "表\n" + "\n".join(f"\t{row}\n\t项目{row}\n\t{row}.00\n\t\n" for row in range(1, 6))
TABBED = "2023年收支总表\n单位：万元\n项目\t金额\t备注\n" + "\n".join(f"项目{row}\t{row}.00\t" for row in range(1, 6))
LAYOUT = "2022年度单位收支预算表\n合计 1.00\n2022年度单位收入预算表\n2.00\n一般公共预算支出表\n3"


def test_the_form_is_told_from_the_content_not_the_name() -> None:
    assert read_document(CELL_PER_LINE.encode(), "a.pdf").form == "cell-per-line-text"
    assert read_document(TABBED.encode(), "b.doc").form == "tabbed-text"
    assert read_document(LAYOUT.encode(), "c").form == "layout-text"


def test_layout_text_has_an_order_and_no_columns() -> None:
    document = read_document(LAYOUT.encode(), "c")
    assert not document.unread
    assert document.lines[0].text == "2022年度单位收支预算表"
    assert {grid.hint for grid in document.grids} == {Hint.NONE}


def test_layout_text_without_a_table_is_kept_and_says_why_it_is_unread() -> None:
    contents = "2022年度单位收支预算表\n2022年度单位收入预算表\n一般公共预算支出表\n"
    document = read_document(contents.encode(), "c")
    assert document.unread
    assert [line.text for line in document.lines] == contents.split()


def test_empty_cells_are_kept_and_a_wrapped_cell_is_one_cell() -> None:
    text = CELL_PER_LINE + "\n\n\n尾\n\t序号\n\t目标一\n目标二\n\t\n"
    grid = read_document(text.encode(), "x").grids[-1]
    assert [cell.text for cell in grid.rows[0]] == ["序号", "目标一\n目标二", ""]
    assert grid.hint is Hint.CERTAIN


def test_every_cell_knows_its_line() -> None:
    grid = read_document(TABBED.encode(), "x").grids[0]
    lines = TABBED.split("\n")
    for row in grid.rows:
        for cell in row:
            assert cell.text in lines[(cell.place.line or 0) - 1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_told(encoding: str) -> None:
    assert read_document(TABBED.encode(encoding), "x").grids[0].rows[1][0].text == "项目1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b" \n\t\n", "empty-file"),
        (bytes(range(256)) * 64, "not-text"),
        (b"\x00\x01" * 5000, "not-text"),
        ("一段没有任何表格的文字。\n".encode() * 20, "unknown-form"),
        (b"%PDF-1.7\n" + bytes(range(128, 256)) * 50, "truncated-pdf"),
    ],
)
def test_what_is_no_disclosure_is_refused_with_a_reason_and_a_remedy(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_document(content, "name.txt")
    assert caught.value.rejection.code == code
    assert "name.txt" in caught.value.rejection.message


def test_a_text_of_50_megabytes_is_refused_at_once() -> None:
    with pytest.raises(UnreadableFileError, match="bytes") as caught:
        read_document(b"1\t2\t3\n" * (50 * 1024 * 1024 // 6), "big.txt")
    assert caught.value.rejection.code == "too-large"
    assert MAX_TEXT_BYTES < 50 * 1024 * 1024


def test_samples_read_the_same_with_either_line_end(sample: Path) -> None:
    content = sample.read_bytes()
    assert read_document(content, "x") == read_document(content.replace(b"\n", b"\r\n"), "x")


def test_a_text_whose_empty_cells_were_trimmed_away_is_unread_and_says_why() -> None:
    rows = "\n".join(f"\t{row}\n\t项目{row}\n\t\n\t{row}.00\n" for row in range(1, 60))
    assert read_document(f"表\n{rows}".encode(), "x").unread == ""
    trimmed = "\n".join(line.rstrip() for line in rows.split("\n"))
    document = read_document(f"表\n{trimmed}".encode(), "x")
    assert "empty cells are lost" in document.unread
    assert document.grids == ()
