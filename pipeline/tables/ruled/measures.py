"""Measures side by side: which of a header's columns are of the budget, of the year before, of the change, and so on.

Here: telling them by their labels and years, and the paths without those. Not here: what else columns mean (``heads``).
"""

import re
from collections.abc import Mapping

from pipeline.kernel.text import folded
from pipeline.tables.model import RATE, Family

_MEASURES: tuple[tuple[str, str], ...] = (
    (r"上年(?:预算|执行|决算)?数?(?:\(.*\))?|上年度?(?:预算)?", "prior"),
    (r"(?:本年|当年)(?:预算)?数?", "budget"),
    (r"(?:比上年)?增减(?:变化)?(?:情况|额|金额|数)?|.*增减.*", "change"),
    (r"年初预算数?", "initial"),
    (r"(?:调整|全年)预算数?|调整后?预算数?", "adjusted"),
    (r".*(?:完成|执行)(?:情况|进度)?(?:率|比例|百分比|%).*|决算数?[占为完成/]+.*预算.*", RATE),
    (r"决算数?", "final"),
    (r"预算数?", "planned"),
)
"""``planned`` is the budget in a budget, and what the budget had been in a final account."""
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")


def column_measures(paths: Mapping[int, tuple[str, ...]], family: Family) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The measure of every column and its path without the label that says so, where there are several measures."""
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    years = {year for path in paths.values() for label in path for year in _YEAR.findall(folded(label))}
    if len(years) > 1:
        return _by_year(paths, max(years), family)
    for col, path in paths.items():
        found[col] = next(
            (
                (_measure(measure, family), (*path[:level], *path[level + 1 :]))
                for level, label in enumerate(path)
                for pattern, measure in _MEASURES
                if re.fullmatch(pattern, folded(label))
            ),
            (family.measure, path),
        )
    if len({measure for measure, _ in found.values()}) > 1:
        return found
    return {col: ("", path) for col, path in paths.items()}


def _by_year(
    paths: Mapping[int, tuple[str, ...]], latest: str, family: Family
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Measures of columns under years (2020年) and 增减, and paths without those labels.

    A column right of a year's that says no year is the same year's.
    """
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    measure = family.measure
    for col, path in sorted(paths.items()):
        rest = path
        for level, label in enumerate(path):
            year = _YEAR.match(folded(label))
            if year or "增减" in label:
                measure = "change" if not year else family.measure if year.group() == latest else "prior"
                rest = (*path[:level], *path[level + 1 :])
                break
        found[col] = measure, rest
    return found


def _measure(measure: str, family: Family) -> str:
    if measure != "planned":
        return measure
    return family.measure if family.measure == "budget" else "initial"
