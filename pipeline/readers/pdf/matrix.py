"""Affine maps of the plane, as PDF has them (ISO 32000-1, 8.3.3).

Here: composition, application, and the map from a page's own space to the page as displayed. Not here: pages.
"""

import math
from typing import NamedTuple

_NEARLY_SQUARE = 3


class Matrix(NamedTuple):
    """Maps (x, y) to (ax + cy + e, bx + dy + f)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, outer: "Matrix") -> "Matrix":
        """This map followed by another."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def turn(self) -> int:
        """The direction that the x axis takes, in degrees clockwise where y grows downward.

        A line that is not quite level was meant to be: within three degrees it is the right angle.
        """
        turn = math.degrees(math.atan2(self.b, self.a))
        square = round(turn / 90) * 90
        return (square if abs(turn - square) <= _NEARLY_SQUARE else round(turn)) % 360

    @property
    def rise(self) -> float:
        """How long a unit of the y axis becomes at right angles to the x axis: what a font's size is multiplied by."""
        length = math.hypot(self.a, self.b)
        return abs(self.a * self.d - self.b * self.c) / length if length else 0.0


def displayed(box: tuple[float, float, float, float], rotation: int) -> Matrix:
    """The map from a page's own space (y grows upward) to the page as displayed (y grows downward from the top left).

    Args:
        box: left, bottom, right, top of the page in its own space.
        rotation: the page's /Rotate, clockwise.
    """
    left, bottom, right, top = box
    return {
        0: Matrix(1, 0, 0, -1, -left, top),
        90: Matrix(0, 1, 1, 0, -bottom, -left),
        180: Matrix(-1, 0, 0, 1, right, -bottom),
        270: Matrix(0, -1, -1, 0, top, right),
    }[rotation % 360]
