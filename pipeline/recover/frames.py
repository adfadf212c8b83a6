"""The frames that recovery yields, declared once: cells, checks, tables, unplaced tokens.

Here: their specs. Not here: how they are filled (``cells``), or the star schema (``facts.star``).
"""

from dataclasses import replace

from pipeline.kernel.money import MONEY_UNITS, TokenClass, Verdict
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.recover.certainty import Certainty
from pipeline.tables.model import RowKind, Side

DISCLOSURE_ID = Field("disclosure_id", "VARCHAR", "First 12 hex digits of the file's sha256.", "披露文件标识")
OURS = ("extraction", "unexplained")
"""Attributions of a break that count as our fault until a person has looked; within a table they quarantine it."""

TABLE_NO = Field("table_no", "INTEGER", "Number of the table in its document, from 1.", "表序号")

_SUBJECT_FIELDS = tuple(
    Field(
        f"{axis}_{part}",
        "VARCHAR",
        f"{english} {part} as printed on the row.",
        f"{chinese}{part_chinese}",
        True,
    )
    for axis, english, chinese in (
        ("unit", "Budgeting unit", "预算单位"),
        ("function", "Functional subject", "功能科目"),
        ("dept_econ", "Department economic class", "部门预算经济科目"),
        ("gov_econ", "Government economic class", "政府预算经济科目"),
        ("project", "Project", "项目"),
    )
    for part, part_chinese in (("code", "编码"), ("name", "名称"))
)

REPORTED_CELL_FIELDS = (
    Field("cell_id", "VARCHAR", "Name of the cell: disclosure, table, row, column.", "单元格标识"),
    DISCLOSURE_ID,
    Field("file_name", "VARCHAR", "Base name of the file.", "文件名"),
    Field("table_id", "VARCHAR", "Table family, or other:<title>.", "表类"),
    TABLE_NO,
    Field("page", "INTEGER", "Page it is printed on; NULL in text forms.", "页码", True),
    Field("row_no", "INTEGER", "Printed body line of the table, from 1.", "行号"),
    Field("col_no", "INTEGER", "Column of the grid, from 1.", "列号"),
    Field("row_kind", "VARCHAR", "Place in the row tree.", "行类别", values=tuple(RowKind)),
    Field("side", "VARCHAR", "Side, on balance tables only.", "收支方向", True, values=tuple(filter(None, Side))),
    *_SUBJECT_FIELDS,
    Field("row_label", "VARCHAR", "Printed label without white space and numbering.", "行标签"),
    Field("column_path", "VARCHAR", "Printed header, outermost to innermost, joined by /.", "列路径"),
    Field("column_id", "VARCHAR", "Column by meaning; NULL in other: tables.", "列标识", True),
    Field(
        "measure",
        "VARCHAR",
        "What the figure measures.",
        "计量",
        True,
        values=("budget", "prior", "change", "initial", "adjusted", "final"),
    ),
    Field("printed", "VARCHAR", "The figure as printed.", "原文"),
    Field("printed_codes", "VARCHAR", "The row's codes as printed.", "原文编码", True),
    Field("value", "DECIMAL(30,8)", "The number in the printed unit.", "数值"),
    Field(
        "money_unit",
        "VARCHAR",
        "Unit of money declared on the table.",
        "金额单位",
        True,
        values=tuple(MONEY_UNITS),
    ),
    Field("amount_cny", "DECIMAL(20,2)", "Amount in yuan; NULL when the unit is unknown.", "金额（元）", True),
    Field("certainty", "VARCHAR", "What the cell is worth (DESIGN §4).", "可信度", values=tuple(Certainty)),
    Field(
        "is_quarantined",
        "BOOLEAN",
        "Absent from the facts: its table breaks by our fault or unexplained.",
        "隔离",
    ),
)
"""The columns of the view ``reported_cell``, in order."""

CELL = TableSpec(
    name="cell",
    english="Every reported figure, as placed; reported_cell is the view that joins it to its file.",
    chinese="报表单元格",
    fields=(
        *(field for field in REPORTED_CELL_FIELDS if field.name != "file_name"),
        Field("line", "INTEGER", "Line of the text it is printed on.", "文本行号", True),
        Field("presentation", "VARCHAR", "The block, where one table prints the same money several times.", "列示方式"),
        Field("row_role", "VARCHAR", "The row by meaning.", "行角色"),
        Field("row_index", "INTEGER", "Handle of the row within its table.", "行索引"),
        Field("is_memo", "BOOLEAN", "A subset (其中), no addend.", "其中项"),
        Field("is_leaf", "BOOLEAN", "No printed part stands below it on either tree.", "末级"),
        Field("decimals", "INTEGER", "Printed decimals.", "小数位数"),
        Field("printed_col_no", "INTEGER", "Column it was printed under, where it was put right.", "原列号", True),
        Field("printed_value", "DECIMAL(30,8)", "The number as printed, where another is stood by.", "原数值", True),
        Field("repair", "VARCHAR", "What was put right and why.", "修正说明", True),
        Field(
            "repair_identities",
            "VARCHAR[]",
            "The identities that prove the repair, as in fact_check.",
            "修正依据",
            True,
        ),
    ),
    primary_key=("cell_id",),
    foreign_keys=(
        ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),
        ForeignKey(("disclosure_id", "table_no"), "dim_table", ("disclosure_id", "table_no")),
    ),
)

CANDIDATE = TableSpec(
    name="cell_candidate",
    english="The columns in which an ambiguous number may stand, and the values that a misread one may have had.",
    chinese="候选位置与数值",
    fields=(
        DISCLOSURE_ID,
        Field("cell_id", "VARCHAR", "The ambiguous or disputed cell.", "单元格标识"),
        Field("candidate_no", "INTEGER", "Number of the candidate, from 1.", "候选序号"),
        Field("col_no", "INTEGER", "A column it may stand in, from 1.", "列号"),
        Field("column_path", "VARCHAR", "Its header.", "列路径"),
        Field("column_id", "VARCHAR", "Its meaning.", "列标识"),
        Field("value", "DECIMAL(30,8)", "What it may be there, in the printed unit.", "数值"),
        Field("is_chosen", "BOOLEAN", "The column and value it is shown with.", "所取"),
    ),
    primary_key=("cell_id", "candidate_no"),
    foreign_keys=(ForeignKey(("cell_id",), "cell", ("cell_id",)),),
)

CHECK = TableSpec(
    name="fact_check",
    english="Every judged instance of an identity.",
    chinese="勾稽检查结果",
    fields=(
        DISCLOSURE_ID,
        Field("identity_id", "VARCHAR", "Identity (勾稽关系), see dim_identity.", "勾稽关系编号"),
        Field("instance", "VARCHAR", "Where: table, row and column; or the claim and its place.", "实例"),
        replace(TABLE_NO, english="Table it is about; NULL where it is a claim of the narrative.", is_nullable=True),
        Field(
            "lhs",
            "DECIMAL(30,8)",
            "Left side in the printed unit (of claims: in yuan or percent); NULL when blank.",
            "左值",
            True,
        ),
        Field("rhs", "DECIMAL(30,8)", "Right side; NULL where no amounts are compared (GJ-040).", "右值", True),
        Field("difference", "DECIMAL(30,8)", "Left minus right.", "差额", True),
        Field("envelope", "DECIMAL(30,8)", "How far rounding lets the sides lie apart.", "容差", True),
        Field("verdict", "VARCHAR", "How it came out.", "结论", values=tuple(Verdict)),
        Field("cause", "VARCHAR", "What the difference looks like.", "原因", True),
        Field(
            "attribution",
            "VARCHAR",
            "Whose error a break is.",
            "归因",
            True,
            values=(*OURS, "publisher", "withheld"),
        ),
        Field(
            "acknowledged",
            "VARCHAR",
            "Why a person who looked says that a break is the publisher's; see acknowledgement.",
            "确认理由",
            True,
        ),
        Field("cell_ids", "VARCHAR[]", "The cells it speaks of, the total first.", "涉及单元格"),
    ),
    primary_key=("disclosure_id", "identity_id", "instance"),
    foreign_keys=(
        ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),
        ForeignKey(("identity_id",), "dim_identity", ("identity_id",)),
    ),
)

SUSPECT = TableSpec(
    name="suspect",
    english="For each break the cells that cannot all be right, the likeliest wrong one first; "
    "where rows seem to be missing, also other totals that lack them.",
    chinese="存疑单元格",
    fields=(
        DISCLOSURE_ID,
        Field("identity_id", "VARCHAR", "The identity that breaks.", "勾稽关系编号"),
        Field("instance", "VARCHAR", "Where it breaks.", "实例"),
        Field("rank", "INTEGER", "From 1, the likeliest wrong cell.", "序次"),
        Field(
            "is_foremost",
            "BOOLEAN",
            "Whether it is among the few to look at first; the others have more that speaks for them.",
            "是否首要",
        ),
        Field("cell_id", "VARCHAR", "The cell; NULL where it is blank and should print a figure.", "单元格标识", True),
        TABLE_NO,
        Field("row_no", "INTEGER", "Its printed body line, from 1.", "行号"),
        Field("col_no", "INTEGER", "Its column of the grid, from 1.", "列号"),
        Field(
            "likely_value",
            "DECIMAL(30,8)",
            "What it would have to be, in its printed unit; NULL when several values are possible.",
            "应为",
            True,
        ),
        Field("reason", "VARCHAR", "Why it is suspected and how much.", "理由"),
    ),
    primary_key=("disclosure_id", "identity_id", "instance", "rank"),
    foreign_keys=(
        ForeignKey(
            ("disclosure_id", "identity_id", "instance"), "fact_check", ("disclosure_id", "identity_id", "instance")
        ),
        ForeignKey(("cell_id",), "cell", ("cell_id",)),
    ),
)

UNPLACED = TableSpec(
    name="unplaced",
    english="Numeric tokens of table regions that are no cells, and labels whose row is not sure, and why.",
    chinese="未归位数字与标签",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        Field("token_no", "INTEGER", "Number within the table, from 1.", "序号"),
        Field("text", "VARCHAR", "The token as printed.", "原文"),
        Field("token_class", "VARCHAR", "What it looks like.", "数字类别", values=tuple(TokenClass)),
        Field("reason", "VARCHAR", "Why it is no cell.", "原因"),
        Field("page", "INTEGER", "Page.", "页码", True),
        Field("line", "INTEGER", "Line of the text.", "文本行号", True),
    ),
    primary_key=("disclosure_id", "table_no", "token_no"),
    foreign_keys=(ForeignKey(("disclosure_id", "table_no"), "dim_table", ("disclosure_id", "table_no")),),
)

TOKEN = TableSpec(
    name="token_count",
    english="How many numeric tokens of each class each table region holds: the account that conservation is kept by.",
    chinese="数字计数",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        Field("token_class", "VARCHAR", "Class of token.", "数字类别", values=tuple(TokenClass)),
        Field("tokens", "INTEGER", "How many.", "个数"),
    ),
    primary_key=("disclosure_id", "table_no", "token_class"),
    foreign_keys=(ForeignKey(("disclosure_id", "table_no"), "dim_table", ("disclosure_id", "table_no")),),
)

DIM_TABLE = TableSpec(
    name="dim_table",
    english="One row per table instance.",
    chinese="报表",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        Field("table_id", "VARCHAR", "Table family, or other:<title>.", "表类"),
        Field("title", "VARCHAR", "Title as printed, white space removed.", "表名"),
        Field("pages", "VARCHAR", "Pages or text line it begins on.", "位置"),
        Field("money_unit", "VARCHAR", "Declared unit of money.", "金额单位", True, values=tuple(MONEY_UNITS)),
        Field("fund_scope", "VARCHAR", "Funds the family covers.", "资金范围", True),
        Field(
            "carry_basis",
            "VARCHAR",
            "Whether carried-in money is included; NULL until found.",
            "结转口径",
            True,
            values=("current", "with_carry", "undetermined"),
        ),
        Field("axes", "VARCHAR", "Axes that its rows and columns publish.", "维度", True),
        Field("status", "VARCHAR", "read, empty or other.", "状态", values=("read", "empty", "other")),
        Field("statement", "VARCHAR", "The note by which it says that it is empty.", "空表说明", True),
        Field("has_declared_header", "BOOLEAN", "Its printed header was mangled.", "表头残缺"),
        Field("repair", "VARCHAR", "What was put right of the whole table: its unit of money.", "修正说明", True),
        Field("is_quarantined", "BOOLEAN", "Kept out of the facts.", "隔离"),
    ),
    primary_key=("disclosure_id", "table_no"),
    foreign_keys=(ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),),
)
