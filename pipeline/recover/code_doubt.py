"""Rows whose subject code cannot be trusted, in forms whose digits are doubtful.

Here: holding a printed code against its printed name, by the code list and by the document's other tables. Not here:
repairing codes. A code that the list gives another name, or does not know, is doubtful unless another table of the
document prints the same code with the same name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.kernel.codes import CodeList, Codes
from pipeline.kernel.text import folded
from pipeline.tables.model import Row, Table


def doubtful_code_rows(tables: Sequence[Table], codes: Codes) -> frozenset[tuple[int, int]]:
    """Rows, as (table_no, row index), with a code that neither the list nor another table confirms by name."""
    printed: Counter[tuple[str, str, str]] = Counter()
    for table in tables:
        printed.update(
            {(listed.scheme, code, folded(name)) for row in table.rows for listed, code, name in _codes(row, codes)}
        )
    return frozenset(
        (table.table_no, row.index)
        for table in tables
        for row in table.rows
        for listed, code, name in _codes(row, codes)
        if not listed.is_named(code, name) and printed[listed.scheme, code, folded(name)] < 2
    )


def _codes(row: Row, codes: Codes) -> Iterator[tuple[CodeList, str, str]]:
    """The subject codes of a row with their lists and printed names."""
    for listed, code, name in (
        (codes.function, row.function_code, row.function_name),
        (codes.department, row.dept_econ_code, row.dept_econ_name),
        (codes.government, row.gov_econ_code, row.gov_econ_name),
    ):
        if code and name:
            yield listed, code, name


def doubtful_unit_rows(tables: Sequence[Table]) -> frozenset[tuple[int, int]]:
    """Rows under a unit whose code no second table prints with that name, while another prints another code with it."""
    printed: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for table in tables:
        for row in table.rows:
            if row.role == "unit" and row.unit_code and row.unit_name:
                printed[folded(row.unit_name)][row.unit_code].add(table.table_no)
    doubtful = {
        (no, code)
        for codes in printed.values()
        if len(codes) > 1
        for code, numbers in codes.items()
        if len(numbers) == 1
        for no in numbers
    }
    return frozenset(
        (table.table_no, row.index)
        for table in tables
        for row in table.rows
        if (table.table_no, row.unit_code) in doubtful
    )
