"""Categories of projects, as project tables print them."""

from pipeline.facts.project_categories import project_categories
from pipeline.kernel.codes import Codes
from pipeline.tables.recognise import recognise_tables
from tests.generated.ruled_sheet import ruled_document

HEADER = ["项目名称", "合计", "一般公共预算"]


def categories(codes: Codes, rows: list[list[str]]) -> dict[str, str]:
    tables = recognise_tables(ruled_document([("2024年项目支出表", "单位：万元", rows)]), codes)
    assert [table.table_id for table in tables] == ["project"]
    return {name: category for (_, name), category in project_categories(tables).items()}


def test_a_category_is_the_type_printed_before_the_name(codes: Codes) -> None:
    rows = [
        ["类型", "项目名称", "项目单位", "合计", "一般公共预算"],
        ["", "合计", "", "5.00", "5.00"],
        ["其他运转类", "网络费用", "某市信息中心", "2.00", "2.00"],
        ["特定目标类", "党建/群团活动", "某市信息中心", "3.00", "3.00"],
    ]
    found = categories(codes, rows)
    assert found == {"网络费用": "其他运转类", "党建/群团活动": "特定目标类"}


def test_groups_of_projects_are_categories_and_no_projects(codes: Codes) -> None:
    rows = [
        HEADER,
        ["合计", "5.00", "5.00"],
        ["专用项目", "5.00", "5.00"],
        ["　专项业务费", "5.00", "5.00"],
        ["　　设备购置", "2.00", "2.00"],
        ["　　会议服务", "3.00", "3.00"],
    ]
    found = categories(codes, rows)
    assert found == {"设备购置": "专用项目/专项业务费", "会议服务": "专用项目/专项业务费"}
