"""A page's objects as pdfplumber parses them.

Here: the slow way, which serves as the oracle of ``pdfium`` and for pages that pdfium cannot parse. Not here: use.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.kernel.text import without_radicals
from pipeline.readers.pdf.limits import MAX_CHARACTERS_OF_A_PAGE
from pipeline.readers.pdf.matrix import Matrix, displayed
from pipeline.readers.pdf.page_objects import (
    NO_CHARACTER,
    TURNS,
    Box,
    CrowdedPageError,
    Glyph,
    PageObjects,
    Rule,
    turned_point,
)
from pipeline.readers.pdf.shapes import Point, box_around, cut_at, shown_on, thin_rules

_ERRORS = (PdfminerException, PDFException, PSException)
_UNDEFINED = "(cid:"
"""How pdfminer prints a character whose font does not say which it is."""

_NEARLY_WHITE = 0.98
_STRAIGHT = frozenset("mlh")
_RECTANGLE = 5
"""Points of a closed rectangle's path, the first one again at the end included."""

_LEAN = 0.05
"""Points that a rule may lean, as coordinates are rounded."""


@dataclass(slots=True)
class SlowPages:
    """The pages of a PDF's bytes, opened when the first one is asked for."""

    content: bytes
    pdf: Any = None
    is_hopeless: bool = field(default=False)

    def objects(self, index: int) -> PageObjects | None:
        """The objects of a page, numbered from 0; ``None`` where pdfplumber has none either.

        Raises:
            CrowdedPageError: it has too many characters.
        """
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


@dataclass(slots=True)
class _Drawing:
    """What is drawn on a page, as ``pdfium.paths.Drawing`` has it."""

    page: Box
    rules: list[Rule] = field(default_factory=list)
    white: list[Rule] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    has_drawings: bool = False


def page_objects(page: Any) -> PageObjects:
    """The glyphs and rules of a ``pdfplumber.page.Page``, which is closed."""
    if len(page.chars) > MAX_CHARACTERS_OF_A_PAGE:
        raise CrowdedPageError(len(page.chars))
    frame, size = _frame(page)
    upward = Matrix(1, 0, 0, -1, page.mediabox[0], page.mediabox[1] + page.height).then(frame)
    glyphs = [_glyph(char, upward, frame, size) for char in page.chars if char["text"].strip()]
    drawing = _Drawing((0.0, 0.0, *size))
    for item in (*page.lines, *page.rects, *page.curves):
        _add(drawing, item, [frame.point(*point) for point in item["pts"]])
    area = max((image["width"] * image["height"] for image in page.images), default=0.0)
    objects = PageObjects(
        *size,
        glyphs,
        drawing.rules + shown_on(drawing.shades, drawing.white),
        has_drawings=drawing.has_drawings,
        pictured=min(1.0, area / max(1.0, size[0] * size[1])),
        shades=tuple(drawing.shades),
        has_settings=False,
    )
    page.close()
    return objects


def _frame(page: Any) -> tuple[Matrix, tuple[float, float]]:
    """The map from pdfplumber's space (y grows downward, not always from 0) to what the crop box shows, and its size.

    pdfplumber has the whole media box turned already as /Rotate asks.
    """
    left, bottom, right, top = media = page.page_obj.mediabox
    crop = page.page_obj.cropbox or media
    turned = displayed(media, page.rotation)
    (x0, y0), (x1, y1) = (
        turned.point(max(crop[0], left), max(crop[1], bottom)),
        turned.point(min(crop[2], right), min(crop[3], top)),
    )
    origin = page.mediabox[0] + min(x0, x1), page.mediabox[1] + min(y0, y1)
    return Matrix(1, 0, 0, 1, -origin[0], -origin[1]), (abs(x1 - x0), abs(y1 - y0))


def _glyph(char: dict[str, Any], upward: Matrix, frame: Matrix, size: tuple[float, float]) -> Glyph:
    """A character; ``upward`` maps the space of its matrix (pdfminer's, y grows upward) to the page as displayed."""
    matrix = Matrix(*char["matrix"]).then(upward)
    corners = [frame.point(char["x0"], char["top"]), frame.point(char["x1"], char["bottom"])]
    base = (matrix.e, matrix.f)
    if matrix.turn in TURNS:
        corners = [turned_point(x, y, matrix.turn, *size) for x, y in corners]
        base = turned_point(*base, matrix.turn, *size)
    left, right = sorted(x for x, _ in corners)
    text = NO_CHARACTER if char["text"].startswith(_UNDEFINED) else without_radicals(char["text"])
    height = char["width"] if matrix.turn in {90, 270} else char["size"]
    return Glyph(text, left, right, base[1], height, matrix.turn, 0)


def _add(drawing: _Drawing, item: dict[str, Any], points: Sequence[Point]) -> None:
    figure = [*points, points[0]] if item["object_type"] == "rect" else list(points)
    if item["stroke"]:
        is_straight = all(command in _STRAIGHT for command, *_ in item["path"])
        rules = list(_edges(figure)) if is_straight else []
        drawing.has_drawings |= not rules
    elif item["fill"] and len(figure) <= _RECTANGLE:
        box = box_around(figure)
        rules = thin_rules(box)
        if not rules and not _is_white(item["non_stroking_color"]):
            drawing.shades.append(box)
            drawing.has_drawings = True
    else:
        drawing.has_drawings |= bool(item["fill"])
        return
    is_white = _is_white(item["stroking_color"] if item["stroke"] else item["non_stroking_color"])
    shown = (cut for rule in rules if (cut := cut_at(rule, drawing.page)) is not None)
    (drawing.white if is_white else drawing.rules).extend(shown)


def _edges(figure: Sequence[Point]) -> Iterator[Rule]:
    """The level and the upright edges of a figure."""
    for (x0, y0), (x1, y1) in pairwise(figure):
        across, down = abs(x0 - x1), abs(y0 - y1)
        if across < down and across <= _LEAN:
            yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
        elif down < across and down <= _LEAN:
            yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


def _is_white(colour: Any) -> bool:
    """Say whether a colour is that of paper: all of gray or of red, green and blue, nothing of four inks."""
    parts = tuple(colour) if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return False
    return max(parts) <= 1 - _NEARLY_WHITE if len(parts) == 4 else bool(parts) and min(parts) >= _NEARLY_WHITE
