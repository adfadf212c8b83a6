"""Damage done on purpose: each fault changes one thing and records what it was.

Here: faults of the document (a wrong digit or total, a missing or doubled row), faults of its numbers' printing (a lost
separator, blanks inside), and faults of the TAB form (shifted rows, mangled headers). Every fault is a pure function of
what it damages and a ``random.Random``. Not here: judging whether they are found.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generated.budget import FEN_PER_QUANTUM
from generated.publication import Entry, Kind, Line, PrintedTable, Publication, printed_amount

_NUMBER = re.compile(r"-?\d[\d,]*\.\d{2}")
_ORDINAL = re.compile(r"[（(]?[一1][）)、]")


class NoTargetError(LookupError):
    """The document has nothing that this fault could damage."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"nothing here that {fault!r} could damage")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A printed figure of a publication: table, line, entry and value, all from 0."""

    table: int
    line: int
    entry: int
    value: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done.

    Attributes:
        kind: name of the fault.
        table_id: family of the damaged table; empty for faults of text.
        line: 1-based body line of the table, or line of the text for faults of text.
        column_id: column of the damaged figure; empty for whole rows.
        before: the figure, row or line as it was.
        after: as it is now; empty for a row that is gone.
    """

    kind: str
    table_id: str
    line: int
    column_id: str
    before: str
    after: str


Damage = Callable[[Publication, random.Random], tuple[Publication, Fault]]
TextDamage = Callable[[str, random.Random], tuple[str, Fault]]


def targets(publication: Publication) -> Iterator[Target]:
    """Every printed figure."""
    for table_no, table in enumerate(publication.tables):
        for line_no, line in enumerate(table.lines):
            for entry_no, entry in enumerate(line):
                for value_no, printed in enumerate(entry.values):
                    if printed:
                        yield Target(table_no, line_no, entry_no, value_no)


def printed_at(publication: Publication, target: Target) -> str:
    """The figure at a target, as printed."""
    return _entry(publication, target).values[target.value]


def column_id_at(publication: Publication, target: Target) -> str:
    """The column of a target."""
    columns = publication.tables[target.table].columns_of(_entry(publication, target).side)
    return [column for column in columns if column.kind is Kind.VALUE][target.value].column_id


def _entry(publication: Publication, target: Target) -> Entry:
    return publication.tables[target.table].lines[target.line][target.entry]


def _with_lines(publication: Publication, table_no: int, lines: Sequence[Line]) -> Publication:
    table = replace(publication.tables[table_no], lines=tuple(lines))
    tables = (*publication.tables[:table_no], table, *publication.tables[table_no + 1 :])
    return replace(publication, tables=tables)


def reprinted(publication: Publication, target: Target, printed: str, kind: str) -> tuple[Publication, Fault]:
    """Print another text at a target."""
    entry, before = _entry(publication, target), printed_at(publication, target)
    values = (*entry.values[: target.value], printed, *entry.values[target.value + 1 :])
    lines = list(publication.tables[target.table].lines)
    line = list(lines[target.line])
    line[target.entry] = replace(entry, values=values)
    lines[target.line] = tuple(line)
    fault = Fault(
        kind,
        publication.tables[target.table].table_id,
        target.line + 1,
        column_id_at(publication, target),
        before,
        printed,
    )
    return _with_lines(publication, target.table, lines), fault


def _chosen(found: Sequence[Target], rng: random.Random, fault: str) -> Target:
    if not found:
        raise NoTargetError(fault)
    return rng.choice(found)


def with_wrong_digit(printed: str, rng: random.Random) -> str:
    """Another digit in one integer place, never a leading zero: beyond what rounding could explain."""
    places = [place for place, character in enumerate(printed.split(".", maxsplit=1)[0]) if character.isdigit()]
    place = rng.choice(places)
    lowest = 1 if place == places[0] else 0
    digit = rng.choice([str(digit) for digit in range(lowest, 10) if str(digit) != printed[place]])
    return f"{printed[:place]}{digit}{printed[place + 1 :]}"


def wrong_digit(
    publication: Publication, rng: random.Random, target: Target | None = None
) -> tuple[Publication, Fault]:
    """Change one integer digit of one figure, at ``target`` or anywhere."""
    place = target or _chosen(list(targets(publication)), rng, "wrong digit")
    return reprinted(publication, place, with_wrong_digit(printed_at(publication, place), rng), "wrong digit")


def _is_total(publication: Publication, target: Target) -> bool:
    return _entry(publication, target).label.rstrip("：").endswith(("合计", "总计", "小计"))


def wrong_total(publication: Publication, rng: random.Random) -> tuple[Publication, Fault]:
    """Let one figure of a total row be off by up to a thousand printed units, at least by one."""
    place = _chosen([each for each in targets(publication) if _is_total(publication, each)], rng, "wrong total")
    before = printed_at(publication, place)
    quantum = FEN_PER_QUANTUM[publication.money_unit]
    fen = (int(re.sub(r"\D", "", before)) + rng.randint(100, 100_000)) * quantum
    after = printed_amount(fen, publication.money_unit, has_separators="," in before)
    return reprinted(publication, place, after, "wrong total")


def lost_separator(publication: Publication, rng: random.Random) -> tuple[Publication, Fault]:
    """Print one figure without one of its thousands separators; its value stays."""
    found = [each for each in targets(publication) if "," in printed_at(publication, each)]
    place = _chosen(found, rng, "lost separator")
    before = printed_at(publication, place)
    comma = rng.choice([position for position, character in enumerate(before) if character == ","])
    return reprinted(publication, place, before[:comma] + before[comma + 1 :], "lost separator")


def blanks_inside(publication: Publication, rng: random.Random) -> tuple[Publication, Fault]:
    """Print one figure with blanks behind its separators (``4, 675. 21``); its value stays."""
    place = _chosen(list(targets(publication)), rng, "blanks inside")
    after = printed_at(publication, place).replace(",", ", ").replace(".", ". ")
    return reprinted(publication, place, after, "blanks inside")


def _detail_line(publication: Publication, rng: random.Random, fault: str) -> tuple[int, int]:
    found = [
        (table_no, line_no)
        for table_no, table in enumerate(publication.tables)
        for line_no, line in enumerate(table.lines)
        if any(entry.is_detail and any(entry.values) for entry in line)
    ]
    if not found:
        raise NoTargetError(fault)
    return rng.choice(found)


def _row_fault(kind: str, table: PrintedTable, line_no: int, copies: int) -> Fault:
    row = " ".join(text for entry in table.lines[line_no] for text in (*entry.labels, *entry.values) if text)
    return Fault(kind, table.table_id, line_no + 1, "", row, " ".join([row] * copies))


def lost_row(publication: Publication, rng: random.Random) -> tuple[Publication, Fault]:
    """Leave out one detail row."""
    table_no, line_no = _detail_line(publication, rng, "lost row")
    table = publication.tables[table_no]
    lines = (*table.lines[:line_no], *table.lines[line_no + 1 :])
    return _with_lines(publication, table_no, lines), _row_fault("lost row", table, line_no, 0)


def doubled_row(publication: Publication, rng: random.Random) -> tuple[Publication, Fault]:
    """Print one detail row twice."""
    table_no, line_no = _detail_line(publication, rng, "doubled row")
    table = publication.tables[table_no]
    lines = (*table.lines[: line_no + 1], table.lines[line_no], *table.lines[line_no + 1 :])
    return _with_lines(publication, table_no, lines), _row_fault("doubled row", table, line_no, 2)


def _numbers(cells: Sequence[str]) -> list[int]:
    return [col for col, cell in enumerate(cells) if _NUMBER.fullmatch(cell)]


def _tabbed_rows(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines of cells that hold a figure."""
    for number, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) > 1 and _numbers(cells):
            yield number, cells


def _relined(text: str, number: int, cells: Sequence[str], kind: str) -> tuple[str, Fault]:
    lines = text.split("\n")
    before, after = lines[number], "\t".join(cells)
    lines[number] = after
    return "\n".join(lines), Fault(kind, "", number + 1, "", before, after)


def shifted_right(text: str, rng: random.Random) -> tuple[str, Fault]:
    """Move the last figures of one TAB row one column to the right; a blank at the row's end gives way."""
    rows = [(number, cells) for number, cells in _tabbed_rows(text.split("\n")) if not cells[-1]]
    if not rows:
        raise NoTargetError("shifted right")
    number, cells = rng.choice(rows)
    start = rng.choice(_numbers(cells))
    return _relined(text, number, [*cells[:start], "", *cells[start:-1]], "shifted right")


def shifted_left(text: str, rng: random.Random) -> tuple[str, Fault]:
    """Lose one blank cell between the figures of one TAB row, so that those behind it move left; the width stays."""
    rows = [
        (number, cells, col)
        for number, cells in _tabbed_rows(text.split("\n"))
        for col in range(_numbers(cells)[0] + 1, _numbers(cells)[-1])
        if not cells[col]
    ]
    if not rows:
        raise NoTargetError("shifted left")
    number, cells, col = rng.choice(rows)
    return _relined(text, number, [*cells[:col], *cells[col + 1 :], ""], "shifted left")


def _header_ends(lines: Sequence[str]) -> Iterator[int]:
    """The last header line of every TAB table whose header has several."""
    depth = 0
    for number, line in enumerate(lines):
        cells = line.split("\t")
        first = next(filter(None, cells), "")
        is_body = bool(_numbers(cells)) or first in {"合计", "栏次"} or _ORDINAL.match(first) is not None
        if len(cells) == 1 or is_body:
            if depth > 1:
                yield number - 1
            depth = 0 if len(cells) == 1 else -len(lines)
        else:
            depth += 1


def mangled_header(text: str, rng: random.Random) -> tuple[str, Fault]:
    """Move the labels of one header's last line to the left, over columns that are not theirs."""
    lines = text.split("\n")
    found = []
    for number in _header_ends(lines):
        cells = lines[number].split("\t")
        packed = [*filter(None, cells), *filter(lambda cell: not cell, cells)]
        if packed != cells:
            found.append((number, packed))
    if not found:
        raise NoTargetError("mangled header")
    number, packed = rng.choice(found)
    return _relined(text, number, packed, "mangled header")


DAMAGES: tuple[Damage, ...] = (wrong_digit, wrong_total, lost_separator, blanks_inside, lost_row, doubled_row)
"""Faults of a publication."""

TEXT_DAMAGES: tuple[TextDamage, ...] = (shifted_right, shifted_left, mangled_header)
"""Faults of TAB text."""
