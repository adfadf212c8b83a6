"""A page's objects as pdfplumber parses them.

Here: the slow way, which serves as the oracle of ``pdfium`` and where pdfium's objects cannot be used. Not here: use.
"""

import math
from typing import Any

from pipeline.readers.pdf.page_objects import Glyph, PageObjects, Rule


def page_objects(page: Any) -> PageObjects:
    """The glyphs and rules of a ``pdfplumber.page.Page``."""
    glyphs = [_glyph(page, char) for char in page.chars]
    rules = [_rule(edge) for edge in page.edges if edge["orientation"]]
    return PageObjects(float(page.width), float(page.height), glyphs, rules)


def _glyph(page: Any, char: dict[str, Any]) -> Glyph:
    a, b, _, _, _, f = char["matrix"]
    turn = round(-math.degrees(math.atan2(b, a)) + (page.rotation or 0)) % 360
    baseline = float(page.height) - f if not page.rotation else char["bottom"]
    return Glyph(
        char["text"],
        char["x0"],
        char["top"],
        char["x1"],
        char["bottom"],
        baseline,
        char["size"],
        turn,
        0,
    )


def _rule(edge: dict[str, Any]) -> Rule:
    if edge["orientation"] == "v":
        return Rule(True, edge["x0"], edge["top"], edge["bottom"])
    return Rule(False, edge["top"], edge["x0"], edge["x1"])
