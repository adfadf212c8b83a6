"""From a document's grids to its tables.

Here: title and header decide the family, body lines become rows and cells, and every numeric token is accounted for.
Not here: whether the figures agree.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.kernel import wording
from pipeline.kernel.codes import Codes
from pipeline.kernel.money import TokenClass, classify_token, is_dash, parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine
from pipeline.tables import header
from pipeline.tables.account import TokenAccount
from pipeline.tables.blocks.block import Block
from pipeline.tables.blocks.read import read_block
from pipeline.tables.columns import ReadHeader, read_header
from pipeline.tables.families import all_families
from pipeline.tables.free_tokens import free_class, is_words
from pipeline.tables.item_rows import item_lines, item_rows
from pipeline.tables.keyed_rows import key_lines, keyed_rows
from pipeline.tables.model import Cell, Family, Head, Row, RowKind, Table
from pipeline.tables.publication import captioned_units, read_publication
from pipeline.tables.roles import CODE_ROLES, Role
from pipeline.tables.row_keys import Reading
from pipeline.tables.ruled.continued import unfolded
from pipeline.tables.ruled.heads import Column, read_heads
from pipeline.tables.ruled.joined import JoinedGrid, has_geometry, joined_grids
from pipeline.tables.ruled.mend import mended
from pipeline.tables.ruled.region import column_paths, cut_ruled
from pipeline.tables.tokens.cells import BEYOND, cells_of
from pipeline.tables.tokens.header import find_header, without_reprints
from pipeline.tables.tokens.items import read_items
from pipeline.tables.tokens.rows import read_keyed

OTHER = "other:"
REPEAT = "repeat"
_LINES_BEFORE_A_BREAK = 3
_CAPTION_ROWS = 2
_TABLE_TITLE = re.compile(r"(?<!\d)表(?:\([^()]*\))?$")
"""A title ends in 表, maybe with its axis in brackets; a form's number (公开05表) is none."""
_AMOUNT_LIKE = {TokenClass.AMOUNT, TokenClass.COUNT}
_ROLE_CLASSES = {Role.ROW_NO: TokenClass.ORDINAL, **dict.fromkeys(CODE_ROLES, TokenClass.CODE)}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The lines around a grid: those since the grid before it, and the notes below it."""

    above: tuple[TextLine, ...]
    below: tuple[TextLine, ...]


def _surroundings(document: Document, grids: Sequence[JoinedGrid]) -> list[_Surroundings]:
    found = []
    for index, grid in enumerate(grids):
        before = grids[index - 1].last_order if index else -1
        after = grids[index + 1].first_order if index + 1 < len(grids) else len(document.lines) + len(document.grids)
        above = [line for line in document.lines if before < line.order < grid.first_order]
        beside = [line for line in document.lines if grid.first_order < line.order < after] if grid.pages else []
        below = [line for line in document.lines if grid.last_order < line.order < after]
        found.append(_Surroundings(_on_its_page(above, beside, grid), tuple(below)))
    return found


def _on_its_page(above: Sequence[TextLine], beside: Sequence[TextLine], grid: JoinedGrid) -> tuple[TextLine, ...]:
    """The lines above a grid that can caption it: in forms with pages those of its page, else those before it.

    A caption that a wide table's page cuts off stands beside the first rows of its grid.
    """
    if not grid.pages:
        return tuple(above)
    own = [line for line in above if line.place.page == grid.pages[0]]
    own += [line for line in beside if line.place.page == grid.pages[0] and _is_beside_top(line, grid.grid)]
    if any(wording.may_be_title(line.text) for line in own):
        return tuple(own)
    return tuple([line for line in above if line.place.page == grid.pages[0] - 1][-_LINES_BEFORE_A_BREAK:] + own)


def _is_beside_top(line: TextLine, grid: Grid) -> bool:
    bottoms = [cell.place.bbox[3] for row in grid.rows[:_CAPTION_ROWS] for cell in row if cell.place.bbox]
    return line.place.bbox is not None and bool(bottoms) and line.place.bbox[3] <= max(bottoms)


def _titles(region: header.Region, surroundings: _Surroundings) -> list[str]:
    """Texts above a table that can be its title, the likeliest first: those ending in 表, then the nearest."""
    inside = [cell.text for row in reversed(region.preamble) for cell in row if wording.may_be_title(cell.text)]
    lines = [line.text for line in reversed(surroundings.above)]
    pairs = [upper + lower for lower, upper in pairwise(lines) if wording.may_be_title(upper + lower)]
    above = [text for text in lines if wording.may_be_title(text)]
    return sorted([*inside, *above, *pairs], key=lambda text: _TABLE_TITLE.search(folded(text)) is None)


def _heading(title: str, *, is_final: bool) -> str:
    """A title as families know it: in a final account every table is one, whether its title says 决算 or not."""
    return title if not is_final or "决算" in folded(title) else f"{title}（决算）"


def _notes(surroundings: _Surroundings) -> tuple[str, ...]:
    notes = []
    for line in surroundings.below:
        if not wording.is_note(line.text):
            break
        notes.append(line.text)
    return tuple(notes)


def _unit_line(preamble: Iterable[tuple[RawCell, ...]], surroundings: _Surroundings) -> str:
    near = [cell.text for row in preamble for cell in row]
    near += ["".join(cell.text for cell in row) for row in preamble]
    near += [line.text for line in reversed(surroundings.above)]
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
            folded(row.unit_name)
            for table in tables
            if any(head.role in {Role.UNIT_CODE, Role.UNIT_NAME} for head in table.heads)
            for row in table.rows
            if row.role == "unit" and row.unit_name
        )
    return tables


def _recognise(document: Document, codes: Codes, known_units: frozenset[str]) -> list[Table]:
    tables: list[Table] = []
    last_title = ""
    grids = joined_grids(document)
    is_final = read_publication(document, (), codes).stage == "final"
    for number, (joined, around) in enumerate(zip(grids, _surroundings(document, grids), strict=True), start=1):
        grid = joined.grid
        region = cut_ruled(grid) if has_geometry(grid) else header.cut(grid)
        titles = _titles(region, around)
        headings = {_heading(title, is_final=is_final): title for title in reversed(titles)}
        likeliest = list(reversed(headings))
        if grid.hint is Hint.NONE:
            match, region = _match_by_characters(grid, likeliest)
        elif has_geometry(grid):
            match = _match_ruled(region, grid.width, likeliest)
        else:
            match = _match_family(region, likeliest, has_collapsed_spans=grid.has_collapsed_spans)
        block = None if match else read_block(grid, titles, known_units)
        found = headings[match[2]] if match else block[2] if block else None
        title = wording.printed_title(found or (titles[0] if titles else last_title))
        last_title = title
        context = _Context(number, title, joined, region, around)
        if match:
            has_unit_codes = any(head.role == Role.UNIT_CODE for head in match[1].heads)
            reading = Reading(codes, known_units, match[0].mixed_rows, has_unit_codes)
            tables.append(_family_table(context, match[0], match[1], reading))
        elif block:
            tables.append(_block_table(context, block[0], block[1]))
        else:
            tables.append(_other_table(context, _free_family(titles)))
    return tables


@dataclass(frozen=True, slots=True)
class _Context:
    number: int
    title: str
    joined: JoinedGrid
    region: header.Region
    around: _Surroundings

    @property
    def grid(self) -> Grid:
        return self.joined.grid

    @property
    def pages(self) -> str:
        pages = self.joined.pages
        if not pages:
            return str(self.grid.place)
        return str(pages[0]) if len(pages) == 1 else f"{pages[0]}-{pages[-1]}"


def _match_ruled(region: header.Region, width: int, titles: Sequence[str]) -> tuple[Family, ReadHeader, str] | None:
    columns = _columns(region, width)
    for title in titles:
        for family in all_families():
            if family.columns and family.is_titled(folded(title)):
                heads = read_heads(columns, family)
                if heads is not None:
                    return family, ReadHeader(heads, is_declared=False), title
    return None


def _columns(region: header.Region, width: int) -> list[Column]:
    paths = column_paths(region.header, width)
    numeric = {cell.col for row in region.body for cell in row if parse_number(cell.text) is not None}
    return [Column(col, path, col in numeric) for col, path in enumerate(paths)]


def _free_family(titles: Sequence[str]) -> str | None:
    """The family of a table that is known by its title and kept cell by cell."""
    return next(
        (
            family.table_id
            for title in titles
            for family in all_families()
            if not family.columns and family.is_titled(folded(title))
        ),
        None,
    )


def _match_family(
    region: header.Region, titles: Sequence[str], *, has_collapsed_spans: bool
) -> tuple[Family, ReadHeader, str] | None:
    for title in titles:
        for family in all_families():
            if family.columns and family.is_titled(folded(title)):
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
            if family.columns and family.is_titled(folded(title)) and (found := find_header(grid.rows, family))
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
        pages=context.pages,
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


def _family_table(context: _Context, family: Family, read: ReadHeader, reading: Reading) -> Table:
    region = context.region
    tokens = TokenAccount()
    _count_outside_body(region, tokens)
    heads = read.heads
    is_itemised = any(head.role == Role.ITEM for head in heads)
    if context.grid.hint is Hint.NONE:
        found = (
            read_items(region.body, read.heads, family, reading.codes)
            if is_itemised
            else read_keyed(region.body, read.heads, reading.codes, reading.known_units)
        )
        rows = list(found.rows)
        cells = cells_of(region.body, found, read.heads, tokens)
    else:
        body, heads = unfolded(_whole_rows(context, reading, tokens), read.heads)
        rows = (
            item_rows(item_lines(body, heads), family, reading.codes)
            if is_itemised
            else keyed_rows(key_lines(body, heads), reading)
        )
        cells = _place_cells(body, heads, rows, tokens)
    notes = _notes(context.around)
    statement = next((note for note in notes if wording.states_emptiness(note)), "")
    rows = _only_told(rows, cells)
    has_figures = any(number.value for cell in cells if (number := parse_number(cell.printed)))
    return replace(
        _blank_table(context, family.table_id, tokens),
        heads=heads,
        rows=tuple(rows),
        cells=tuple(cells),
        has_declared_header=read.is_declared,
        status="read" if has_figures else "empty",
        statement=statement,
    )


def _whole_rows(context: _Context, reading: Reading, tokens: TokenAccount) -> tuple[tuple[RawCell, ...], ...]:
    """The body with rows that page breaks tore made whole; what is only printed again is listed as ``repeat``."""
    if not has_geometry(context.grid):
        return context.region.body
    codes = reading.codes
    lists = (codes.function, codes.department, codes.government)
    found = mended(
        context.region.body,
        lambda name: name in reading.known_units or any(subjects.code_of(name) for subjects in lists),
    )
    for cell in (*found.repeats, *(cell for row in context.joined.reprinted for cell in row)):
        token_class = classify_token(cell.text)
        if token_class in _AMOUNT_LIKE:
            tokens.keep(cell, token_class, REPEAT)
        elif token_class is not None:
            tokens.count(token_class)
    return found.body


def _block_table(context: _Context, family: Family, block: Block) -> Table:
    blank = _blank_table(context, family.table_id, block.account)
    return replace(
        blank,
        heads=block.heads,
        rows=block.rows,
        cells=block.cells,
        money_unit=block.money_unit or blank.money_unit,
        has_declared_header=block.is_declared,
        status="read" if block.cells else "empty",
    )


def _only_told(rows: list[Row], cells: Sequence[Cell]) -> list[Row]:
    """Leave out lines that print neither a label nor a figure."""
    told = {cell.row for cell in cells}
    return [row for row in rows if row.label or row.codes or row.index in told]


def _place_cells(
    body: Sequence[tuple[RawCell, ...]], heads: Sequence[Head], rows: Sequence[Row], tokens: TokenAccount
) -> list[Cell]:
    by_col = {head.col: head for head in heads}
    row_of = {(row.row_no, row.block): row for row in rows}
    cells: list[Cell] = []
    for line, raw_cells in enumerate(body, start=1):
        for raw in raw_cells:
            head = _head_of(raw, by_col)
            number = parse_number(raw.text)
            if head is not None and not head.role and number is not None:
                row = row_of.get((line, head.block))
                if row is None:
                    tokens.keep(raw, TokenClass.AMOUNT, "its row has no label")
                    continue
                tokens.count(TokenClass.AMOUNT)
                cells.append(Cell(row.index, head.col, _on_one_line(raw.text), raw.place))
            else:
                _account(raw, head, tokens)
    return cells


def _on_one_line(printed: str) -> str:
    """A figure that its narrow cell breaks over lines, as one."""
    return printed.replace("\n", "")


def _head_of(raw: RawCell, by_col: Mapping[int, Head]) -> Head | None:
    """The column a cell stands in; of a merged cell the only column of values it covers, else its first column."""
    covered = [by_col[col] for col in range(raw.col, raw.col + raw.col_span) if col in by_col]
    values = [head for head in covered if not head.role]
    return values[0] if len(values) == 1 else covered[0] if covered else None


def _account(raw: RawCell, head: Head | None, tokens: TokenAccount) -> None:
    """Count or list a token that is no cell."""
    token_class = classify_token(raw.text)
    if head is None:
        if token_class in _AMOUNT_LIKE:
            tokens.keep(raw, token_class, BEYOND)
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


def _other_table(context: _Context, table_id: str | None = None) -> Table:
    """Keep a table of no known columns, cell by cell: every amount and count is a cell under its printed header."""
    tokens = TokenAccount()
    region = context.region
    lines = [row for row in context.grid.rows if row not in region.column_numbers]
    for row in region.column_numbers:
        for _ in (cell for cell in row if classify_token(cell.text) is not None):
            tokens.count(TokenClass.COLUMN_NUMBER)
    has_columns = context.grid.hint is not Hint.NONE
    if has_geometry(context.grid):
        paths = column_paths(region.header, context.grid.width)
    else:
        matrices = header.header_matrices(region, has_collapsed_spans=context.grid.has_collapsed_spans)
        matrix = next(matrices, []) if has_columns else []
        paths = header.paths(matrix) if matrix else []
    width = context.grid.width
    heads = tuple(Head(col, "/".join(paths[col]) if col < len(paths) else "", "", "") for col in range(width))
    rows: list[Row] = []
    cells: list[Cell] = []
    for line, raw_cells in enumerate(lines, start=1):
        label = next((without_space(raw.text) for raw in raw_cells if is_words(raw.text)), "")
        kind = RowKind.TOTAL if wording.is_total_label(label) else RowKind.DETAIL
        classes = [free_class(raw, heads[raw.col].path) for raw in raw_cells]
        found = [raw for raw, token_class in zip(raw_cells, classes, strict=True) if token_class in _AMOUNT_LIKE]
        for token_class in filter(None, classes):
            tokens.count(token_class)
        if found:
            index = len(rows)
            rows.append(Row(index, line, raw_cells[0].place, kind, "line", label))
            cells.extend(Cell(index, raw.col, _on_one_line(raw.text), raw.place) for raw in found)
    return replace(
        _blank_table(context, table_id or f"{OTHER}{context.title}", tokens),
        heads=heads,
        rows=tuple(rows),
        cells=tuple(cells),
    )
