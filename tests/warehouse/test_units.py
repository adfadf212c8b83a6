"""Units over the years: what is joined, what is left apart, and what stands above what."""

import polars as pl

from pipeline.facts.star import BY_CODE, BY_NAME, BY_TABLE, SAME_CODE, SAME_NAME
from pipeline.kernel.codes import surrogate_key
from pipeline.warehouse.units import unit_rows

PLACE = "410700"


def mention(
    disclosure: str,
    year: int,
    code: str,
    name: str,
    **other: object,
) -> dict[str, object]:
    place = str(other.get("place", PLACE))
    return {
        "disclosure_id": disclosure,
        "key": surrogate_key("unit", place, code, name),
        "code": code,
        "name": name,
        "jurisdiction_code": place,
        "fiscal_year": year,
        "scope": other.get("scope", "unit"),
        "is_publisher": other.get("is_publisher", False),
        "is_listed": other.get("is_listed", False),
    }


def units(*mentions: dict[str, object]) -> dict[tuple[str | None, str], dict[str, object]]:
    rows = unit_rows(pl.DataFrame(mentions))
    names = {row["unit_key"]: row["name"] for row in rows}
    return {
        (row.get("code"), row["name"]): {
            "entity": names[row["entity_key"]],
            "entity_code": next(r.get("code") for r in rows if r["unit_key"] == row["entity_key"]),
            "rule": row.get("entity_rule"),
            "parent": names.get(row.get("parent_key")),
            "parent_rule": row.get("parent_rule"),
            "years": (row.get("valid_from"), row.get("valid_to")),
        }
        for row in rows
    }


def test_a_unit_renamed_under_its_code_stays_one_unit() -> None:
    found = units(
        mention("a", 2022, "303016", "新乡市劳动保障监察大队"), mention("b", 2023, "303016", "新乡市劳动保障监察支队")
    )
    old = found["303016", "新乡市劳动保障监察大队"]
    assert old["entity"] == "新乡市劳动保障监察支队"
    assert {old["rule"], found["303016", "新乡市劳动保障监察支队"]["rule"]} == {None, SAME_CODE}
    assert old["years"] == (2022, 2022)


def test_a_code_that_passes_to_another_unit_joins_nothing() -> None:
    found = units(mention("a", 2022, "303016", "新乡市信息中心"), mention("b", 2023, "303016", "新乡市服务中心"))
    assert found["303016", "新乡市信息中心"]["entity"] == "新乡市信息中心"


def test_a_name_that_keeps_while_the_code_changes_is_one_unit() -> None:
    found = units(mention("a", 2022, "035", "新乡市民政局"), mention("b", 2023, "041", "新乡市民政局"))
    assert found["035", "新乡市民政局"]["entity_code"] == "041"
    assert SAME_NAME in {row["rule"] for row in found.values()}


def test_a_department_and_its_own_part_of_the_same_name_are_two() -> None:
    found = units(mention("a", 2022, "153", "新乡市公安局"), mention("b", 2022, "153001", "新乡市公安局"))
    assert found["153", "新乡市公安局"]["entity_code"] == "153"
    assert found["153001", "新乡市公安局"]["entity_code"] == "153001"
    assert found["153001", "新乡市公安局"]["parent_rule"] == BY_CODE


def test_units_printed_side_by_side_are_never_joined() -> None:
    found = units(
        mention("a", 2022, "153002", "新乡市公安局交通管理支队"),
        mention("a", 2022, "153002", "新乡市公安局交通警察支队"),
    )
    assert {row["rule"] for row in found.values()} == {None}


def test_a_name_of_another_place_is_another_unit() -> None:
    found = units(mention("a", 2022, "", "民政局"), mention("b", 2023, "", "民政局", place="410500"))
    assert [row["rule"] for row in found.values()] == [None, None]


def test_a_unit_without_code_is_the_one_of_its_name_highest_in_the_tree() -> None:
    found = units(
        mention("a", 2022, "153", "新乡市公安局"),
        mention("b", 2023, "153001", "新乡市公安局"),
        mention("c", 2024, "", "新乡市公安局"),
    )
    assert found["153", "新乡市公安局"]["entity_code"] is None
    assert found["153001", "新乡市公安局"]["entity_code"] == "153001"


def test_a_unit_that_a_department_lists_stands_under_it() -> None:
    department = mention("a", 2024, "", "新乡市水利局", scope="department", is_publisher=True, is_listed=True)
    found = units(
        department,
        mention("a", 2024, "", "新乡市河道管理处", scope="department", is_listed=True),
        mention("a", 2024, "", "新乡市某公司", scope="department"),
        mention("a", 2024, "", "新乡市水利局（本级）", scope="department"),
    )
    assert found[None, "新乡市河道管理处"]["parent"] == "新乡市水利局"
    assert found[None, "新乡市河道管理处"]["parent_rule"] == BY_TABLE
    assert found[None, "新乡市某公司"]["parent"] is None
    assert found[None, "新乡市水利局（本级）"]["parent_rule"] == BY_NAME
    assert found[None, "新乡市水利局"]["parent"] is None
