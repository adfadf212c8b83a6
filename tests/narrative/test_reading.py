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
    of_unit = claims("新林市会计服务中心2024年收入总计12万元。")[0]
    assert (of_unit.quantity, of_unit.of_unit) == ("revenue", "新林市会计服务中心")
    publishers = claims("市财政局2024年收入总计12万元。")[0]
    assert (publishers.quantity, publishers.of_unit) == ("revenue", "")


def test_a_units_name_may_begin_like_the_publishers(claims: Claims) -> None:
    assert claims("新林市财政局评审中心2024年收入总计12万元。")[0].of_unit == "新林市财政局评审中心"
    assert claims("新林市财政局（本级）2024年收入总计12万元。")[0].of_unit == "新林市财政局(本级)"


def test_a_word_that_ends_like_an_organisation_is_no_unit(claims: Claims) -> None:
    found = claims("2024年收入总计12万元，包括对个人和家庭的补助3万元。")[1]
    assert (found.quantity, found.of_unit) == ("", "")


def test_a_change_in_a_units_chapter_is_told_of_that_units_amount(claims: Claims) -> None:
    found = claims(
        "第三部分部门预算支出具体情况",
        "一、新林市会计服务中心",
        "新林市会计服务中心预算12万元，比上年增加2万元。",
        "二、新林市评审中心",
        "项目支出5万元。",
        "比上年增加1万元，增长25%。",
    )
    assert [claim.of_unit for claim in found[:2]] == ["新林市会计服务中心"] * 2
    assert {claim.of_unit for claim in found[2:]} <= {"新林市评审中心", ""}
    assert found[1].of == found[0].claim_no


def test_numbered_paragraphs_under_project_expenditure_begin_with_a_projects_name(claims: Claims) -> None:
    found = claims(
        "第三部分部门预算支出具体情况",
        "（五）项目支出10万元，具体包括：",
        "1.会计考试4万元，主要包括：命题2万元。",
        "2.信息系统运维6万元。",
        "（六）其他。",
        "3.办公设备6万元。",
    )
    projects = [(str(claim.subject), claim.printed) for claim in found if claim.quantity == "project"]
    assert projects == [("会计考试", "4万元"), ("信息系统运维", "6万元")]


def test_another_years_figures_are_not_this_years(claims: Claims) -> None:
    claim = claims("2022年收入总计12万元。")[0]
    assert (claim.quantity, claim.period) == ("", 2022)


def test_thresholds_are_no_claims_of_money(claims: Claims) -> None:
    found = claims("九、国有资产占用情况", "单价50万元以上设备3台，单价100万元（含）以上设备0台。")
    assert told(found) == [
        ("count", "fixed_assets.equipment_50", "3台"),
        ("count", "fixed_assets.equipment_100", "0台"),
    ]


def test_things_counted_leave_the_money_beside_them_as_it_was(claims: Claims) -> None:
    found = claims("二、“三公”经费情况", "公务用车购置费36万元，购置公务用车2辆，比上年增加6万元。")
    assert [claim.quantity for claim in found] == ["three_public.vehicle_purchase", "", "three_public.vehicle_purchase"]
    assert found[2].of == found[0].claim_no


def test_money_concerned_is_told_with_the_clause_before_it(claims: Claims) -> None:
    found = claims(
        "十、绩效情况",
        "2024年度，本部门整体支出纳入绩效目标管理，涉及财政性资金20万元；"
        "本部门共3个项目纳入绩效目标管理，涉及财政性资金合计8万元。",
    )
    assert told(found) == [
        ("amount", "targets.whole", "20万元"),
        ("count", "targets.count", "3个"),
        ("amount", "targets.projects", "8万元"),
    ]


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
