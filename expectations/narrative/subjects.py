"""The rows of a table that tell of one subject (科目): by its code, or by its name where that is one subject's only.

Here: finding rows. Not here: their columns (``cells``).
"""

from collections.abc import Sequence

from pipeline.kernel.text import folded
from pipeline.narrative.claim import Subject
from pipeline.narrative.phrases import plain_name
from pipeline.tables.model import Row, RowKind, Table

_GROUP, _ITEM = 5, 7
"""Digits of the code of a 款 and of a 项."""


def coded(table: Table, axis: str, code: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of a code among some rows; where only its parts are printed, those."""
    own = [row for row in rows if getattr(row, axis) == code and row.role == "subject"]
    if own and _are_of_different_units(own):
        return own
    leaves = leaves_of(table, rows)
    found = [row for row in leaves if (getattr(row, axis) or "").startswith(code)]
    return found if found and all(getattr(row, axis) for row in leaves) else []


def named(table: Table, subject: Subject, class_code: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of a subject by name: all of one code, else none, since a name alone may be several subjects'."""
    if subject.class_name and not class_code:
        return []
    if not subject.group_name and not subject.item_name:
        return coded(table, "function_code", class_code, rows)
    printed = [row for row in rows if row.function_code and len(row.function_code) == _GROUP]
    groups = {row.function_code for row in printed if plain_label(_name(row)) == subject.group_name}
    if subject.group_name and printed and not groups:
        return []
    length, name = (_ITEM, subject.item_name) if subject.item_name else (_GROUP, subject.group_name)
    found = [
        row
        for row in rows
        if row.role == "subject"
        and row.function_code
        and len(row.function_code) == length
        and row.function_code.startswith(class_code)
        and plain_label(_name(row)) == name
        and (length == _GROUP or not groups or row.function_code[:5] in groups)
    ]
    codes = {row.function_code for row in found}
    return found if len(codes) == 1 and _are_of_different_units(found) else []


def plain_label(label: str) -> str:
    """The last part of a label, folded, without a closing 支出."""
    return plain_name(folded(label.rpartition("/")[2]))


def leaves_of(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Those of some rows of a table that print no part below them."""
    parents = {row.parent for row in table.rows}
    return [row for row in rows if row.index not in parents and row.kind is RowKind.DETAIL]


def _are_of_different_units(rows: Sequence[Row]) -> bool:
    """Say whether rows repeat a code for several units, so that they add up, and not within one."""
    return len(rows) == len({row.unit_code or row.unit_name for row in rows})


def _name(row: Row) -> str:
    return row.function_name or row.label
