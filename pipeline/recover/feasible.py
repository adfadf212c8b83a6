"""Whether a few unknown integers can satisfy linear inequalities, and between what bounds each may then lie.

Here: Fourier-Motzkin elimination over the integers, for the two or three unknowns of a diagnosis. The coefficients of
accounting identities are 1 and -1 nearly everywhere, where it decides exactly. Not here: where the inequalities come
from (``equations``).
"""

from collections.abc import Iterable, Mapping
from math import gcd

from pipeline.recover.equations import Inequality

System = Mapping[tuple[int, ...], int]
"""The tightest bound by coefficients."""


def system_of(inequalities: Iterable[Inequality]) -> dict[tuple[int, ...], int]:
    """The inequalities, the tightest of each direction only."""
    system: dict[tuple[int, ...], int] = {}
    for inequality in inequalities:
        _tighten(system, inequality.coefficients, inequality.bound)
    return system


def _tighten(system: dict[tuple[int, ...], int], coefficients: tuple[int, ...], bound: int) -> None:
    divisor = gcd(*coefficients)
    if divisor > 1:
        coefficients, bound = tuple(each // divisor for each in coefficients), bound // divisor
    system[coefficients] = min(bound, system.get(coefficients, bound))


def _without(system: System, unknown: int) -> dict[tuple[int, ...], int]:
    """What a system says of the other unknowns."""
    rest: dict[tuple[int, ...], int] = {}
    upper = [(each, bound) for each, bound in system.items() if each[unknown] > 0]
    lower = [(each, bound) for each, bound in system.items() if each[unknown] < 0]
    for each, bound in system.items():
        if not each[unknown]:
            _tighten(rest, each, bound)
    for over, over_bound in upper:
        for under, under_bound in lower:
            up, down = -under[unknown], over[unknown]
            combined = tuple(up * a + down * b for a, b in zip(over, under, strict=True))
            _tighten(rest, combined, up * over_bound + down * under_bound)
    return rest


def bounds(system: System, unknown: int) -> tuple[int | None, int | None] | None:
    """Between what an unknown lies, ``None`` for no bound; ``None`` when nothing satisfies the system."""
    width = len(next(iter(system), ()))
    for other in range(width):
        if other != unknown:
            system = _without(system, other)
    lows = [-(bound // -each[unknown]) for each, bound in system.items() if each[unknown] < 0]
    highs = [bound // each[unknown] for each, bound in system.items() if each[unknown] > 0]
    is_contradiction = any(not each[unknown] and bound < 0 for each, bound in system.items())
    low, high = max(lows, default=None), min(highs, default=None)
    if is_contradiction or (low is not None and high is not None and low > high):
        return None
    return low, high
