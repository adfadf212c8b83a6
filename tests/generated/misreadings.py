"""Misreadings of single figures, as recognition (OCR) makes them: the damage that repair is there for.

Here: from one printed figure to another, by kind, each a pure function of the text and a ``random.Random``. Not here:
where in a document they are made (``faults``), and judging what becomes of them.
"""

import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from generated.faults import NoTargetError

Misread = Callable[[str, random.Random], str]

_ALIKE: Mapping[str, str] = {"0": "68", "6": "085", "8": "063", "1": "7", "7": "1", "3": "8", "5": "6"}


def _digits(printed: str) -> list[int]:
    return [place for place, character in enumerate(printed) if character.isdigit()]


def lookalike(printed: str, rng: random.Random) -> str:
    """One digit taken for one that looks like it."""
    places = [place for place in _digits(printed) if printed[place] in _ALIKE]
    if not places:
        raise NoTargetError("lookalike")
    place = rng.choice(places)
    return printed[:place] + rng.choice(_ALIKE[printed[place]]) + printed[place + 1 :]


def other_digit(printed: str, rng: random.Random) -> str:
    """One digit taken for any other."""
    place = rng.choice(_digits(printed))
    digit = rng.choice([digit for digit in "0123456789" if digit != printed[place]])
    return printed[:place] + digit + printed[place + 1 :]


def dropped(printed: str, rng: random.Random) -> str:
    """One digit left out."""
    place = rng.choice(_digits(printed))
    return printed[:place] + printed[place + 1 :]


def doubled(printed: str, rng: random.Random) -> str:
    """One digit read twice."""
    place = rng.choice(_digits(printed))
    return printed[:place] + printed[place] + printed[place:]


def swapped(printed: str, rng: random.Random) -> str:
    """Two neighbours in the other order."""
    places = _digits(printed)
    pairs = [(left, right) for left, right in pairwise(places) if printed[left] != printed[right]]
    if not pairs:
        raise NoTargetError("swapped")
    left, right = rng.choice(pairs)
    return printed[:left] + printed[right] + printed[left + 1 : right] + printed[left] + printed[right + 1 :]


def point_lost(printed: str, _: random.Random) -> str:
    """No decimal point."""
    if "." not in printed:
        raise NoTargetError("point lost")
    return printed.replace(".", "")


def point_moved(printed: str, rng: random.Random) -> str:
    """The decimal point one place to the left or right, no separators."""
    integer, _, fraction = printed.replace(",", "").partition(".")
    ways = [f"{integer}{fraction[0]}.{fraction[1:]}"] if len(fraction) > 1 else []
    ways += [f"{integer[:-1]}.{integer[-1]}{fraction}"] if len(integer) > 1 else []
    if not ways:
        raise NoTargetError("point moved")
    return rng.choice(ways)


MISREADINGS: tuple[Misread, ...] = (lookalike, other_digit, dropped, doubled, swapped, point_lost, point_moved)


def misread(kind: Misread, printed: str, rng: random.Random) -> str:
    """A figure misread, as another number: without thousands separators, which a misreading would put in odd places.

    Raises:
        NoTargetError: the figure cannot be misread so, or reads as the same number.
    """
    plain = printed.replace(",", "")
    found = kind(plain, rng)
    if not found.strip(".0") or Decimal(found) == Decimal(plain):
        raise NoTargetError(kind.__name__)
    return found
