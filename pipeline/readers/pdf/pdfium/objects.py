"""What pdfium says of one page object: its matrix, its bounds, its clip, the points of its path.

Here: these questions, asked through buffers that are used again for each (as pdfium, for one thread only). Not
here: what the answers mean.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator

from pypdfium2 import raw

from pipeline.readers.pdf.matrix import Matrix
from pipeline.readers.pdf.page_objects import Box
from pipeline.readers.pdf.pdfium import calls
from pipeline.readers.pdf.shapes import Point, box_around

_matrix = raw.FS_MATRIX()
_matrix_at = ctypes.addressof(_matrix)
_floats = (ctypes.c_float * 4)()
_left_at, _bottom_at, _right_at, _top_at = (ctypes.addressof(_floats) + 4 * place for place in range(4))
_colour = (ctypes.c_uint * 4)()
_colour_at = tuple(ctypes.addressof(_colour) + 4 * place for place in range(4))
_NEARLY_WHITE = 250
_RECTANGLE = 5
"""Points of a closed rectangle's path, the first one again at the end included."""


def matrix_of(item: int) -> Matrix:
    """The map from an object's own space to that of what holds it."""
    if not calls.object_matrix(item, _matrix_at):
        return Matrix(1, 0, 0, 1, 0, 0)
    return Matrix(_matrix.a, _matrix.b, _matrix.c, _matrix.d, _matrix.e, _matrix.f)


def bounds_of(item: int, frame: Matrix) -> Box:
    """The box around an object, half the width of its line included."""
    calls.object_bounds(item, _left_at, _bottom_at, _right_at, _top_at)
    left, bottom, right, top = _floats
    return box_around([frame.point(left, bottom), frame.point(right, top)])


def height_of(item: int) -> float:
    """The height of an object in the space that holds it."""
    calls.object_bounds(item, _left_at, _bottom_at, _right_at, _top_at)
    return _floats[3] - _floats[1]


def is_white(colour_of: Callable[..., int], item: int) -> bool:
    """Say whether a colour (of filling or of stroking) is that of paper."""
    return bool(colour_of(item, *_colour_at)) and min(_colour[:3]) >= _NEARLY_WHITE


def opacity_of(item: int) -> int:
    """How much an object's filling covers what is behind it, 0 to 255."""
    return int(_colour[3]) if calls.fill_colour(item, *_colour_at) else 255


def figures_of(item: int, frame: Matrix) -> Iterator[list[Point]]:
    """The figures of a path, each as the points that straight segments join; curves end a figure and begin another."""
    matrix = matrix_of(item).then(frame)
    figure: list[Point] = []
    for index in range(calls.count_segments(item)):
        segment = calls.path_segment(item, index)
        kind = calls.segment_type(segment)
        calls.segment_point(segment, _left_at, _bottom_at)
        point = matrix.point(_floats[0], _floats[1])
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(figure) > 1:
                yield figure
            figure = []
        figure.append(point)
        if calls.segment_closes(segment) and figure[0] != point:
            figure.append(figure[0])
    if len(figure) > 1:
        yield figure


def clips_of(item: int, frame: Matrix) -> list[Box]:
    """The boxes outside which an object is not shown, outermost first.

    Args:
        item: address of the object.
        frame: the map from the space of the page (or form) that holds it to the page as displayed.
    """
    clip = calls.clip_path(item)
    return [
        box_around([frame.point(*_clip_point(clip, path, index)) for index in _corners(count)])
        for path in range(max(0, calls.count_clip_paths(clip)))
        if (count := calls.count_clip_segments(clip, path)) > 0
    ]


def _corners(count: int) -> Iterable[int]:
    """The points that tell the box of a clip's path: two facing corners do for a rectangle, which nearly all are."""
    return (0, 2) if count in {_RECTANGLE - 1, _RECTANGLE} else range(count)


def _clip_point(clip: int, path: int, index: int) -> Point:
    calls.segment_point(calls.clip_segment(clip, path, index), _left_at, _bottom_at)
    return _floats[0], _floats[1]
