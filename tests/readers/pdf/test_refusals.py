"""A PDF that cannot be read is refused with a reason and a remedy, and soon."""

import pytest
from readers.pdf.drawn import Drawn, lattice, pdf, text

from pipeline.kernel.errors import Rejection, UnreadableFileError
from pipeline.readers.document import UnreadPage
from pipeline.readers.pdf import limits, reader
from pipeline.readers.pdf.unread import DAMAGED, DRAWING
from pipeline.readers.registry import read_document

TABLE = (
    lattice((50, 200, 300), (700, 720, 740)) + text(52, 725, "项目") + text(210, 725, "金额") + text(210, 705, "1.00")
)
GOOD = pdf(Drawn(TABLE))

# 40-bit RC4 with both passwords set (ISO 32000-1, 7.6): no reader opens it without one.
LOCK = f"<< /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -4 >>"
ENCRYPT = f"/Encrypt {LOCK} /ID [<{'00' * 16}> <{'00' * 16}>]"


def refusal(content: bytes) -> Rejection:
    with pytest.raises(UnreadableFileError) as caught:
        read_document(content, "预算.pdf")
    assert caught.value.rejection.message.startswith("预算.pdf: ")
    return caught.value.rejection


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (GOOD[: len(GOOD) // 2], "truncated-pdf"),
        (GOOD[: GOOD.rindex(b"xref")], "truncated-pdf"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n", "damaged-pdf"),
        (pdf(Drawn(TABLE), trailer=ENCRYPT), "encrypted-pdf"),
        (pdf(), "no-pages"),
        (b"\n<!DOCTYPE html>\n<html><head><title>404</title></head><body>not found</body></html>", "web-page"),
        (b"\xef\xbb\xbf<HTML lang='zh'><body>\xe7\x99\xbb\xe5\xbd\x95</body></HTML>", "web-page"),
    ],
)
def test_what_cannot_be_opened_is_refused(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_ten_thousand_pages_of_nothing_are_refused_unread() -> None:
    assert refusal(pdf(*[Drawn("")] * 10_000)).code == "too-many-pages"


def test_a_page_with_200_000_characters_is_refused() -> None:
    crowded = "".join(text(10, 10 + 4 * n, f"{n:04}" + "预算" * 98, 2) for n in range(1000))
    assert refusal(pdf(Drawn(TABLE), Drawn(crowded, size=(595, 4100)))).code == "too-many-characters"


def test_many_full_pages_are_refused_when_they_pass_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 20)
    assert refusal(pdf(*[Drawn(TABLE)] * 3)).code == "too-many-characters"


def test_a_file_too_large_is_refused_unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 1000)
    assert refusal(GOOD).code == "too-large"


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "Deadline", lambda: limits.Deadline(seconds=-1))
    rejection = refusal(pdf(*[Drawn(TABLE)] * 3))
    assert rejection.code == "too-slow"
    assert "page 1" in rejection.message


def test_a_drawing_with_thousands_of_rules_is_no_table_and_told() -> None:
    hatching = lattice([10 + 0.1 * n * 4 for n in range(1400)], [10 + 4 * n for n in range(200)])
    fine = lattice([10 + 4 * n for n in range(2500)], [10 + 4 * n for n in range(2000)])
    for content, size in ((hatching, (595, 842)), (fine, (10100, 8100))):
        document = read_document(pdf(Drawn(content + text(50, 400, "图"), size=size)), "drawn.pdf")
        assert document.grids == ()
    assert [page.reason for page in document.unread_pages] == [DRAWING]


def test_a_damaged_page_is_told_and_the_others_are_read() -> None:
    content = pdf(Drawn(TABLE), Drawn(TABLE))
    second = content.rindex(b"/Type /Page ")
    document = read_document(content[:second] + b"/Type /Pige " + content[second + 12 :], "drawn.pdf")
    assert len(document.grids) == 1
    assert document.unread_pages == (UnreadPage(2, DAMAGED),)


def test_a_pdf_behind_a_few_bytes_of_something_else_is_a_pdf() -> None:
    assert len(read_document(b"\x00\x01junk\n" + GOOD, "x.dat").grids) == 1


def test_a_pdf_that_only_restricts_what_its_readers_may_do_is_read() -> None:
    assert len(read_document(GOOD, "name.txt").grids) == 1
