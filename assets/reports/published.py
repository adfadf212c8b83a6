"""What the command line shows of a published warehouse: lists, tables as recovered, traces.

Here: queries and their rendering, as functions returning text. Not here: what breaks (``findings``), option parsing
(``cli``).
"""

from collections.abc import Mapping
from typing import Any

import duckdb

from assets.reports.answers import Rows, as_text, as_texts, rows_of
from assets.reports.terminal import layout
from pipeline.kernel.errors import UnknownDisclosureError

MARKS = {
    "disputed": "!",
    "ambiguous": "~",
    "repaired": "*",
    "inferred": "?",
    "unchecked": "¿",
    "proved": "",
    "positioned": "",
}
LEGEND = "! disputed 存疑  ~ ambiguous 位置不定  * repaired 已修正  ? inferred 推断  ¿ unchecked 未核"


def find_disclosure(connection: duckdb.DuckDBPyConnection, wanted: str) -> str:
    """The one disclosure whose id begins with, or whose file name contains, what a person typed.

    Raises:
        UnknownDisclosureError: none, or several; the error names what is near.
    """
    found = rows_of(
        connection,
        "SELECT disclosure_id, file_name FROM dim_disclosure WHERE starts_with(disclosure_id, lower($1)) "
        "OR list_bool_or(list_transform(file_names, lambda name: contains(lower(name), lower($1)))) ORDER BY ALL",
        wanted,
    )
    if len(found) == 1:
        return str(found[0][0])
    near = found or rows_of(connection, "SELECT disclosure_id, file_name FROM dim_disclosure ORDER BY ALL LIMIT 5")
    raise UnknownDisclosureError(wanted, [f"{row[0]} ({row[1]})" for row in near])


def list_disclosures(connection: duckdb.DuckDBPyConnection) -> str:
    """Every disclosure with what became of it."""
    rows = rows_of(
        connection,
        """
        SELECT d.disclosure_id, d.file_name, d.unit, d.fiscal_year, d.stage, d.scope, d.status, c.tables, c.cells,
               c.flagged_cells, c.quarantined_tables, d.score, d.publisher_score, d.extraction_score
        FROM dim_disclosure d JOIN coverage c USING (disclosure_id)
        ORDER BY d.jurisdiction_code, d.unit, d.fiscal_year, d.disclosure_id
        """,
    )
    headers = (
        "id",
        "file",
        "unit 单位",
        "year",
        "stage",
        "scope",
        "status",
        "tables",
        "cells",
        "flagged",
        "quarantined",
        "score",
        "publisher",
        "extraction",
    )
    text = layout(headers, as_texts(rows), frozenset({3, *range(7, 14)}))
    reasons = rows_of(connection, "SELECT file_name, reason FROM dim_disclosure WHERE reason IS NOT NULL ORDER BY ALL")
    notes = [f"{reason}" if name in reason else f"{name}: {reason}" for name, reason in reasons]
    return "\n".join([text, *(["", *notes] if notes else [])])


def show_document(connection: duckdb.DuckDBPyConnection, disclosure_id: str) -> str:
    """The tables of a disclosure, one a line."""
    head = rows_of(
        connection,
        "SELECT title, unit, fiscal_year, stage, scope, format, status FROM dim_disclosure WHERE disclosure_id = ?",
        disclosure_id,
    )[0]
    rows = rows_of(
        connection,
        """
        SELECT t.table_no, t.table_id, t.title, t.pages, t.money_unit, t.status,
          (SELECT count(*) FROM cell c WHERE c.disclosure_id = t.disclosure_id AND c.table_no = t.table_no),
          (SELECT count(*) FROM fact_check k WHERE k.disclosure_id = t.disclosure_id AND k.table_no = t.table_no
             AND k.verdict = 'break'),
          CASE WHEN t.is_quarantined THEN 'quarantined' ELSE '' END
        FROM dim_table t WHERE t.disclosure_id = ? ORDER BY t.table_no
        """,
        disclosure_id,
    )
    headers = ("no", "family", "title 表名", "place", "unit", "status", "cells", "breaks", "")
    return "\n".join(
        [
            " · ".join(as_text(part) for part in head if part),
            layout(headers, as_texts(rows), frozenset({0, 6, 7}), 36),
        ]
    )


def show_table(connection: duckdb.DuckDBPyConnection, disclosure_id: str, table: str) -> str:
    """A table as recovered, doubtful cells marked; ``table`` is a number or a family."""
    heads = rows_of(
        connection,
        "SELECT table_no, table_id, title, money_unit, status, statement, is_quarantined FROM dim_table "
        "WHERE disclosure_id = ? AND (table_no::VARCHAR = ? OR table_id = ?) ORDER BY table_no",
        disclosure_id,
        table,
        table,
    )
    if not heads:
        raise UnknownDisclosureError(f"{disclosure_id} table {table}", [])
    return "\n\n".join(_show_one(connection, disclosure_id, head) for head in heads)


def _show_one(connection: duckdb.DuckDBPyConnection, disclosure_id: str, head: tuple[Any, ...]) -> str:
    number, table_id, title, money_unit, status, statement, is_quarantined = head
    caption = f"{number}. {title} [{table_id}] {money_unit or 'unit not declared'}"
    if is_quarantined:
        caption += " · quarantined: kept out of the facts"
    cells = rows_of(
        connection,
        """
        SELECT row_no, row_index, coalesce(side, ''), coalesce(printed_codes, ''), row_label, row_kind, col_no,
               column_path, printed, certainty, printed_value, value, decimals
        FROM cell WHERE disclosure_id = ? AND table_no = ? ORDER BY coalesce(side, '') DESC, row_no, col_no
        """,
        disclosure_id,
        number,
    )
    if not cells:
        return f"{caption}\n(no figures) {statement or ''}".rstrip()
    parts = [caption]
    sides = dict.fromkeys(cell[2] for cell in cells)
    parts += [_grid([cell for cell in cells if cell[2] == side]) for side in sides]
    used = {cell[9] for cell in cells}
    if any(MARKS[certainty] for certainty in used):
        parts.append(LEGEND)
    if status == "empty":
        parts.append(f"empty table: {statement or 'without a statement'}")
    return "\n".join(parts)


def _grid(cells: Rows) -> str:
    columns = {cell[6]: cell[7] for cell in cells}
    order = sorted(columns)
    lines: dict[int, list[str]] = {}
    for cell in cells:
        _, index, _, codes, label, kind, col, _, printed, certainty, printed_value, value, decimals = cell
        shown = " ".join(printed.split()) if printed_value is None else f"{value:,.{decimals}f}"
        line = lines.setdefault(index, [codes, label, kind, *[""] * len(order)])
        line[3 + order.index(col)] = shown + MARKS[certainty]
    headers = ["codes", "label", "kind", *(columns[col] or f"column {col}" for col in order)]
    return layout(headers, list(lines.values()), frozenset(range(3, len(headers))), 40)


def trace(connection: duckdb.DuckDBPyConnection, cell_id: str) -> str:
    """A cell back to the file, place and identities that it stands on."""
    found = connection.execute(
        "SELECT c.*, d.file_name, d.source_url, t.title FROM cell c JOIN dim_disclosure d USING (disclosure_id) "
        "JOIN dim_table t USING (disclosure_id, table_no) WHERE cell_id = ?",
        [cell_id],
    )
    names = [column[0] for column in found.description or []]
    row = found.fetchone()
    if row is None:
        raise UnknownDisclosureError(f"cell {cell_id}", [])
    cell = dict(zip(names, row, strict=True))
    place = f"page {cell['page']}" if cell["page"] else f"line {cell['line']}"
    lines = [
        f"{cell['cell_id']}  {cell['printed']}  {cell['money_unit'] or ''}  ({cell['certainty']})",
        f"  file     {cell['file_name']} {place}  {cell['source_url'] or ''}",
        f"  table    {cell['table_no']}. {cell['title']} [{cell['table_id']}]",
        f"  row      {cell['row_no']} {cell['printed_codes'] or ''} {cell['row_label']} ({cell['row_kind']})",
        f"  column   {cell['col_no']} {cell['column_path']} [{cell['column_id'] or ''}]",
        f"  amount   {as_text(cell['amount_cny'])} 元",
        *_repair_lines(cell),
    ]
    checks = rows_of(
        connection,
        "SELECT identity_id, verdict, instance, lhs, rhs, difference FROM fact_check "
        "WHERE list_contains(cell_ids, ?) ORDER BY ALL",
        cell_id,
    )
    lines += [
        f"  {identity:<8} {verdict:<9} {instance}"
        + ("" if rhs is None else f": {as_text(lhs)} | {as_text(rhs)} | {as_text(difference)}")
        for identity, verdict, instance, lhs, rhs, difference in checks
    ]
    suspected = rows_of(
        connection,
        "SELECT rank, identity_id, instance, likely_value, reason FROM suspect WHERE cell_id = ? ORDER BY ALL",
        cell_id,
    )
    lines += [
        f"  suspect  no. {rank} of {identity} {instance}{f': likely {as_text(likely)}' if likely is not None else ''}"
        f" ({reason})"
        for rank, identity, instance, likely, reason in suspected
    ]
    return "\n".join(lines)


def _repair_lines(cell: Mapping[str, Any]) -> list[str]:
    """What was put right in a cell, why, and by which identities."""
    if cell["repair"] is None:
        return []
    value = cell["printed_value"]
    change = "" if value is None else f"{cell['printed']} → {cell['value']:,.{cell['decimals']}f}  "
    proof = [f"  proved by {identity}" for identity in cell["repair_identities"] or ()]
    return [f"  repaired {change}{cell['repair']}", *proof]


def summary(connection: duckdb.DuckDBPyConnection) -> str:
    """What a run came to: documents, tables, cells by certainty, checks by verdict, quarantined."""

    def counted(query: str) -> str:
        return ", ".join(f"{count} {name}" for name, count in rows_of(connection, query)) or "none"

    documents = counted("SELECT status, count(*) FROM dim_disclosure GROUP BY 1 ORDER BY 1")
    tables = counted(
        "SELECT CASE WHEN table_id LIKE 'other:%' THEN 'other' ELSE 'of known families' END, count(*) "
        "FROM dim_table GROUP BY 1 ORDER BY 1"
    )
    certainty = counted(
        "SELECT certainty, count(*) FROM cell WHERE table_id NOT LIKE 'other:%' GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    flagged = rows_of(
        connection,
        "SELECT coalesce(count_if(certainty NOT IN ('proved', 'positioned')), 0), count(*) FROM cell "
        "WHERE table_id NOT LIKE 'other:%'",
    )[0]
    verdicts = counted("SELECT verdict, count(*) FROM fact_check GROUP BY 1 ORDER BY 2 DESC, 1")
    quarantined = counted(
        "SELECT d.file_name || ' ' || t.table_id, 1 FROM dim_table t JOIN dim_disclosure d USING (disclosure_id) "
        "WHERE t.is_quarantined ORDER BY 1"
    ).replace("1 ", "")
    return "\n".join(
        [
            f"documents    {documents}",
            f"tables       {tables}",
            f"cells        {certainty}",
            f"flagged      {flagged[0]:,} of {flagged[1]:,} ({flagged[0] / max(flagged[1], 1):.1%})",
            f"checks       {verdicts}",
            f"quarantined  {quarantined}",
        ]
    )
