"""What does not add up, and which cells to look at.

Here: views over the judged identities and the claims of narratives. Not here: the identities, and scores (``quality``).
"""

from pipeline.facts.star import DIM_DISCLOSURE, DIM_IDENTITY
from pipeline.narrative.frames import FACT_CLAIM
from pipeline.recover.frames import CELL, CHECK, SUSPECT
from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View, columns_of

RECONCILIATION = View(
    "reconciliation",
    "Every judged identity with its wording.",
    "勾稽结果",
    """
    SELECT d.disclosure_id, d.file_name, d.unit, d.fiscal_year, k.identity_id, i.chinese, i.english, i.is_hard,
           coalesce(t.table_id, 'narrative') AS table_id, k.instance, k.lhs, k.rhs, k.difference, k.envelope,
           k.verdict, k.cause, k.attribution, k.acknowledged, k.cell_ids, s.cell_id AS first_suspect, s.likely_value
    FROM fact_check k
    JOIN dim_disclosure d USING (disclosure_id)
    JOIN dim_identity i USING (identity_id)
    LEFT JOIN dim_table t ON t.disclosure_id = k.disclosure_id AND t.table_no = k.table_no
    LEFT JOIN suspect s ON s.disclosure_id = k.disclosure_id AND s.identity_id = k.identity_id
      AND s.instance = k.instance AND s.rank = 1
    """,
    (
        *columns_of(DIM_DISCLOSURE, "disclosure_id", "file_name", "unit", "fiscal_year"),
        ("identity_id", "Identity. 勾稽关系编号"),
        *columns_of(DIM_IDENTITY, "chinese", "english", "is_hard"),
        ("table_id", "Table family it is about; narrative for claims of the text. 表类"),
        *columns_of(CHECK, "instance", "lhs", "rhs", "envelope"),
        ("verdict", "How it came out. 结论"),
        ("difference", "Left minus right, in the printed unit. 差额"),
        *columns_of(CHECK, "cause", "attribution", "cell_ids"),
        ("acknowledged", "Why a person says that it is the publisher's. 确认理由"),
        ("first_suspect", "The cell to look at first; NULL where it is blank. 首要存疑单元格"),
        ("likely_value", "What that cell would have to be; what is printed stays as it is. 应为"),
    ),
)

SUSPECTED_CELL = View(
    "suspected_cell",
    "The cells to look at for each break, as printed and as they would have to be.",
    "存疑单元格：原文与应为",
    """
    WITH labels AS (
      SELECT disclosure_id, table_no, row_no, min(row_label) AS row_label FROM cell GROUP BY ALL),
    paths AS (
      SELECT disclosure_id, table_no, col_no, min(column_path) AS column_path FROM cell GROUP BY ALL)
    SELECT s.disclosure_id, d.file_name, d.unit, d.fiscal_year, s.identity_id, s.instance, s.rank, s.is_foremost,
           s.cell_id, t.table_id, s.table_no, c.page, c.line, s.row_no,
           coalesce(c.row_label, labels.row_label) AS row_label, s.col_no,
           coalesce(c.column_path, paths.column_path) AS column_path, c.printed, s.likely_value, s.reason
    FROM suspect s
    JOIN dim_disclosure d USING (disclosure_id)
    JOIN dim_table t ON t.disclosure_id = s.disclosure_id AND t.table_no = s.table_no
    LEFT JOIN cell c USING (cell_id)
    LEFT JOIN labels ON labels.disclosure_id = s.disclosure_id AND labels.table_no = s.table_no
      AND labels.row_no = s.row_no
    LEFT JOIN paths ON paths.disclosure_id = s.disclosure_id AND paths.table_no = s.table_no
      AND paths.col_no = s.col_no
    """,
    (
        *columns_of(DIM_DISCLOSURE, "disclosure_id", "file_name", "unit", "fiscal_year"),
        *columns_of(CELL, "table_id", "table_no", "page", "line", "row_no", "row_label", "col_no", "column_path"),
        *columns_of(SUSPECT, "identity_id", "instance"),
        ("rank", "From 1, the likeliest wrong cell. 序次"),
        ("is_foremost", "Whether it is among the few to look at first. 是否首要"),
        ("cell_id", "The cell; NULL where it is blank. 单元格"),
        ("printed", "The figure as printed. 原文"),
        ("likely_value", "What it would have to be; NULL when several values are possible. 应为"),
        ("reason", "Why it is suspected. 理由"),
    ),
)

_OF_CLAIM = (
    *("claim_no", "page", "line", "subject", "printed", "value", "amount_cny", "word", "comparison", "period"),
    *("measure", "identity_id", "lhs", "rhs", "difference", "cause", "attribution", "cell_ids"),
)

CLAIMS = View(
    "claims",
    "What the narratives state, with the cells it was held against and how it came out.",
    "文字说明中的数字及其核对",
    f"""
    SELECT {DISCLOSURE}, c.claim_no, c.page, c.line, c.sentence, c.kind, c.quantity, c.subject, c.printed,
           c.unit AS value_unit, c.value, c.amount_cny, c.word, c.comparison, c.period, c.measure, c.verdict,
           c.identity_id, c.lhs, c.rhs,
           c.difference, c.cause, c.attribution, c.reason, c.cell_ids
    FROM fact_claim c
    JOIN current_disclosure d USING (disclosure_id)
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("value_unit", "The unit of the number; NULL for 持平. 数值单位"),
        *columns_of(FACT_CLAIM, *_OF_CLAIM),
        ("sentence", "The sentence as printed. 原句"),
        ("kind", "amount, change, growth, share or base. 类别"),
        ("quantity", "The quantity it speaks of; NULL where that is not sure. 指标标识"),
        ("verdict", "How it came out. 结论"),
        ("reason", "Why it is not evaluable. 未核对原因"),
    ),
)

FINDING_VIEWS = (RECONCILIATION, SUSPECTED_CELL, CLAIMS)
