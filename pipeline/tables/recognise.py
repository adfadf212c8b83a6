"""From a document's grids to its tables.

Here: title and header decide the family, body lines become rows and cells, and every numeric token is accounted for.
Not here: whether the figures agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.kernel import wording
from pipeline.kernel.codes import Codes
from pipeline.kernel.money import TokenClass, classify_token, is_dash, parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine
from pipeline.tables import header
from pipeline.tables.account import TokenAccount
from pipeline.tables.columns import ReadHeader, read_header
from pipeline.tables.families import all_families
from pipeline.tables.item_rows import item_lines, item_rows
from pipeline.tables.keyed_rows import key_lines, keyed_rows
from pipeline.tables.model import Cell, Family, Head, Row, RowKind, Table
from pipeline.tables.publication import captioned_units
from pipeline.tables.roles import CODE_ROLES, Role
from pipeline.tables.tokens.cells import cells_of
from pipeline.tables.tokens.header import find_header, without_reprints
from pipeline.tables.tokens.items import read_items
from pipeline.tables.tokens.rows import read_keyed

OTHER = "other:"
_AMOUNT_LIKE = {TokenClass.AMOUNT, TokenClass.COUNT}
_ROLE_CLASSES = {Role.ROW_NO: TokenClass.ORDINAL, **dict.fromkeys(CODE_ROLES, TokenClass.CODE)}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The lines around a grid: those since the grid before it, and the notes below it."""

    above: tuple[TextLine, ...]
    below: tuple[TextLine, ...]


def _surroundings(document: Document) -> list[_Surroundings]:
    orders = [grid.order for grid in document.grids]
    found = []
    for index, order in enumerate(orders):
        before = orders[index - 1] if index else -1
        after = orders[index + 1] if index + 1 < len(orders) else len(document.lines) + len(orders)
        above = tuple(line for line in document.lines if before < line.order < order)
        below = tuple(line for line in document.lines if order < line.order < after)
        found.append(_Surroundings(above, below))
    return found


def _titles(surroundings: _Surroundings) -> list[str]:
    """Lines above a grid that can be its title, the likeliest first: those ending in 表, then the nearest."""
    lines = [line.text for line in reversed(surroundings.above) if wording.may_be_title(line.text)]
    return sorted(lines, key=lambda text: not folded(text).rstrip(")").endswith("表"))


def _notes(surroundings: _Surroundings) -> tuple[str, ...]:
    notes = []
    for line in surroundings.below:
        if not wording.is_note(line.text):
            break
        notes.append(line.text)
    return tuple(notes)


def _unit_line(preamble: Iterable[tuple[RawCell, ...]], surroundings: _Surroundings) -> str:
    near = [cell.text for row in preamble for cell in row] + [line.text for line in reversed(surroundings.above)]
    return next((text for text in near if wording.money_unit(text)), "")


def recognise_tables(document: Document, codes: Codes) -> list[Table]:
    """Every grid of a document as a table, numbered in reading order.

    The document is read twice: units named in one table help to type the rows of another.
    """
    captioned = captioned_units(document) if any(grid.hint is Hint.NONE for grid in document.grids) else frozenset()
    known_units = captioned
    for _ in range(2):
        tables = _recognise(document, codes, known_units)
        known_units = captioned | frozenset(
            folded(row.unit_name) for table in tables for row in table.rows if row.role == "unit" and row.unit_name
        )
    return tables


def _recognise(document: Document, codes: Codes, known_units: frozenset[str]) -> list[Table]:
    tables: list[Table] = []
    last_title = ""
    for number, (grid, around) in enumerate(zip(document.grids, _surroundings(document), strict=True), start=1):
        titles = _titles(around)
        if grid.hint is Hint.NONE:
            match, region = _match_by_characters(grid, titles)
        else:
            region = header.cut(grid)
            match = _match_family(region, titles, has_collapsed_spans=grid.has_collapsed_spans)
        title = wording.printed_title(match[2] if match else titles[0] if titles else last_title)
        last_title = title
        context = _Context(number, title, grid, region, around)
        if match:
            tables.append(_family_table(context, match[0], match[1], codes, known_units))
        else:
            tables.append(_other_table(context))
    return tables


@dataclass(frozen=True, slots=True)
class _Context:
    number: int
    title: str
    grid: Grid
    region: header.Region
    around: _Surroundings


def _match_family(
    region: header.Region, titles: Sequence[str], *, has_collapsed_spans: bool
) -> tuple[Family, ReadHeader, str] | None:
    for title in titles:
        for family in all_families():
            if family.is_titled(folded(title)):
                read = read_header(region, family, has_collapsed_spans=has_collapsed_spans)
                if read is not None:
                    return family, read, title
    return None


def _match_by_characters(
    grid: Grid, titles: Sequence[str]
) -> tuple[tuple[Family, ReadHeader, str] | None, header.Region]:
    """The family whose layout the characters at the top of a grid without columns are, and the grid cut below them."""
    for title in titles:
        found = [
            (family, found)
            for family in all_families()
            if family.is_titled(folded(title)) and (found := find_header(grid.rows, family))
        ]
        if found:
            family, best = max(found, key=lambda match: match[1].likeness)
            region = header.cut_at(grid, best.lines)
            body = tuple(map(tuple, without_reprints(region.body, region.header)))
            return (family, best.read, title), replace(region, body=body)
    return None, header.cut(grid)


def _blank_table(context: _Context, table_id: str, tokens: TokenAccount) -> Table:
    unit_line = _unit_line(context.region.preamble, context.around)
    return Table(
        table_no=context.number,
        table_id=table_id,
        title=context.title,
        place=context.grid.place,
        money_unit=wording.money_unit(unit_line),
        unit_line=without_space(unit_line),
        heads=(),
        rows=(),
        cells=(),
        unplaced=tuple(tokens.unplaced),
        tokens=tokens.token_counts,
        hint=context.grid.hint,
        has_declared_header=False,
        status="other",
        statement="",
        notes=_notes(context.around),
    )


def _count_outside_body(region: header.Region, tokens: TokenAccount) -> None:
    for row in region.column_numbers:
        for cell in row:
            if classify_token(cell.text) is not None:
                tokens.count(TokenClass.COLUMN_NUMBER)
    for row in (*region.preamble, *region.header):
        for cell in row:
            token_class = classify_token(cell.text)
            if token_class in _AMOUNT_LIKE:
                tokens.keep(cell, token_class, "stands in the header")
            elif token_class is not None:
                tokens.count(token_class)


def _family_table(
    context: _Context, family: Family, read: ReadHeader, codes: Codes, known_units: frozenset[str]
) -> Table:
    region = context.region
    tokens = TokenAccount()
    _count_outside_body(region, tokens)
    is_itemised = any(head.role == Role.ITEM for head in read.heads)
    if context.grid.hint is Hint.NONE:
        reading = (
            read_items(region.body, read.heads, family, codes)
            if is_itemised
            else read_keyed(region.body, read.heads, codes, known_units)
        )
        rows = list(reading.rows)
        cells = cells_of(region.body, reading, read.heads, tokens)
    else:
        rows = (
            item_rows(item_lines(region.body, read.heads), family, codes)
            if is_itemised
            else keyed_rows(key_lines(region.body, read.heads), codes, known_units)
        )
        cells = _place_cells(region, read.heads, rows, tokens)
    notes = _notes(context.around)
    statement = next((note for note in notes if wording.states_emptiness(note)), "")
    rows = _only_told(rows, cells)
    has_figures = any(number.value for cell in cells if (number := parse_number(cell.printed)))
    return replace(
        _blank_table(context, family.table_id, tokens),
        heads=read.heads,
        rows=tuple(rows),
        cells=tuple(cells),
        has_declared_header=read.is_declared,
        status="read" if has_figures else "empty",
        statement=statement,
    )


def _only_told(rows: list[Row], cells: Sequence[Cell]) -> list[Row]:
    """Leave out lines that print neither a label nor a figure."""
    told = {cell.row for cell in cells}
    return [row for row in rows if row.label or row.codes or row.index in told]


def _place_cells(
    region: header.Region,
    heads: Sequence[Head],
    rows: Sequence[Row],
    tokens: TokenAccount,
) -> list[Cell]:
    by_col = {head.col: head for head in heads}
    row_of = {(row.row_no, row.side): row for row in rows}
    cells: list[Cell] = []
    for line, raw_cells in enumerate(region.body, start=1):
        for raw in raw_cells:
            head = by_col.get(raw.col)
            number = parse_number(raw.text)
            if head is not None and not head.role and number is not None:
                row = row_of.get((line, head.side))
                if row is None:
                    tokens.keep(raw, TokenClass.AMOUNT, "its row has no label")
                    continue
                tokens.count(TokenClass.AMOUNT)
                cells.append(Cell(row.index, raw.col, raw.text, raw.place))
            else:
                _account(raw, head, tokens)
    return cells


def _account(raw: RawCell, head: Head | None, tokens: TokenAccount) -> None:
    """Count or list a token that is no cell."""
    token_class = classify_token(raw.text)
    if head is None:
        if token_class in _AMOUNT_LIKE:
            tokens.keep(raw, token_class, "stands beyond the last column of the header")
        elif token_class is not None:
            tokens.count(token_class)
    elif head.role:
        role_class = _ROLE_CLASSES.get(Role(head.role), TokenClass.CODE)
        if token_class is TokenClass.AMOUNT:
            tokens.keep(raw, token_class, f"an amount in a column of labels ({head.path})")
        elif token_class is not None:
            tokens.count(role_class)
    elif any(character.isdigit() for character in raw.text) and not is_dash(raw.text):
        tokens.keep(raw, token_class or TokenClass.AMOUNT, "no number that can be read, in a column of amounts")


def _other_table(context: _Context) -> Table:
    """Keep a table of no known family, cell by cell: every amount and count is a cell under its printed header."""
    tokens = TokenAccount()
    region = context.region
    lines = [row for row in context.grid.rows if row not in region.column_numbers]
    for row in region.column_numbers:
        for _ in (cell for cell in row if classify_token(cell.text) is not None):
            tokens.count(TokenClass.COLUMN_NUMBER)
    has_columns = context.grid.hint is not Hint.NONE
    matrices = header.header_matrices(region, has_collapsed_spans=context.grid.has_collapsed_spans)
    matrix = next(matrices, []) if has_columns else []
    paths = header.paths(matrix) if matrix else []
    width = max((len(row) for row in lines), default=0)
    heads = tuple(Head(col, "/".join(paths[col]) if col < len(paths) else "", "", "") for col in range(width))
    rows: list[Row] = []
    cells: list[Cell] = []
    for line, raw_cells in enumerate(lines, start=1):
        label = next((without_space(raw.text) for raw in raw_cells if _is_words(raw.text)), "")
        kind = RowKind.TOTAL if wording.is_total_label(label) else RowKind.DETAIL
        found = [raw for raw in raw_cells if classify_token(raw.text) in _AMOUNT_LIKE]
        for raw in raw_cells:
            token_class = classify_token(raw.text)
            if token_class is not None:
                tokens.count(token_class)
        if found:
            index = len(rows)
            rows.append(Row(index, line, raw_cells[0].place, kind, "line", label))
            cells.extend(Cell(index, raw.col, raw.text, raw.place) for raw in found)
    return replace(
        _blank_table(context, f"{OTHER}{context.title}", tokens),
        heads=heads,
        rows=tuple(rows),
        cells=tuple(cells),
    )


def _is_words(text: str) -> bool:
    return bool(text.strip()) and classify_token(text) is None and not is_dash(text)
