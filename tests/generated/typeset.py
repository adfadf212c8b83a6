"""Laid out tables as text, in the three forms in which disclosures reach us.

Here: ``tabbed`` (TAB-separated cells, a merged cell followed by blanks), ``cell_per_line`` (each cell behind a TAB on a
line of its own, merged cells once) and ``layout_text`` (blanks lost, headers and names wrapped, numbers in order but
without columns). Not here: what stands in the tables, and damage (``faults``).
"""

import random
from collections.abc import Iterable, Iterator, Mapping

from generated.publication import Column, Entry, Kind, Line, PrintedTable, Publication

NAME_WIDTHS: Mapping[str, int] = {
    "balance": 17,
    "fiscal_balance": 17,
    "revenue": 12,
    "economic": 8,
    "project": 6,
}
"""After how many characters a name wraps, by table."""

_NAME_WIDTH = 13
_HEADER_WIDTH = 5
_BLANK_LINE_ODDS = 0.5


def header_lines(columns: tuple[Column, ...]) -> list[list[str | None]]:
    """The lines of a header: a label where it begins, ``None`` where a merged cell goes on, blank below a label."""
    depth = max(len(column.path) for column in columns)
    lines: list[list[str | None]] = []
    for level in range(depth):
        line: list[str | None] = []
        before: tuple[str, ...] = ()
        for column in columns:
            if len(column.path) <= level:
                line.append("")
            elif column.path[: level + 1] == before[: level + 1]:
                line.append(None)
            else:
                line.append(column.path[level])
            before = column.path
        lines.append(line)
    return lines


def printed_cells(table: PrintedTable, line: Line, number: int) -> list[str]:
    """What a line prints in every column."""
    by_side: Mapping[str, Entry] = {entry.side: entry for entry in line}
    labels = {side: iter(entry.labels) for side, entry in by_side.items()}
    values = {side: iter(entry.values) for side, entry in by_side.items()}
    cells = []
    for column in table.columns:
        if column.kind is Kind.ROW_NO:
            cells.append(str(number))
        else:
            source = labels if column.kind is Kind.LABEL else values
            cells.append(next(source[column.side]) if column.side in source else "")
    return cells


def column_numbers(table: PrintedTable) -> list[str]:
    """The line of column numbers (栏次) that closes a header."""
    return ["栏次", *(str(number) for number in range(1, len(table.columns)))]


def _broken(text: str, width: int | None) -> str:
    """A long label with a blank where its cell broke the line."""
    return text if width is None else " ".join(_pieces(text, width))


def tabbed(publication: Publication, label_width: int | None = None) -> str:
    """Text whose table rows are lines of TAB-separated cells, as optical recognition delivers them.

    Args:
        publication: the document.
        label_width: after how many characters a blank stands in a label, for the line break of its cell.
    """
    out = [publication.heading, ""]
    for table in publication.tables:
        out += [table.title, "", f"{publication.scope}名称：{publication.unit.name}", ""]
        out += [f"单位：{publication.money_unit}", ""]
        out += ["\t".join(label or "" for label in line) for line in header_lines(table.columns)]
        if publication.has_column_numbers:
            out.append("\t".join(column_numbers(table)))
        for number, line in enumerate(table.lines, start=1):
            cells = printed_cells(table, line, number)
            out.append("\t".join(_broken(cell, label_width) if _is_name(cell) else cell for cell in cells))
        out += ["", table.note, ""] if table.note else [""]
    return "\n".join(out) + "\n"


def _is_name(cell: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in cell)


def cell_per_line(publication: Publication) -> str:
    """Text with every cell on a line of its own behind a TAB, rows apart by a blank line, tables by several."""
    out = [publication.heading, ""]
    caption = [
        f"{publication.unit.code}{publication.unit.name}",
        f"预算年度：{publication.year}",
        f"单位：{publication.money_unit}",
    ]
    for table in publication.tables:
        out.append(f" {table.title}")
        rows: list[list[str]] = [caption]
        rows += [[label for label in line if label is not None] for line in header_lines(table.columns)]
        if publication.has_column_numbers:
            rows.append(column_numbers(table))
        rows += [printed_cells(table, line, number) for number, line in enumerate(table.lines, start=1)]
        if not table.lines:
            rows.append([""] * len(table.columns))
        for row in rows:
            out += [*(f"\t{cell}" for cell in row), ""]
        out += ["", table.note] if table.note else ["", ""]
    return "\n".join(out) + "\n"


def _pieces(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def _flowed(cells: Iterable[str], width: int) -> Iterator[str]:
    """Cells as lines: short ones share a line, a wrapped one has its pieces on lines of their own."""
    open_line: list[str] = []
    for cell in filter(None, cells):
        if _is_name(cell) and len(cell) > width:
            if open_line:
                yield " ".join(open_line)
                open_line.clear()
            yield from _pieces(cell, width)
        else:
            open_line.append(cell)
    if open_line:
        yield " ".join(open_line)


def layout_text(publication: Publication, widths: Mapping[str, int] = NAME_WIDTHS) -> str:
    """Text as a page shows it, cell borders and blank cells lost.

    Args:
        publication: the document.
        widths: after how many characters a name wraps, by table; other tables wrap at thirteen.
    """
    rng = random.Random(publication.heading)

    def spread(lines: Iterable[str]) -> Iterator[str]:
        """Lines with a blank one after some; the last always has one."""
        kept = list(lines)
        for number, line in enumerate(kept, start=1):
            yield line
            if number == len(kept) or rng.random() < _BLANK_LINE_ODDS:
                yield ""

    out = [publication.heading, "", ""]
    for table in publication.tables:
        width = widths.get(table.table_id, _NAME_WIDTH)
        out += [f"预算{table.number:02d}表", "", table.title]
        out.append(f"{publication.scope}名称：{publication.unit.name} 单位：{publication.money_unit}")
        out.append("")
        for level in header_lines(table.columns):
            out += spread(_flowed(filter(None, level), _HEADER_WIDTH))
        if publication.has_column_numbers:
            out += spread([" ".join(column_numbers(table))])
        for number, line in enumerate(table.lines, start=1):
            out += spread(_flowed(printed_cells(table, line, number), width))
        out += [table.note, "", ""] if table.note else ["", ""]
    return "\n".join(out) + "\n"
