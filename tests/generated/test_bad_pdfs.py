"""Files that claim to be PDFs and are broken, empty, huge or something else: refused or kept, with a reason."""

import pytest
from generated.budget import Options
from generated.pdf import bad_input
from generated.pdf.layout import PdfLayout
from generated.pdf.typesetting import typeset_pdf
from generated.publishing import generated

from pipeline.kernel.errors import UnreadableFileError
from pipeline.readers.registry import read_document


def typeset_plainly() -> bytes:
    return typeset_pdf(generated(Options(seed=1)), PdfLayout()).content


@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_a_truncated_pdf_is_rejected(part: float) -> None:
    with pytest.raises(UnreadableFileError):
        read_document(bad_input.truncated(typeset_plainly(), part), "truncated.pdf")


def test_a_pdf_with_misplaced_cross_references_is_read_whole() -> None:
    whole = typeset_plainly()
    damaged = read_document(bad_input.with_misplaced_cross_references(whole), "damaged.pdf")
    assert damaged.grids == read_document(whole, "whole.pdf").grids


def test_an_encrypted_pdf_is_rejected_for_its_password() -> None:
    with pytest.raises(UnreadableFileError, match="password"):
        read_document(bad_input.encrypted(), "locked.pdf")


def test_a_pdf_that_forbids_only_changes_is_read() -> None:
    assert [line.text for line in read_document(bad_input.restricted(), "restricted.pdf").lines] == [
        bad_input.RESTRICTED_TEXT
    ]


def test_a_pdf_without_pages_is_rejected() -> None:
    with pytest.raises(UnreadableFileError, match="page"):
        read_document(bad_input.without_pages(), "empty.pdf")


def test_a_web_page_named_pdf_is_rejected() -> None:
    with pytest.raises(UnreadableFileError):
        read_document(bad_input.web_page(), "web.pdf")


def test_a_scan_is_kept_as_unread_for_want_of_recognition() -> None:
    document = read_document(bad_input.scan(), "scan.pdf")
    assert "OCR" in document.unread
    assert not document.grids


def test_a_crowded_page_is_rejected() -> None:
    with pytest.raises(UnreadableFileError, match="characters"):
        read_document(bad_input.with_crowded_page(), "crowded.pdf")
