"""From a document's grids to its tables.

Here: title and header decide the family, body lines become rows and cells, and every numeric token is accounted for.
Not here: whether the figures agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.kernel import wording
from pipeline.kernel.codes import Codes
from pipeline.kernel.money import TokenClass, classify_token, parse_number
from pipeline.kernel.text import folded, without_space
from pipeline.readers.document import Document, Grid, Hint, RawCell
from pipeline.tables import header
from pipeline.tables.account import AMOUNT_LIKE, TokenAccount
from pipeline.tables.blocks.read import FoundBlock, read_blocks
from pipeline.tables.captions import Surroundings, heading, notes, surroundings, titles, unit_line
from pipeline.tables.columns import ReadHeader
from pipeline.tables.figures import on_one_line, place_cells
from pipeline.tables.free_tokens import free_class, is_words
from pipeline.tables.item_rows import item_lines, item_rows
from pipeline.tables.keyed_rows import key_lines, keyed_rows
from pipeline.tables.lists.rows import list_rows
from pipeline.tables.matching import Match, free_family, match_family, region_of
from pipeline.tables.misread_codes import MeantCodes, meant_codes
from pipeline.tables.model import Cell, Family, Head, Row, RowKind, Table
from pipeline.tables.publication import captioned_units, read_publication
from pipeline.tables.roles import Role
from pipeline.tables.row_keys import Reading
from pipeline.tables.ruled.continued import unfolded
from pipeline.tables.ruled.joined import JoinedGrid, has_geometry, joined_grids
from pipeline.tables.ruled.mend import mended
from pipeline.tables.ruled.region import column_paths
from pipeline.tables.tokens.cells import cells_of
from pipeline.tables.tokens.items import read_items
from pipeline.tables.tokens.rows import read_keyed

OTHER = "other:"
REPEAT = "repeat"
DOUBTFUL = "a label without figures beside a page break: a row of its own, or a part of the row across it"


def recognise_tables(document: Document, codes: Codes) -> list[Table]:
    """Every grid of a document as a table, numbered in reading order.

    The tables are read twice: units named in one table help to type the rows of another. Where digits are doubtful and
    codes were misread, they are read once more with the codes that were meant.
    """
    captioned = captioned_units(document) if any(grid.hint is Hint.NONE for grid in document.grids) else frozenset()
    contexts = _contexts(document, codes)
    tables = _tables(contexts, codes, captioned)
    known_units = captioned | _named_units(tables)
    if known_units != captioned:
        tables = _tables(contexts, codes, known_units)
    meant = {} if document.has_certain_digits else meant_codes(tables, codes)
    if not meant:
        return tables
    # A subject whose first digit was misread passed for a unit.
    known_units -= {name for (_, name), read_as in meant.items() if not read_as.is_unit}
    return _tables(contexts, codes, known_units, meant)


def _tables(
    contexts: Sequence["_Context"],
    codes: Codes,
    known_units: frozenset[str],
    meant: MeantCodes = MappingProxyType({}),
) -> list[Table]:
    blocks = read_blocks([None if own.match else (own.grid, own.titles) for own in contexts], known_units)
    tables: list[Table] = []
    for context, block in zip(contexts, blocks, strict=True):
        if block is None:
            tables.append(_table(context, codes, known_units, meant))
        else:
            before = tables[-1] if block.block.is_rest else None
            tables.append(_block_table(replace(context, title=block.title), block, before))
    return tables


def _named_units(tables: Sequence[Table]) -> frozenset[str]:
    """The folded names in columns of units."""
    return frozenset(
        folded(row.unit_name)
        for table in tables
        if any(head.role in {Role.UNIT_CODE, Role.UNIT_NAME} for head in table.heads)
        for row in table.rows
        if row.role == "unit" and row.unit_name
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """A grid with all that is found of it before its rows are read."""

    number: int
    title: str
    titles: tuple[str, ...]
    joined: JoinedGrid
    region: header.Region
    around: Surroundings
    match: Match | None

    @property
    def grid(self) -> Grid:
        return self.joined.grid

    @property
    def pages(self) -> str:
        pages = self.joined.pages
        if not pages:
            return str(self.grid.place)
        return str(pages[0]) if len(pages) == 1 else f"{pages[0]}-{pages[-1]}"


def _contexts(document: Document, codes: Codes) -> list[_Context]:
    contexts: list[_Context] = []
    grids = joined_grids(document)
    is_final = read_publication(document, (), codes).stage == "final"
    last_title = ""
    for number, (joined, around) in enumerate(zip(grids, surroundings(document, grids), strict=True), start=1):
        region = region_of(joined.grid)
        found = titles(region, around)
        headings = {heading(title, is_final=is_final): title for title in reversed(found)}
        match, region = match_family(joined.grid, region, list(reversed(headings)))
        last_title = headings[match[2]] if match else found[0] if found else last_title
        contexts.append(_Context(number, last_title, tuple(found), joined, region, around, match))
    return contexts


def _table(context: _Context, codes: Codes, known_units: frozenset[str], meant: MeantCodes) -> Table:
    if context.match:
        family, read, _ = context.match
        has_unit_codes = any(head.role == Role.UNIT_CODE for head in read.heads)
        reading = Reading(codes, known_units, family.mixed_rows, has_unit_codes, meant)
        return _family_table(context, family, read, reading)
    return _other_table(context, free_family(context.titles))


def _blank_table(context: _Context, table_id: str, tokens: TokenAccount) -> Table:
    declared = unit_line(context.region.preamble, context.around)
    return Table(
        table_no=context.number,
        table_id=table_id,
        title=wording.printed_title(context.title),
        place=context.grid.place,
        money_unit=wording.money_unit(declared),
        unit_line=without_space(declared),
        heads=(),
        rows=(),
        cells=(),
        unplaced=tuple(tokens.unplaced),
        tokens=tokens.token_counts,
        hint=context.grid.hint,
        has_declared_header=False,
        status="other",
        statement="",
        notes=notes(context.around),
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
            if token_class in AMOUNT_LIKE:
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
        body, heads = unfolded(_whole_rows(context, family, read.heads, reading, tokens), read.heads)
        if family.is_list:
            rows = list_rows(key_lines(body, heads), family)
        elif is_itemised:
            rows = item_rows(item_lines(body, heads), family, reading.codes)
        else:
            rows = keyed_rows(key_lines(body, heads), reading)
        cells = place_cells(body, heads, rows, tokens)
    statement = next((note for note in notes(context.around) if wording.states_emptiness(note)), "")
    rows = _only_told(rows, cells)
    has_figures = any(number.value for cell in cells if (number := parse_number(cell.printed)))
    blank = _blank_table(context, family.table_id, tokens)
    return replace(
        blank,
        heads=heads,
        rows=tuple(rows),
        cells=tuple(cells),
        has_declared_header=read.is_declared,
        money_unit=blank.money_unit or _unit_in(heads),
        status="read" if has_figures or (family.is_list and rows) else "empty",
        statement=statement,
    )


def _unit_in(heads: Sequence[Head]) -> str | None:
    """The unit of money that the label of a column of figures declares: 价值（金额单位：万元）."""
    labels = [head.path for head in heads if not head.role]
    return next((unit for label in labels if (unit := wording.unit_in_label(label) or wording.money_unit(label))), None)


def _whole_rows(
    context: _Context, family: Family, heads: Sequence[Head], reading: Reading, tokens: TokenAccount
) -> tuple[tuple[RawCell, ...], ...]:
    """The body with rows that page breaks tore made whole; what is only printed again is listed as ``repeat``."""
    if not has_geometry(context.grid):
        return context.region.body
    items = [node for tree in family.items.values() for node in tree.walk()]
    found = mended(
        context.region.body,
        heads,
        lambda text: reading.is_name(text) or any(item.is_labelled(text) for item in items),
    )
    for cell in found.doubtful:
        tokens.keep(cell, TokenClass.LABEL, DOUBTFUL)
    for cell in (*found.repeats, *(cell for row in context.joined.reprinted for cell in row)):
        token_class = classify_token(cell.text)
        if token_class in AMOUNT_LIKE:
            tokens.keep(cell, token_class, REPEAT)
        elif token_class is not None:
            tokens.count(token_class)
    return found.body


def _block_table(context: _Context, found: FoundBlock, before: Table | None) -> Table:
    """A block as a table; ``before`` is the table it goes on with, if it does."""
    block = found.block
    blank = _blank_table(context, found.family.table_id, block.account)
    return replace(
        blank,
        heads=block.heads,
        rows=block.rows,
        cells=block.cells,
        money_unit=block.money_unit or blank.money_unit or (before.money_unit if before else None),
        has_declared_header=block.is_declared,
        status="read" if block.cells or block.told.indicators else "empty",
        indicators=block.told.indicators,
        continues=(before.continues or before.table_no) if before else None,
    )


def _only_told(rows: list[Row], cells: Sequence[Cell]) -> list[Row]:
    """Leave out lines that print neither a label nor a figure."""
    told = {cell.row for cell in cells}
    return [row for row in rows if row.label or row.codes or row.index in told]


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
        found = [raw for raw, token_class in zip(raw_cells, classes, strict=True) if token_class in AMOUNT_LIKE]
        for token_class in filter(None, classes):
            tokens.count(token_class)
        if found:
            index = len(rows)
            rows.append(Row(index, line, raw_cells[0].place, kind, "line", label))
            cells.extend(Cell(index, raw.col, on_one_line(raw.text), raw.place) for raw in found)
    return replace(
        _blank_table(context, table_id or f"{OTHER}{wording.printed_title(context.title)}", tokens),
        heads=heads,
        rows=tuple(rows),
        cells=tuple(cells),
    )
