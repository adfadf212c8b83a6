"""Characters -> glyphs.

Here: what each character is, where it stands, and which text object set it. Not here: lines, cells.
"""

import ctypes
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pypdfium2 import raw

from pipeline.kernel.text import without_radicals
from pipeline.readers.pdf.matrix import Matrix
from pipeline.readers.pdf.page_objects import NO_CHARACTER, TURNS, Glyph, turned_point
from pipeline.readers.pdf.pdfium import calls
from pipeline.readers.pdf.pdfium.objects import height_of, opacity_of
from pipeline.readers.pdf.shapes import box_around

_HIDDEN_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_BLANKS = frozenset(code for code in range(0x10000) if chr(code).isspace()) | {0xAD, 0x200B, 0xFEFF}
_WIDEST = 3.0
"""Of the size: pdfium reports wider glyphs where a font's vertical metrics mislead it."""

_STANDARD_FONTS = (b"Times", b"Helvetica", b"Arial", b"Courier", b"Symbol")
"""Names of the standard fonts (ISO 32000-1, 9.6.2.2), which every reader has a stand-in for."""

_IDEOGRAPHIC = re.compile(rb"Song|Sun|Hei|Kai|Fang|Ming|Li|Yuan|CJK|GB", re.IGNORECASE)
"""In the names of fonts for Chinese (宋体, 黑体, 楷体, 仿宋): at hand only where an ideograph of theirs is seen."""

_FIRST_IDEOGRAPH = 0x2E80
_LINE_END_HYPHEN = 2
_UNMAPPED = frozenset({0, 0xFFFE, 0xFFFF})
_TRANSPARENT = 128
"""Of 255: what is set with less shows what stands behind it."""

_SMALLEST = 0.5
"""Points: smaller print is not to be seen, and has been used to hide words on a page."""


@dataclass(slots=True)
class PageText:
    """The text of a page.

    Attributes:
        glyphs: in the order pdfium gives them, which is nearly that of setting.
        marks: others, that are mostly transparent.
        objects: the address of each piece's text object.
        has_hidden_text: some characters are not shown.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    marks: list[Glyph] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    has_hidden_text: bool = False


class _Setting(NamedTuple):
    """How a text object sets its characters."""

    piece: int
    size: float
    turn: int
    is_hidden: bool
    is_mark: bool


def text_on(text_page: int, char_count: int, frame: Matrix, size: tuple[float, float]) -> PageText:
    """The glyphs of an open page.

    Args:
        text_page: address of the page's text.
        char_count: how many characters it has, as pdfium counts them.
        frame: the map from the page's space to the page as displayed.
        size: width and height of the page as displayed.
    """
    text = PageText()
    settings: dict[int, _Setting] = {}
    box = raw.FS_RECTF()
    box_at = ctypes.addressof(box)
    unicode_of, has_map_error = calls.unicode_of, calls.has_map_error
    text_object, loose_box = calls.text_object, calls.loose_box
    setting, current, baseline, lower = _Setting(0, 0.0, 0, False, False), 0, 0.0, 0.0
    is_plain = frame.a == 1
    for index in range(char_count):
        code = unicode_of(text_page, index)
        if code in _BLANKS:
            continue
        item = text_object(text_page, index)
        if not item:
            continue
        is_new = item != current
        if is_new:
            current = item
            setting = settings.get(item) or settings.setdefault(item, _set(text, item, text_page, index, frame))
        if setting.is_hidden:
            text.has_hidden_text = True
            continue
        loose_box(text_page, index, box_at)
        if is_plain and setting.turn == 0:
            if is_new or box.bottom != lower:
                baseline = frame.f - _origin(text_page, index)[1]
                lower = box.bottom
            x0, x1 = box.left + frame.e, box.right + frame.e
        else:
            x0, x1, baseline = _turned_place(box, _origin(text_page, index), setting.turn, frame, size)
        if x1 - x0 > _WIDEST * setting.size:
            x1 = x0 + setting.size
        character = NO_CHARACTER if has_map_error(text_page, index) == 1 else _character(code)
        glyph = Glyph(character, x0, x1, baseline, setting.size, setting.turn, setting.piece)
        (text.marks if setting.is_mark else text.glyphs).append(glyph)
    return text


def _character(code: int) -> str:
    if code in _UNMAPPED:
        return NO_CHARACTER
    if code == _LINE_END_HYPHEN:
        return "-"
    character = chr(code)
    return without_radicals(character) if 0x2E80 <= code <= 0x2FD5 else character


_matrix = raw.FS_MATRIX()
_matrix_at = ctypes.addressof(_matrix)


def _set(text: PageText, item: int, text_page: int, index: int, frame: Matrix) -> _Setting:
    calls.char_matrix(text_page, index, _matrix_at)
    turn, rise = _turn_and_rise(_matrix.a, _matrix.b, _matrix.c, _matrix.d, frame)
    size = calls.font_size(text_page, index) * rise
    is_hidden = size < _SMALLEST or calls.render_mode(item) in _HIDDEN_MODES
    text.objects.append(item)
    return _Setting(len(text.objects) - 1, size, turn, is_hidden, opacity_of(item) < _TRANSPARENT)


@lru_cache(maxsize=256)
def _turn_and_rise(a: float, b: float, c: float, d: float, frame: Matrix) -> tuple[int, float]:
    """How the page as displayed turns and enlarges what is set with a matrix; few matrices set most of a document."""
    matrix = Matrix(a, b, c, d, 0, 0).then(frame)
    return matrix.turn, matrix.rise


def has_silent_text(text: PageText, texts: Iterable[int]) -> bool:
    """Say whether text objects say nothing for want of a font, and not because they are blanks.

    pdfium gives no character for a text object without extent: one blank, or one character of a font that is neither
    embedded nor on this machine. Fonts of which all other characters have a height are at hand, as are the standard
    ones; a font that is not lends the height of another to its Latin characters only.
    """
    silent = set(texts).difference(text.objects)
    fonts = {font for item in silent if not calls.is_font_embedded(font := calls.text_font(item))}
    wanted = {font for font in fonts if not calls.font_name(font).startswith(_STANDARD_FONTS)}
    if not wanted:
        return False
    shown = {
        calls.text_font(text.objects[glyph.piece]): height_of(text.objects[glyph.piece]) > _SMALLEST
        for glyph in text.glyphs
        if ord(glyph.text[0]) >= _FIRST_IDEOGRAPH
    }
    heights = [(calls.text_font(item), height_of(item) > _SMALLEST) for item in text.objects]
    lacking = {font for font, has_height in heights if not has_height}
    at_hand = {font for font, has_height in heights if has_height} - lacking
    return any(
        not shown.get(font, False) if _IDEOGRAPHIC.search(calls.font_name(font)) else font not in at_hand
        for font in wanted
    )


_xy = (ctypes.c_double * 2)()
_x_at, _y_at = ctypes.addressof(_xy), ctypes.addressof(_xy) + 8


def _origin(text_page: int, index: int) -> tuple[float, float]:
    calls.origin(text_page, index, _x_at, _y_at)
    return _xy[0], _xy[1]


def _turned_place(
    box: raw.FS_RECTF, origin: tuple[float, float], turn: int, frame: Matrix, size: tuple[float, float]
) -> tuple[float, float, float]:
    """Left edge, right edge and baseline on the page turned so that the character stands upright."""
    corners = [frame.point(box.left, box.bottom), frame.point(box.right, box.top)]
    base = frame.point(*origin)
    if turn in TURNS:
        corners = [turned_point(x, y, turn, *size) for x, y in corners]
        base = turned_point(*base, turn, *size)
    left, _, right, _ = box_around(corners)
    return left, right, base[1]
