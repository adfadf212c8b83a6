"""A TrueType font in which every character is a box: all that a reader needs, and no file of anybody's.

Here: its bytes. Not here: its use (``fonts``).
"""

from collections.abc import Iterator
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

NAME = "GoujiBoxes"
ASCENT, DESCENT, EM = 880, -120, 1000
"""In thousandths of the size, as Chinese fonts have them."""

_NARROW, _WIDE = "narrow", "wide"
_BLANKS = {0x20: "space", 0x3000: "ideographicspace"}
_WIDTHS = {".notdef": EM, "space": EM // 2, "ideographicspace": EM, _NARROW: EM // 2, _WIDE: EM}
_WIDE_RANGES = (
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2E80, 0x2FD5),  # radicals
    (0x3001, 0x303F),  # punctuation
    (0x4E00, 0x9FFF),  # ideographs
    (0xFF01, 0xFFEE),  # full-width forms
)


def _character_map() -> Iterator[tuple[int, str]]:
    """Half an em for ASCII, a full one for the rest, as Chinese print has it."""
    yield from ((code, _NARROW) for code in range(0x21, 0x7F))
    yield from ((code, _WIDE) for first, last in _WIDE_RANGES for code in range(first, last + 1))
    yield from _BLANKS.items()


def _box(width: int) -> Glyph:
    pen = TTGlyphPen(None)
    left, bottom, right, top = 50, DESCENT + 80, width - 50, ASCENT - 80
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def box_font() -> bytes:
    """The bytes of the font, the same ones every time."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(_WIDTHS))
    builder.setupCharacterMap(dict(_character_map()))
    blank = TTGlyphPen(None).glyph()
    glyphs = {name: blank if name in _BLANKS.values() else _box(width) for name, width in _WIDTHS.items()}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in _WIDTHS.items()})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupPost()
    # The day a font was made has no place in it: the same tables give the same file.
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    content = BytesIO()
    builder.save(content)
    return content.getvalue()
