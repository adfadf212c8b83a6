"""How one figure is misread: every text that one slip makes of a printed figure, by kind of slip.

Here: digits taken for their likes, dropped, doubled or swapped, the point moved or lost, and any other value. Not here:
which figure it happens to, and whether rounding explains it.
"""

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

LIKES = {"0": "68", "1": "7", "3": "8", "5": "6", "6": "058", "7": "1", "8": "036"}
"""Digits that recognition takes for each other: 0/6/8, 1/7, 3/8, 5/6."""

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


def plain(printed: str) -> str:
    """A figure without separators and blanks, as slips are counted on it."""
    return re.sub(r"[,，\s]", "", printed)


def is_figure(text: str) -> bool:
    """Whether a text is a figure as print shows one: digits, at most one point, no leading zero but one."""
    digits = text.lstrip("-").split(".", maxsplit=1)[0]
    return _FIGURE.fullmatch(text) is not None and (len(digits) == 1 or not digits.startswith("0"))


def _digit_places(figure: str) -> list[int]:
    return [place for place, character in enumerate(figure) if character.isdigit()]


def misread(figure: str) -> Iterator[str]:
    """One digit taken for one it looks like."""
    for place in _digit_places(figure):
        for like in LIKES.get(figure[place], ""):
            yield figure[:place] + like + figure[place + 1 :]


def dropped(figure: str) -> Iterator[str]:
    """One digit lost."""
    for place in _digit_places(figure):
        yield figure[:place] + figure[place + 1 :]


def doubled(figure: str) -> Iterator[str]:
    """One digit twice."""
    for place in _digit_places(figure):
        yield figure[:place] + figure[place] + figure[place:]


def neighbours(figure: str) -> Iterator[str]:
    """Two neighbouring digits swapped, a point between them or not."""
    places = _digit_places(figure)
    for first, second in pairwise(places):
        swapped = list(figure)
        swapped[first], swapped[second] = figure[second], figure[first]
        yield "".join(swapped)


def point(figure: str) -> Iterator[str]:
    """The point elsewhere among the same digits, or lost."""
    digits = figure.replace(".", "")
    if "." in figure:
        yield digits
        for place in range(1, len(digits)):
            yield digits[:place] + "." + digits[place:]


SLIPS: dict[str, Callable[[str], Iterator[str]]] = {
    "digit misread": misread,
    "digit dropped": dropped,
    "digit doubled": doubled,
    "neighbours swapped": neighbours,
    "point moved": point,
}


def slips(kind: str, printed: str) -> list[str]:
    """Every other figure that one slip of a kind makes of a printed one."""
    figure = plain(printed)
    return sorted({text for text in SLIPS[kind](figure) if text != figure and is_figure(text)})


def inserted(figure: str) -> Iterator[str]:
    """Any digit set in anywhere: what a dropped one may have been."""
    for place in range(len(figure) + 1):
        for digit in "0123456789":
            yield figure[:place] + digit + figure[place:]


def undoubled(figure: str) -> Iterator[str]:
    """One of two equal neighbours left out: what a doubled digit may have been."""
    for place in range(1, len(figure)):
        if figure[place] == figure[place - 1] and figure[place].isdigit():
            yield figure[:place] + figure[place + 1 :]


def readings(printed: str) -> set[str]:
    """Every other figure of which one slip makes the printed one: what a misread figure may have been."""
    figure = plain(printed)
    undone = (misread, undoubled, neighbours, point, inserted)
    found = {text for undo in undone for text in undo(figure) if is_figure(text)}
    if "." not in figure:
        # The point was lost: it may have stood anywhere.
        found |= {f"{figure[:place]}.{figure[place:]}" for place in range(1, len(figure))}
    return found - {figure}


def other_value(printed: str, rng: random.Random) -> str:
    """Any figure of as many digits."""
    figure = plain(printed)
    places = _digit_places(figure)
    digits = [rng.choice("123456789" if place == places[0] else "0123456789") for place in places]
    replaced = list(figure)
    for place, digit in zip(places, digits, strict=True):
        replaced[place] = digit
    return "".join(replaced)
