"""Slips of the hand and of the eye: what turns the figure that was meant into the one that is printed.

Here: telling a plausible slip from two numbers, in words. Not here: which number was meant (``diagnosis``), sides of an
identity that differ as wholes (``expectations.causes``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Slip:
    """A plausible slip.

    Attributes:
        kind: ``sign``, ``point``, ``swapped``, ``digit``, ``dropped``, ``doubled``; of a cell (``suspects``) also
            ``blank``, and ``too_high`` and ``too_low`` for what the row above or below prints.
        words: what happened, for a person.
    """

    kind: str
    words: str


def slip_between(printed: Decimal, meant: Decimal, quantum: Decimal) -> Slip | None:
    """The slip that turns the number meant into the printed one; ``None`` where there is no plausible one.

    Args:
        printed: the figure as printed.
        meant: what it would have to be.
        quantum: the printed place in which digits are compared; what is no multiple of it only a moved point explains.
    """
    if not printed or not meant or printed == meant:
        return None
    if printed == -meant:
        return Slip("sign", "its sign is turned round")
    if (printed > 0) != (meant > 0):
        return None
    moved = _point(abs(printed), abs(meant))
    if moved or meant % quantum or printed % quantum:
        return moved
    wrong, right = (str(int(abs(value) / quantum)) for value in (printed, meant))
    return next((slip for tell in _DIGIT_SLIPS if (slip := tell(wrong, right))), None)


def nearest_slip(printed: Decimal, meant: Iterable[Decimal], quantum: Decimal) -> tuple[Decimal, Slip] | None:
    """The one of several numbers that a slip turns into the printed one; ``None`` where none or more than one is."""
    found = [(each, slip) for each in meant if (slip := slip_between(printed, each, quantum))]
    return found[0] if len(found) == 1 else None


def _point(printed: Decimal, meant: Decimal) -> Slip | None:
    shift = printed.adjusted() - meant.adjusted()
    if shift and printed == meant.scaleb(shift):
        return Slip("point", f"its decimal point is moved: it is ×10{_raised(shift)} of what it should be")
    return None


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _swapped(wrong: str, right: str) -> Slip | None:
    if len(wrong) != len(right):
        return None
    differing = [place for place in range(len(wrong)) if wrong[place] != right[place]]
    if len(differing) != 2:
        return None
    first, second = differing
    is_turned = (wrong[first], wrong[second]) == (right[second], right[first])
    if not is_turned or second != first + 1:
        return None
    return Slip(
        "swapped", f"two neighbouring digits are swapped: {wrong[first : second + 1]} for {right[first : second + 1]}"
    )


def _digit(wrong: str, right: str) -> Slip | None:
    differing = [(a, b) for a, b in zip(wrong, right, strict=False) if a != b]
    if len(wrong) != len(right) or len(differing) != 1:
        return None
    return Slip("digit", f"one digit differs: {differing[0][0]} for {differing[0][1]}")


def _dropped(wrong: str, right: str) -> Slip | None:
    lost = _extra(right, wrong)
    return Slip("dropped", f"a digit is dropped: {lost}") if lost else None


def _doubled(wrong: str, right: str) -> Slip | None:
    added = _extra(wrong, right)
    return Slip("doubled", f"a digit is doubled or added: {added}") if added else None


def _extra(longer: str, shorter: str) -> str:
    """The digit that the longer of two numbers has beside those of the shorter; empty where that is not so."""
    if len(longer) != len(shorter) + 1:
        return ""
    place = next((at for at in range(len(shorter)) if longer[at] != shorter[at]), len(shorter))
    return longer[place] if longer[:place] + longer[place + 1 :] == shorter else ""


_DIGIT_SLIPS: tuple[Callable[[str, str], Slip | None], ...] = (_swapped, _digit, _dropped, _doubled)
