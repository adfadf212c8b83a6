"""Measures side by side: which of a header's columns are of the budget, of the year before, of the change, and so on.

Here: telling them by their labels and years, and the paths without those. Not here: what else columns mean (``heads``).
"""

import re
from collections.abc import Mapping

from pipeline.kernel.text import folded
from pipeline.kernel.wording import is_percentage
from pipeline.tables.model import PERCENT, RATE, Family

_MEASURES: tuple[tuple[str, str], ...] = (
    (r"上年度?(?:预计)?(?:执行|完成|决算)(?:情况)?数?(?:\(.*\))?", "executed"),
    (r"上年(?:预算)?数?(?:\(.*\))?|上年度?(?:预算)?", "prior"),
    (r"(?:本年|当年)(?:预算)?数?", "budget"),
    (r"(?:比上年)?增减(?:变化)?(?:情况|额|金额|数)?|.*增减.*", "change"),
    (r"年初预算数?", "initial"),
    (r"(?:调整|全年)预算数?|调整后?预算数?", "adjusted"),
    (r".*(?:完成|执行)(?:情况|进度)?(?:率|比例|百分比|%).*|决算数?[占为完成/]+.*预算.*", RATE),
    (r"决算数?", "final"),
    (r"预算数?", "planned"),
)
"""``planned`` is the budget in a budget, and what the budget had been in a final account; ``executed`` what was spent
in the year before, which is what a final account states of that year."""
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_EXECUTED = re.compile(r"执行|完成|决算")


def column_measures(paths: Mapping[int, tuple[str, ...]], family: Family) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The measure of every column and its path without the label that says so, where there are several measures."""
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    years = {year for path in paths.values() for label in path for year in _YEAR.findall(folded(label))}
    if len(years) > 1:
        return _by_year(paths, max(years), family)
    for col, path in paths.items():
        said = (
            (_measure(measure, family), (*path[:level], *path[level + 1 :]))
            for level, label in enumerate(path)
            for pattern, measure in _MEASURES
            if re.fullmatch(pattern, folded(label))
        )
        measure, rest = next(said, (family.measure, path))
        is_other = measure != RATE and any(map(is_percentage, path))
        found[col] = (PERCENT, _without_percentages(path)) if is_other else (measure, rest)
    if len({measure for measure, _ in found.values()}) > 1:
        return found
    return {col: ("", path) for col, path in paths.items()}


def _by_year(
    paths: Mapping[int, tuple[str, ...]], latest: str, family: Family
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Measures of columns under years (2020年), comparisons of years and 增减, and paths without those labels.

    A column right of a year's that says no year is the same year's.
    """
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    measure = family.measure
    for col, path in sorted(paths.items()):
        labels = [folded(label) for label in path]
        measures = [_said_with_years(label, latest, family) for label in labels]
        said = [own for own in measures if own]
        # What compares says more than a year beside it: 2025年 above 增减率.
        measure = next((own for own in (PERCENT, "change") if own in said), said[0] if said else measure)
        found[col] = measure, tuple(label for label, own in zip(path, measures, strict=True) if not own)
    return found


def _said_with_years(label: str, latest: str, family: Family) -> str:
    """The measure that a folded label says where years tell measures apart; empty where it says none."""
    years = _YEAR.findall(label)
    if is_percentage(label):
        return PERCENT
    if "增减" in label or len(years) > 1:
        return "change"
    if not _YEAR.match(label):
        return ""
    if years[0] == latest:
        return family.measure
    return _measure("executed" if _EXECUTED.search(label) else "prior", family)


def _without_percentages(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(label for label in path if not is_percentage(label) and "增减" not in label)


def _measure(measure: str, family: Family) -> str:
    is_budget = family.measure == "budget"
    if measure == "executed":
        return "final" if is_budget else "prior"
    if measure == "planned":
        return "budget" if is_budget else "initial"
    return measure
