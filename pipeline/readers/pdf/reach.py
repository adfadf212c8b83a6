"""How far a ruled region goes beyond its closed cells.

Here: its outline, from the rules that run on beyond the cells or stand beside them. Not here: finding closed cells
(``ruling``), and the cells that the outline leaves open (``lattice``).
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from pipeline.readers.pdf.page_objects import Box, Rule

_OUTER_COLUMN = 12.0
"""Rules that run on this far (points) beyond the last upright one bound another column: about one character."""

_OUTER_ROW = 6.0
"""Likewise below the last level rule: about one line of the smallest print."""

_TOGETHER = 3.0


def touches(rule: Rule, box: Box) -> bool:
    """Say whether a rule runs through a box or along one of its sides."""
    left, top, right, bottom = box if rule.is_vertical else (box[1], box[0], box[3], box[2])
    return left - 1 <= rule.at <= right + 1 and rule.start < bottom + _TOGETHER and rule.end > top - _TOGETHER


def reach_of(box: Box, rules: Sequence[Rule]) -> Box:
    """The box of closed cells, moved out to where rules run on, two of them or one to another that closes it."""
    near = [rule for rule in rules if touches(rule, box)]
    starts = [Rule(rule.is_vertical, -rule.at, -rule.end, -rule.start) for rule in near]
    closers = [rule for rule in rules if rule not in near]
    mirrored = [rule._replace(at=-rule.at) for rule in closers]
    return _with_bare_columns(
        (
            -_moved_out(-box[0], starts, mirrored, is_vertical=False),
            -_moved_out(-box[1], starts, mirrored, is_vertical=True),
            _moved_out(box[2], near, closers, is_vertical=False),
            _moved_out(box[3], near, closers, is_vertical=True),
        ),
        rules,
    )


def _with_bare_columns(box: Box, rules: Sequence[Rule]) -> Box:
    """The box with its sides moved out over columns without a level rule: one merged cell fills them on this page.

    The upright rules of such columns begin and end where the region does, as no others beside a table do; those that a
    level rule meets are of another region.
    """
    left, top, right, bottom = box
    as_high = [
        rule.at
        for rule in rules
        if rule.is_vertical and abs(rule.start - top) <= _TOGETHER and abs(rule.end - bottom) <= _TOGETHER
    ]
    levels = [rule for rule in rules if not rule.is_vertical and top - _TOGETHER <= rule.at <= bottom + _TOGETHER]

    def is_bare(at: float) -> bool:
        return not any(level.start - _TOGETHER <= at <= level.end + _TOGETHER for level in levels)

    lefts = takewhile(is_bare, sorted((at for at in as_high if at < left - _TOGETHER), reverse=True))
    rights = takewhile(is_bare, sorted(at for at in as_high if at > right + _TOGETHER))
    return min(lefts, default=left), top, max(rights, default=right), bottom


def _moved_out(side: float, rules: Iterable[Rule], closers: Iterable[Rule], *, is_vertical: bool) -> float:
    """Where the furthest end of a rule is shared, beyond a side (of the higher coordinate) that rules run across."""
    step = _OUTER_ROW if is_vertical else _OUTER_COLUMN
    ends = [rule.end for rule in rules if rule.is_vertical == is_vertical and rule.end > side + step]
    stops = [rule.at for rule in closers if rule.is_vertical != is_vertical]
    shared = (end for end in ends if sum(abs(end - stop) <= _TOGETHER for stop in [*ends, *stops]) > 1)
    return max(shared, default=sorted(ends)[-2] if len(ends) > 1 else side)


def at_rules(box: Box, rules: Sequence[Rule]) -> Box:
    """The box with its sides on rules, where such run beside them."""
    left, top, right, bottom = (
        next((rule.at for rule in rules if rule.is_vertical == is_vertical and abs(rule.at - side) <= _TOGETHER), side)
        for side, is_vertical in zip(box, (True, False, True, False), strict=True)
    )
    return left, top, right, bottom
