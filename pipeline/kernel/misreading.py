"""What recognition (OCR) may have made of a number: the numbers that a printed text may be a misreading of.

Here: single misreadings of digit strings, with words for them: a digit taken for another, dropped or doubled,
neighbours swapped, the point moved or lost, a code that lost its end. Not here: which of the meanings is true
(``recover.repair``, ``tables.misread_codes``): nothing is put right because it looks likely.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product

from pipeline.kernel.text import folded

LOOKALIKES = frozenset({"06", "08", "68", "17", "38", "56"})
"""Pairs of digits that recognition takes for one another."""

MOST_LOST = 2
"""How many digits a code may have lost at its end."""

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Misreading:
    """What may have happened to a text.

    Attributes:
        meant: the text as it may have been meant.
        words: what was done to it, for a person.
        is_likely: whether recognition is known to do so; it seldom takes a digit for one that does not look like it.
    """

    meant: str
    words: str
    is_likely: bool = True


def misread_numbers(printed: str, decimals: int) -> dict[Decimal, Misreading]:
    """The numbers that one misreading turns into a printed one, with the likeliest misreading for each.

    Args:
        printed: a number as printed, thousands separators and blanks included.
        decimals: how many places the numbers around it print; none of the meant ones has more.
    """
    text = folded(printed).replace("，", ",").replace(",", "").replace("。", ".")
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text.lstrip("+"))
    found: dict[Decimal, Misreading] = {}
    every = [*_of_point(text, decimals), *_of_digits(text)]
    for misreading in sorted(every, key=lambda each: not each.is_likely):
        integer, _, fraction = misreading.meant.partition(".")
        is_written_so = integer and (integer == "0" or not integer.startswith("0")) and len(fraction) <= decimals
        if is_written_so and not misreading.meant.endswith("."):
            found.setdefault(Decimal(sign + misreading.meant), misreading)
    found.pop(Decimal(sign + text), None)
    return found


def misread_codes(printed: str) -> dict[str, str]:
    """The codes that one misreading, or the loss of their last digits, turns into a printed one, with words for it."""
    found: dict[str, str] = {}
    for misreading in _of_digits(printed):
        found.setdefault(misreading.meant, misreading.words)
    for lost in range(1, MOST_LOST + 1):
        for ending in product(_DIGITS, repeat=lost):
            found.setdefault(printed + "".join(ending), "its end was lost")
    found.pop(printed, None)
    return found


def _of_point(text: str, decimals: int) -> Iterator[Misreading]:
    """The same digits with the point where the numbers around print it."""
    digits = text.replace(".", "").lstrip("0")
    if not decimals or not digits:
        return
    digits = digits.rjust(decimals + 1, "0")
    yield Misreading(
        f"{digits[:-decimals]}.{digits[-decimals:]}",
        "the decimal point was moved" if "." in text else "the decimal point was lost",
    )


def _of_digits(text: str) -> Iterator[Misreading]:
    """Texts that differ by one digit taken for another, dropped or doubled, or by two neighbours swapped."""
    places = [place for place, character in enumerate(text) if character != "."]
    for place in places:
        for digit in _DIGITS:
            if digit != text[place]:
                yield _taken_for(text, place, digit)
    for place, after in pairwise(places):
        if text[place] == text[after]:
            yield Misreading(text[:place] + text[place + 1 :], f"the digit {text[place]} was doubled")
        else:
            between = text[place + 1 : after]
            swapped = text[:place] + text[after] + between + text[place] + text[after + 1 :]
            yield Misreading(swapped, f"the digits {text[after]} and {text[place]} were swapped")
    for place in range(len(text) + 1):
        for digit in _DIGITS:
            yield Misreading(text[:place] + digit + text[place:], f"a digit {digit} was dropped")


def _taken_for(text: str, place: int, digit: str) -> Misreading:
    are_alike = "".join(sorted((digit, text[place]))) in LOOKALIKES
    words = f"the digit {digit} was read as {text[place]}{' (they look alike)' if are_alike else ''}"
    return Misreading(text[:place] + digit + text[place + 1 :], words, are_alike)
