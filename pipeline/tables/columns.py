"""From column paths to columns by meaning.

Here: matching a header's paths to a family's column tree, and taking the family's declared layout when the header is
mangled. Not here: how the paths came about (``header``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.kernel.text import folded, is_memo_label
from pipeline.tables import header
from pipeline.tables.model import Family, Head, Node, Side
from pipeline.tables.roles import Role, role_of

_ENOUGH_TOKENS = 0.7
_SIDES = {"收入": Side.REVENUE, "支出": Side.EXPENDITURE}


@dataclass(frozen=True, slots=True)
class ReadHeader:
    """A header understood: its columns, and whether the family's declared layout had to stand in for it."""

    heads: tuple[Head, ...]
    is_declared: bool


def _fold_label(label: str) -> str:
    text = folded(label)
    return text.split(":", 1)[-1] if is_memo_label(label) and ":" in text else text


def node_at(tree: Node, path: Sequence[str]) -> Node | None:
    """Walk a path of printed labels down a column tree; a level that is not printed may be skipped."""
    node = tree
    for position, label in enumerate(path):
        text = _fold_label(label)
        if not text or header.is_self_label(text) or (position == 0 and tree.is_labelled(text)):
            continue
        found = next((below for below in node.walk() if below is not node and below.is_labelled(text)), None)
        if found is None and node is not tree and node.is_labelled(text):
            continue
        if found is None:
            return None
        node = found
    return None if node.is_never_printed else node


def _side(path: Sequence[str], family: Family) -> Side:
    if Side.REVENUE not in family.items or not path:
        return Side.NONE
    return _SIDES.get(folded(path[0])[:2], Side.NONE)


def _without_common(paths: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Leave out the outer labels that span every value column."""
    while len(paths) > 1 and all(len(path) > 1 for path in paths.values()):
        if len({path[0] for path in paths.values()}) != 1:
            break
        paths = {col: path[1:] for col, path in paths.items()}
    return paths


def understand(paths: Sequence[tuple[str, ...]], family: Family) -> tuple[Head, ...] | None:
    """Give every column a role or a node; ``None`` unless all have one and no node stands twice on a side."""
    sides = [_side(path, family) for path in paths]
    roles: dict[int, Role] = {}
    for col, path in enumerate(paths):
        role = role_of(tuple(map(folded, path)), family.code_axis, has_items=bool(family.items))
        if role is not None:
            roles[col] = role
    values = _without_common({col: path for col, path in enumerate(paths) if col not in roles})
    if not roles and family.columns == ():
        return None
    for tree in family.columns:
        heads = _match(paths, sides, roles, values, tree)
        if heads is not None:
            return heads
    return None


def _match(
    paths: Sequence[tuple[str, ...]],
    sides: Sequence[Side],
    roles: dict[int, Role],
    values: dict[int, tuple[str, ...]],
    tree: Node,
) -> tuple[Head, ...] | None:
    heads: list[Head] = []
    seen: set[tuple[Side, str]] = set()
    for col, path in enumerate(paths):
        if col in roles:
            heads.append(Head(col, "/".join(path), roles[col], "", sides[col]))
            continue
        inner = values[col][1:] if sides[col] and len(values[col]) > 1 else values[col]
        node = node_at(tree, inner) if inner else None
        if node is None or (sides[col], node.id) in seen:
            return None
        seen.add((sides[col], node.id))
        heads.append(Head(col, "/".join(values[col]), "", node.id, sides[col]))
    return tuple(heads) if seen and _has_items_where_needed(heads) else None


def _has_items_where_needed(heads: Sequence[Head]) -> bool:
    """Each side of a balance has one column of items; a table without items has none."""
    items = [head.side for head in heads if head.role == Role.ITEM]
    return not items or sorted(items) == sorted({head.side for head in heads if not head.role})


def declared_layout(region: header.Region, family: Family) -> tuple[Head, ...] | None:
    """The family's layout whose labels the header's tokens are, wherever they stand; ``None`` if none is near."""
    printed = header.tokens(region)
    best: tuple[float, tuple[Head, ...]] | None = None
    for layout in family.layouts:
        paths = [tuple(path.split("/")) for path in layout]
        declared = {folded(label) for path in paths for label in path}
        likeness = len(printed & declared) / len(printed | declared)
        if likeness >= _ENOUGH_TOKENS and (best is None or likeness > best[0]):
            heads = understand(paths, family)
            if heads is not None:
                best = likeness, heads
    return best[1] if best else None


def read_header(region: header.Region, family: Family, *, has_collapsed_spans: bool) -> ReadHeader | None:
    """Understand a region's header as the family's; ``None`` when it is not a header of that family.

    Where merged cells can lie in several ways, the one whose totals open their groups is taken; where that leaves
    several, the header counts as mangled and a declared layout decides.
    """
    readings = {
        heads: header.inner_totals(matrix)
        for matrix in header.header_matrices(region, has_collapsed_spans=has_collapsed_spans)
        if (heads := understand(header.paths(matrix), family)) is not None
    }
    likeliest = [heads for heads, inner in readings.items() if inner == min(readings.values())]
    if len(likeliest) == 1:
        return ReadHeader(likeliest[0], is_declared=False)
    heads = declared_layout(region, family)
    return ReadHeader(heads, is_declared=True) if heads else None
