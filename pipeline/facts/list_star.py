"""The facts of lists, declared once: purchases, assets, people, and what other lists name.

Here: specs only. Not here: how they are filled (``list_lines``, ``staffing``), the facts of budgets (``star``).
"""

from pipeline.facts.star import DIMENSION_KEYS, LINE_KINDS
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.recover.certainty import Certainty
from pipeline.recover.frames import DISCLOSURE_ID, TABLE_NO
from pipeline.tables.model import RowKind

CATEGORIES = ("goods", "works", "services")
LIST_KINDS = ("service", "meeting", "training", "unit")
HEADCOUNT_KINDS = ("posts", "staff")
HEADCOUNT_CATEGORIES = (
    "total",
    "administrative",
    "political_legal",
    "attached",
    "institution",
    "worker",
    "retired",
    "contract",
)

_ROW_NO = Field("row_no", "INTEGER", "Printed body line of the table, from 1.", "行号")
_PAGE = Field("page", "INTEGER", "Page it is printed on; NULL in text forms.", "页码", True)
_LINE = Field("line", "INTEGER", "Line of the text it is printed on.", "文本行号", True)
_CERTAINTY = Field(
    "certainty", "VARCHAR", "What the cell is worth; NULL without one.", "可信度", True, values=tuple(Certainty)
)
_CELL = Field("cell_id", "VARCHAR", "The reported cell of the amount, or of the first figure.", "单元格标识", True)
_QUANTITY = Field("quantity", "DECIMAL(30,8)", "How many.", "数量", True)
_QUANTITY_UNIT = Field("quantity_unit", "VARCHAR", "Of what the quantity counts.", "计量单位", True)
_AMOUNT = Field("amount_cny", "DECIMAL(20,2)", "Yuan, exact; NULL where none is printed.", "金额（元）", True)

_UNIT_KEY, _FUND_KEY = (field for field in DIMENSION_KEYS if field.name in {"unit_key", "fund_key"})
_SUBJECT_KEYS = tuple(field for field in DIMENSION_KEYS if field.name not in {"unit_key", "fund_key", "nature_key"})

_OF_TABLE = ForeignKey(("disclosure_id", "table_no"), "dim_table", ("disclosure_id", "table_no"))
_OF_CELL = ForeignKey(("cell_id",), "cell", ("cell_id",))
_OF_UNIT = ForeignKey(("unit_key",), "dim_unit", ("unit_key",))

FACT_PROCUREMENT_LINE = TableSpec(
    name="fact_procurement_line",
    english="Government procurement, one row a printed leaf: an item, or a category where no items are printed.",
    chinese="政府采购明细",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        _ROW_NO,
        _UNIT_KEY,
        *_SUBJECT_KEYS,
        Field("category", "VARCHAR", "Goods, works or services.", "采购类别", True, values=CATEGORIES),
        Field("item_name", "VARCHAR", "What is purchased.", "采购品目名称", True),
        Field("catalogue_code", "VARCHAR", "Its code in the procurement catalogue.", "采购目录编码", True),
        Field("content", "VARCHAR", "The service purchased.", "购买服务内容", True),
        Field("specification", "VARCHAR", "Specification.", "规格型号", True),
        Field("method", "VARCHAR", "How the purchase is organised.", "采购组织形式", True),
        Field("held", "VARCHAR", "When, as printed.", "采购时间", True),
        _QUANTITY,
        _QUANTITY_UNIT,
        Field("unit_price_cny", "DECIMAL(20,2)", "Yuan for one.", "单价（元）", True),
        _AMOUNT,
        Field("small_cny", "DECIMAL(20,2)", "Reserved for small and medium-sized enterprises.", "预留中小企业", True),
        Field("micro_cny", "DECIMAL(20,2)", "Of that for small and micro enterprises.", "预留小微企业", True),
        Field("source_budget_cny", "DECIMAL(20,2)", "All of what it is paid from; repeats.", "项目预算资金", True),
        _CERTAINTY,
        _PAGE,
        _LINE,
        _CELL,
    ),
    primary_key=("disclosure_id", "table_no", "row_no"),
    foreign_keys=(
        _OF_TABLE,
        _OF_CELL,
        _OF_UNIT,
        ForeignKey(("function_key",), "dim_function", ("function_key",)),
        ForeignKey(("dept_economic_key",), "dim_economic", ("economic_key",)),
        ForeignKey(("gov_economic_key",), "dim_economic", ("economic_key",)),
        ForeignKey(("project_key",), "dim_project", ("project_key",)),
    ),
)

FACT_PROCUREMENT_FUND = TableSpec(
    name="fact_procurement_fund",
    english="The money of procurement lines by fund, leaves only: additive within disclosure and table.",
    chinese="政府采购资金来源",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        _ROW_NO,
        _FUND_KEY,
        Field("line_kind", "VARCHAR", "Current money, or carried in.", "行类型", values=LINE_KINDS),
        Field("amount_cny", "DECIMAL(20,2)", "Yuan, exact.", "金额（元）"),
        Field("certainty", "VARCHAR", "What the cell is worth.", "可信度", values=tuple(Certainty)),
        Field("cell_id", "VARCHAR", "The reported cell.", "单元格标识"),
    ),
    primary_key=("cell_id",),
    foreign_keys=(
        ForeignKey(
            ("disclosure_id", "table_no", "row_no"), "fact_procurement_line", ("disclosure_id", "table_no", "row_no")
        ),
        _OF_CELL,
        ForeignKey(("fund_key",), "dim_fund", ("fund_key",)),
    ),
)

FACT_ASSET = TableSpec(
    name="fact_asset",
    english="Fixed assets, one row an item; parts are marked, so that totals are not added to them.",
    chinese="固定资产",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        _ROW_NO,
        _UNIT_KEY,
        Field(
            "item", "VARCHAR", "Item by meaning: total, buildings, offices, vehicles, equipment, other …", "资产类别"
        ),
        Field("label", "VARCHAR", "Item as printed.", "项目"),
        Field("row_kind", "VARCHAR", "Place in the row tree.", "行类别", values=tuple(RowKind)),
        Field("is_memo", "BOOLEAN", "A subset (其中), no addend.", "其中项"),
        _QUANTITY,
        _QUANTITY_UNIT,
        _AMOUNT,
        _CERTAINTY,
        _PAGE,
        _LINE,
        _CELL,
    ),
    primary_key=("disclosure_id", "table_no", "row_no"),
    foreign_keys=(_OF_TABLE, _OF_CELL, _OF_UNIT),
)

FACT_LIST_LINE = TableSpec(
    name="fact_list_line",
    english="What other lists name, one row a line: services purchased, meetings, courses of training, units.",
    chinese="清单明细",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        _ROW_NO,
        Field("list_kind", "VARCHAR", "What is listed.", "清单类别", values=LIST_KINDS),
        _UNIT_KEY,
        Field("name", "VARCHAR", "What the line names, as printed.", "名称"),
        Field("catalogue_code", "VARCHAR", "The innermost code of the catalogue it prints.", "目录编码", True),
        Field("catalogue", "VARCHAR", "The headings of the catalogue above it, joined by /.", "目录", True),
        Field("held", "VARCHAR", "When, as printed.", "时间", True),
        Field("nature", "VARCHAR", "The nature of a unit, as printed.", "单位性质", True),
        Field("note", "VARCHAR", "What else the line says.", "备注", True),
        Field("people", "DECIMAL(30,8)", "How many take part.", "人数", True),
        Field("days", "DECIMAL(30,8)", "For how many days.", "天数", True),
        _AMOUNT,
        _CERTAINTY,
        _PAGE,
        _LINE,
        _CELL,
    ),
    primary_key=("disclosure_id", "table_no", "row_no"),
    foreign_keys=(_OF_TABLE, _OF_CELL, _OF_UNIT),
)

FACT_HEADCOUNT = TableSpec(
    name="fact_headcount",
    english="Posts (编制) and people (实有人数) as stated in the narrative or in a table.",
    chinese="人员编制与实有人数",
    fields=(
        DISCLOSURE_ID,
        Field("headcount_no", "INTEGER", "Number within the disclosure, from 1.", "序号"),
        _UNIT_KEY,
        Field("kind", "VARCHAR", "Posts approved, or people there are.", "类别", values=HEADCOUNT_KINDS),
        Field("category", "VARCHAR", "Which posts or people.", "人员类别", values=HEADCOUNT_CATEGORIES),
        Field("is_part", "BOOLEAN", "Part of the total of its kind that is stated before it.", "其中项"),
        Field("people", "INTEGER", "How many.", "人数"),
        Field("label", "VARCHAR", "The words before the number.", "原文标签"),
        Field("as_of", "VARCHAR", "At which date, as printed.", "截止时间", True),
        Field("source", "VARCHAR", "Where it is stated.", "来源", values=("narrative", "table")),
        Field("table_no", "INTEGER", "Number of the table, where it is one's.", "表序号", True),
        _PAGE,
        _LINE,
        _CELL,
    ),
    primary_key=("disclosure_id", "headcount_no"),
    foreign_keys=(ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)), _OF_CELL, _OF_UNIT),
)

LIST_FACTS = {
    "procurement_lines": FACT_PROCUREMENT_LINE,
    "procurement_funds": FACT_PROCUREMENT_FUND,
    "assets": FACT_ASSET,
    "list_lines": FACT_LIST_LINE,
    "headcount": FACT_HEADCOUNT,
}
"""The facts of lists by the stage frame that feeds each, in the order in which they are loaded."""
