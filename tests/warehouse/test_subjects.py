"""Subjects by edition: a row per edition and code, and a way from every edition to the last."""

from pipeline.kernel.codes import Codes, codes_of, subject_key
from pipeline.kernel.subjects import Bridge, EconomicPair, Evidence, Subject
from pipeline.warehouse.subjects import bridge_rows, economic_rows, function_rows, pair_rows

STANDARD = Evidence("standard", "某表")
SEEN = Evidence("observed", "", 6, 3, (2018, 2019))


def lists() -> Codes:
    return codes_of(
        [
            Subject("function", "210", "医疗卫生与计划生育支出", (), "", 2017, 2018, STANDARD),
            Subject("function", "210", "卫生健康支出", (), "", 2019, None, Evidence("unverified")),
            Subject("function", "211", "节能环保支出", (), "", 2017, None, SEEN),
            Subject("department", "301", "工资福利支出", (), "", 2017, None, STANDARD),
            Subject("government", "501", "机关工资福利支出", (), "", 2018, None, STANDARD),
        ],
        [EconomicPair("301", "501", 2018, None, SEEN)],
        [Bridge("function", 2018, "210", 2019, "210", "renamed", "unverified")],
    )


def test_a_subject_has_a_row_and_a_key_for_every_edition() -> None:
    rows = {row["function_key"]: row for row in function_rows(lists(), {}) if row["code"] == "210"}
    assert {row["edition"]: row["name"] for row in rows.values()} == {
        2017: "医疗卫生与计划生育支出",
        2018: "医疗卫生与计划生育支出",
        2019: "卫生健康支出",
    }
    assert subject_key("function", 2019, "210") in rows


def test_a_row_says_for_its_own_edition_where_it_is_known_from() -> None:
    sources = {row["edition"]: row["source"] for row in function_rows(lists(), {}) if row["code"] == "211"}
    assert sources == {2017: "unverified", 2018: "observed", 2019: "observed"}


def test_what_the_edition_lacks_is_kept_as_printed_and_marked() -> None:
    mentioned = {"function": [(2018, "21005", "某款"), (2018, "21005", ""), (2019, "211", "节能环保支出")]}
    added = [row for row in function_rows(lists(), mentioned) if row["source"] == "unlisted"]
    assert [(row["edition"], row["code"], row["level"]) for row in added] == [(2018, "21005", "款")]
    assert added[0]["parent_key"] == subject_key("function", 2018, "210")


def test_a_disclosure_of_unknown_edition_still_has_its_subjects() -> None:
    found = economic_rows(lists(), {"department": [(None, "301", "")]})
    (row,) = [row for row in found if row["code"] and row["edition"] is None]
    assert (row["name"], row["economic_key"]) == ("工资福利支出", subject_key("department", None, "301"))


def test_the_bridge_leads_from_every_edition_to_the_next() -> None:
    steps = {(row["from_edition"], row["from_code"]): row["kind"] for row in bridge_rows(lists())}
    assert steps[2017, "210"] == "same"
    assert steps[2018, "210"] == "renamed"
    assert steps[2018, "501"] == "same"
    assert (2017, "501") not in steps


def test_pairs_have_a_row_for_every_edition_that_has_both_classes() -> None:
    found = {row["edition"]: (row["gov_economic_key"], row["source"]) for row in pair_rows(lists())}
    assert found == {
        2018: (subject_key("government", 2018, "501"), "observed"),
        2019: (subject_key("government", 2019, "501"), "observed"),
    }
