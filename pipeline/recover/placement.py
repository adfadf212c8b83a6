"""Where numbers stand: one formulation for certain, doubtful and no hints, over a whole document (DESIGN §4).

Here: from tables and identity instances to undecided rows, ties and components, and back to tables with every number
in a column. Not here: the ways of a single row (``patterns``), the constraint model (``component``), repairs of digits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.kernel.money import MONEY_UNITS, TokenClass, parse_number
from pipeline.readers.document import Hint
from pipeline.recover.component import Decision
from pipeline.recover.identity import Catalogue, Instance, Slot
from pipeline.recover.patterns import Line, Pattern, RowPatterns, RowRelation, row_patterns
from pipeline.recover.program import Choice, RowKey, Side, Tie
from pipeline.recover.settling import settle
from pipeline.recover.surplus import crowded_rows
from pipeline.tables.families import family_of
from pipeline.tables.model import Cell, Table, Unplaced
from pipeline.tables.tokens.cells import BEYOND

LARGEST = 10**15
"""Identities over larger integers are left out of the model: their sums could overflow 64 bits."""

MOST_IN_DOCUMENT = 20_000
"""Ways of all rows of a document together, beyond which the widest rows are left open."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one number of a doubtful row.

    Attributes:
        claim: ``proved``, ``inferred`` or ``ambiguous``.
        candidates: the columns it may stand in, where several are possible.
        printed_col: the column it was printed under, where that is another one.
    """

    claim: str
    candidates: tuple[int, ...] = ()
    printed_col: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """What placing came to.

    Attributes:
        tables: with every number in a column.
        placed: by slot, what the placement of a doubtful number is worth.
        unsettled: rows, as (table_no, row index), whose numbers stand anywhere: identities over them say nothing.
    """

    tables: tuple[Table, ...]
    placed: Mapping[Slot, Placed]
    unsettled: frozenset[RowKey] = frozenset()


def place(tables: Sequence[Table], instances: Sequence[Instance], catalogue: Catalogue) -> Placement:
    """Place every number of a document's tables.

    Args:
        tables: recognised tables; a cell's column is certain, doubtful or missing, as the table's hint says.
        instances: identity instances over the slots of these tables, hard and soft.
        catalogue: identities by id, for hard and soft.
    """
    if all(table.hint == Hint.CERTAIN or family_of(table.table_id) is None for table in tables):
        return Placement(tuple(tables), _crowded(tables))
    lines = _lines(tables)
    inside = _row_relations(instances, catalogue)
    ways = _within_measure({key: row_patterns(line, inside.get(key, ())) for key, line in lines.items()})
    for key in crowded_rows([table for table in tables if table.hint == Hint.NONE]) & ways.keys():
        ways[key] = replace(ways[key], is_open=True)
    undecided = {key for key, way in ways.items() if len(way.patterns) > 1 and not way.is_open}
    ties = _ties(instances, catalogue, lines, ways, undecided)
    decisions = settle({key: _choice(lines[key], ways[key]) for key in sorted(undecided)}, ties)
    unsettled = frozenset(
        key for key, way in ways.items() if way.is_open or (key in undecided and key not in decisions)
    )
    finished, placed = _finish(tables, lines, ways, decisions)
    return Placement(finished, {**placed, **_crowded(finished)}, unsettled)


def _crowded(tables: Sequence[Table]) -> dict[Slot, Placed]:
    """The numbers of rows that print one too many, wherever each of them stands."""
    rows = crowded_rows(tables)
    placed = {}
    for table in tables:
        sides = {row.index: row.side for row in table.rows if (table.table_no, row.index) in rows}
        for cell in table.cells:
            if cell.col is not None and cell.row in sides:
                cols = tuple(head.col for head in table.heads if not head.role and head.side == sides[cell.row])
                placed[Slot(table.table_no, cell.row, cell.col)] = Placed("ambiguous", cols)
    return placed


def _within_measure(ways: dict[RowKey, RowPatterns]) -> dict[RowKey, RowPatterns]:
    """Leave the rows with most ways open where a document has more ways than one model can hold."""
    total = sum(len(way.patterns) for way in ways.values())
    for key in sorted(ways, key=lambda key: (-len(ways[key].patterns), key)):
        if total <= MOST_IN_DOCUMENT:
            break
        total -= len(ways[key].patterns)
        ways[key] = replace(ways[key], is_open=True)
    return ways


def _scale(tables: Iterable[Table]) -> int:
    """Decimal places of the yuan that make every number of the document an integer; negative for coarse figures."""
    places = []
    for table in tables:
        zeros = len(str(MONEY_UNITS.get(table.money_unit or "元", 1))) - 1
        places += [number.decimals - zeros for cell in table.cells if (number := parse_number(cell.printed))]
    return max(places, default=0)


def _lines(tables: Sequence[Table]) -> dict[RowKey, Line]:
    """The rows of the family tables that print numbers."""
    families = [table for table in tables if family_of(table.table_id) is not None]
    scale = _scale(families)
    lines: dict[RowKey, Line] = {}
    for table in families:
        factor = Decimal(MONEY_UNITS.get(table.money_unit or "元", 1)) * Decimal(10) ** scale
        blocks = {row.index: row.block for row in table.rows}
        cols = {
            block: tuple(head.col for head in table.heads if not head.role and head.block == block)
            for block in set(blocks.values())
        }
        by_row: dict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            by_row[cell.row].append(cell)
        for row, cells in by_row.items():
            numbers = [number for cell in cells if (number := parse_number(cell.printed))]
            own = cols[blocks[row]]
            hints = tuple(cell.col for cell in cells)
            is_settled = len(own) == 1 == len(cells)
            lines[table.table_no, row] = Line(
                table.table_no,
                row,
                own,
                tuple(int(number.value * factor) for number in numbers),
                tuple(int(number.quantum * factor) for number in numbers),
                own if is_settled else hints,
                is_certain=table.hint == Hint.CERTAIN or is_settled,
            )
    return lines


def _row_relations(instances: Iterable[Instance], catalogue: Catalogue) -> dict[RowKey, list[RowRelation]]:
    """Hard identities all of whose slots stand in one row, by row."""
    found: dict[RowKey, list[RowRelation]] = defaultdict(list)
    for instance in instances:
        if _is_within_row(instance) and catalogue[instance.identity_id].is_hard:
            total = instance.total
            parts = tuple((weight, slot.col) for weight, slot in instance.parts)
            found[total.table_no, total.row].append(RowRelation(instance.relation, total.col, parts))
    return found


def _is_within_row(instance: Instance) -> bool:
    key = instance.total.table_no, instance.total.row
    return all((slot.table_no, slot.row) == key for _, slot in instance.parts)


def _ties(
    instances: Iterable[Instance],
    catalogue: Catalogue,
    lines: Mapping[RowKey, Line],
    ways: Mapping[RowKey, RowPatterns],
    undecided: set[RowKey],
) -> list[Tie]:
    """Identities that speak of an undecided row, decided rows folded into constants."""
    ties = []
    for instance in instances:
        is_hard = catalogue[instance.identity_id].is_hard
        if _is_within_row(instance) and is_hard:
            continue
        slots = [(1, instance.total), *((-weight, slot) for weight, slot in instance.parts)]
        keys = {(slot.table_no, slot.row) for _, slot in slots}
        if not keys & undecided or any(key in ways and ways[key].is_open for key in keys):
            continue
        constant = quanta = tolerance = 0
        free = []
        for weight, slot in slots:
            key = slot.table_no, slot.row
            if key not in lines:
                continue
            line = lines[key]
            tolerance = max(tolerance, *line.quanta)
            if key in undecided:
                free.append((weight, key, slot.col))
            elif slot.col in ways[key].patterns[0].cols:
                number = ways[key].patterns[0].cols.index(slot.col)
                constant += weight * line.values[number]
                quanta += line.quanta[number]
        largest = max((abs(value) for key in keys & lines.keys() for value in lines[key].values), default=0)
        if largest < LARGEST:
            ties.append(Tie(instance.relation, Side(constant, quanta, tuple(free)), tolerance, is_hard))
    return ties


def _choice(line: Line, way: RowPatterns) -> Choice:
    costs = tuple(
        sum(
            abs(line.cols.index(col) - line.cols.index(hint))
            for col, hint in zip(pattern.cols, line.hints, strict=True)
            if hint in line.cols and hint is not None
        )
        for pattern in way.patterns
    )
    printed = next((number for number, pattern in enumerate(way.patterns) if pattern.cols == line.hints), None)
    return Choice(way.patterns, line.values, line.quanta, costs, printed)


def _finish(
    tables: Sequence[Table],
    lines: Mapping[RowKey, Line],
    ways: Mapping[RowKey, RowPatterns],
    decisions: Mapping[RowKey, Decision],
) -> tuple[tuple[Table, ...], dict[Slot, Placed]]:
    placed: dict[Slot, Placed] = {}
    finished = []
    for table in tables:
        seen: dict[int, int] = defaultdict(int)
        cells: list[Cell] = []
        excess: list[Unplaced] = []
        for cell in table.cells:
            key = table.table_no, cell.row
            number = seen[cell.row]
            seen[cell.row] += 1
            if key in lines and number >= len(lines[key].cols):
                excess.append(Unplaced(cell.printed, TokenClass.AMOUNT, BEYOND, cell.place))
                continue
            if key not in lines or lines[key].is_certain:
                cells.append(cell if cell.col is not None else replace(cell, col=lines[key].cols[0]))
                continue
            col, what = _place_number(lines[key], ways[key], decisions.get(key), number)
            cells.append(replace(cell, col=col))
            placed[Slot(table.table_no, cell.row, col)] = what
        finished.append(replace(table, cells=tuple(cells), unplaced=(*table.unplaced, *excess)))
    return tuple(finished), placed


def _place_number(line: Line, way: RowPatterns, decision: Decision | None, number: int) -> tuple[int, Placed]:
    key = line.table_no, line.row
    candidates: tuple[int, ...] = ()
    if decision is not None:
        pattern = way.patterns[decision.chosen[key]]
        claim = decision.claims[key][number]
        if claim == "ambiguous":
            candidates = tuple(sorted(decision.candidates[key][number]))
    elif len(way.patterns) == 1 and not way.is_open:
        pattern = way.patterns[0]
        claim = "inferred" if pattern.broken or way.is_by_hint else "proved"
    else:
        pattern = way.patterns[0] if way.patterns else _leftmost(line)
        claim, candidates = "ambiguous", line.cols
    col, hint = pattern.cols[number], line.hints[number]
    return col, Placed(claim, candidates, hint if hint is not None and hint != col else None)


def _leftmost(line: Line) -> Pattern:
    """A row left open: its numbers from the left, to stay ambiguous."""
    return Pattern(line.cols[: len(line.values)], 0)
