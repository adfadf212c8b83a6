"""Drawings -> rules.

Here: straight edges of what is painted, through the matrices of nested forms; areas and pictures as thin as a rule. Not
here: text, and which rules make a table.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pypdfium2 import raw

from pipeline.readers.pdf.matrix import Matrix
from pipeline.readers.pdf.page_objects import Box, Rule
from pipeline.readers.pdf.pdfium import calls
from pipeline.readers.pdf.pdfium.objects import bounds_of, clips_of, figures_of, is_white, matrix_of
from pipeline.readers.pdf.shapes import Point, box_around, cut_at, shown_on, thin_rules

MAX_OBJECTS = 100_000
"""The densest page met has 4,000; a page with more than this is a map or a drawing, and what is beyond is not read."""

_LEAN = 0.01
"""Of its length: how far a rule may lean."""

_ROUNDING = 0.05
"""Points that any rule may lean, as coordinates are rounded."""

_RECTANGLE = 5
"""Points of a closed rectangle's path, the first one again at the end included."""

_MAX_DEPTH = 12


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page.

    Attributes:
        page: the box of the page as displayed.
        rules: straight edges that show.
        white: straight edges drawn in white; they show on shaded areas only.
        shades: areas filled with a colour.
        texts: the text objects by address, each with the map from the space that it is set in to the page as displayed.
        has_drawings: a filled area, a curve, or a line that is neither level nor upright.
        pictured: the share of the page that the largest picture covers.
        object_count: how many objects were met, those in forms included.
    """

    page: Box
    rules: list[Rule] = field(default_factory=list)
    white: list[Rule] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    texts: dict[int, Matrix] = field(default_factory=dict)
    has_drawings: bool = False
    pictured: float = 0.0
    object_count: int = 0

    @property
    def visible_rules(self) -> list[Rule]:
        """The rules that stand out from what they are drawn on."""
        return self.rules + shown_on(self.shades, self.white)


def drawing_on(page: int, frame: Matrix, size: tuple[float, float]) -> Drawing:
    """Everything drawn on an open page.

    Args:
        page: its address.
        frame: the map from the page's space to the page as displayed.
        size: width and height of the page as displayed.
    """
    drawing = Drawing((0.0, 0.0, *size))
    _walk(drawing, page, calls.count_page_objects(page), calls.page_object, frame, 0)
    return drawing


def _walk(drawing: Drawing, holder: int, count: int, get: Callable[[int, int], int], frame: Matrix, depth: int) -> None:
    object_type = calls.object_type
    for index in range(min(count, MAX_OBJECTS - drawing.object_count)):
        drawing.object_count += 1
        item = get(holder, index)
        kind = object_type(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(drawing, item, frame)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            drawing.texts[item] = frame
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < _MAX_DEPTH:
                inner = matrix_of(item).then(frame)
                _walk(drawing, item, calls.count_form_objects(item), calls.form_object, inner, depth + 1)
        else:
            box = bounds_of(item, frame)
            drawing.pictured = max(drawing.pictured, _share(box, drawing.page))
            drawing.rules += _shown(thin_rules(box), drawing, item, frame)


def _add_path(drawing: Drawing, item: int, frame: Matrix) -> None:
    is_filled, is_stroked = calls.painting_of(item)
    if is_stroked:
        rules = [rule for figure in figures_of(item, frame) for rule in _edges(figure, drawing)]
    elif is_filled:
        rules = list(_filled(item, frame, drawing))
    else:
        return
    colour_of = calls.stroke_colour if is_stroked else calls.fill_colour
    if rules and is_white(colour_of, item):
        drawing.white += rules
    else:
        drawing.rules += _shown(rules, drawing, item, frame)


def _edges(figure: list[Point], drawing: Drawing) -> Iterator[Rule]:
    """The edges of a figure that is stroked."""
    for (x0, y0), (x1, y1) in pairwise(figure):
        across, down = abs(x0 - x1), abs(y0 - y1)
        if across < down and across <= max(_LEAN * down, _ROUNDING):
            yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
        elif down < across and down <= max(_LEAN * across, _ROUNDING):
            yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif across or down:
            drawing.has_drawings = True


def _filled(item: int, frame: Matrix, drawing: Drawing) -> Iterator[Rule]:
    """The figures of a filled path that are thin enough to be rules; the others are shades.

    The edges of an area are no rules: they frame the bars of charts and the stripes of tables, whose cells are ruled
    where they are to be told apart.
    """
    if calls.count_segments(item) <= _RECTANGLE:
        boxes = [bounds_of(item, frame)]
    else:
        boxes = [box_around(figure) for figure in figures_of(item, frame) if len(figure) <= _RECTANGLE]
        drawing.has_drawings |= not boxes
    for box in boxes:
        rules = thin_rules(box)
        yield from rules
        if not rules and not is_white(calls.fill_colour, item):
            drawing.shades.append(box)
            drawing.has_drawings = True


def _shown(rules: Iterable[Rule], drawing: Drawing, item: int, frame: Matrix) -> Iterator[Rule]:
    """Rules cut off at the edges of the page, and where they reach beyond, at the edges of their clip.

    Spreadsheets draw a tall row, or columns outside the print area, whole on each page.
    """
    limits: Box | None = None
    for rule in rules:
        if _is_within(rule, drawing.page):
            yield rule
            continue
        limits = limits or _common([drawing.page, *clips_of(item, frame)])
        cut = cut_at(rule, limits)
        if cut is not None:
            yield cut


def _is_within(rule: Rule, box: Box) -> bool:
    left, top, right, bottom = box
    if rule.is_vertical:
        return left <= rule.at <= right and top <= rule.start and rule.end <= bottom
    return top <= rule.at <= bottom and left <= rule.start and rule.end <= right


def _share(box: Box, page: Box) -> float:
    """How much of a page a box covers."""
    left, top, right, bottom = _common([box, page])
    return max(0.0, right - left) * max(0.0, bottom - top) / max(1.0, page[2] * page[3])


def _common(boxes: list[Box]) -> Box:
    return (
        max(box[0] for box in boxes),
        max(box[1] for box in boxes),
        min(box[2] for box in boxes),
        min(box[3] for box in boxes),
    )
