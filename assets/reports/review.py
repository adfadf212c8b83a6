"""What a review of the documents found, in words, for the command line and for Dagster.

Here: queries and their rendering. Not here: the rules (``pipeline.review``), and breaks of identities (``findings``).
"""

import duckdb

from assets.reports.answers import as_text, as_texts, rows_of
from assets.reports.terminal import layout

_HEADERS = ("severity", "finding 审阅发现", "place", "table", "printed 原文", "expected 应为", "details 依据")
_COLUMNS = """
    severity, chinese, coalesce('page ' || page, 'line ' || line), coalesce('table ' || table_no, table_id), printed,
    expected, details
"""
_WIDEST = 48


def review_report(connection: duckdb.DuckDBPyConnection, disclosure_id: str | None) -> str:
    """The findings of one disclosure; of all, how many of each kind."""
    if disclosure_id:
        rows = rows_of(
            connection,
            f"SELECT {_COLUMNS} FROM findings WHERE disclosure_id = ?",  # noqa: S608
            disclosure_id,
        )
        return layout(_HEADERS, as_texts(rows), widest=_WIDEST) if rows else "The review found nothing. 审阅无发现。"
    rows = rows_of(
        connection,
        """
        SELECT severity, chinese, count(*), count(DISTINCT disclosure_id) FROM findings
        GROUP BY ALL ORDER BY count(*) DESC, chinese
        """,
    )
    headers = ("severity", "finding 审阅发现", "findings", "disclosures")
    return layout(headers, as_texts(rows), frozenset({2, 3})) if rows else "The review found nothing. 审阅无发现。"


def gravest_findings(connection: duckdb.DuckDBPyConnection, most: int) -> str:
    """The gravest findings of all disclosures as a Markdown table."""
    rows = rows_of(connection, f"SELECT file_name, {_COLUMNS} FROM findings LIMIT ?", most)  # noqa: S608
    if not rows:
        return "–"
    headers = ("file", *_HEADERS)
    lines = [f"| {' | '.join(headers)} |", "|---" * len(headers) + "|"]
    lines += ["| " + " | ".join(as_text(value).replace("|", "¦") for value in row) + " |" for row in rows]
    return "\n".join(lines)
