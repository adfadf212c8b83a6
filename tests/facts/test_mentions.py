"""Projects joined over the tables of a disclosure: by code, by name, by a variant of it, and never by guess."""

from dataclasses import replace

from pipeline.facts.mentions import mention_rows
from pipeline.facts.project_names import name_stem
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, TextLine
from pipeline.tables.model import Row, RowKind, Table

BLANK = Table(1, "project", "", Place(), "万元", "", (), (), (), (), (), "certain", False, "read", "", ())


def table(number: int, table_id: str, *projects: tuple[str | None, str]) -> Table:
    rows = tuple(
        Row(
            index,
            index + 1,
            Place(line=index + 1),
            RowKind.DETAIL,
            "project",
            name,
            project_code=code,
            project_name=name,
        )
        for index, (code, name) in enumerate(projects)
    )
    return replace(BLANK, table_no=number, table_id=table_id, rows=rows)


def joined(*tables: Table, document: Document | None = None) -> list[tuple[str, str, str]]:
    """Source, way and shared name of every mention, projects told apart by the name of their first one."""
    rows = mention_rows("0" * 12, "410000", tables, document)
    first = {row["project_key"]: row["name"] for row in reversed(rows) if row["matched_by"] == "itself"}
    return [(row["source"], row["matched_by"], first[row["project_key"]]) for row in rows]


def test_a_name_in_its_variants_is_one_stem() -> None:
    names = ("2026年 环境宣传（经费）", "环境宣传专项经费", "3、环境、宣传项目", "环境宣传")
    assert {name_stem(name) for name in names} == {"环境宣传"}
    assert name_stem("经费") == ""


def test_targets_join_their_project_by_name_and_by_variant() -> None:
    found = joined(
        table(1, "project", (None, "办公设备购置"), (None, "宣传经费")),
        table(2, "performance", ("410702220000000012136", "办公设备购置经费"), (None, "宣传 经费")),
    )
    assert ("performance", "variant", "办公设备购置") in found
    assert ("performance", "name", "宣传经费") in found


def test_equal_codes_join_what_is_named_otherwise_and_different_codes_never_join() -> None:
    found = joined(
        table(1, "project", ("A1", "招聘专项"), ("A2", "工作经费")),
        table(2, "performance", ("A1", "人员招聘"), ("A3", "工作经费")),
    )
    assert [way for source, way, _ in found if source == "performance"] == ["code", "itself"]


def test_two_rows_of_one_table_and_two_years_are_two_projects() -> None:
    found = joined(
        table(
            1,
            "project",
            (None, "2025年运维项目"),
            (None, "2026年运维项目"),
            (None, "生态监测项目"),
            (None, "生态监测经费"),
        )
    )
    assert [way for _, way, _ in found] == ["itself"] * 4


def test_a_name_that_several_projects_bear_joins_none_of_them() -> None:
    found = joined(
        table(1, "project", ("A1", "工作经费"), ("A2", "工作经费")), table(2, "performance", (None, "工作经费"))
    )
    assert [way for source, way, _ in found if source == "performance"] == ["itself"]


def test_a_name_broken_over_lines_of_the_text_is_found_and_a_part_of_a_longer_name_is_not() -> None:
    lines = ("安排口岸管理业", "务升级项目资金", "另安排口岸管理业务若干")
    text = tuple(TextLine(number, line, Place(page=number)) for number, line in enumerate(lines, start=1))
    document = Document("pdf", text, (), has_certain_digits=True)
    projects = table(1, "project", (None, "口岸管理业务"), (None, "口岸管理业务升级项目"))
    rows = [row for row in mention_rows("0" * 12, "", [projects], document) if row["source"] == "text"]
    assert sorted((row["name"], row["page"]) for row in rows) == [("口岸管理业务", 3), ("口岸管理业务升级项目", 1)]


def test_the_lines_that_detail_a_project_with_targets_have_them_too() -> None:
    listed = table(1, "project", (None, "通用项目"), (None, "物业服务"), (None, "食堂外包"), (None, "宣传"))
    rows = tuple(replace(row, parent=parent) for row, parent in zip(listed.rows, (None, 0, 1, 0), strict=True))
    targets = table(2, "performance", (None, "物业服务"))
    found = mention_rows("0" * 12, "", [replace(listed, rows=rows), targets], None)
    assert {row["name"]: row["has_targets"] for row in found} == {
        "通用项目": False,
        "物业服务": True,
        "食堂外包": True,
        "宣传": False,
    }


def test_without_any_targets_nothing_is_said_to_lack_them() -> None:
    assert {row["has_targets"] for row in mention_rows("0" * 12, "", [table(1, "project", (None, "宣传"))], None)} == {
        None
    }
