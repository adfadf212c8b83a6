"""From the paths of a ruled header to columns by meaning, whatever a jurisdiction calls them.

Here: label columns, blocks side by side (presentations), and value columns in a family's column trees. A value column
that no tree knows stays a value column without a meaning: its figures are kept and take part in no sum. Not here: how
the paths came about (``region``), which measure a column is of (``measures``), header forms without geometry
(``columns``).
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, pairwise

from pipeline.kernel.text import folded
from pipeline.tables.columns import node_at
from pipeline.tables.model import MAIN, Family, Head, Node, Side
from pipeline.tables.roles import Role, role_of
from pipeline.tables.row_keys import NAME_ROLES
from pipeline.tables.ruled.measures import column_measures

_SIDES = (("收入", Side.REVENUE), ("支出", Side.EXPENDITURE))
_PRESENTATIONS = (("政府", "government"), ("经济", "department"), ("功能", MAIN), ("用途", "purpose"))
_ENOUGH_KNOWN = 0.5
_MOST_PIECES = 16
_MOST_LABELS = 4
_BESIDE = {Role.ROW_NO, Role.NOTE}
_CODES_OF = {Role.FUNCTION_CODE, Role.DEPT_ECON_CODE, Role.GOV_ECON_CODE}
_OPENERS = _CODES_OF | {Role.ITEM} | set(NAME_ROLES)
"""What the first label column of a list set in blocks holds; where codes stand within the names, it is a name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column: where it stands, its folded path, whether its body prints figures."""

    col: int
    path: tuple[str, ...]
    is_numeric: bool

    @property
    def folded_path(self) -> tuple[str, ...]:
        """The labels as they compare."""
        return tuple(map(folded, self.path))


@dataclass(frozen=True, slots=True)
class Block:
    """Label columns and the value columns right of them that speak of the same rows."""

    side: Side
    presentation: str
    labels: tuple[tuple[Column, Role], ...]
    values: tuple[Column, ...]


def read_heads(columns: Sequence[Column], family: Family) -> tuple[Head, ...] | None:
    """Every column's role or meaning; ``None`` when this is no header of the family."""
    blocks = _balance_blocks(columns, family) if family.is_balance else _keyed_blocks(columns, family)
    if not blocks:
        return None
    heads: list[Head] = []
    known = values = 0
    groups = {
        label for block in blocks if block.side for column, _ in block.labels for label in column.folded_path[:-1]
    }
    for block in blocks:
        found = _value_heads(block, family, groups)
        known += sum(bool(head.node) for head in found)
        values += sum(not head.role for head in found)
        heads += [Head(c.col, "/".join(c.path), role, "", block.side, block.presentation) for c, role in block.labels]
        heads += found
    if not known or known < _ENOUGH_KNOWN * values:
        return None
    return tuple(sorted(heads, key=lambda head: head.col))


def _roles(columns: Sequence[Column], family: Family) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    for column in columns:
        role = role_of(column.folded_path, family.code_axis, has_items=bool(family.items))
        if role is not None:
            roles[column.col] = role
        elif not column.is_numeric and not column.path:
            # Items under their groups' names may stand in a column of their own that no header names.
            is_item = not family.is_balance and roles.get(column.col - 1) is Role.ITEM
            roles[column.col] = Role.ITEM if is_item else Role.NOTE
    return roles


def _side_of(column: Column) -> Side:
    outer = column.folded_path[:1]
    return next((side for word, side in _SIDES for label in outer if word in label), Side.NONE)


def _balance_blocks(columns: Sequence[Column], family: Family) -> list[Block]:
    """One block for every column of items, with the columns of amounts right of it."""
    roles = _roles(columns, family)
    starts = [
        column
        for column in columns
        if column.col in roles and roles[column.col] not in _BESIDE and not column.is_numeric
    ]
    blocks: list[Block] = []
    kinds: set[tuple[Side, str]] = set()
    for number, start in enumerate(starts):
        end = starts[number + 1].col if number + 1 < len(starts) else columns[-1].col + 1
        side = _side_of(start)
        presentation = MAIN
        if side is Side.EXPENDITURE:
            path = "/".join(start.folded_path)
            presentation = next((kind for word, kind in _PRESENTATIONS if word in path), MAIN)
            if len([other for other in starts if _side_of(other) is Side.EXPENDITURE]) == 1:
                presentation = MAIN
        values = [column for column in columns if start.col < column.col < end and column.col not in roles]
        if not values or not side or (side, presentation) in kinds:
            return []
        kinds.add((side, presentation))
        begin = start.col if blocks else columns[0].col
        beside = [column for column in columns if begin <= column.col < end and roles.get(column.col) in _BESIDE]
        labels = (*((column, roles[column.col]) for column in beside), (start, Role.ITEM))
        blocks.append(Block(side, presentation, labels, tuple(values)))
    return blocks if {block.side for block in blocks} == {Side.REVENUE, Side.EXPENDITURE} else []


def _keyed_blocks(columns: Sequence[Column], family: Family) -> list[Block]:
    """One block, or several where the same label columns are printed again right of the first ones' amounts."""
    roles = _roles(columns, family)
    starts = [0]
    for number, column in enumerate(columns[1:], start=1):
        before = [roles.get(other.col) for other in columns[starts[-1] : number]]
        opens = column.col in roles and columns[number - 1].col not in roles
        if opens and roles[column.col] == before[0] and roles[column.col] in _OPENERS:
            starts.append(number)
    blocks = []
    for index, start in enumerate(starts):
        own = columns[start : starts[index + 1] if index + 1 < len(starts) else len(columns)]
        labels = tuple((column, roles[column.col]) for column in own if column.col in roles)
        values = tuple(column for column in own if column.col not in roles)
        blocks.append(Block(Side.NONE, MAIN if not index else str(index + 1), labels, values))
    return blocks if all(block.values for block in blocks) else []


def _without_common(block: Block) -> dict[int, tuple[str, ...]]:
    """Paths without the outer labels that span every value column, or the block's label column too."""
    paths = {column.col: column.path for column in block.values}
    while len(paths) > 1 and all(len(path) > 1 for path in paths.values()):
        if len({folded(path[0]) for path in paths.values()}) != 1:
            break
        paths = {col: path[1:] for col, path in paths.items()}
    for column, _ in block.labels[-1:]:
        shared = set(column.folded_path[:-1])
        paths = {col: path[1:] if len(path) > 1 and folded(path[0]) in shared else path for col, path in paths.items()}
    return paths


def _without_groups(path: tuple[str, ...], groups: AbstractSet[str]) -> tuple[str, ...]:
    """A path without the labels that group items and amounts alike (支出/功能分类).

    They say nothing of an amount, and a merged cell of the next block may reach over this one's amounts.
    """
    rest = tuple(label for label in path if folded(label) not in groups)
    return rest or path[-1:]


def _value_heads(block: Block, family: Family, groups: AbstractSet[str]) -> list[Head]:
    """The columns of a block's figures; ``groups`` are the labels over columns of items, in any block of a balance."""
    paths = _without_common(block)
    if block.side:
        paths = {col: _without_groups(path, groups) for col, path in paths.items()}
    measures = column_measures(paths, family)
    best: list[Head] = []
    best_fit = (0, False)
    for tree in family.columns:
        found = _in_tree(block, paths, measures, tree)
        fit = _fit(found, tree)
        if fit > best_fit:
            best, best_fit = found, fit
    return best or _in_tree(block, paths, measures, Node("", r"(?!)"))


def _fit(heads: Sequence[Head], tree: Node) -> tuple[int, bool]:
    """How many columns a tree knows, and whether its whole is printed where it is one that can be."""
    nodes = [head.node for head in heads if head.node]
    return len(nodes), tree.is_never_printed or tree.id in nodes


def _node_of(tree: Node, path: tuple[str, ...]) -> Node | None:
    """The node a path names, read outwards in, inwards out, or its innermost label first (a fund below every item).

    A label that rules cut into pieces is put together.
    """
    if not path:
        return tree if tree.id else None
    ways = (path, path[::-1], (path[-1], *path[:-1]))
    return next(filter(None, (node_at(tree, way) for way in ways)), None) or next(
        filter(None, _pieced(tree, path)), None
    )


def _pieced(tree: Node, path: tuple[str, ...]) -> Iterator[Node | None]:
    """The path with its labels put together in every way that leaves few; an outer piece may be another label's."""
    if not 1 < len(path) <= _MOST_PIECES:
        return
    for skipped in range(min(3, len(path) - 1)):
        pieces = path[skipped:]
        for cuts in range(min(_MOST_LABELS, len(pieces))):
            for at in combinations(range(1, len(pieces)), cuts):
                bounds = [0, *at, len(pieces)]
                yield node_at(tree, ["".join(pieces[start:end]) for start, end in pairwise(bounds)])


def _in_tree(
    block: Block,
    paths: Mapping[int, tuple[str, ...]],
    measures: Mapping[int, tuple[str, tuple[str, ...]]],
    tree: Node,
) -> list[Head]:
    heads: list[Head] = []
    seen: set[tuple[str, str]] = set()
    for column in block.values:
        measure, path = measures[column.col]
        node = _node_of(tree, path)
        key = (measure, node.id) if node else ("", "")
        printed = "/".join(paths[column.col])
        if node is None or key in seen:
            if column.is_numeric:
                heads.append(Head(column.col, printed, "", "", block.side, block.presentation, measure))
            else:
                heads.append(Head(column.col, printed, Role.NOTE, "", block.side, block.presentation))
            continue
        seen.add(key)
        heads.append(Head(column.col, printed, "", node.id, block.side, block.presentation, measure))
    return heads
