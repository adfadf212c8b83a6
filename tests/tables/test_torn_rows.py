"""Rows that a page break tears: one row with its whole label where that is sure, and nothing lost where it is not."""

from collections.abc import Sequence

from pipeline.kernel.codes import Codes
from pipeline.kernel.money import TokenClass
from pipeline.kernel.provenance import Place
from pipeline.readers.document import RawCell
from pipeline.tables.model import Head, Table
from pipeline.tables.recognise import DOUBTFUL, recognise_tables
from pipeline.tables.roles import Role
from pipeline.tables.ruled.mend import Mended, mended
from tests.generated.ruled_sheet import ruled_document

Rows = Sequence[Sequence[str]]

KEYED = (
    Head(0, "科目编码", Role.FUNCTION_CODE, ""),
    Head(1, "科目名称", Role.FUNCTION_NAME, ""),
    Head(2, "合计", "", "total"),
)
NUMBERED = (Head(0, "序号", Role.ROW_NO, ""), Head(1, "项目", Role.ITEM, ""), Head(2, "金额", "", "total"))
NAMES = {"住房公积金", "教育支出", "国防支出", "21", "2101"}
WHOLE: Rows = (("", "合计", "9.00"), ("A1", "甲", "3.00"), ("A2", "乙", "3.00"))
EXPENDITURE: Rows = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "30.00", "10.00", "20.00"),
    ("2080505", "机关事业单位基本养老保险缴", "10.00", "10.00", ""),
)


def torn(heads: Sequence[Head], *pages: Rows) -> Mended:
    """The rows of some pages, mended."""
    body = [
        tuple(RawCell(number, col, text, Place(page=page)) for col, text in enumerate(row))
        for page, rows in enumerate(pages, start=1)
        for number, row in enumerate(rows)
    ]
    return mended(body, heads, NAMES.__contains__)


def texts(found: Mended) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.body]


def table_of(codes: Codes, below: Rows) -> Table:
    """A table that goes on with its header on the next page."""
    pages = (EXPENDITURE, (EXPENDITURE[0], *below))
    (table,) = recognise_tables(ruled_document([("部门支出总表", "单位：万元", rows) for rows in pages]), codes)
    return table


def test_a_label_no_list_knows_is_whole_where_every_other_row_prints_a_figure() -> None:
    found = torn(KEYED, (*WHOLE, ("A3", "信息系统", "3.00")), (("", "运行维护", ""), ("A4", "丁", "1.00")))
    assert texts(found)[3:] == [["A3", "信息系统运行维护", "3.00"], ["A4", "丁", "1.00"]]
    assert not found.doubtful


def test_a_code_is_whole_where_every_other_row_prints_a_figure() -> None:
    found = torn(KEYED, (*WHOLE, ("4100002", "信息系统", "3.00")), (("0501", "运维", ""),))
    assert texts(found)[3] == ["41000020501", "信息系统运维", "3.00"]


def test_figures_below_the_break_belong_to_the_label_that_begins_above_it() -> None:
    found = torn(KEYED, (*WHOLE, ("A3", "信息系统", "")), (("", "运行维护", "3.00"),))
    assert texts(found)[3:] == [["A3", "信息系统运行维护", "3.00"]]
    assert found.body[3][2].place.page == 2


def test_a_row_without_its_number_is_the_rest_of_the_one_above() -> None:
    rows = (("1", "甲", ""), ("2", "乙", "1.00"), ("3", "丙", ""), ("4", "其他地方自行", ""))
    assert texts(torn(NUMBERED, rows, (("", "试点项目", ""),)))[3] == ["4", "其他地方自行试点项目", ""]
    assert len(torn(NUMBERED, rows, (("5", "试点项目", ""),)).body) == 5


def test_a_known_name_goes_on_though_its_beginning_is_known_too() -> None:
    names = NUMBERED[1:]
    assert "住房公积金" in NAMES
    found = torn(names, (("", "", ""), ("", "住房公积", "1.00")), (("", "金", ""),))
    assert texts(found)[-1] == ["", "住房公积金", "1.00"]


def test_a_row_that_spans_three_pages_is_one() -> None:
    found = torn(KEYED, (*WHOLE, ("A3", "信息", "3.00")), (("", "系统", ""),), (("", "运维", ""),))
    assert texts(found)[3:] == [["A3", "信息系统运维", "3.00"]]


def test_known_names_ordinals_and_totals_below_a_break_are_rows_of_their_own() -> None:
    for label in ("教育支出", "二、其他", "合计"):
        found = torn(NUMBERED[1:], (("", "国防支出", "1.00"),), (("", label, ""),))
        assert len(found.body) == 2, label
        assert not found.doubtful, label


def test_a_rest_that_is_a_name_by_itself_is_the_rest_of_its_row_or_listed() -> None:
    assert texts(torn(KEYED, (*WHOLE, ("A3", "其他普通", "3.00")), (("", "教育支出", ""),)))[3][1] == "其他普通教育支出"
    found = torn(NUMBERED[1:], (("", "其他普通", "3.00"),), (("", "教育支出", ""),))
    assert [cell.text for cell in found.doubtful] == ["教育支出"]


def test_a_label_of_which_nothing_tells_whose_it_is_is_listed() -> None:
    found = torn(NUMBERED[1:], (("", "专项", "1.00"),), (("", "经费", ""),))
    assert len(found.body) == 2
    assert [cell.text for cell in found.doubtful] == ["经费"]
    beginning = torn(NUMBERED[1:], (("", "专项", ""),), (("", "经费", "1.00"),))
    assert [cell.text for cell in beginning.doubtful] == ["专项"]


def test_a_total_printed_again_goes_though_its_row_is_numbered_or_has_no_label() -> None:
    rows = (("1", "合计", "9.00"), ("2", "甲", "9.00"))
    assert len(torn(NUMBERED, rows, (rows[0], ("3", "乙", "1.00"))).repeats) == 3
    unlabelled = (("", "", "9.00"), ("A1", "甲", "9.00"))
    assert len(torn(KEYED, unlabelled, (unlabelled[0], ("A2", "乙", "1.00"))).repeats) == 3


def test_the_rest_of_a_name_below_a_total_printed_again_goes_back_to_its_row() -> None:
    found = torn(KEYED, (*WHOLE, ("A3", "住房公积", "3.00")), (WHOLE[0], ("", "金", "")))
    assert texts(found)[3:] == [["A3", "住房公积金", "3.00"]]


def test_a_torn_row_of_a_table_keeps_its_whole_name(codes: Codes) -> None:
    table = table_of(codes, (("", "费支出", "", "", ""), ("2050202", "小学教育", "20.00", "", "20.00")))
    assert [row.label for row in table.rows] == ["合计", "机关事业单位基本养老保险缴费支出", "小学教育"]
    assert [row.codes for row in table.rows] == [None, "2080505", "2050202"]
    assert not table.unplaced


def test_a_label_whose_row_is_not_sure_is_listed_with_the_table(codes: Codes) -> None:
    table = table_of(codes, (("", "补助经费", "", "", ""),))
    assert [(token.text, token.token_class, token.reason) for token in table.unplaced] == [
        ("补助经费", TokenClass.LABEL, DOUBTFUL)
    ]
