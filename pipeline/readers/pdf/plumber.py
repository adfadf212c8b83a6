"""A page's objects as pdfplumber parses them.

Here: the slow way, which serves as the oracle of ``pdfium`` and for pages that pdfium cannot parse. Not here: use.
"""

import io
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.kernel.text import without_radicals
from pipeline.readers.pdf.matrix import Matrix, displayed
from pipeline.readers.pdf.page_objects import TURNS, Box, Glyph, PageObjects, Rule, turned_point

_ERRORS = (PdfminerException, PDFException, PSException)


@dataclass(slots=True)
class SlowPages:
    """The pages of a PDF's bytes, opened when the first one is asked for."""

    content: bytes
    pdf: Any = None
    is_hopeless: bool = field(default=False)

    def objects(self, index: int) -> PageObjects | None:
        """The objects of a page, numbered from 0; ``None`` where pdfplumber has none either."""
        if self.is_hopeless:
            return None
        try:
            if self.pdf is None:
                self.pdf = pdfplumber.open(io.BytesIO(self.content))
            page = self.pdf.pages[index] if index < len(self.pdf.pages) else None
            return None if page is None else page_objects(page)
        except _ERRORS:
            self.is_hopeless = self.pdf is None
            return None

    def close(self) -> None:
        """Let go of what was opened."""
        if self.pdf is not None:
            self.pdf.close()


def page_objects(page: Any) -> PageObjects:
    """The glyphs and rules of a ``pdfplumber.page.Page``, which is closed."""
    left, top, right, bottom = page.mediabox
    size = float(page.width), float(page.height)
    box = (left, top, right, bottom) if page.rotation in {0, 180} else (top, left, bottom, right)
    glyphs = [_glyph(char, box, page.rotation, size) for char in page.chars if char["text"].strip()]
    rules = [_rule(edge) for edge in page.edges if edge["orientation"]]
    area = max((image["width"] * image["height"] for image in page.images), default=0.0)
    pictured = min(1.0, area / max(1.0, size[0] * size[1]))
    objects = PageObjects(*size, glyphs, rules, has_drawings=bool(page.curves), pictured=pictured)
    page.close()
    return objects


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
