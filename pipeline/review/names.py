"""The same code with the same name in every table (同码同名).

Here: rows that print one code with different names. Not here: whether a name is the list's of its edition (GJ-040,
``expectations.codes``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.kernel.text import folded
from pipeline.review.finding import NAMES_DIFFER, Finding
from pipeline.tables.model import Row, Table

_AXES = ("unit", "function", "dept_econ", "gov_econ")


@dataclass(frozen=True, slots=True)
class _Print:
    """A name beside its code, as one row prints it."""

    name: str
    table: Table
    row: Row


def differing_names(tables: Sequence[Table]) -> Iterator[Finding]:
    """Names that differ from the one most rows print beside the same code; a name cut short is no other name."""
    for axis in _AXES:
        for code, prints in _prints(tables, axis).items():
            counted = Counter(folded(found.name) for found in prints)
            usual = max(counted, key=lambda name: (counted[name], len(name)))
            for name in counted:
                if name.startswith(usual) or usual.startswith(name):
                    continue
                places = [found for found in prints if folded(found.name) == name]
                first = places[0]
                yield Finding(
                    NAMES_DIFFER.id,
                    first.row.place,
                    f"{code} {first.name}",
                    next(found.name for found in prints if folded(found.name) == usual),
                    f"{len(places)} of {len(prints)} rows 行 · tables 表 "
                    + ", ".join(str(number) for number in sorted({found.table.table_no for found in places})),
                    first.table.table_no,
                    first.table.table_id,
                )


def _prints(tables: Sequence[Table], axis: str) -> dict[str, list[_Print]]:
    found: dict[str, list[_Print]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            code, name = getattr(row, f"{axis}_code"), getattr(row, f"{axis}_name")
            if code and name and row.codes and _prints_code(row, axis, code):
                found[code].append(_Print(name, table, row))
    return found


def _prints_code(row: Row, axis: str, code: str) -> bool:
    """Whether the row itself prints the code, and it is the row's own: others inherit their unit's."""
    printed = (row.codes or "").replace(" ", "")
    return printed == code if axis in {"unit", "function"} else code in printed
