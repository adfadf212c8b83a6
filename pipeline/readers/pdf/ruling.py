"""Rules -> tables: pdfplumber's table finder, fed with rules, whoever parsed them.

Here: cells of ruled regions, outer columns without a rule of their own included. Not here: text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import TableFinder

from pipeline.readers.pdf.page_objects import Rule

Box = tuple[float, float, float, float]

_OUTER_COLUMN = 12.0
"""A horizontal rule that runs on this far (points) beyond the last vertical one bounds another column."""


@dataclass(frozen=True, slots=True)
class _Ruling:
    """The one thing that the table finder asks of a page."""

    edges: list[dict[str, Any]]


def _edge(rule: Rule) -> dict[str, Any]:
    length = rule.end - rule.start
    if rule.is_vertical:
        place = {"x0": rule.at, "x1": rule.at, "top": rule.start, "bottom": rule.end, "width": 0, "height": length}
    else:
        place = {"x0": rule.start, "x1": rule.end, "top": rule.at, "bottom": rule.at, "width": length, "height": 0}
    return {**place, "orientation": "v" if rule.is_vertical else "h", "object_type": "line"}


def find_tables(rules: Sequence[Rule]) -> list[list[Box]]:
    """The cells of each ruled region, cells as left, top, right, bottom."""
    found = _find(rules)
    outer = [rule for table in found.tables for rule in _outer_verticals(table.bbox, found.edges)]
    if outer:
        found = _find([*rules, *outer])
    return [list(table.cells) for table in found.tables]


def _find(rules: Iterable[Rule]) -> TableFinder:
    return TableFinder(_Ruling([_edge(rule) for rule in rules]))


def _outer_verticals(box: Box, edges: Sequence[dict[str, Any]]) -> list[Rule]:
    """The verticals that a table lacks at its sides: where its horizontals run on together."""
    left, top, right, bottom = box
    crossing = [
        edge
        for edge in edges
        if edge["orientation"] == "h"
        and top - 1 <= edge["top"] <= bottom + 1
        and edge["x0"] < right - 1
        and edge["x1"] > left + 1
    ]
    rules = []
    for beyond, end in (
        ([edge for edge in crossing if edge["x0"] < left - _OUTER_COLUMN], "x0"),
        ([edge for edge in crossing if edge["x1"] > right + _OUTER_COLUMN], "x1"),
    ):
        if len(beyond) > 1:
            at = sorted(edge[end] for edge in beyond)[len(beyond) // 2]
            tops = [edge["top"] for edge in beyond]
            rules.append(Rule(True, at, min(tops), max(tops)))
    return rules
