"""A text that was cut off accuses nobody of what it lacks."""

from collections.abc import Callable

import polars as pl
import pytest
from generated.budget import Options
from generated.publishing import generated
from generated.typeset import layout_text

from expectations.reconcile import Reconciled

Reconcile = Callable[[str], Reconciled]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """A layout text up to the end of its table of projects."""
    text = layout_text(generated(Options(seed=4, units=1, functions=4, projects=12))).split("\n")
    start = first_line_of_projects(text)
    return text[: next(number for number in range(start, len(text)) if text[number].startswith("预算11表"))]


def first_line_of_projects(text: list[str]) -> int:
    return max(number for number, line in enumerate(text) if "项目支出" in line and line.endswith("表"))


def breaks(found: Reconciled) -> pl.DataFrame:
    return found.checks.filter(pl.col("verdict") == "break")


@pytest.mark.parametrize("kept", [0.6, 0.8, 0.95])
def test_a_cut_text_blames_nobody_for_its_last_table(reconciled: Reconcile, lines: list[str], kept: float) -> None:
    assert breaks(reconciled("\n".join(lines))).is_empty()
    start = first_line_of_projects(lines)
    found = breaks(reconciled("\n".join(lines[: start + int((len(lines) - start) * kept)])))
    assert found.height
    assert set(found["attribution"]) == {"unexplained"}


def test_what_a_cut_text_prints_whole_is_still_the_publishers(reconciled: Reconcile, lines: list[str]) -> None:
    start = first_line_of_projects(lines)
    at = next(number for number, line in enumerate(lines) if line.startswith("30107"))
    wrong = [*lines[:at], lines[at].replace(lines[at].split()[-1], "9,999.99"), *lines[at + 1 :]]
    found = breaks(reconciled("\n".join(wrong[: start + int((len(lines) - start) * 0.8)])))
    assert {"publisher", "unexplained"} <= set(found["attribution"])
