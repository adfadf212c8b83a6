"""The ways in which one row's numbers can stand in its columns.

Here: enumerating, for one row, the assignments that keep the printed order and satisfy the identities within the row.
Not here: what ties rows together (``placement``). A row with more ways than ``MOST_PATTERNS`` is left open.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.recover.identity import Relation

MOST_PATTERNS = 2000
MOST_NODES = 60_000
MOST_BROKEN = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row whose numbers are to be placed.

    Attributes:
        table_no: the table.
        row: index of the row.
        cols: grid columns that hold values on this row's side, from the left.
        values: the numbers in printed order, as integers in one unit common to the document.
        quanta: half-open width of each number's interval in that unit.
        hints: the column each number was printed under, ``None`` where the form gives none.
        is_certain: whether the printed columns are certain, so that nothing is to be placed.
    """

    table_no: int
    row: int
    cols: tuple[int, ...]
    values: tuple[int, ...]
    quanta: tuple[int, ...]
    hints: tuple[int | None, ...]
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class RowRelation:
    """A hard identity all of whose slots stand in one row: total column against weighted part columns."""

    relation: Relation
    total: int
    parts: tuple[tuple[int, int], ...]

    @property
    def last_col(self) -> int:
        """The rightmost column it speaks of: there it can be judged."""
        return max((self.total, *(col for _, col in self.parts)))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way: the column of each number, and how many of the row's hard identities it breaks."""

    cols: tuple[int, ...]
    broken: int


@dataclass(frozen=True, slots=True)
class RowPatterns:
    """Every way found.

    Attributes:
        patterns: the ways.
        is_open: there were too many to list, and none is printed that satisfies the row.
        is_by_hint: there were too many to list; the one kept is the printed one, which satisfies the row.
    """

    patterns: tuple[Pattern, ...]
    is_open: bool
    is_by_hint: bool = False


def _holds(relation: RowRelation, placed: dict[int, int], line: Line) -> bool:
    """Judge a relation on a row: twice the difference within the sum of quanta of what is printed."""
    total = placed.get(relation.total)
    parts = [(weight, placed[col]) for weight, col in relation.parts if col in placed]
    if total is None and not parts:
        return True
    left = line.values[total] if total is not None else 0
    difference = left - sum(weight * line.values[index] for weight, index in parts)
    quanta = (line.quanta[total] if total is not None else 0) + sum(line.quanta[index] for _, index in parts)
    if relation.relation is Relation.AT_MOST:
        return not parts or 2 * difference >= -quanta
    return 2 * abs(difference) <= quanta


def _exceeds(relation: RowRelation, placed: dict[int, int], line: Line) -> bool:
    """Whether the parts placed so far already exceed a total that is placed; only for numbers without signs."""
    if relation.relation is not Relation.SUM:
        return False
    index = placed.get(relation.total)
    parts = [placed[col] for _, col in relation.parts if col in placed]
    left = line.values[index] if index is not None else 0
    slack = sum(line.quanta[part] for part in parts) + (line.quanta[index] if index is not None else 0)
    return 2 * (sum(line.values[part] for part in parts) - left) > slack


class _TooManyError(Exception):
    """The row has more ways than are worth listing."""


class _Search:
    """Depth-first search over the columns of one row for the ways that break exactly ``allowed`` relations."""

    def __init__(self, line: Line, relations: Sequence[RowRelation], allowed: int) -> None:
        self.line, self.allowed = line, allowed
        self.found: list[Pattern] = []
        self.nodes = 0
        # A sum can be given up early only where no number is negative and no break is allowed for.
        self.can_prune = allowed == 0 and all(value >= 0 for value in line.values)
        self.ends: dict[int, list[RowRelation]] = defaultdict(list)
        self.sums: dict[int, list[RowRelation]] = defaultdict(list)
        for relation in relations:
            self.ends[relation.last_col].append(relation)
            for _, col in relation.parts:
                if relation.total < col:
                    self.sums[col].append(relation)

    def run(self) -> list[Pattern]:
        """Every way, in the order of the columns."""
        self._descend(0, {}, 0)
        return self.found

    def _descend(self, position: int, placed: dict[int, int], broken: int) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES or len(self.found) > MOST_PATTERNS:
            raise _TooManyError
        cols, count = self.line.cols, len(self.line.values)
        if position == len(cols):
            if broken == self.allowed:
                self.found.append(Pattern(tuple(placed), broken))
            return
        col, index = cols[position], len(placed)
        if index < count:
            placed[col] = index
            if not self._is_hopeless(col, placed):
                self._step(position, placed, broken)
            del placed[col]
        if len(cols) - position - 1 >= count - index:
            self._step(position, placed, broken)

    def _step(self, position: int, placed: dict[int, int], broken: int) -> None:
        ended = self.ends.get(self.line.cols[position], ())
        broken += sum(not _holds(relation, placed, self.line) for relation in ended)
        if broken <= self.allowed:
            self._descend(position + 1, placed, broken)

    def _is_hopeless(self, col: int, placed: dict[int, int]) -> bool:
        return self.can_prune and any(_exceeds(relation, placed, self.line) for relation in self.sums.get(col, ()))


def row_patterns(line: Line, relations: Sequence[RowRelation]) -> RowPatterns:
    """The ways that break fewest of the row's hard identities, and the printed one where positions are hinted."""
    if line.is_certain:
        return RowPatterns((Pattern(tuple(hint or 0 for hint in line.hints), 0),), is_open=False)
    if len(line.values) > len(line.cols):
        return RowPatterns((), is_open=True)
    hinted = _hinted(line, relations)
    found = _fewest_broken(line, relations)
    if found:
        if hinted and hinted not in found:
            found.append(hinted)
        return RowPatterns(tuple(found), is_open=False)
    if hinted and not hinted.broken:
        return RowPatterns((hinted,), is_open=False, is_by_hint=True)
    return RowPatterns((hinted,) if hinted else (), is_open=True)


def _fewest_broken(line: Line, relations: Sequence[RowRelation]) -> list[Pattern]:
    """The ways that break fewest identities; where that is not none, those that break one more as well.

    A wrong figure breaks the two identities it takes part in, and may break only one where it does not belong: which of
    the two it is, the other rows know.
    """
    found: list[Pattern] = []
    try:
        for allowed in range(MOST_BROKEN + 1):
            had = bool(found)
            found += _Search(line, relations, allowed).run()
            if found and (had or not allowed):
                break
    except _TooManyError:
        return found
    return found


def _hinted(line: Line, relations: Sequence[RowRelation]) -> Pattern | None:
    cols = [hint for hint in line.hints if hint in line.cols]
    if len(cols) < len(line.values) or cols != sorted(set(cols)):
        return None
    placed = {col: index for index, col in enumerate(cols)}
    return Pattern(tuple(cols), sum(not _holds(relation, placed, line) for relation in relations))
