"""The frame of claims, declared once.

Here: the spec of ``fact_claim``. Not here: how it is filled (``expectations.narrative.rows``).
"""

from pipeline.kernel.money import MONEY_UNITS, Verdict
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.narrative.claim import COUNTED, PERCENT, TIMES, Kind

FACT_CLAIM = TableSpec(
    name="fact_claim",
    english="Every figure stated in the narrative, what it speaks of, the cells it must equal, and whether it does.",
    chinese="文字说明中的数字",
    fields=(
        Field("disclosure_id", "VARCHAR", "First 12 hex digits of the file's sha256.", "披露文件标识"),
        Field("claim_no", "INTEGER", "Number of the claim in its document, from 1.", "序号"),
        Field("page", "INTEGER", "Page the figure stands on; NULL in text forms.", "页码", True),
        Field("line", "INTEGER", "Line of the text; NULL in forms with pages.", "文本行号", True),
        Field("start", "INTEGER", "Offset of the figure in its sentence, from 0.", "句内位置"),
        Field("sentence", "VARCHAR", "The sentence as printed, white space removed.", "原句"),
        Field("kind", "VARCHAR", "What it states of its quantity.", "类别", values=tuple(Kind)),
        Field("quantity", "VARCHAR", "The quantity it speaks of; NULL where that is not sure.", "指标标识", True),
        Field(
            "subject", "VARCHAR", "Code, or names of 类/款/项, where it is one subject; a project's name.", "科目", True
        ),
        Field("of_unit", "VARCHAR", "The unit whose figure it is; NULL for the whole disclosure's.", "所属单位", True),
        Field("printed", "VARCHAR", "The figure as printed.", "原文"),
        Field("value", "DECIMAL(30,8)", "The number in its unit; changes and growth signed by their word.", "数值"),
        Field(
            "unit", "VARCHAR", "Its unit; NULL for 持平.", "单位", True, values=(*MONEY_UNITS, PERCENT, TIMES, *COUNTED)
        ),
        Field("amount_cny", "DECIMAL(20,2)", "Amount in yuan; NULL for percentages and counts.", "金额（元）", True),
        Field("word", "VARCHAR", "The word of comparison (增加, 下降, 持平).", "增减用语", True),
        Field("comparison", "VARCHAR", "What it is compared with, as printed.", "比较基准", True),
        Field("period", "INTEGER", "The year the figure is of.", "所属年度", True),
        Field(
            "measure", "VARCHAR", "What it measures.", "计量", True, values=("budget", "initial", "adjusted", "final")
        ),
        Field(
            "of_claim_no", "INTEGER", "The amount that a change, growth, base or share is told of.", "所述金额", True
        ),
        Field("change_claim_no", "INTEGER", "The change that a growth is told of.", "所述增减额", True),
        Field("whole_claim_no", "INTEGER", "What a share is a share of.", "占比基数", True),
        Field("cell_ids", "VARCHAR[]", "The cells it was held against.", "对应单元格"),
        Field("identity_id", "VARCHAR", "The identity it was judged by.", "勾稽关系编号", True),
        Field("verdict", "VARCHAR", "How it came out.", "结论", values=tuple(Verdict)),
        Field("lhs", "DECIMAL(30,8)", "What the text says, in yuan or percent.", "左值", True),
        Field("rhs", "DECIMAL(30,8)", "What it must be.", "右值", True),
        Field("difference", "DECIMAL(30,8)", "Left minus right.", "差额", True),
        Field("envelope", "DECIMAL(30,8)", "How far rounding lets the sides lie apart.", "容差", True),
        Field("cause", "VARCHAR", "What the difference looks like.", "原因", True),
        Field("attribution", "VARCHAR", "Whose error a break is.", "归因", True, values=("publisher", "unexplained")),
        Field("reason", "VARCHAR", "Why it is not evaluable.", "未核对原因", True),
    ),
    primary_key=("disclosure_id", "claim_no"),
    foreign_keys=(
        ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),
        ForeignKey(("identity_id",), "dim_identity", ("identity_id",)),
    ),
)
