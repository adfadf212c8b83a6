"""Rows whose subject code cannot be trusted, in forms whose digits are doubtful.

Here: holding a printed code against its printed name, by the list of the document's edition and by its other tables.
Not here: repairing codes. A code that no verified row of the list gives that name is doubtful unless another table of
the document prints the same code with the same name.
"""

from collections.abc import Sequence

from pipeline.kernel.codes import Edition
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
