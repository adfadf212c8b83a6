"""Members of dimensions that several steps of a disclosure's facts mention."""

from pipeline.facts.lines import Member, merged


def test_what_one_mention_says_is_not_lost_to_another_that_says_less() -> None:
    said = [
        Member("unit", 1, "303", "某局", is_publisher=True),
        Member("unit", 1, "303", "某局", is_listed=True),
        Member("project", 1, "", "培训", category="特定目标类"),
        Member("project", 1, "", "培训"),
    ]
    assert merged(said) == [
        Member("unit", 1, "303", "某局", is_publisher=True, is_listed=True),
        Member("project", 1, "", "培训", category="特定目标类"),
    ]
    assert merged(reversed(said))[0].category == "特定目标类"
