"""Generated documents reviewed: true ones give no finding, every planted fault gives exactly its own."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from generated.budget import Form, Options, draw_budget, varied
from generated.narrative import narrate, printed, told_before
from generated.publication import Publication
from generated.publishing import generated, publish
from generated.reviewed import Whole, altered, has_figures, table_of, whole, without
from generated.typeset import cell_per_line
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.kernel.codes import Codes
from pipeline.readers.registry import read_document
from pipeline.review import KINDS, Finding, review
from pipeline.tables.publication import read_publication
from pipeline.tables.recognise import recognise_tables

SEEDS = st.integers(min_value=0, max_value=10_000)
Reviewed = Callable[[str], list[Finding]]

TRUE = generated(Options(form=Form.HENAN, seed=3))
UNIT, YEAR = TRUE.unit.name, TRUE.year
SENTENCES = (
    f"{UNIT}{YEAR}年收入总计7207.20万元，与上年相比增加1873.87万元，主要原因是项目增加。",
    f"“三公”经费与{YEAR - 1}年持平，主要原因是业务量无变化。",
)


@pytest.fixture(scope="session")
def reviewed(codes: Codes) -> Reviewed:
    """Read a text and review it."""

    def run(text: str) -> list[Finding]:
        document = read_document(text.encode(), "text.txt")
        tables = recognise_tables(document, codes)
        return review(document, tables, read_publication(document, tables, codes), codes.jurisdictions)

    return run


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_a_true_document_has_no_finding(reviewed: Reviewed, seed: int) -> None:
    budget = draw_budget(varied(seed, Form.HENAN))
    sentences = [line for line in printed(narrate(budget)).splitlines() if line]
    assert reviewed(whole(publish(budget), sentences).text) == []


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS)
def test_a_true_document_of_one_cell_a_line_has_no_finding(reviewed: Reviewed, seed: int) -> None:
    budget = draw_budget(varied(seed, Form.HEBEI))
    publication = publish(budget)
    assume(all(table.note or has_figures(table) for table in publication.tables))
    assert reviewed(told_before(cell_per_line(publication), narrate(budget))) == []


def _other_name(publication: Publication) -> Publication:
    """One subject under another name in one of the tables that print it."""
    table = table_of(publication, "gpb_expenditure")
    line = next(line for line in table.lines if line[0].codes and line[0].labels[-1])
    entry = replace(line[0], labels=(*line[0].labels[:-1], "其他信访事务支出"))
    lines = tuple((entry, *line[1:]) if other is line else other for other in table.lines)
    return altered(publication, "gpb_expenditure", lines=lines)


def _said(sentence: str) -> Whole:
    return whole(TRUE, (*SENTENCES, sentence))


_TITLE = table_of(TRUE, "revenue").title
_EMPTY = table_of(TRUE, "state_capital")

PLANTED: dict[str, tuple[str, Whole]] = {
    "required table dropped": ("table_missing", Whole(without(TRUE, "gov_fund"), sentences=SENTENCES)),
    "listed table dropped": (
        "listed_table_missing",
        replace(whole(without(TRUE, "project")), listed=whole(TRUE).listed),
    ),
    "indexed table dropped": (
        "listed_table_missing",
        replace(whole(without(TRUE, "project")), index=whole(TRUE).index),
    ),
    "note of an empty table dropped": ("empty_unstated", Whole(altered(TRUE, "state_capital", note=""))),
    "full table called empty": (
        "index_contradicted",
        replace(
            whole(TRUE), index=tuple((title, is_empty or title == _TITLE) for title, is_empty in whole(TRUE).index)
        ),
    ),
    "empty table called full": (
        "index_contradicted",
        replace(
            whole(TRUE),
            index=tuple((title, is_empty and title != _EMPTY.title) for title, is_empty in whole(TRUE).index),
        ),
    ),
    "last year's title": (
        "year_differs",
        Whole(altered(TRUE, "revenue", title=_TITLE.replace(str(YEAR), str(YEAR - 1)))),
    ),
    "last year's heading": ("year_differs", _said(f"{UNIT}{YEAR - 1}年部门预算")),
    "figure of last year": (
        "figure_of_other_year",
        _said(f"{YEAR - 1}年支出总计7207.20万元，其中基本支出6122.67万元。"),
    ),
    "another unit's caption": ("unit_differs", whole(TRUE)),
    "another unit's sentence": ("unit_differs", _said(f"安阳市殷都区教育局{YEAR}年支出预算7207.20万元。")),
    "another name": ("names_differ", Whole(_other_name(TRUE))),
    "unit not filled in": ("placeholder", _said(f"XX局{YEAR}年没有使用国有资本经营预算。")),
    "amount not filled in": ("placeholder", _said("机关运行经费安排××万元。")),
    "blank not filled in": ("placeholder", _said("共有车辆____辆。")),
    "choice not made": ("choice_left", _said("与上年相比增加（减少）12.30万元。")),
    "reason for nothing": ("reason_unfounded", _said("公务接待费较上年增加0.00万元，增加的主要原因是厉行节约。")),
    "reason against the figures": ("reason_unfounded", _said("会议费与上年持平，主要原因是会议增加。")),
    "reason not given": ("reason_missing", _said("会议费与上年持平，主要原因是。")),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_gives_its_finding_and_no_other(reviewed: Reviewed, fault: str) -> None:
    kind, planted = PLANTED[fault]
    text = planted.text
    if fault == "another unit's caption":
        text = text.replace(f"名称：{UNIT}", "名称：安阳市殷都区教育局", 1)
    assert [finding.kind for finding in reviewed(text)] == [kind]


def test_every_kind_is_planted() -> None:
    assert {kind for kind, _ in PLANTED.values()} == {kind.id for kind in KINDS}


def test_the_whole_without_faults_has_no_finding(reviewed: Reviewed) -> None:
    assert reviewed(whole(TRUE, SENTENCES).text) == []


def test_a_finding_tells_its_line(reviewed: Reviewed) -> None:
    text = _said("机关运行经费安排××万元。").text
    [finding] = reviewed(text)
    assert finding.place.line == 1 + next(number for number, line in enumerate(text.split("\n")) if "××" in line)


def test_a_missing_table_may_be_stated(reviewed: Reviewed) -> None:
    sentences = (*SENTENCES, f"{UNIT}{YEAR}年没有使用政府性基金预算安排的支出。")
    assert reviewed(Whole(without(TRUE, "gov_fund"), sentences=sentences).text) == []


def test_an_empty_table_may_be_stated_in_the_text_or_the_index(reviewed: Reviewed) -> None:
    unnoted = altered(TRUE, "state_capital", note="")
    assert reviewed(Whole(unnoted, sentences=(f"{YEAR}年国有资本经营预算支出0万元。",)).text) == []
    assert reviewed(Whole(unnoted, index=((_EMPTY.title, True),)).text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "二〇二四年三月，单价3×100万元的设备已验收。",
        "会议费与上年持平，主要原因是会议数量没有增加。",
        "公务接待费增加0万元，增长0%，主要原因是与上年持平，无增减变化。",
        "培训费比上年减少10.00万元，主要原因是上年新增培训一期。",
        f"{YEAR - 1}年收入总计6540.00万元，{YEAR}年收入总计7207.20万元。",
        f"安阳市殷都区教育局{YEAR}年举办的考试由我单位承办。",
        "增加（减少）额见附表。",
    ],
)
def test_what_only_looks_like_a_fault_is_none(reviewed: Reviewed, sentence: str) -> None:
    assert reviewed(_said(sentence).text) == []
