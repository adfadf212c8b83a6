"""A PDF's bytes -> document.

Here: what is refused as a whole, the walk over the pages, and what is said of pages that are not read. Not here: what
stands on a page (``page_reading``).
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2
from pypdfium2 import raw

from pipeline.kernel.errors import UnreadableFileError
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, Grid, Hint, TextLine, UnreadPage
from pipeline.readers.pdf.limits import MAX_BYTES, MAX_CHARACTERS, MAX_PAGES, Deadline
from pipeline.readers.pdf.page_objects import CrowdedPageError
from pipeline.readers.pdf.page_reading import PageReading, read_page, rounded
from pipeline.readers.pdf.pdfium.page import UnusablePageError, open_page
from pipeline.readers.pdf.plumber import SlowPages
from pipeline.readers.pdf.unread import DAMAGED, WITHOUT_TEXT

FORM = "pdf"

_MARK = b"%PDF"
_MARK_WITHIN = 1024
_END = b"%%EOF"
_END_WITHIN = 4096

_NO_PAGES = re.compile(rb"/Count\s+0\b")

_FETCH_AGAIN = "Fetch it again from its publisher."
_NO_DISCLOSURE = "Check that it is one disclosure; give its tables as a file of their own."


def is_mine(content: bytes) -> bool:
    """Say whether bytes are a PDF: its mark stands within the first 1,024 bytes (ISO 32000-1, annex H, note 13)."""
    return _MARK in content[:_MARK_WITHIN]


def read(content: bytes, file_name: str) -> Document:
    """Read a PDF.

    Raises:
        UnreadableFileError: damaged, encrypted, without pages, or beyond what a disclosure can be (``limits``).
    """
    if len(content) > MAX_BYTES:
        problem = f"the PDF has {len(content):,} bytes, more than the {MAX_BYTES:,} that a disclosure can have."
        raise UnreadableFileError("too-large", file_name, problem, _NO_DISCLOSURE)
    if _END not in content[-_END_WITHIN:]:
        problem = "the PDF is cut off: it has no end mark."
        raise UnreadableFileError("truncated-pdf", file_name, problem, _FETCH_AGAIN)
    with _opened(content, file_name) as document:
        page_count = len(document)
        if page_count == 0:
            raise UnreadableFileError("no-pages", file_name, "the PDF has no pages.", _FETCH_AGAIN)
        if page_count > MAX_PAGES:
            problem = f"the PDF has {page_count:,} pages, more than the {MAX_PAGES:,} that a disclosure can have."
            raise UnreadableFileError("too-many-pages", file_name, problem, _NO_DISCLOSURE)
        with closing(SlowPages(content)) as slow_pages:
            return _document(_readings(document, slow_pages, file_name))


@contextmanager
def _opened(content: bytes, file_name: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _refusal(content, file_name, error.err_code) from error
    try:
        yield document
    finally:
        document.close()


def _refusal(content: bytes, file_name: str, code: int | None) -> UnreadableFileError:
    """Why pdfium could not open a file. What it says may be about an earlier one, so the file is asked as well."""
    if code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY} and b"/Encrypt" in content:
        problem, remedy = "the PDF is encrypted and asks for a password.", "Save it without one, and give that file."
        return UnreadableFileError("encrypted-pdf", file_name, problem, remedy)
    if _NO_PAGES.search(content):
        return UnreadableFileError("no-pages", file_name, "the PDF has no pages.", _FETCH_AGAIN)
    return UnreadableFileError("damaged-pdf", file_name, "the PDF is damaged and cannot be opened.", _FETCH_AGAIN)


def _readings(document: pypdfium2.PdfDocument, slow_pages: SlowPages, file_name: str) -> Iterator[PageReading]:
    deadline, char_count = Deadline(), 0
    for index in range(len(document)):
        try:
            reading, count = _reading(document, slow_pages, index)
        except CrowdedPageError as error:
            problem = f"page {index + 1} has {error}, more than any page of a disclosure."
            raise UnreadableFileError("too-many-characters", file_name, problem, _NO_DISCLOSURE) from error
        yield reading
        char_count += count
        if char_count > MAX_CHARACTERS:
            problem = f"the PDF has more than the {MAX_CHARACTERS:,} characters that a disclosure can have."
            raise UnreadableFileError("too-many-characters", file_name, problem, _NO_DISCLOSURE)
        if deadline.has_passed:
            problem = f"reading took more than {deadline.seconds:,} seconds and got to page {index + 1}."
            raise UnreadableFileError("too-slow", file_name, problem, _NO_DISCLOSURE)


def _reading(document: pypdfium2.PdfDocument, slow_pages: SlowPages, index: int) -> tuple[PageReading, int]:
    """What a page holds, and how many characters it has; read the slow way where pdfium cannot."""
    try:
        with open_page(document.raw, index) as objects:
            return read_page(objects, index + 1), len(objects.glyphs)
    except UnusablePageError:
        slow = slow_pages.objects(index)
        return (PageReading((), DAMAGED), 0) if slow is None else (read_page(slow, index + 1), len(slow.glyphs))


def _document(readings: Iterator[PageReading]) -> Document:
    lines: list[TextLine] = []
    grids: list[Grid] = []
    unread: list[UnreadPage] = []
    for number, reading in enumerate(readings, start=1):
        for box, item in reading.items:
            order = len(lines) + len(grids)
            if isinstance(item, str):
                lines.append(TextLine(order, item, Place(page=number, bbox=rounded(box))))
            else:
                grids.append(Grid(order, item, Hint.CERTAIN))
        if reading.unread:
            unread.append(UnreadPage(number, reading.unread))
    why = WITHOUT_TEXT if not lines and not grids else ""
    return Document(FORM, tuple(lines), tuple(grids), True, why, tuple(unread))
