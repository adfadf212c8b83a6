"""Items of balance tables that lost their cells: two sides on one line, either of which may be missing.

Here: which words of a line are whose label, and whose its figures are. Not here: the item's place in the row tree
(``item_rows``).

A line prints at most one item a side, revenue first. Where its words could be cut in several ways, the likeliest cut
is the one whose labels the sides' row trees know and whose ordinals (一、 二、) go on where the side left off.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.kernel.codes import Codes
from pipeline.kernel.money import is_dash, parse_number
from pipeline.kernel.text import folded, is_memo_label, split_ordinal, without_space
from pipeline.readers.document import RawCell
from pipeline.tables.item_rows import ItemLine, item_rows
from pipeline.tables.model import MAIN, Family, Head, Side
from pipeline.tables.tokens.lines import BodyReading, Line, is_unreadable

UNREADABLE = "no number that can be read, among amounts"
NO_ITEM = "stands on a line that names no item of its side"

_KNOWN, _UNKNOWN = 3.0, -1.0
_NEXT = 2.0
_HAN = {numeral: value for value, numeral in enumerate("一二三四五六七八九", start=1)}


@dataclass(slots=True)
class _Item:
    """An item of one side: its label's tokens put together, and its figures."""

    row_no: int
    label: str
    token: RawCell
    figures: list[RawCell] = field(default_factory=list)


@dataclass(slots=True)
class _SideState:
    """What a side has printed so far: its items, and by depth the last ordinal."""

    side: Side
    items: list[_Item] = field(default_factory=list)
    ordinals: dict[int, int] = field(default_factory=dict)
    last_line: int = 0


def ordinal_value(text: str) -> int | None:
    """The value of a label's ordinal: 11 for ``十一、``, 34 for ``（三十四）``, 2 for ``2.``; ``None`` without one."""
    depth, label = split_ordinal(text)
    if not depth:
        return None
    printed = folded(text).removesuffix(folded(label)).strip("().、")
    if printed.isdigit():
        return int(printed)
    tens, has_tens, ones = printed.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if has_tens else 0) + _HAN.get(ones, 0)


def clean_label(text: str) -> str:
    """A label without white space and without the opening bracket with which nothing begins; its colon is printed."""
    label = without_space(text)
    return label.rstrip("(（") or label


class _Knowledge:
    """Which labels a family's sides know, by their row trees and by the names of functional classes (类)."""

    def __init__(self, family: Family, codes: Codes) -> None:
        self._items = family.items
        self._functions = codes.function

    def is_known(self, side: Side, text: str) -> bool:
        label = folded(split_ordinal(clean_label(text))[1])
        if is_memo_label(label) and ":" in label:
            label = label.split(":", 1)[1]
        if any(node.is_labelled(label) for node in self._items[side].walk()):
            return True
        return side is Side.EXPENDITURE and self._functions.top_level_code(label) is not None


def _likelihood(state: _SideState, text: str, knowledge: _Knowledge) -> float:
    """How well a label goes on with what a side has printed; nothing is neither likely nor unlikely."""
    if not text:
        return 0.0
    score = _KNOWN if knowledge.is_known(state.side, text) else _UNKNOWN
    value = ordinal_value(text)
    if value is not None:
        before = state.ordinals.get(split_ordinal(text)[0], 0)
        score += _NEXT / (value - before) if value > before else _UNKNOWN
    return score


def _runs(line: Line) -> list[tuple[list[RawCell], list[RawCell]]]:
    """The line as runs of words, each with the figures behind it."""
    runs: list[tuple[list[RawCell], list[RawCell]]] = []
    for token in line:
        is_figure = is_dash(token.text) or parse_number(token.text) is not None or is_unreadable(token)
        if is_figure and runs:
            runs[-1][1].append(token)
        elif is_figure:
            runs.append(([], [token]))
        elif not runs or runs[-1][1]:
            runs.append(([token], []))
        else:
            runs[-1][0].append(token)
    return runs


def _text(tokens: Sequence[RawCell]) -> str:
    return "".join(token.text for token in tokens)


def _cuts(line: Line) -> Iterator[tuple[list[RawCell], list[RawCell], list[RawCell], list[RawCell]]]:
    """Every way to give a line's words and figures to its sides: left words and figures, right words and figures.

    Where figures stand between words they part the sides; figures that end the line belong to the last words.
    """
    runs = _runs(line)
    if len(runs) > 1:
        words, figures = runs[0]
        rest = [token for run in runs[1:] for token in run[0]]
        yield words, figures, rest, [token for run in runs[1:] for token in run[1]]
        return
    for words, figures in runs:
        for at in range(len(words) + 1):
            left, right = words[:at], words[at:]
            yield (left, [], right, figures) if right else (left, figures, [], [])


def _cut(
    line: Line, left: _SideState, right: _SideState, widths: Mapping[Side, int], knowledge: _Knowledge
) -> tuple[list[RawCell], list[RawCell], list[RawCell], list[RawCell]]:
    """The likeliest cut; figures beyond a side's columns speak against one."""

    def score(cut: tuple[list[RawCell], list[RawCell], list[RawCell], list[RawCell]]) -> float:
        words, figures, other_words, other_figures = cut
        beyond = max(0, len(figures) - widths[left.side]) + max(0, len(other_figures) - widths[right.side])
        likelihood = _likelihood(left, _text(words), knowledge) + _likelihood(right, _text(other_words), knowledge)
        return likelihood - _KNOWN * beyond

    return max(_cuts(line), key=score)


def _is_rest(state: _SideState, text: str, figures: Sequence[RawCell], line: int, knowledge: _Knowledge) -> bool:
    """Say whether words are the rest of the side's last label, broken over two lines."""
    if figures or not state.items or state.last_line != line - 1:
        return False
    is_own = ordinal_value(text) is not None or is_memo_label(text) or knowledge.is_known(state.side, text)
    return not is_own and ordinal_value(state.items[-1].label) is not None


def _take(
    state: _SideState, words: Sequence[RawCell], figures: list[RawCell], row_no: int, line: int, knowledge: _Knowledge
) -> bool:
    """Add words and figures to a side as a new item, or to its last; say whether they were a new one."""
    text = _text(words)
    if _is_rest(state, text, figures, line, knowledge):
        state.items[-1].label += text
        state.last_line = line
        return False
    depth, value = split_ordinal(text)[0], ordinal_value(text)
    if value is not None:
        state.ordinals = {other: last for other, last in state.ordinals.items() if other < depth} | {depth: value}
    state.items.append(_Item(row_no, text, words[0], figures))
    state.last_line = line
    return True


def read_items(body: Sequence[Line], heads: Sequence[Head], family: Family, codes: Codes) -> BodyReading:
    """Read the body of a balance table."""
    knowledge = _Knowledge(family, codes)
    left, right = _SideState(Side.REVENUE), _SideState(Side.EXPENDITURE)
    widths = {side: sum(head.side == side and not head.role for head in heads) for side in Side}
    strays: list[tuple[RawCell, str]] = []
    row_no = 1
    for number, line in enumerate((line for line in body if line), start=1):
        words, figures, other_words, other_figures = _cut(line, left, right, widths, knowledge)
        has_new = False
        for state, own_words, own_figures in ((left, words, figures), (right, other_words, other_figures)):
            if own_words:
                has_new |= _take(state, own_words, own_figures, row_no, number, knowledge)
            else:
                strays += [(token, NO_ITEM) for token in own_figures if not is_dash(token.text)]
        row_no += has_new
    lines = {
        (state.side, MAIN): [ItemLine(item.row_no, clean_label(item.label), item.token.place) for item in state.items]
        for state in (left, right)
    }
    rows = item_rows(lines, family, codes)
    items = [item for side in family.items for item in (left if side is Side.REVENUE else right).items]
    strays += [(token, UNREADABLE) for item in items for token in item.figures if is_unreadable(token)]
    figures_by_row = {
        row.index: tuple(token for token in item.figures if not is_unreadable(token))
        for row, item in zip(rows, items, strict=True)
    }
    return BodyReading(tuple(rows), figures_by_row, (), tuple(strays))
