"""Views of what a disclosure is worth: the tables that it must publish, its scores, what a review of it found.

Here: SQL of these views. Not here: the formula (``facts.scoring``), what tables must be published
(``tables.families``), and the review (``review``).
"""

from pipeline.facts.scoring import SCORE_FIELDS
from pipeline.kernel.schema import in_sql
from pipeline.recover.frames import OURS
from pipeline.review.finding import TABLE_MISSING, Severity
from pipeline.review.frames import FACT_FINDING
from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View

REQUIRED_TABLES = View(
    "required_tables",
    "The tables that each disclosure's publication must have, and whether it prints them or states them to be empty.",
    "应公开报表：是否齐全",
    f"""
    WITH files AS (
      SELECT disclosure_id, disclosure_id AS file_id FROM dim_disclosure
      UNION
      SELECT d.disclosure_id, o.disclosure_id FROM dim_disclosure d JOIN dim_disclosure o USING (publication_id)
      WHERE d.is_current AND o.is_current)
    SELECT {DISCLOSURE}, r.table_id,
           coalesce(bool_or(t.table_id IS NOT NULL), false) AS is_printed,
           coalesce(bool_or(t.status = 'empty'), false) AS is_empty,
           bool_or(EXISTS (SELECT 1 FROM unread_page u WHERE u.disclosure_id = f.file_id)) AS has_unread_pages
    FROM dim_disclosure d
    JOIN required_table r USING (stage)
    JOIN files f USING (disclosure_id)
    LEFT JOIN dim_table t ON t.disclosure_id = f.file_id AND t.table_id = r.met_by
    WHERE d.status = 'read'
    GROUP BY ALL
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("table_id", "The required family. 应公开表类"),
        ("is_printed", "A current file of the publication has it, or one that may stand in its place. 已公开"),
        ("is_empty", "It has no figures. 空表"),
        ("has_unread_pages", "A page could not be read: what is missing may stand there. 有未读页"),
    ),
)

SCORES = View(
    "scores",
    "What each disclosure is worth, the poorest first; how the scores are made: docs/scores.md.",
    "评分：由低到高",
    f"""
    SELECT {DISCLOSURE}, d.file_name, d.is_current, {", ".join(f"d.{field.name}" for field in SCORE_FIELDS)},
      (SELECT list(r.table_id ORDER BY r.table_id) FROM required_tables r
        WHERE r.disclosure_id = d.disclosure_id AND NOT r.is_printed) AS missing_tables,
      (SELECT count(*) FROM fact_check k WHERE k.disclosure_id = d.disclosure_id AND k.verdict = 'break'
        AND k.attribution = 'publisher' AND k.acknowledged IS NULL) AS publisher_breaks,
      (SELECT count(*) FROM fact_check k WHERE k.disclosure_id = d.disclosure_id AND k.acknowledged IS NOT NULL)
        AS acknowledged_breaks,
      (SELECT count(*) FROM fact_check k WHERE k.disclosure_id = d.disclosure_id AND k.verdict = 'break'
        AND k.attribution IN {in_sql(OURS)}) AS our_breaks
    FROM dim_disclosure d
    ORDER BY d.score NULLS LAST, d.jurisdiction_code, d.unit, d.fiscal_year, d.disclosure_id
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("file_name", "Base name. 文件名"),
        ("is_current", "No later version replaces it. 现行"),
        *((field.name, f"{field.english} {field.chinese}") for field in SCORE_FIELDS),
        ("missing_tables", "Required tables that its publication does not print. 缺少的报表"),
        ("publisher_breaks", "Breaks that are the publisher's, not acknowledged. 公开方差错"),
        ("acknowledged_breaks", "Breaks acknowledged to be the publisher's. 已确认差错"),
        ("our_breaks", "Breaks that are ours or unexplained. 提取差错或原因不明"),
    ),
)

_GRAVEST_FIRST = [str(severity) for severity in Severity]

FINDINGS = View(
    "findings",
    "What a review of every document found, the gravest first; a required table that another current file of the "
    "publication prints is not missing.",
    "审阅发现：由重到轻",
    f"""
    SELECT {DISCLOSURE}, d.file_name, d.is_current, f.finding_no, f.kind, k.severity, k.chinese, k.english, f.page,
           f.line, f.table_no, f.table_id, f.printed, f.expected, f.details
    FROM fact_finding f
    JOIN dim_finding_kind k USING (kind)
    JOIN dim_disclosure d USING (disclosure_id)
    LEFT JOIN required_tables r ON r.disclosure_id = f.disclosure_id AND r.table_id = f.table_id
      AND f.kind = '{TABLE_MISSING.id}'
    WHERE NOT coalesce(r.is_printed, false)
    ORDER BY list_position({_GRAVEST_FIRST}, k.severity), d.jurisdiction_code, d.unit, d.fiscal_year, f.disclosure_id,
             f.finding_no
    """,  # noqa: S608
    (
        *DISCLOSURE_COLUMNS,
        ("file_name", "Base name. 文件名"),
        ("is_current", "No later version replaces it. 现行"),
        ("finding_no", "Number of the finding in its document. 序号"),
        ("kind", "What is found. 类别标识"),
        ("severity", "error, warning or note. 严重程度"),
        ("chinese", "What is found, in Chinese. 中文说明"),
        ("english", "What is found, in English. 英文说明"),
        *((field.name, f"{field.english} {field.chinese}") for field in FACT_FINDING.fields[3:]),
    ),
)

QUALITY_VIEWS = (REQUIRED_TABLES, SCORES, FINDINGS)
