"""Lists refreshed from disclosures: agreement counts, noise stays out, published lists stay."""

from pipeline.facts.observed_codes import Seen, Sightings, refreshed
from pipeline.kernel.codes import Codes, codes_of
from pipeline.kernel.subjects import EconomicPair, Evidence, Subject

MEMORY = Evidence("unverified")


def listed() -> Codes:
    return codes_of(
        [
            Subject("department", "301", "工资福利支出", (), "", 2017, None, Evidence("standard", "某表")),
            Subject("department", "30101", "基本工资", (), "301", 2017, None, MEMORY),
            Subject("department", "30104", "其他社会保障缴费", (), "301", 2017, 2017, MEMORY),
            Subject("government", "501", "机关工资福利支出", (), "", 2018, None, MEMORY),
            Subject("government", "50101", "工资奖金津补贴", (), "501", 2018, None, MEMORY),
        ]
    )


def seen(*years: int) -> Seen:
    """Printed on three rows of one disclosure a year."""
    return Seen({f"d{number}": 3 for number, _ in enumerate(years)}, {f"d{n}": year for n, year in enumerate(years)})


def by_code(codes: Codes, sightings: Sightings) -> dict[str, Subject]:
    return {row.code: row for row in refreshed(codes, sightings).rows}


def test_two_disclosures_that_agree_make_a_row_observed_and_one_does_not() -> None:
    found = by_code(
        listed(),
        Sightings(
            {
                ("department", "30101", "基本工资"): seen(2019, 2022),
                ("government", "50101", "工资奖金津补贴"): seen(2022),
            },
            {},
        ),
    )
    assert found["30101"].evidence == Evidence("observed", "", 6, 2, (2019, 2022))
    assert found["50101"].evidence == Evidence("unverified", "", 3, 1, (2022,))


def test_a_published_row_stays_published() -> None:
    found = by_code(listed(), Sightings({("department", "301", "工资福利支出"): seen(2022)}, {}))
    assert found["301"].evidence == Evidence("standard", "某表", 3, 1, (2022,))


def test_a_row_is_not_counted_in_years_it_is_not_valid_in() -> None:
    result = refreshed(listed(), Sightings({("department", "30104", "其他社会保障缴费"): seen(2017, 2022, 2023)}, {}))
    ended, revived = (row for row in result.rows if row.code == "30104")
    assert (ended.evidence.documents, ended.evidence.years) == (1, (2017,))
    assert (revived.first_edition, revived.evidence.years) == (2018, (2022, 2023))


def test_a_new_code_needs_two_disclosures_and_a_listed_parent() -> None:
    result = refreshed(
        listed(),
        Sightings(
            {
                ("department", "30102", "津贴补贴"): seen(2022, 2023),
                ("department", "30103", "奖金"): seen(2022),
                ("department", "30201", "办公费"): seen(2022, 2023),
            },
            {},
        ),
    )
    assert [row.code for row in result.rows if row.code in {"30102", "30103", "30201"}] == ["30102"]
    told = "\n".join(result.undecided)
    assert "30103 奖金 (1 disclosures, 2022): printed by one disclosure only" in told
    assert "30201 办公费 (2 disclosures, 2022, 2023): its parent 302 is not listed" in told


def test_another_name_for_a_listed_code_is_left_to_a_person() -> None:
    result = refreshed(listed(), Sightings({("department", "30101", "基本工"): seen(2022, 2023)}, {}))
    assert by_code(listed(), Sightings({}, {}))["30101"].name == "基本工资"
    assert [row.names for row in result.rows if row.code == "30101"] == [("基本工资",)]
    assert "listed as 基本工资" in result.undecided[0]


def test_a_pair_is_added_when_two_disclosures_print_it_and_both_classes_are_listed() -> None:
    pairs = {("30101", "50101"): seen(2022, 2023), ("30101", "50999"): seen(2022, 2023)}
    assert refreshed(listed(), Sightings({}, pairs)).pairs == (
        EconomicPair("30101", "50101", 2018, None, Evidence("observed", "", 6, 2, (2022, 2023))),
    )
