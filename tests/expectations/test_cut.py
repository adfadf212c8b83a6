"""What was cut off, at the end of a text or at the edge of a page, accuses nobody and is flagged."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from generated.budget import Options
from generated.pdf.layout import PdfLayout
from generated.pdf.typesetting import typeset_pdf
from generated.publishing import generated
from generated.typeset import layout_text

from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes
from pipeline.readers.document import Hint
from pipeline.recover.certainty import Certainty, Evidence, certainty_of
from pipeline.tables.model import Table

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


WHOLE_PAGE, NARROW_PAGE = b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 518 842 ]"


def test_figures_that_run_off_the_page_are_whole_and_flagged(reconciled: Callable[[bytes], Reconciled]) -> None:
    content = typeset_pdf(generated(Options(seed=4, units=1, functions=4, projects=3)), PdfLayout()).content
    assert WHOLE_PAGE in content
    whole, narrow = reconciled(content).cells, reconciled(content.replace(WHOLE_PAGE, NARROW_PAGE)).cells
    figures = ["page", "row_no", "row_label", "printed"]
    assert sorted(narrow.select(figures).rows()) == sorted(whole.select(figures).rows())
    assert set(whole["certainty"]) == {"positioned"}
    assert not set(narrow["certainty"]) & {"positioned", "proved"}


@pytest.mark.parametrize(("is_checked", "certainty"), [(False, Certainty.UNCHECKED), (True, Certainty.POSITIONED)])
def test_a_figure_off_the_page_is_sure_only_where_a_sum_confirms_it(*, is_checked: bool, certainty: Certainty) -> None:
    evidence = Evidence(
        hint=Hint.CERTAIN,
        has_certain_digits=True,
        placed=None,
        is_broken=False,
        is_checked=is_checked,
        has_unit=True,
        has_doubtful_code=False,
        is_of_family=True,
        is_repaired=False,
        is_cut=True,
    )
    assert certainty_of(evidence) is certainty


def test_a_break_over_a_figure_that_runs_off_the_page_is_not_the_publishers(
    recognise: Callable[[bytes], list[Table]], codes: Codes
) -> None:
    tables = recognise(typeset_pdf(generated(Options(seed=4, units=1, functions=4, projects=3)), PdfLayout()).content)
    number = next(number for number, table in enumerate(tables) if table.table_id == "expenditure")

    def judged(*, is_cut: bool) -> Reconciled:
        first, *others = tables[number].cells
        wrong = replace(first, printed="1.00", place=replace(first.place, is_cut=is_cut))
        changed = [*tables]
        changed[number] = replace(tables[number], cells=(wrong, *others))
        return reconcile(Recognised("0" * 12, changed, has_certain_digits=True, measure="budget"), CATALOGUE, codes)

    def attributed(found: Reconciled) -> set[str]:
        return set(breaks(found)["attribution"])

    assert attributed(judged(is_cut=False)) == {"publisher"}
    assert attributed(judged(is_cut=True)) == {"unexplained"}
