"""Which line of a keyed table is a part of which: by codes, by units, by indents, and by what adds up.

Here: the parent of every line. Not here: reading the keys (``keyed_rows``), items of balances (``item_rows``).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from pipeline.tables.outline import OutlineLine, parent_in
from pipeline.tables.summed_outline import summed_outline


class Keyed(Protocol):
    """What a line's keys say of its place in the tree."""

    @property
    def kind(self) -> str: ...
    @property
    def unit_code(self) -> str | None: ...
    @property
    def subject_code(self) -> str | None: ...


class Lined(Protocol):
    """What a line prints beside its keys."""

    @property
    def indent(self) -> float: ...
    @property
    def presentation(self) -> str: ...
    @property
    def amounts(self) -> Mapping[int, Decimal]: ...


def is_prefix(shorter: str | None, longer: str | None) -> bool:
    """Say whether one code is a real beginning of another."""
    return bool(shorter and longer and len(shorter) < len(longer) and longer.startswith(shorter))


def parents_of(lines: Sequence[Lined], read: Sequence[Keyed]) -> list[int | None]:
    """The line that each line is a part of, ``None`` for roots; a total may stand above its parts or below them."""
    parents: list[int | None] = []
    totals = {
        line.presentation: index for index, line in reversed(list(enumerate(lines))) if read[index].kind == "total"
    }
    for index, line in enumerate(lines):
        above = [other for other in range(index) if lines[other].presentation == line.presentation]
        parents.append(_parent(index, lines, read, above, totals.get(line.presentation)))
    return _settled(parents, lines, read)


def _parent(
    index: int, lines: Sequence[Lined], read: Sequence[Keyed], above: Sequence[int], total: int | None
) -> int | None:
    keys = read[index]
    if keys.kind == "total":
        return None
    outline: list[OutlineLine] = []
    for other in reversed(above):
        known = read[other]
        if known.kind == "unit" and (keys.kind != "unit" or is_prefix(known.unit_code, keys.unit_code)):
            found = _by_indent(index, lines, keys, outline)
            return other if found is None else found
        if is_prefix(known.subject_code, keys.subject_code) and known.kind != "unit" != keys.kind:
            return other
        if known.kind not in {"unit", "total"}:
            outline.insert(0, OutlineLine(other, 0, lines[other].indent))
    found = _by_indent(index, lines, keys, outline)
    return total if found is None else found


def _by_indent(index: int, lines: Sequence[Lined], keys: Keyed, outline: Sequence[OutlineLine]) -> int | None:
    """The line above by indent, for lines that print no code that would tell."""
    if keys.subject_code is not None or keys.kind == "unit":
        return None
    return parent_in(outline, OutlineLine(index, 0, lines[index].indent))


def _settled(parents: list[int | None], lines: Sequence[Lined], read: Sequence[Keyed]) -> list[int | None]:
    """Parents corrected where the figures say so: parts that are printed beside their parents go under them."""
    for parent in [index for index in range(len(parents)) if index in parents]:
        if not _misfits(parent, parents, lines):
            continue
        for trial in (_under_reprints(parent, parents, lines, read), _under_sums(parent, parents, lines, read)):
            if trial is not None and not _misfits(parent, trial, lines):
                parents = trial
                break
    return parents


def _under_reprints(
    parent: int, parents: Sequence[int | None], lines: Sequence[Lined], read: Sequence[Keyed]
) -> list[int | None]:
    """A code printed twice in a row with the same figures is the second time its own only part."""
    trial = list(parents)
    for index in range(1, len(parents)):
        before = index - 1
        if (
            parents[index] == parents[before] == parent
            and read[index].subject_code is not None
            and read[index].subject_code == read[before].subject_code
            and lines[index].amounts
            and lines[index].amounts == lines[before].amounts
        ):
            trial[index] = before
    return trial


def _under_sums(
    parent: int, parents: Sequence[int | None], lines: Sequence[Lined], read: Sequence[Keyed]
) -> list[int | None] | None:
    """Lines without codes or indents, hung so that every parent is the sum of its parts."""
    parts = [index for index, other in enumerate(parents) if other == parent]
    if any(read[part].subject_code is not None for part in parts) or not lines[parent].amounts:
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


def _misfits(parent: int, parents: Sequence[int | None], lines: Sequence[Lined]) -> int:
    """In how many columns a line is not the sum of its parts."""
    parts = [index for index, other in enumerate(parents) if other == parent]
    columns = {col for index in (parent, *parts) for col in lines[index].amounts}
    zero = Decimal(0)
    return sum(
        lines[parent].amounts.get(col, zero) != sum((lines[part].amounts.get(col, zero) for part in parts), zero)
        for col in columns
    )
