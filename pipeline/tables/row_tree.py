"""Which line of a keyed table is a part of which: by codes, by units, by indents, and by what adds up.

Here: the parent of every line. Not here: reading the keys (``keyed_rows``), items of balances (``item_rows``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.kernel.money import Number, Term, Verdict, judge_sum
from pipeline.kernel.text import folded
from pipeline.kernel.wording import is_own_part, whole_of
from pipeline.tables.model import MAIN
from pipeline.tables.outline import OutlineLine, parent_in
from pipeline.tables.summed_outline import summed_outline

_LEAST_ROOTS = 3
"""Of two lines that print the same, neither shows that it is the sum of the other."""


@dataclass(frozen=True, slots=True)
class TreeLine:
    """What tells a line's place in the tree.

    Attributes:
        kind: ``total``, ``unit``, ``group``, ``subject``, ``project``, ``named`` or ``unlabelled``.
        unit_code: its unit's code, on unit lines.
        subject_code: the code that places it among subjects.
        name: what it is called.
        indent: how far its name begins right of its cell's edge, in points.
        block: the block of columns it stands in, and the measure of its figures where rows tell it: no line is a part
            of one in another.
        amounts: its figures by column, where columns are certain.
    """

    kind: str
    unit_code: str | None
    subject_code: str | None
    name: str = ""
    indent: float = 0.0
    block: tuple[str, str] = (MAIN, "")
    amounts: Mapping[int, Decimal] = field(default_factory=dict)


def is_prefix(shorter: str | None, longer: str | None) -> bool:
    """Say whether one code is a real beginning of another."""
    return bool(shorter and longer and len(shorter) < len(longer) and longer.startswith(shorter))


def parents_of(lines: Sequence[TreeLine]) -> list[int | None]:
    """The line that each line is a part of, ``None`` for roots; a total may stand above its parts or below them."""
    parents: list[int | None] = []
    totals = {line.block: index for index, line in reversed(list(enumerate(lines))) if lines[index].kind == "total"}
    for index, line in enumerate(lines):
        above = [other for other in range(index) if lines[other].block == line.block]
        parents.append(_parent(index, lines, above, totals.get(line.block)))
    parents = _under_first(parents, lines)
    return _settled(_under_groups(parents, lines), lines)


def _under_first(parents: list[int | None], lines: Sequence[TreeLine]) -> list[int | None]:
    """Units go under the first of them where no total is printed and this is the department: by its sum, or by name.

    The department's row is as much as the others together, or one of them is marked as its own part (本级).
    """
    found = list(parents)
    for block in dict.fromkeys(line.block for line in lines):
        roots = [at for at, line in enumerate(lines) if parents[at] is None and line.block == block]
        if len(roots) < _LEAST_ROOTS or any(lines[at].kind != "unit" for at in roots):
            continue
        first, *others = (lines[at] for at in roots)
        if _has_own_part(first, others) or _is_sum(first, others):
            found = [roots[0] if at in roots[1:] else parent for at, parent in enumerate(found)]
    return found


def _has_own_part(first: TreeLine, others: Sequence[TreeLine]) -> bool:
    name = folded(first.name)
    return any(is_own_part(other.name) and whole_of(other.name) == name for other in others)


def _is_sum(first: TreeLine, others: Sequence[TreeLine]) -> bool:
    """Whether a line is, in every column and within rounding, the sum of others."""
    columns = {col for line in (first, *others) for col in line.amounts}
    return bool(first.amounts) and all(_is_sum_of(col, first, others) for col in columns)


def _is_sum_of(col: int, first: TreeLine, others: Sequence[TreeLine]) -> bool:
    whole, *parts = (line.amounts.get(col, Decimal(0)) for line in (first, *others))
    decimals = max(_decimals(amount) for amount in (whole, *parts))
    terms = [Term(1, Number(part, decimals)) for part in parts if part]
    verdict, _, _ = judge_sum(Number(whole, decimals), terms)
    return verdict in {Verdict.EXACT, Verdict.ROUNDING}


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _under_groups(parents: list[int | None], lines: Sequence[TreeLine]) -> list[int | None]:
    """Subjects beside the totals of their groups (人员经费合计) go under the one that ends their group or heads it."""
    found = list(parents)
    for whole in dict.fromkeys(parents[index] for index, line in enumerate(lines) if line.kind == "group"):
        beside = [index for index, parent in enumerate(parents) if parent == whole and lines[index].kind != "total"]
        groups = [index for index in beside if lines[index].kind == "group"]
        is_above = beside[0] == groups[0]
        for index in (index for index in beside if index not in groups):
            own = [group for group in groups if (group < index) == is_above]
            if own:
                found[index] = own[-1] if is_above else own[0]
    return found


def _parent(index: int, lines: Sequence[TreeLine], above: Sequence[int], total: int | None) -> int | None:
    keys = lines[index]
    if keys.kind == "total":
        return None
    outline: list[OutlineLine] = []
    for other in reversed(above):
        known = lines[other]
        if known.kind == "unit" and (keys.kind != "unit" or is_prefix(known.unit_code, keys.unit_code)):
            found = _by_indent(index, lines, outline)
            return other if found is None else found
        if is_prefix(known.subject_code, keys.subject_code) and known.kind != "unit" != keys.kind:
            return other
        if known.kind not in {"unit", "total", "group"}:
            outline.insert(0, OutlineLine(other, 0, lines[other].indent))
    found = _by_indent(index, lines, outline)
    return total if found is None else found


def _by_indent(index: int, lines: Sequence[TreeLine], outline: Sequence[OutlineLine]) -> int | None:
    """The line above by indent, for lines that print no code that would tell."""
    if lines[index].subject_code is not None or lines[index].kind in {"unit", "group"}:
        return None
    return parent_in(outline, OutlineLine(index, 0, lines[index].indent))


def _settled(parents: list[int | None], lines: Sequence[TreeLine]) -> list[int | None]:
    """Parents corrected where the figures say so: parts that are printed beside their parents go under them."""
    for parent in [index for index in range(len(parents)) if index in parents]:
        if not _misfits(parent, parents, lines):
            continue
        trials = (
            _under_reprints(parent, parents, lines),
            _side_by_side(parent, parents, lines),
            _under_sums(parent, parents, lines),
            _under_equal(parent, parents, lines),
        )
        for trial in trials:
            if trial is not None and not _misfits(parent, trial, lines):
                parents = trial
                break
    return parents


def _under_reprints(parent: int, parents: Sequence[int | None], lines: Sequence[TreeLine]) -> list[int | None]:
    """A code printed twice in a row with the same figures is the second time its own only part."""
    trial = list(parents)
    for index in range(1, len(parents)):
        before = index - 1
        if (
            parents[index] == parents[before] == parent
            and lines[index].subject_code is not None
            and lines[index].subject_code == lines[before].subject_code
            and lines[index].amounts
            and lines[index].amounts == lines[before].amounts
        ):
            trial[index] = before
    return trial


def _side_by_side(parent: int, parents: Sequence[int | None], lines: Sequence[TreeLine]) -> list[int | None] | None:
    """Lines that only their indents hang under others, hung beside these where the others are no sum of them."""
    trial = list(parents)
    hoisted = False
    while misfits := {
        index
        for index, other in enumerate(trial)
        if other == parent and index in trial and lines[index].kind != "unit" and _misfits(index, trial, lines)
    }:
        if any(lines[index].subject_code is not None for index in misfits):
            return None
        trial = [parent if other in misfits else other for other in trial]
        hoisted = True
    return trial if hoisted else None


def _under_sums(parent: int, parents: Sequence[int | None], lines: Sequence[TreeLine]) -> list[int | None] | None:
    """Lines without codes or indents, hung so that every parent is the sum of its parts."""
    parts = [index for index, other in enumerate(parents) if other == parent]
    if any(lines[part].subject_code is not None for part in parts) or not lines[parent].amounts:
        return None
    column = min(lines[parent].amounts)
    zero = Decimal(0)
    outline = summed_outline(lines[parent].amounts[column], [lines[part].amounts.get(column, zero) for part in parts])
    if outline is None:
        return None
    trial = list(parents)
    for part, above in zip(parts, outline, strict=True):
        trial[part] = parent if above is None else parts[above]
    return trial


def _under_equal(parent: int, parents: Sequence[int | None], lines: Sequence[TreeLine]) -> list[int | None] | None:
    """Lines beside one that alone is the whole: they can only be its parts."""
    parts = [index for index, other in enumerate(parents) if other == parent]
    whole = next((part for part in parts if lines[part].amounts == lines[parent].amounts), None)
    if whole is None or any(lines[part].subject_code is not None for part in parts):
        return None
    return [whole if other == parent and index != whole else other for index, other in enumerate(parents)]


def _misfits(parent: int, parents: Sequence[int | None], lines: Sequence[TreeLine]) -> int:
    """In how many columns a line is not the sum of its parts."""
    parts = [index for index, other in enumerate(parents) if other == parent]
    columns = {col for index in (parent, *parts) for col in lines[index].amounts}
    zero = Decimal(0)
    return sum(
        lines[parent].amounts.get(col, zero) != sum((lines[part].amounts.get(col, zero) for part in parts), zero)
        for col in columns
    )
