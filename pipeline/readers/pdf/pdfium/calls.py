"""pdfium's functions on plain addresses.

Here: the functions that are called for every character or segment. Not here: what is done with them.
"""

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw


def _on_addresses(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A pdfium function that takes and returns handles as addresses.

    The raw interface wraps each handle in a pointer object, which costs more than most of the calls themselves.
    """
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address(handle: Any) -> int:
    """The address of a handle of the raw interface."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


_AT, _INT = ctypes.c_void_p, ctypes.c_int

text_object = _on_addresses(raw.FPDFText_GetTextObject, _AT, _AT, _INT)
unicode_of = _on_addresses(raw.FPDFText_GetUnicode, ctypes.c_uint, _AT, _INT)
has_map_error = _on_addresses(raw.FPDFText_HasUnicodeMapError, _INT, _AT, _INT)
loose_box = _on_addresses(raw.FPDFText_GetLooseCharBox, _INT, _AT, _INT, _AT)
origin = _on_addresses(raw.FPDFText_GetCharOrigin, _INT, _AT, _INT, _AT, _AT)
char_matrix = _on_addresses(raw.FPDFText_GetMatrix, _INT, _AT, _INT, _AT)
font_size = _on_addresses(raw.FPDFText_GetFontSize, ctypes.c_double, _AT, _INT)
text_font = _on_addresses(raw.FPDFTextObj_GetFont, _AT, _AT)
is_font_embedded = _on_addresses(raw.FPDFFont_GetIsEmbedded, _INT, _AT)
render_mode = _on_addresses(raw.FPDFTextObj_GetTextRenderMode, _INT, _AT)

page_object = _on_addresses(raw.FPDFPage_GetObject, _AT, _AT, _INT)
count_page_objects = _on_addresses(raw.FPDFPage_CountObjects, _INT, _AT)
form_object = _on_addresses(raw.FPDFFormObj_GetObject, _AT, _AT, ctypes.c_ulong)
count_form_objects = _on_addresses(raw.FPDFFormObj_CountObjects, _INT, _AT)
object_type = _on_addresses(raw.FPDFPageObj_GetType, _INT, _AT)
object_matrix = _on_addresses(raw.FPDFPageObj_GetMatrix, _INT, _AT, _AT)
object_bounds = _on_addresses(raw.FPDFPageObj_GetBounds, _INT, _AT, _AT, _AT, _AT, _AT)
fill_colour = _on_addresses(raw.FPDFPageObj_GetFillColor, _INT, _AT, _AT, _AT, _AT, _AT)
stroke_colour = _on_addresses(raw.FPDFPageObj_GetStrokeColor, _INT, _AT, _AT, _AT, _AT, _AT)

draw_mode = _on_addresses(raw.FPDFPath_GetDrawMode, _INT, _AT, _AT, _AT)
count_segments = _on_addresses(raw.FPDFPath_CountSegments, _INT, _AT)
path_segment = _on_addresses(raw.FPDFPath_GetPathSegment, _AT, _AT, _INT)
segment_point = _on_addresses(raw.FPDFPathSegment_GetPoint, _INT, _AT, _AT, _AT)
segment_type = _on_addresses(raw.FPDFPathSegment_GetType, _INT, _AT)
segment_closes = _on_addresses(raw.FPDFPathSegment_GetClose, _INT, _AT)

clip_path = _on_addresses(raw.FPDFPageObj_GetClipPath, _AT, _AT)
count_clip_paths = _on_addresses(raw.FPDFClipPath_CountPaths, _INT, _AT)
count_clip_segments = _on_addresses(raw.FPDFClipPath_CountPathSegments, _INT, _AT, _INT)
clip_segment = _on_addresses(raw.FPDFClipPath_GetPathSegment, _AT, _AT, _INT, _INT)

_painting = (ctypes.c_int * 2)()
_fill_at, _stroke_at = ctypes.addressof(_painting), ctypes.addressof(_painting) + 4


def painting_of(item: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    draw_mode(item, _fill_at, _stroke_at)
    return bool(_painting[0]), bool(_painting[1])


_font_name = _on_addresses(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _AT, _AT, ctypes.c_size_t)
_name = ctypes.create_string_buffer(64)


def font_name(font: int) -> bytes:
    """The name that a font bears in the file, its first 63 bytes."""
    _font_name(font, ctypes.addressof(_name), 64)
    return _name.value
