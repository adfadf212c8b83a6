"""The lines of a list of purchases (政府采购表) that are of one kind: goods, works or services.

Here: by the categories that the list prints, else by the codes of its catalogue (品目分类目录: A goods, B works,
C services). Not here: what they add up to.
"""

import re
from collections.abc import Sequence

from pipeline.narrative.particulars import PURCHASES
from pipeline.tables.model import Row, Table
from pipeline.tables.roles import Role

_LETTERS = {"A": "goods", "B": "works", "C": "services"}
_CATALOGUED = re.compile(r"(?P<letter>[ABC])\d{2}")


def purchased(table: Table, kind: str) -> Sequence[Row]:
    """The rows that add up to a kind of purchase; none where a line does not tell its kind."""
    categories = [row for row in table.rows if row.role == "category"]
    if categories:
        return [row for row in categories if PURCHASES[kind] in row.label.rpartition("/")[2]]
    parents = {row.parent for row in table.rows}
    lines = [row for row in table.rows if row.role == "line" and row.index not in parents]
    kinds = [_kind_of(row) for row in lines]
    return [row for row, its in zip(lines, kinds, strict=True) if its == kind] if all(kinds) else []


def _kind_of(row: Row) -> str:
    """The kind that a line tells by its category or its code; empty where by neither."""
    for told in row.told:
        if told.role == Role.CATEGORY:
            return next((kind for kind, word in PURCHASES.items() if word in told.text), "")
        if told.role in {Role.CATALOGUE, Role.LISTED} and (match := _CATALOGUED.match(told.text)):
            return _LETTERS[match["letter"]]
    return ""


def tells_kinds(table: Table) -> bool:
    """Say whether every line of a list tells its kind, so that a kind without lines is nothing."""
    return any(purchased(table, kind) for kind in PURCHASES)
