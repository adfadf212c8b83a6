"""GJ-040: codes, names and pairs against the edition of the year; what is not verified decides nothing."""

from dataclasses import replace

from expectations.codes import CODE_AND_NAME, EDITION, PAIR, CodeCheck, CodeYears, code_checks
from pipeline.kernel.codes import Codes, codes_of
from pipeline.kernel.money import Verdict
from pipeline.kernel.provenance import Place
from pipeline.kernel.subjects import Bridge, EconomicPair, Evidence, Subject
from pipeline.readers.document import Hint
from pipeline.tables.model import Row, RowKind, Table
from pipeline.tables.publication.edition import edition_of

STANDARD = Evidence("standard", "某表")
MEMORY = Evidence("unverified")


def subject(code: str, name: str, first: int, last: int | None, evidence: Evidence) -> Subject:
    scheme = {"2": "function", "3": "department", "5": "government"}[code[0]]
    return Subject(scheme, code, name, (), code[:-2] if len(code) > 3 else "", first, last, evidence)


CODES = codes_of(
    [
        subject("210", "医疗卫生与计划生育支出", 2017, 2018, Evidence("observed", "", 4, 2, (2017, 2018))),
        subject("210", "卫生健康支出", 2019, None, Evidence("observed", "", 9, 5, (2019, 2026))),
        subject("211", "节能环保支出", 2017, None, MEMORY),
        subject("301", "工资福利支出", 2017, None, STANDARD),
        subject("30101", "基本工资", 2017, None, STANDARD),
        subject("30113", "住房公积金", 2018, None, STANDARD),
        subject("303", "对个人和家庭的补助", 2017, None, STANDARD),
        subject("30311", "住房公积金", 2017, 2017, MEMORY),
        subject("501", "机关工资福利支出", 2018, None, STANDARD),
        subject("50101", "工资奖金津补贴", 2018, None, STANDARD),
        subject("50103", "住房公积金", 2018, None, STANDARD),
    ],
    [
        EconomicPair("30101", "50101", 2018, None, STANDARD),
        EconomicPair("30113", "50103", 2018, None, MEMORY),
    ],
    [
        Bridge("function", 2018, "210", 2019, "210", "renamed", "observed"),
        Bridge("department", 2017, "30311", 2018, "30113", "renamed", "unverified"),
    ],
)


def tables(*rows: Row) -> list[Table]:
    numbered = tuple(replace(row, index=index, row_no=index + 1) for index, row in enumerate(rows))
    empty: dict[str, tuple[object, ...]] = dict.fromkeys(("heads", "cells", "unplaced", "tokens", "notes"), ())
    printed = {"money_unit": "元", "unit_line": "", "hint": Hint.CERTAIN, "status": "read", "statement": ""}
    return [Table(1, "expenditure", "支出总表", Place(), rows=numbered, has_declared_header=False, **printed, **empty)]


def row(**printed: str) -> Row:
    return Row(0, 1, Place(), RowKind.DETAIL, "subject", "", **printed)


def function(code: str, name: str) -> Row:
    return row(function_code=code, function_name=name)


def department(code: str, name: str) -> Row:
    return row(dept_econ_code=code, dept_econ_name=name)


def checks(*rows: Row, year: int | None = 2020) -> list[CodeCheck]:
    printed = tables(*rows)
    return code_checks(printed, CODES, CodeYears(edition_of(printed, CODES, year), year))


def verdicts(found: list[CodeCheck], identity: str) -> dict[str, Verdict]:
    return {check.key: check.verdict for check in found if check.identity_id == identity}


def test_a_code_with_the_name_of_its_year_holds() -> None:
    assert verdicts(checks(function("210", "卫生健康支出")), CODE_AND_NAME) == {
        "function 210 卫生健康支出": Verdict.EXACT
    }


def test_a_code_with_another_years_name_breaks_and_the_cause_says_what_it_is_called() -> None:
    found = checks(function("210", "医疗卫生与计划生育支出"), department("30101", "基本工资"))
    broken = [check for check in found if check.verdict is Verdict.BREAK]
    assert [check.identity_id for check in broken] == [CODE_AND_NAME, EDITION]
    assert broken[0].cause == "in 2020 the code is called 卫生健康支出"


def test_a_code_that_moved_breaks_and_the_cause_says_where_it_went() -> None:
    found = checks(department("30311", "住房公积金"))
    assert [check.cause for check in found if check.verdict is Verdict.BREAK] == ["in 2020 this is the name of 30113"]


def test_a_name_cut_off_a_code_unknown_and_a_row_from_memory_decide_nothing() -> None:
    found = checks(
        function("210", "卫生健康"), function("299", "某支出"), function("211", "节能环保支出"), function("211", "别的")
    )
    assert set(verdicts(found, CODE_AND_NAME).values()) <= {Verdict.NOT_EVALUABLE, Verdict.EXACT}
    assert verdicts(found, CODE_AND_NAME)["function 299 某支出"] is Verdict.NOT_EVALUABLE
    assert verdicts(found, CODE_AND_NAME)["function 211 节能环保支出"] is Verdict.NOT_EVALUABLE
    assert verdicts(found, CODE_AND_NAME)["function 211 别的"] is Verdict.NOT_EVALUABLE
    cut = checks(function("210", "卫生健"))
    assert verdicts(cut, CODE_AND_NAME) == {"function 210 卫生健": Verdict.NOT_EVALUABLE}


def test_without_a_year_nothing_is_judged_and_beyond_the_lists_nothing_is_decided() -> None:
    assert checks(function("210", "卫生健康支出"), year=None) == []
    found = checks(function("210", "卫生健康支出"), pair("30101", "50101"), year=2040)
    assert len(found) == 3
    assert {check.verdict for check in found} == {Verdict.NOT_EVALUABLE}


def test_a_code_misread_for_another_is_told_by_the_name_of_that_other() -> None:
    found = checks(department("30311", "基本工资"), department("30101", "基本工资"), year=2017)
    assert [check.cause for check in found if check.verdict is Verdict.BREAK] == ["in 2017 this is the name of 30101"]


def pair(department_code: str, government_code: str) -> Row:
    return row(dept_econ_code=department_code, gov_econ_code=government_code)


def test_a_pair_of_the_published_list_holds_another_breaks_and_one_from_memory_decides_nothing() -> None:
    found = verdicts(
        checks(pair("30101", "50101"), pair("30101", "50103"), pair("30113", "50103"), pair("30113", "50101")), PAIR
    )
    assert found == {
        "pair 30101 50101": Verdict.EXACT,
        "pair 30101 50103": Verdict.BREAK,
        "pair 30113 50103": Verdict.NOT_EVALUABLE,
        "pair 30113 50101": Verdict.NOT_EVALUABLE,
    }


def test_the_edition_is_read_from_the_tables_and_the_year_only_decides_between_equals() -> None:
    of_2018 = tables(function("210", "医疗卫生与计划生育支出"), department("30113", "住房公积金"))
    assert edition_of(of_2018, CODES, 2018) == 2018
    assert edition_of(of_2018, CODES, 2024) == 2018
    assert edition_of(of_2018, CODES, None) == 2018
    undecided = tables(department("30101", "基本工资"))
    assert edition_of(undecided, CODES, 2023) == 2023
    assert edition_of(undecided, CODES, None) is None


def test_an_edition_that_is_not_the_years_is_a_finding_that_names_what_tells() -> None:
    found = checks(function("210", "医疗卫生与计划生育支出"), year=2024)
    finding = next(check for check in found if check.identity_id == EDITION)
    assert finding.verdict is Verdict.BREAK
    assert finding.cause == "of 2018, not of 2024: 210 医疗卫生与计划生育支出"


def test_every_edition_of_the_shipped_lists_knows_itself(codes: Codes) -> None:
    """Tables that print one edition's whole verified list are of that edition, whatever the year tells apart."""
    for year, edition in codes.editions.items():
        rows = [
            function(code, found.name)
            for code, found in edition.function.subjects.items()
            if edition.function.is_verified(code)
        ]
        assert edition_of(tables(*rows), codes, year) == year
