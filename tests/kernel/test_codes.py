"""The code lists make sense together, and answer by edition."""

from dataclasses import replace

import pytest

from pipeline.kernel.code_faults import faults
from pipeline.kernel.codes import Codes, codes_of, subject_key
from pipeline.kernel.subjects import Bridge, EconomicPair, Evidence, Subject

SEEN = Evidence("observed", "", 4, 2, (2017, 2018))


def subject(code: str, name: str, first: int = 2017, last: int | None = None, evidence: Evidence = SEEN) -> Subject:
    scheme = {"2": "function", "3": "department", "5": "government"}[code[0]]
    return Subject(scheme, code, name, (), code[:-2] if len(code) > 3 else "", first, last, evidence)


ROWS = (
    subject("301", "工资福利支出"),
    subject("303", "对个人和家庭的补助"),
    subject("30113", "住房公积金", 2018, None, Evidence("observed", "", 9, 5, (2018, 2022))),
    subject("30311", "住房公积金", 2017, 2017, Evidence("observed", "", 4, 2, (2017,))),
    subject("30311", "代缴社会保险费", 2020, None, Evidence("unverified")),
    subject("501", "机关工资福利支出", 2018, None, Evidence("standard", "某表")),
    subject("50103", "住房公积金", 2018, None, Evidence("standard", "某表")),
)
BRIDGES = (
    Bridge("department", 2017, "30311", 2018, "30113", "renamed", "observed"),
    Bridge("department", 2017, "30311", 2020, "30311", "reused", "unverified"),
)
PAIRS = (EconomicPair("30113", "50103", 2018, None, Evidence("standard", "某表")),)


def test_the_lists_that_ship_are_without_fault(codes: Codes) -> None:
    assert list(faults(codes)) == []
    assert min(codes.editions) == 2017
    assert max(codes.editions) >= 2026


def test_one_code_means_what_its_edition_says() -> None:
    codes = codes_of(ROWS, PAIRS, BRIDGES)
    names = {year: found.name for year in codes.editions if (found := codes.edition(year).department.get("30311"))}
    assert names == {2017: "住房公积金", 2020: "代缴社会保险费", 2021: "代缴社会保险费", 2022: "代缴社会保险费"}
    assert codes.edition(2017).department.code_of("住房公积金") == "30311"
    assert codes.edition(2018).department.code_of("住房公积金") == "30113"
    assert codes.edition(2017).government.get("50103") is None


def test_all_editions_together_prefer_what_is_still_valid_and_know_what_has_ended() -> None:
    every = codes_of(ROWS, PAIRS, BRIDGES).every.department
    assert every.code_of("住房公积金") == "30113"
    assert every.is_named("30311", "住房公积金")
    assert every.is_named("30311", "代缴社会保险费")


def test_what_was_seen_is_verified_between_its_first_and_last_year_and_memory_never() -> None:
    codes = codes_of(ROWS, PAIRS, BRIDGES)
    verified = [year for year in codes.editions if codes.edition(year).department.confirms("30113", "住房公积金")]
    assert verified == [2018, 2019, 2020, 2021, 2022]
    assert codes.edition(2021).department.is_named("30311", "代缴社会保险费")
    assert not codes.edition(2021).department.confirms("30311", "代缴社会保险费")


def test_a_year_beyond_the_lists_has_the_nearest_edition_and_no_year_has_all() -> None:
    codes = codes_of(ROWS, PAIRS, BRIDGES)
    assert codes.edition(2035).year == 2022
    assert codes.edition(1999).year == 2017
    assert codes.edition(None) is codes.every


def test_the_key_of_a_subject_is_of_its_edition() -> None:
    assert subject_key("function", 2018, "210") != subject_key("function", 2019, "210")
    assert subject_key("function", 2018, "210") == subject_key("function", 2018, "210")


def test_lists_that_make_sense_have_no_faults() -> None:
    assert list(faults(codes_of(ROWS, PAIRS, BRIDGES))) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (codes_of([*ROWS, subject("30399", "其他"), subject("30501", "孤儿")]), "its parent 305 is missing in 2017"),
        (codes_of([*ROWS, subject("30113", "公积金", 2019)], PAIRS, BRIDGES), "two rows are valid in 2019"),
        (codes_of(ROWS, PAIRS, BRIDGES[1:2][:0]), "no bridge tells what became of 住房公积金 after 2017"),
        (codes_of([*ROWS, subject("302", "商品", 2017, None, Evidence("hearsay"))]), "the source 'hearsay' is none of"),
        (codes_of([*ROWS, subject("302", "商品", evidence=Evidence("standard"))]), "names its publication"),
        (codes_of([*ROWS, subject("302", "商品", evidence=Evidence("observed", "", 9, 1, (2020,)))]), "2 documents"),
        (codes_of([*ROWS, subject("302", "商品", 2019, 2018)]), "it ends before it begins"),
        (codes_of([*ROWS, subject("302", "商品", 2018)]), "observed in a year that it is not valid in"),
        (codes_of([*ROWS, replace(subject("302", "商品"), code="2302")]), "no code of its scheme"),
        (codes_of(ROWS, [replace(PAIRS[0], government="50999")], BRIDGES), "50999 is not listed in 2018"),
        (codes_of(ROWS, PAIRS, [*BRIDGES, replace(BRIDGES[0], to_code="30199")]), "30199 is not listed in 2018"),
        (codes_of(ROWS, PAIRS, [*BRIDGES, replace(BRIDGES[0], to_edition=2019)]), "leads to the next edition"),
        (codes_of(ROWS, PAIRS, [*BRIDGES, replace(BRIDGES[0], kind="moved")]), "scheme, kind or source is unknown"),
    ],
)
def test_what_would_mislead_is_a_fault(broken: Codes, fault: str) -> None:
    assert any(fault in found for found in faults(broken)), list(faults(broken))


def test_a_name_that_many_subjects_bear_is_the_one_below_its_parent(codes: Codes) -> None:
    assert codes.function.code_of("行政运行") is None
    assert codes.function.code_under("行政运行", "20103") == "2010301"


def test_a_name_borne_on_two_levels_is_that_of_the_nearer_one(codes: Codes) -> None:
    assert codes.function.code_under("其他一般公共服务支出", "201") == "20199"
    assert codes.function.code_under("其他一般公共服务支出", "20199") == "2019999"


def test_a_name_is_nobodys_below_another_parent_or_where_the_nearest_level_has_several(codes: Codes) -> None:
    assert codes.function.code_under("住房公积金", "208") is None
    assert codes.function.code_under("行政运行", "201") is None
