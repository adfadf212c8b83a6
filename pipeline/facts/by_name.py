"""Rows that print names only: the codes and natures that the names stand for.

Here: the functional subject of a row under those it is printed below, the economic class and the nature of a block's
rows. Not here: members and their keys (``lines``), what a row is by meaning (``tables.item_rows``).
"""

from collections.abc import Iterator, Mapping

from pipeline.kernel.code_lists import CodeList
from pipeline.kernel.text import folded
from pipeline.tables.model import Row
from pipeline.tables.vocabulary import EXPENDITURE

_NATURE = "nature:"


def function_code(row: Row, rows: Mapping[int, Row], functions: CodeList) -> str | None:
    """The functional code of a row: printed, or the one that its name has below the subject it is printed under.

    A name that several subjects bear (行政运行) and that is printed under none is nobody's.

    Args:
        row: the row.
        rows: the rows of its table by index.
        functions: the list of functional subjects.
    """
    if row.function_code or not row.function_name:
        return row.function_code
    name = folded(row.function_name)
    parent = rows.get(row.parent) if row.parent is not None else None
    if parent is None or not parent.function_name:
        return functions.top_level_code(name) or functions.code_of(name)
    above = function_code(parent, rows, functions)
    return functions.code_under(name, above) if above else functions.code_of(name)


def economic_code(row: Row, axis: str) -> str | None:
    """The class that a row of a block by economic class (``department``, ``government``) is by meaning."""
    return row.role.removeprefix(f"{axis}:") if row.role.startswith(f"{axis}:") else None


def spending_dims(row: Row, rows: Mapping[int, Row]) -> Mapping[str, str]:
    """The nature (支出性质) that a row prints, or the nearest one that it is printed under; empty without any."""
    natures = (each.role.removeprefix(_NATURE) for each in _upwards(row, rows) if each.role.startswith(_NATURE))
    nature = next(natures, None)
    return {"nature": EXPENDITURE.by_id[nature].dims["nature"]} if nature else {}


def _upwards(row: Row, rows: Mapping[int, Row]) -> Iterator[Row]:
    """A row and those that it is a part of, innermost first."""
    each: Row | None = row
    while each is not None:
        yield each
        each = rows.get(each.parent) if each.parent is not None else None
