"""What a document says of itself, and what it leaves unsaid."""

from collections.abc import Sequence

import pytest

from pipeline.kernel.codes import Codes
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine
from pipeline.tables.model import Row, RowKind, Table
from pipeline.tables.publication import Publication, captioned_units, jurisdiction_of, read_publication
from pipeline.tables.publication.announcement import is_organisation, read_announcement
from pipeline.warehouse.dimensions import publication_id

FRONT = ["江苏省人民检察院", "2018年部门预算"]


def printed(pages: Sequence[Sequence[str]], grids: Sequence[Sequence[Sequence[str]]] = ()) -> Document:
    """A document of pages of lines, with its grids behind them."""
    lines = [(number, text) for number, page in enumerate(pages, start=1) for text in page]
    return Document(
        "pdf",
        tuple(TextLine(order, text, Place(page=page)) for order, (page, text) in enumerate(lines)),
        tuple(
            Grid(
                len(lines) + index,
                tuple(
                    tuple(RawCell(at, col, text, Place(page=len(pages) + 1 + index)) for col, text in enumerate(row))
                    for at, row in enumerate(rows)
                ),
                Hint.CERTAIN,
            )
            for index, rows in enumerate(grids)
        ),
        has_certain_digits=True,
    )


def said(
    codes: Codes, pages: Sequence[Sequence[str]], grids: Sequence[Sequence[Sequence[str]]] = ()
) -> tuple[str, int | None, str | None, str | None]:
    found = read_publication(printed(pages, grids), [], codes)
    return found.unit, found.fiscal_year, found.stage, found.scope


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (["2026年", "广州市水务局部门预算"], ("广州市水务局", 2026, "budget", "department")),
        (["江苏省人民检察院", "2018年部门预算"], ("江苏省人民检察院", 2018, "budget", "department")),
        (["2018年度江苏省高级", "人民法院预算公开", "2018年2月24日"], ("江苏省高级人民法院", 2018, "budget", None)),
        (
            ["2026年度", "福州市公安局治安管理", "支队", "单位预算"],
            ("福州市公安局治安管理支队", 2026, "budget", "unit"),
        ),
        (
            ["福州市公安局文职人员", "管理中心2026年单位预算"],
            ("福州市公安局文职人员管理中心", 2026, "budget", "unit"),
        ),
        (["2026年中共深圳市委宣传部（本级）", "部门预算"], ("中共深圳市委宣传部", 2026, "budget", "own")),
        (["西安市公安局（汇总）", "2026年部门预算公开说明"], ("西安市公安局", 2026, "budget", "department")),
        (
            ["上海市普陀区规划和自然", "资源局", "2024 年度部门决算"],
            ("上海市普陀区规划和自然资源局", 2024, "final", "department"),
        ),
    ],
)
def test_a_title_page_may_break_its_announcement_anywhere(
    codes: Codes, front: list[str], expected: tuple[str, int, str, str]
) -> None:
    assert said(codes, [front, ["目 录"]]) == expected


def test_a_title_page_that_names_only_the_place_leaves_the_unit_to_captions(codes: Codes) -> None:
    front = ["上海市普陀区2026年区级单位预算", "预算单位：普陀区司法局"]
    found = read_publication(printed([front]), [], codes)
    assert (found.unit, found.jurisdiction_code, found.scope) == ("普陀区司法局", "310107", "unit")


def test_the_city_s_own_level_is_no_part_of_an_office(codes: Codes) -> None:
    assert said(codes, [["深圳市本级2026年部门预算", "部门名称：深圳市水务局"]])[3] == "department"


@pytest.mark.parametrize(
    "rows",
    [
        [["收支总表"], ["部门：", "江苏省人民检察院", "", "单位：万元"]],
        [["收支总表"], ["部门： 江苏省人民检察院", "", "", "单位：万元"]],
        [["部门整体支出绩效目标表"], ["（2018年度）"], ["部门名称", "江苏省人民检察院", "", ""]],
    ],
)
def test_a_caption_s_words_may_stand_in_several_cells(codes: Codes, rows: list[list[str]]) -> None:
    assert said(codes, [], [rows])[0] == "江苏省人民检察院"


def test_a_table_s_head_is_no_caption(codes: Codes) -> None:
    rows = [["单位名称", "合计"], ["单位名称", "上缴财政的其他单位"], ["2019", "年度部门预算公开"]]
    assert said(codes, [], [rows])[0] == ""


def test_subjects_behind_their_codes_are_not_the_publisher(codes: Codes) -> None:
    grids = [[["2050803-培训支出", "50502-商品和服务支出"]], [["2100201-综合医院", "30201-办公费"]]]
    assert said(codes, [["2019年度部门预算公开"]], grids)[0] == ""


def test_the_higher_office_of_a_project_is_not_the_publisher(codes: Codes) -> None:
    assert said(codes, [], [[["主管部门", "西安市公安局"], ["项目名称", "设备购置"]]])[0] == ""


def test_most_captions_name_the_unit_and_a_tie_names_none(codes: Codes) -> None:
    own, other = "部门：无锡市水利局 单位：万元", "部门：无锡市水文站 单位：万元"
    assert said(codes, [[own, own, other]])[0] == "无锡市水利局"
    assert said(codes, [[own, other]])[0] == ""


def test_running_heads_name_unit_and_year_where_no_title_page_does(codes: Codes) -> None:
    head = "苏州市数据局2026年度部门预算公开"
    expected = ("苏州市数据局", 2026, "budget", "department")
    assert said(codes, [[], *([head, "政策依据为2019年印发的条例。"] for _ in range(3))]) == expected


def test_narrative_never_dates_a_document(codes: Codes) -> None:
    lines = ["《西安市城乡建设管理条例》（2017年修订）", "2021年预算执行中，支出", "较2021年增加，主要是2021年收入"]
    assert said(codes, [["西安市科学技术局", "2022年部门综合预算"], lines])[1] == 2022
    assert said(codes, [lines])[1] is None


def test_a_paper_cited_in_a_table_s_title_does_not_date_the_document(codes: Codes) -> None:
    cited = "12、财企[2022]692-关于提前下达2023年补助资金预算的通知绩效目标表"
    assert said(codes, [["预算年度：2024", cited, cited, cited]])[1] == 2024


def test_dates_of_forms_are_asked_last(codes: Codes) -> None:
    dated = [["部门整体支出绩效目标表"], ["（2025年度）"]]
    assert said(codes, [], [dated])[1] == 2025
    assert said(codes, [FRONT], [dated])[1] == 2018


def test_a_title_page_and_tables_of_different_years_leave_the_year_unsaid(codes: Codes) -> None:
    """A stale form is as likely as a stale cover; a third witness decides."""
    tables = ["2017年部门综合预算收支总表"] * 9
    assert said(codes, [FRONT, tables])[1] is None
    assert said(codes, [FRONT, [*tables, "江苏省人民检察院2018年度部门预算公开"]])[1] == 2018


def test_the_year_is_not_that_of_a_column(codes: Codes) -> None:
    grid = [["收支总表"], ["项目", "2025年预算", "2024年决算"]]
    assert said(codes, [["表1 2025年部门综合预算收支总表"]], [grid])[1] == 2025
    assert said(codes, [], [grid])[1] is None


def test_appropriations_of_the_budget_do_not_make_final_accounts_a_budget(codes: Codes) -> None:
    finals = ["收入支出决算总表", "一般公共预算财政拨款支出决算表", "政府性基金预算财政拨款收入支出决算表"]
    assert said(codes, [finals])[2] == "final"


def test_units_listed_in_a_department_s_budget_do_not_make_it_a_unit_s(codes: Codes) -> None:
    pages = [
        ["第一部分 部门概况......1", "三、预算单位构成情况", "第二部分 2026年部门预算表", "预算单位：深圳市水务局"]
    ]
    assert said(codes, pages)[3] == "department"


def test_a_document_that_says_nothing_is_given_nothing(codes: Codes) -> None:
    expected = Publication("", "", None, None, None, None)
    assert read_publication(printed([["通过开展培训，提高业务质量"]], [[["项目", "金额"]]]), [], codes) == expected


@pytest.mark.parametrize(
    "text",
    ["一般公共预算", "政府性基金预算情况", "支出预算表", "我局2026年部门预算", "2025年执行和2026年预算草案的报告"],
)
def test_not_every_budget_is_an_announcement(codes: Codes, text: str) -> None:
    assert read_announcement(text, codes.jurisdictions) is None


@pytest.mark.parametrize(
    ("text", "unit", "year", "stage"),
    [
        ("财政部2025年部门预算", "财政部", 2025, "budget"),
        ("2023年度泸州市中医医院单位决算", "泸州市中医医院", 2023, "final"),
        ('凯里市林业局2024年部门预算及"三公"经费预算信息公开', "凯里市林业局", 2024, "budget"),
        ("关于2024年度杭州市文化广电旅游局部门预算的公开", "杭州市文化广电旅游局", 2024, "budget"),
    ],
)
def test_announcements_of_every_level_of_government_name_their_unit(
    codes: Codes, text: str, unit: str, year: int, stage: str
) -> None:
    announced = read_announcement(text, codes.jurisdictions)
    assert announced is not None
    assert (announced.unit, announced.year, announced.stage) == (unit, year, stage)


def test_an_announcement_is_known_without_its_number(codes: Codes) -> None:
    announced = read_announcement("第二部分江苏省人民检察院2017年度部门预算表", codes.jurisdictions)
    assert announced is not None
    assert (announced.text, announced.unit) == ("江苏省人民检察院2017年度部门预算表", "江苏省人民检察院")


@pytest.mark.parametrize("name", ["中共北京市委军民融合发展委员会办公室", "福州市公安局治安管理支队", "市教育局(本级)"])
def test_organisations_are_told_by_their_ending(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("name", ["商品和服务支出", "一般公共", "年度部门预算公开", "本部"])
def test_what_ends_otherwise_is_no_organisation(name: str) -> None:
    assert not is_organisation(name)


@pytest.mark.parametrize(
    ("unit", "code"),
    [("中共深圳市委宣传部", "440300"), ("共青团苏州市委", "320500"), ("普陀区司法局", None)],
)
def test_party_and_youth_league_stand_before_their_place(codes: Codes, unit: str, code: str | None) -> None:
    assert jurisdiction_of(unit, codes.jurisdictions) == code


def test_captioned_parts_also_name_their_whole() -> None:
    found = captioned_units(printed([["单位名称：新乡市社会保险中心（本级）"]]))
    assert found == {"新乡市社会保险中心(本级)", "新乡市社会保险中心"}


@pytest.mark.parametrize(
    "text",
    [
        "备注：涉密项目不予公开。",
        "此项内容为涉密内容，按规定不予公开",
        "部分科目涉及国家秘密，不予对外公开",
        "本表不含涉密支出",
    ],
)
def test_a_document_that_leaves_out_secret_matters_says_so(codes: Codes, text: str) -> None:
    assert read_publication(printed([FRONT, [text[:9], text[9:]]]), [], codes).says_withheld
    assert read_publication(printed([FRONT], [[[text]]]), [], codes).says_withheld


@pytest.mark.parametrize(
    "text", ["推进非涉密系统整合，不含运维。", "负责保密、信访工作。", "保密审查情况：已审查", "涉密设备。不公开招标"]
)
def test_what_only_mentions_secrecy_withholds_nothing(codes: Codes, text: str) -> None:
    assert not read_publication(printed([FRONT, [text]]), [], codes).says_withheld


def of_projects(*project_codes: str) -> Table:
    """A table of projects of which nothing but the codes matters."""
    rows = tuple(
        Row(index, index + 1, Place(), RowKind.DETAIL, "project", "", project_code=code)
        for index, code in enumerate(project_codes)
    )
    return Table(1, "project", "", Place(), None, "", (), rows, (), (), (), "certain", False, "read", "", ())


def test_project_codes_say_the_place_that_the_name_leaves_out(codes: Codes) -> None:
    document = printed([["2024年", "人力资源和社会保障局部门预算"]])
    assert read_publication(document, [], codes).jurisdiction_code is None
    tables = [of_projects("410702220000000012151", "410702240000000031208", "13030224P00308P12449R")]
    assert read_publication(document, tables, codes).jurisdiction_code == "410702"


def test_short_codes_and_codes_of_no_place_say_nothing(codes: Codes) -> None:
    document = printed([["2024年", "人力资源和社会保障局部门预算"]])
    tables = [of_projects("2080101", "999999220000000012151")]
    assert read_publication(document, tables, codes).jurisdiction_code is None


def test_a_place_that_the_name_says_stands_whatever_the_project_codes_begin_with(codes: Codes) -> None:
    document = printed([["2024年", "新乡市社会保险中心部门预算"]])
    assert read_publication(document, [of_projects("410702220000000012151")], codes).jurisdiction_code == "410700"


@pytest.mark.parametrize(
    "front",
    [
        ["附件2", "北京市审计局2026年度部门预算报表"],
        ["附件1：北京市审计局2026年度部门预算信息"],
        ["北京市审计局", "2026年部门预算情况说明"],
        ["2026年北京市审计局部门预算文字说明"],
    ],
)
def test_tables_and_narrative_in_files_of_their_own_are_of_one_publication(codes: Codes, front: list[str]) -> None:
    found = read_publication(printed([front]), [], codes)
    assert publication_id(found) == "110000|北京市审计局|2026|budget|department"
