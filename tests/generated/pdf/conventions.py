"""The conventions of other provinces: the same budget with its codes, totals and units printed in other ways.

Here: publication -> publication, so that the truth (``cells_of``) follows. Not here: geometry.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generated.pdf.sheet import INDENT
from generated.publication import Column, Entry, Kind, Line, PrintedTable, Publication


class Codes(StrEnum):
    """How a row prints its codes."""

    AS_PUBLISHED = "as published"
    SPLIT = "split"
    BRACKETED = "bracketed"
    HYPHENATED = "hyphenated"
    INDENTED = "indented"


@dataclass(frozen=True, slots=True)
class Convention:
    """How a province prints its tables.

    Attributes:
        codes: in columns as the form has them, in columns of 类, 款 and 项, within the name (``[2010101]行政运行``,
            ``2010101-行政运行``), or not at all, the tree told by indentation.
        has_total_last: the 合计 row closes a table that has one.
        prints_unit_once: a unit's or kind's name stands on its first row only.
        labels_total_with_unit: the total row is labelled with the unit's name.
    """

    codes: Codes = Codes.AS_PUBLISHED
    has_total_last: bool = False
    prints_unit_once: bool = False
    labels_total_with_unit: bool = False


def varied_convention(seed: int) -> Convention:
    """A convention as various as the seeds."""
    rng = random.Random(f"convention {seed}")
    return Convention(
        codes=rng.choice(list(Codes)),
        has_total_last=rng.random() < 0.3,
        prints_unit_once=rng.random() < 0.3,
        labels_total_with_unit=rng.random() < 0.1,
    )


def conventional(publication: Publication, convention: Convention) -> Publication:
    """Print a publication by another convention."""
    tables = publication.tables
    if convention.labels_total_with_unit:
        tables = tuple(_with_unit_total(table, publication.unit.name) for table in tables)
    if convention.codes is not Codes.AS_PUBLISHED:
        tables = tuple(_with_codes(table, convention.codes) for table in tables)
    if convention.prints_unit_once:
        tables = tuple(_with_units_once(table) for table in tables)
    if convention.has_total_last:
        tables = tuple(_with_total_last(table) for table in tables)
    return replace(publication, tables=tables)


def _is_total(line: Line) -> bool:
    return len(line) == 1 and not line[0].side and line[0].label == "合计"


def _with_total_last(table: PrintedTable) -> PrintedTable:
    if not table.lines or not _is_total(table.lines[0]):
        return table
    return replace(table, lines=(*table.lines[1:], table.lines[0]))


def _with_unit_total(table: PrintedTable, unit_name: str) -> PrintedTable:
    """The label 合计 gives way to the unit's name, unless a row of the unit follows."""
    if not table.lines or not _is_total(table.lines[0]):
        return table
    if any(entry.label == unit_name for line in table.lines for entry in line):
        return table
    total = table.lines[0][0]
    labels = tuple(unit_name if label == "合计" else label for label in total.labels)
    return replace(table, lines=((replace(total, labels=labels, label=unit_name),), *table.lines[1:]))


_ONCE = ("类型", "项目单位")


def _with_units_once(table: PrintedTable) -> PrintedTable:
    """Blank the labels of a unit or kind that the row above prints."""
    label_columns = [column for column in table.columns if column.kind is Kind.LABEL]
    places = [place for place, column in enumerate(label_columns) if column.path[-1] in _ONCE]
    if not places:
        return table
    lines: list[Line] = []
    before: tuple[str, ...] = ("",) * len(label_columns)
    for line in table.lines:
        entry = line[0]
        labels = tuple(
            "" if place in places and label == before[place] else label for place, label in enumerate(entry.labels)
        )
        before = entry.labels
        lines.append((replace(entry, labels=labels),))
    return replace(table, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class _Subject:
    """Where a subject's codes and its name stand among the label columns; ``codes`` may be empty."""

    codes: tuple[int, ...]
    name: int


_CODE_LABELS = ("类", "款", "项", "科目编码", "单位代码", "部门（单位）代码")


def _subjects(columns: Sequence[Column]) -> Iterator[_Subject]:
    """The label columns in groups of codes with the name behind them; other labels alone."""
    codes: list[int] = []
    for place, column in enumerate(columns):
        if column.path[-1] in _CODE_LABELS:
            codes.append(place)
        else:
            yield _Subject(tuple(codes), place)
            codes = []


Printing = Callable[[tuple[str, ...], str, int], tuple[str, ...]]
"""From codes, name and depth to what the columns of a subject print."""


def _with_codes(table: PrintedTable, codes: Codes) -> PrintedTable:
    if any(column.side for column in table.columns):
        return table
    columns = [column for column in table.columns if column.kind is Kind.LABEL]
    subjects = list(_subjects(columns))
    if not any(subject.codes for subject in subjects):
        return table
    is_split = any(columns[place].path[-1] == "类" for subject in subjects for place in subject.codes)
    if codes is Codes.SPLIT:
        return table if is_split else _split(table, columns, subjects)
    kept = [columns[subject.name] for subject in subjects]
    lines = tuple((_renamed(line[0], subjects, codes),) for line in table.lines)
    return replace(table, columns=_replaced(table.columns, kept), lines=lines)


def _replaced(columns: Sequence[Column], labels: Sequence[Column]) -> tuple[Column, ...]:
    """Other label columns in the place of the ones that stand."""
    first = next(place for place, column in enumerate(columns) if column.kind is Kind.LABEL)
    rest = [column for column in columns[first:] if column.kind is not Kind.LABEL]
    return (*columns[:first], *labels, *rest)


def _renamed(entry: Entry, subjects: Sequence[_Subject], codes: Codes) -> Entry:
    """A line whose codes stand in its names, or nowhere."""
    labels, joined = [], []
    for subject in subjects:
        code, name = "".join(entry.labels[place] for place in subject.codes), entry.labels[subject.name]
        if code and not name:
            code, name = "", code
        if codes is Codes.INDENTED:
            labels.append(f"{INDENT * _depth(code)}{name}" if name else "")
            continue
        if code:
            joined.append(code)
        marked = f"[{code}]{name}" if codes is Codes.BRACKETED else f"{code}-{name}"
        labels.append(marked if code else name)
    return replace(entry, labels=tuple(labels), codes=" ".join(joined))


_DEPTHS = {3: 1, 5: 2, 7: 3}
"""The depth of a code by its digits; units stand with 类."""


def _depth(code: str) -> int:
    return _DEPTHS.get(len(code), 1) if code else 0


def _parts(code: str) -> tuple[str, ...]:
    """The digits of a code by 类, 款 and 项."""
    return tuple(filter(None, (code[:3], code[3:5], code[5:])))


def _split(table: PrintedTable, columns: Sequence[Column], subjects: Sequence[_Subject]) -> PrintedTable:
    """One column of codes as columns of 类, 款 and 项; a table of units keeps its own."""
    code_places = {place for subject in subjects for place in subject.codes if columns[place].path[-1] == "科目编码"}
    if not code_places:
        return table
    levels = {
        place: max(len(_parts(line[0].labels[place])) for line in table.lines) if table.lines else 3
        for place in code_places
    }
    levels = {place: max(2, level) for place, level in levels.items()}
    split: list[Column] = []
    for place, column in enumerate(columns):
        names = ("类", "款", "项")[: levels[place]] if place in code_places else ()
        split += [replace(column, path=(*column.path, name)) for name in names] or [column]
    lines = tuple((_split_entry(line[0], levels),) for line in table.lines)
    return replace(table, columns=_replaced(table.columns, split), lines=lines)


def _split_entry(entry: Entry, levels: dict[int, int]) -> Entry:
    labels, codes = [], []
    for place, label in enumerate(entry.labels):
        if place not in levels:
            labels.append(label)
            continue
        # A total may stand in the column of codes: it keeps the first of them.
        parts = _parts(label) if label.isdigit() else (label,)
        labels += [*parts, *[""] * (levels[place] - len(parts))]
        codes += parts if label.isdigit() else ()
    return replace(entry, labels=tuple(labels), codes=" ".join(codes))
