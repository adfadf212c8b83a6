"""Rows whose subject code cannot be trusted, in forms whose digits are doubtful.

Here: holding a printed code against its printed name, by the list of the document's edition and by its other tables.
Not here: repairing codes. A code that no verified row of the list gives that name is doubtful unless another table of
the document prints the same code with the same name.
"""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.kernel.codes import Edition
from pipeline.kernel.text import folded
from pipeline.tables.model import Table
from pipeline.tables.subjects import printed_subjects


def doubtful_code_rows(tables: Sequence[Table], edition: Edition) -> frozenset[tuple[int, int]]:
    """Rows, as (table_no, row index), with a code that neither the list nor another table confirms by name."""
    return frozenset(
        place
        for (scheme, code, name), places in printed_subjects(tables).items()
        if not edition.list_of(scheme).confirms(code, name) and len({table_no for table_no, _ in places}) < 2
        for place in places
    )


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
