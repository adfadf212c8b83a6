"""An open document's page -> its objects.

Here: the page's box and rotation, and the joining of its text and drawings. Not here: opening documents.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdfium2 import raw

from pipeline.readers.pdf.limits import MAX_CHARACTERS_OF_A_PAGE
from pipeline.readers.pdf.matrix import displayed
from pipeline.readers.pdf.page_objects import Box, CrowdedPageError, PageObjects
from pipeline.readers.pdf.pdfium import calls
from pipeline.readers.pdf.pdfium.objects import clips_of
from pipeline.readers.pdf.pdfium.paths import drawing_on
from pipeline.readers.pdf.pdfium.text import has_silent_text, text_on


class UnusablePageError(Exception):
    """A page that pdfium cannot parse, or some of whose text it does not give."""


@contextmanager
def open_page(document: Any, index: int) -> Iterator[PageObjects]:
    """The objects of a page of an open document, while it is open.

    Args:
        document: handle of the raw interface.
        index: the page's number, from 0.

    Raises:
        UnusablePageError: pdfium has nothing, or not everything, of the page.
        CrowdedPageError: it has too many characters.
    """
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise UnusablePageError
    text_page = raw.FPDFText_LoadPage(page)
    try:
        yield _objects(page, text_page)
    finally:
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)


def _objects(page: Any, text_page: Any) -> PageObjects:
    char_count = raw.FPDFText_CountChars(text_page)
    if char_count > MAX_CHARACTERS_OF_A_PAGE:
        raise CrowdedPageError(char_count)
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    frame = displayed((box.left, box.bottom, box.right, box.top), 90 * raw.FPDFPage_GetRotation(page))
    size = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    text = text_on(calls.address(text_page), char_count, frame, size)
    drawing = drawing_on(calls.address(page), frame, size)
    if has_silent_text(text, drawing.texts):
        raise UnusablePageError

    def clips(piece: int) -> list[Box]:
        item = text.objects[piece]
        return clips_of(item, drawing.texts.get(item, frame))

    is_marked = len(text.marks) < len(text.glyphs)
    return PageObjects(
        *size,
        text.glyphs if is_marked else [*text.glyphs, *text.marks],
        drawing.visible_rules,
        tuple(text.marks) if is_marked else (),
        drawing.has_drawings,
        drawing.pictured,
        text.has_hidden_text,
        tuple(drawing.shades),
        clips_of=clips,
    )
