"""What holds and what breaks: each break in words, with its cause, whose error it is and the cells to look at.

Here: queries and their rendering, for the command line and for Dagster. Not here: judging and explaining.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb

from assets.reports.answers import as_text, as_texts, rows_of
from assets.reports.terminal import layout
from pipeline.kernel.money import parse_number

MOST_SUSPECTS = 5
"""How many of the cells to look at first are shown for a break; the table ``suspect`` has them all."""

WHOSE = {
    "extraction": "extraction 识读所致",
    "publisher": "publisher 原文如此",
    "withheld": "withheld 涉密未列",
    "unexplained": "unexplained 原因不明",
}
"""Whose error a break is, in both languages."""

_INDENT = " " * 13
_CELL_HEADERS = ("place", "row 行", "column 列", "printed 原文", "likely 应为", "why 理由")
_WIDEST = 56


def check_report(connection: duckdb.DuckDBPyConnection, disclosure_id: str | None, *, is_full: bool) -> str:
    """The reconciliation: what holds, what breaks, by how much, where, why, and which cells to look at.

    Acknowledged breaks are counted, not listed.
    """
    where, values = ("WHERE disclosure_id = ?", (disclosure_id,)) if disclosure_id else ("", ())
    summary = rows_of(
        connection,
        f"""
        SELECT identity_id, chinese, count(*), count_if(verdict = 'exact'), count_if(verdict = 'rounding'),
               count_if(verdict = 'suspicious'), count_if(verdict = 'break'), count_if(verdict = 'not_evaluable')
        FROM reconciliation {where} GROUP BY ALL ORDER BY identity_id
        """,  # noqa: S608
        *values,
    )
    headers = ("identity", "勾稽关系", "judged", "exact", "rounding", "suspicious", "break", "not evaluable")
    parts = [layout(headers, as_texts(summary), frozenset(range(2, 8)), 60)]
    shown = "('rounding', 'suspicious', 'break')" if is_full else "('suspicious', 'break')"
    clause = f"{where} {'AND' if where else 'WHERE'} verdict IN {shown} AND acknowledged IS NULL"
    findings = rows_of(
        connection,
        f"""
        SELECT unit || ' ' || fiscal_year, disclosure_id, table_id, identity_id, instance, lhs, rhs, difference,
               envelope, verdict, attribution, cause, chinese
        FROM reconciliation {clause} ORDER BY disclosure_id, table_id, verdict, abs(difference) DESC, instance
        """,  # noqa: S608
        *values,
    )
    group = None
    for row in findings:
        if (row[1], row[2]) != group:
            group = (row[1], row[2])
            parts.append(f"\n{row[0]} · {row[1]} · {row[2]}")
        parts.append(_finding(connection, row))
    if any(row[-1] for row in summary):
        parts.append(
            "\nNot evaluable: a figure's column is ambiguous, or no verified list has the code. "
            "有数字位置不定，或科目未经核实，未能核对。"
        )
    if not findings:
        has_breaks = any(row[6] for row in summary)
        parts.append("\nNothing else breaks. 其余全部相符。" if has_breaks else "\nNothing breaks. 全部相符。")
    return "\n".join(parts)


def _finding(connection: duckdb.DuckDBPyConnection, row: Sequence[Any]) -> str:
    _, disclosure_id, _, identity, instance, lhs, rhs, difference, envelope, verdict, attribution, cause, chinese = row
    whose = f" [{WHOSE[attribution]}]" if attribution else ""
    head = f"  {verdict:<10} {identity:<8} {instance}"
    if rhs is None:
        return "\n".join([head, f"{_INDENT}{chinese}{whose}", *([f"{_INDENT}{cause}"] if cause else [])])
    sides = (
        f"{as_text(lhs) or '(blank)'} ≠ {as_text(rhs)} (by {as_text(difference)}, rounding allows {as_text(envelope)})"
    )
    if verdict != "break":
        return f"{head}: {sides}{f' · {cause}' if cause else ''}"
    lines = [head, f"{_INDENT}{chinese}", f"{_INDENT}{sides}{whose}"]
    if cause:
        lines.append(f"{_INDENT}{cause}")
    return "\n".join([*lines, *_cells(connection, disclosure_id, identity, instance)])


def _cells(connection: duckdb.DuckDBPyConnection, disclosure_id: str, identity: str, instance: str) -> list[str]:
    """The table of the cells to look at, indented under their break."""
    cells, others = suspected(connection, disclosure_id, identity, instance)
    if not cells:
        return []
    lines = layout(_CELL_HEADERS, cells, frozenset({3, 4}), _WIDEST).split("\n")
    more = [f"… and {others} more in suspect"] if others else []
    return [f"{_INDENT}{line}" for line in (*lines, *more)]


def suspected(
    connection: duckdb.DuckDBPyConnection, disclosure_id: str, identity: str, instance: str
) -> tuple[list[list[str]], int]:
    """The cells to look at first for one break, as texts, and how many others there are.

    Returns:
        Place, row, column, printed, likely and why of each; the number of those that are not among them.
    """
    cells = rows_of(
        connection,
        """
        SELECT 'table ' || table_no || coalesce(' page ' || page, ' line ' || line, ''),
               row_no || ' ' || coalesce(row_label, ''), coalesce(column_path, 'column ' || col_no),
               is_foremost, coalesce(printed, '(blank)'), likely_value, reason
        FROM suspected_cell WHERE disclosure_id = ? AND identity_id = ? AND instance = ? ORDER BY rank
        """,
        disclosure_id,
        identity,
        instance,
    )
    foremost = [
        [*texts, " ".join(printed.split()), _as_printed(likely, printed), why]
        for *texts, is_foremost, printed, likely, why in cells
        if is_foremost
    ]
    return foremost[:MOST_SUSPECTS], len(cells) - len(foremost[:MOST_SUSPECTS])


def _as_printed(likely: Decimal | None, printed: str) -> str:
    """A likely value with as many decimals as the figure beside it prints."""
    number = parse_number(printed)
    if likely is None or number is None or likely != round(likely, number.decimals):
        return as_text(likely)
    return f"{likely:,.{number.decimals}f}"


def worst_breaks(connection: duckdb.DuckDBPyConnection, number: int, most: int) -> str:
    """The worst breaks of an identity family as a Markdown table, each with the cells to look at."""
    breaks = rows_of(
        connection,
        """
        SELECT disclosure_id, identity_id, instance, file_name, lhs, rhs, difference, attribution, cause
        FROM reconciliation WHERE verdict = 'break' AND identity_id IN
          (SELECT identity_id FROM dim_identity WHERE number = ?)
        ORDER BY abs(difference) DESC, disclosure_id, identity_id, instance LIMIT ?
        """,
        number,
        most,
    )
    if not breaks:
        return "–"
    headers = ("file", "identity", "where", "left", "right", "difference", "whose", "looks like", "cells to look at")
    lines = [f"| {' | '.join(headers)} |", "|---" * len(headers) + "|"]
    for disclosure_id, identity, instance, file_name, lhs, rhs, difference, attribution, cause in breaks:
        cells, _ = suspected(connection, disclosure_id, identity, instance)
        looked_at = "<br>".join(
            f"{place} · {row} · {column}: {printed}{f' → {likely}' if likely else ''} ({reason})"
            for place, row, column, printed, likely, reason in cells
        )
        values = (file_name, identity, instance, lhs, rhs, difference, WHOSE.get(attribution, ""), cause, looked_at)
        lines.append("| " + " | ".join(as_text(value).replace("|", "¦").replace("\n", " ") for value in values) + " |")
    return "\n".join(lines)
