"""From the paths of a list's header to its columns: words, codes and figures, by meaning.

Here: every column given a role or a node of the family's tree. Not here: how the paths came about (``ruled.region``,
``header``), what the lines below say (``lines``).
"""

import re
from collections.abc import Container, Sequence

from pipeline.kernel.text import folded
from pipeline.readers.document import Grid
from pipeline.tables import header
from pipeline.tables.columns import ReadHeader, node_at
from pipeline.tables.model import Family, Head
from pipeline.tables.roles import Role, role_of


def list_heads(paths: Sequence[tuple[str, ...]], numeric: Container[int], family: Family) -> tuple[Head, ...] | None:
    """Give every column of a list its meaning; ``None`` when they are not this family's.

    A column of words that the family does not know is a note; one of figures stays without a meaning, and so does a
    second one of the same meaning. A list names things or units, and has a column of figures that the family knows or
    none at all.

    Args:
        paths: printed labels over every column, outermost first.
        numeric: the columns whose bodies print numbers.
        family: a list.
    """
    heads: list[Head] = []
    seen: set[str] = set()
    for col, path in enumerate(paths):
        printed = "/".join(path)
        role = _role(tuple(map(folded, path)), family)
        found = None
        if role is None:
            found = next(((tree, node) for tree in family.columns if (node := node_at(tree, path))), None)
        if found is not None and path and found[1].id not in seen:
            tree, node = found
            seen.add(node.id)
            heads.append(Head(col, printed, "", node.id, measure=tree.dims_of(node.id).get("measure", "")))
        elif role is not None or col not in numeric:
            heads.append(Head(col, printed, role or Role.NOTE, ""))
        else:
            heads.append(Head(col, printed, "", ""))
    has_names = any(head.role in family.texts or head.role == Role.UNIT_NAME for head in heads)
    has_figures_unknown = any(not head.role and not head.node for head in heads)
    return tuple(heads) if has_names and (seen or not has_figures_unknown) else None


def _role(folded_path: tuple[str, ...], family: Family) -> Role | None:
    if not folded_path:
        return None
    for label in (folded_path[-1], "".join(folded_path)):
        for role, labels in family.texts.items():
            if re.fullmatch(labels, label):
                return Role(role)
    return role_of(folded_path, family.code_axis, has_items=False)


def read_list_header(grid: Grid, region: header.Region, numeric: Container[int], family: Family) -> ReadHeader | None:
    """Understand a header without geometry, whose merged cells may lie in several ways, as a list's.

    Of several ways that is taken in which the fewest figures stay without a meaning and totals open their groups.
    """
    readings = {
        heads: (sum(not head.role and not head.node for head in heads), header.inner_totals(matrix))
        for matrix in header.header_matrices(region, has_collapsed_spans=grid.has_collapsed_spans)
        if (heads := list_heads(header.paths(matrix), numeric, family)) is not None
    }
    best = [heads for heads, cost in readings.items() if cost == min(readings.values())]
    return ReadHeader(best[0], is_declared=False) if len(best) == 1 else None
