"""A page's objects as pdfplumber parses them.

Here: the slow way, which serves as the oracle of ``pdfium`` and for pages that pdfium cannot parse. Not here: use.
"""

import io
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.kernel.text import without_radicals
from pipeline.readers.pdf.matrix import Matrix, displayed
from pipeline.readers.pdf.page_objects import TURNS, Box, Glyph, PageObjects, Rule, turned_point


def objects_of(content: bytes, index: int) -> PageObjects | None:
    """The objects of a page (numbered from 0) of a PDF's bytes; ``None`` where pdfplumber has none either."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return page_objects(pdf.pages[index]) if index < len(pdf.pages) else None
    except (PdfminerException, PDFException, PSException):
        return None


def page_objects(page: Any) -> PageObjects:
    """The glyphs and rules of a ``pdfplumber.page.Page``."""
    left, top, right, bottom = page.mediabox
    size = float(page.width), float(page.height)
    box = (left, top, right, bottom) if page.rotation in {0, 180} else (top, left, bottom, right)
    glyphs = [_glyph(char, box, page.rotation, size) for char in page.chars if char["text"].strip()]
    rules = [_rule(edge) for edge in page.edges if edge["orientation"]]
    return PageObjects(*size, glyphs, rules, has_pictures=bool(page.images or page.curves))


def _glyph(char: dict[str, Any], box: Box, rotation: int, size: tuple[float, float]) -> Glyph:
    matrix = Matrix(*char["matrix"]).then(displayed(box, rotation))
    corners = [(char["x0"], char["top"]), (char["x1"], char["bottom"])]
    base = (matrix.e, matrix.f)
    if matrix.turn in TURNS:
        corners = [turned_point(x, y, matrix.turn, *size) for x, y in corners]
        base = turned_point(*base, matrix.turn, *size)
    left, right = sorted(x for x, _ in corners)
    return Glyph(without_radicals(char["text"]), left, right, base[1], char["size"], matrix.turn, 0)


def _rule(edge: dict[str, Any]) -> Rule:
    if edge["orientation"] == "v":
        return Rule(True, edge["x0"], edge["top"], edge["bottom"])
    return Rule(False, edge["top"], edge["x0"], edge["x1"])
