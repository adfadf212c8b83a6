"""The tables of findings, declared once, and findings as rows of them.

Here: the specs of ``dim_finding_kind`` and ``fact_finding``, and the mapping. Not here: the rules.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl

from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.review.finding import KINDS, Finding, Severity

DIM_FINDING_KIND = TableSpec(
    name="dim_finding_kind",
    english="What a review of a document as a whole may find.",
    chinese="审阅发现类别",
    fields=(
        Field("kind", "VARCHAR", "Stable name.", "类别标识"),
        Field(
            "severity",
            "VARCHAR",
            "error: a reader is misled; warning: a rule of disclosure is not met; note: careless text.",
            "严重程度",
            values=tuple(Severity),
        ),
        Field("english", "VARCHAR", "What is found.", "英文说明"),
        Field("chinese", "VARCHAR", "The same in Chinese.", "中文说明"),
    ),
    primary_key=("kind",),
)

FACT_FINDING = TableSpec(
    name="fact_finding",
    english="What a reviewer would write in the margins of a document: missing, left over, or said in two ways.",
    chinese="审阅发现",
    fields=(
        Field("disclosure_id", "VARCHAR", "First 12 hex digits of the file's sha256.", "披露文件标识"),
        Field("finding_no", "INTEGER", "Number of the finding in its document, from 1.", "序号"),
        Field("kind", "VARCHAR", "What is found, see dim_finding_kind.", "类别标识"),
        Field("page", "INTEGER", "Page; NULL in text forms, and for what is missing.", "页码", True),
        Field("line", "INTEGER", "Line of the text; NULL in forms with pages, and for what is missing.", "行号", True),
        Field("table_no", "INTEGER", "Table it stands in, if any.", "表序号", True),
        Field("table_id", "VARCHAR", "Table family it is about, if any.", "表类", True),
        Field("printed", "VARCHAR", "What is printed, in short; NULL for what is missing.", "原文", True),
        Field("expected", "VARCHAR", "What should stand there; NULL where that is open.", "应为", True),
        Field("details", "VARCHAR", "What it was told by.", "依据", True),
    ),
    primary_key=("disclosure_id", "finding_no"),
    foreign_keys=(
        ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),
        ForeignKey(("kind",), "dim_finding_kind", ("kind",)),
    ),
)


def kind_rows() -> list[dict[str, Any]]:
    """Rows of dim_finding_kind."""
    return [
        {"kind": kind.id, "severity": kind.severity, "english": kind.english, "chinese": kind.chinese} for kind in KINDS
    ]


def finding_frame(disclosure_id: str, findings: Sequence[Finding]) -> pl.DataFrame:
    """Findings of one disclosure as rows of fact_finding, numbered in their order."""
    return FACT_FINDING.frame(
        {
            "disclosure_id": disclosure_id,
            "finding_no": number,
            "kind": finding.kind,
            "page": finding.place.page,
            "line": finding.place.line,
            "table_no": finding.table_no,
            "table_id": finding.table_id,
            "printed": finding.printed or None,
            "expected": finding.expected or None,
            "details": finding.details or None,
        }
        for number, finding in enumerate(findings, start=1)
    )
