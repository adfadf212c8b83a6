"""Which way up a page reads.

Here: pages whose text is turned without the page being so, and boxes brought back to the page as displayed. Not here:
/Rotate, which is applied when a page is parsed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.pdf.page_objects import TURNS, Box, Glyph, Rule, turned_point


@dataclass(frozen=True, slots=True)
class Orientation:
    """The turn (one of ``TURNS``) of a page's text, and the size of the page as displayed."""

    turn: int
    width: float
    height: float

    def upright(self, box: Box) -> Box:
        """A box of the displayed page, on the page turned so that its text stands upright."""
        return _turned(box, self.turn, self.width, self.height)

    def displayed(self, box: Box) -> Box:
        """A box of the upright page, on the page as displayed."""
        width, height = (self.height, self.width) if self.turn in {90, 270} else (self.width, self.height)
        return _turned(box, -self.turn % 360, width, height)

    def upright_rules(self, rules: Sequence[Rule]) -> list[Rule]:
        """Rules of the displayed page, on the upright one."""
        return [_rule(self.upright(_box(rule)), rule, self.turn) for rule in rules] if self.turn else list(rules)


def orientation(glyphs: Iterable[Glyph], width: float, height: float) -> Orientation:
    """The orientation that most of a page's text has."""
    turns = Counter(glyph.turn for glyph in glyphs if glyph.turn in TURNS)
    return Orientation(max(TURNS, key=lambda turn: turns[turn]), width, height)


def _turned(box: Box, turn: int, width: float, height: float) -> Box:
    if not turn:
        return box
    left, top, right, bottom = box
    corners = [turned_point(x, y, turn, width, height) for x, y in ((left, top), (right, bottom))]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return xs[0], ys[0], xs[1], ys[1]


def _box(rule: Rule) -> Box:
    return (rule.at, rule.start, rule.at, rule.end) if rule.is_vertical else (rule.start, rule.at, rule.end, rule.at)


def _rule(box: Box, rule: Rule, turn: int) -> Rule:
    left, top, right, bottom = box
    if rule.is_vertical == (turn == 180):
        return Rule(True, left, top, bottom)
    return Rule(False, top, left, right)
