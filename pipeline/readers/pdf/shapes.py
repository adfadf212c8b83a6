"""What is painted on a page, as boxes and rules.

Here: points to boxes, boxes to rules, what of a rule shows, whoever parsed the page. Not here: parsing, cells.
"""

from collections.abc import Iterable, Sequence

from pipeline.readers.pdf.page_objects import Box, Rule

Point = tuple[float, float]

_THIN = 3.0
"""Points up to which a filled shape is a rule and not an area; pdfplumber merges rules that are closer than this."""

_INSIDE = 1.0


def box_around(points: list[Point]) -> Box:
    """The box that holds points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def cut_at(rule: Rule, box: Box) -> Rule | None:
    """What of a rule lies in a box."""
    left, top, right, bottom = box if rule.is_vertical else (box[1], box[0], box[3], box[2])
    start, end = max(rule.start, top), min(rule.end, bottom)
    return rule._replace(start=start, end=end) if left <= rule.at <= right and start < end else None


def thin_rules(box: Box) -> list[Rule]:
    """The rule along the middle of a thin box; a dot may be part of one in either direction."""
    left, top, right, bottom = box
    across, down = right - left, bottom - top
    rules = []
    if across <= _THIN:
        rules.append(Rule(True, (left + right) / 2, top, bottom))
    if down <= _THIN:
        rules.append(Rule(False, (top + bottom) / 2, left, right))
    return rules


def shown_on(shades: Sequence[Box], white: Iterable[Rule]) -> list[Rule]:
    """The white rules that stand out from the areas that they are drawn on."""
    return [rule for rule in white if any(_runs_through(rule, shade) for shade in shades)]


def _runs_through(rule: Rule, shade: Box) -> bool:
    left, top, right, bottom = shade
    middle = (rule.start + rule.end) / 2
    if rule.is_vertical:
        return left + _INSIDE < rule.at < right - _INSIDE and top <= middle <= bottom
    return top + _INSIDE < rule.at < bottom - _INSIDE and left <= middle <= right
