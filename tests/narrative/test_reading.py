"""What single sentences claim: quantity, kind, sign, and what a figure is told of."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from pipeline.kernel.provenance import Place
from pipeline.narrative import Claim, Kind, read_claims
from pipeline.readers.document import Document, TextLine
from pipeline.tables.publication import Publication

UNIT = "新林市财政局"
Claims = Callable[..., Sequence[Claim]]


@pytest.fixture
def claims() -> Claims:
    """The claims of paragraphs in a disclosure of 新林市财政局 for 2024."""

    def read(*paragraphs: str, stage: str = "budget") -> Sequence[Claim]:
        lines = tuple(TextLine(n, text, Place(line=n + 1)) for n, text in enumerate(paragraphs))
        document = Document("text", lines, (), has_certain_digits=True)
        return read_claims(document, Publication("", UNIT, None, 2024, stage, "department"))

    return read


def told(found: Sequence[Claim]) -> list[tuple[str, str, str]]:
    return [(claim.kind.value, claim.quantity, claim.printed) for claim in found]


def test_an_amount_its_change_and_its_growth_speak_of_one_quantity(claims: Claims) -> None:
    found = claims(f"{UNIT}2024年收入总计120万元，比上年减少30万元，下降20%。")
    assert told(found) == [
        ("amount", "revenue", "120万元"),
        ("change", "revenue", "30万元"),
        ("growth", "revenue", "20%"),
    ]
    amount, change, growth = found
    assert (change.number.value, growth.number.value) == (Decimal(-30), Decimal(-20))
    assert change.of == growth.of == amount.claim_no
    assert growth.change == change.claim_no


def test_a_heading_decides_whose_basic_expenditure_is_meant(claims: Claims) -> None:
    sentence = "本部门2024年支出安排80万元，其中：基本支出50万元。"
    assert claims("三、支出预算情况说明", sentence)[1].quantity == "expenditure.basic"
    basic = claims("五、一般公共预算支出情况说明", "一般公共预算支出80万元，其中：基本支出50万元。")[1]
    assert basic.quantity == "gpb.basic"


def test_figures_that_explain_others_have_no_quantity(claims: Claims) -> None:
    found = claims("2024年收入总计120万元，比上年增加30万元，主要原因是新增房屋维修项目25万元。")
    assert [claim.quantity for claim in found] == ["revenue", "revenue", ""]
    assert found[2].reason


def test_another_organisations_figures_are_not_the_publishers(claims: Claims) -> None:
    assert not claims("新林市会计服务中心2024年收入总计12万元。")[0].quantity
    assert claims("市财政局2024年收入总计12万元。")[0].quantity == "revenue"


def test_another_years_figures_are_not_this_years(claims: Claims) -> None:
    claim = claims("2022年收入总计12万元。")[0]
    assert (claim.quantity, claim.period) == ("", 2022)


def test_thresholds_are_no_claims(claims: Claims) -> None:
    assert claims("单价50万元以上设备3台，单价100万元（含）以上设备0台。") == []


def test_brackets_keep_the_amount_that_is_told_of(claims: Claims) -> None:
    found = claims(
        "二、“三公”经费情况",
        "2024年“三公”经费9万元，公务用车购置及运行费8万元（公务用车购置费3万元，比上年增加3万元；"
        "公务用车运行费5万元，比上年减少1万元。）比上年增加2万元。",
    )
    of = {claim.claim_no: claim.quantity for claim in found}
    changes = [of[claim.of] for claim in found if claim.kind is Kind.CHANGE and claim.of]
    assert changes == ["three_public.vehicle_purchase", "three_public.vehicle_running", "three_public.vehicles"]


def test_a_change_after_a_list_belongs_to_nothing_that_is_sure(claims: Claims) -> None:
    found = claims("2024年政府采购预算9万元，其中：货物4万元、服务5万元，比上年增加2万元。")
    assert found[-1].of is None
    assert not found[-1].quantity


def test_subjects_are_told_by_their_levels_and_codes(claims: Claims) -> None:
    found = claims(
        "五、一般公共预算支出情况说明",
        "（一）教育支出（类）",
        "1.普通教育（款）小学教育（项）支出6万元。",
        "2.档案馆（2012604）3万元。",
    )
    assert [str(claim.subject) for claim in found] == ["教育/普通教育/小学教育", "2012604"]
    assert {claim.quantity for claim in found} == {"subject.gpb"}


def test_a_name_before_a_colon_is_no_total_of_expenditure(claims: Claims) -> None:
    found = claims("三、支出预算情况说明", "普通教育（款）：2024年预算支出合计6万元。")
    assert found[0].quantity != "expenditure"


def test_a_final_account_tells_budget_and_outcome_of_one_quantity(claims: Claims) -> None:
    found = claims(
        "七、“三公”经费支出决算情况说明",
        "“三公”经费支出年初预算为10万元，支出决算为8万元，完成年初预算的80%。",
        stage="final",
    )
    assert [(claim.quantity, claim.measure) for claim in found] == [
        ("three_public", "initial"),
        ("three_public", "final"),
        ("three_public", "final"),
    ]
    assert (found[2].of, found[2].whole) == (2, 1)


def test_a_base_is_of_the_year_before(claims: Claims) -> None:
    base = claims("2024年收入总计120万元，比上年增加30万元（上年预算数为90万元）。")[2]
    assert (base.kind, base.quantity, base.period, base.of) == (Kind.BASE, "revenue", 2023, 1)


def test_standing_still_is_a_change_of_nothing(claims: Claims) -> None:
    still = claims("2024年收入总计120万元，与上年持平。")[1]
    assert (still.kind, still.word, still.number.value, still.of) == (Kind.CHANGE, "持平", Decimal(0), 1)
    assert len(claims("2024年收入总计120万元，与上年基本持平。")) == 1


def test_a_place_in_the_sentence_leads_back_to_the_figure(claims: Claims) -> None:
    for claim in claims("说明如下。2024 年收入总计 1,200.50 万元，支出总计 1,200.50 万元。"):
        assert claim.sentence[claim.start :].startswith(claim.printed)
