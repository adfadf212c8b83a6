"""Items of expenditure by what they are: a function, an economic class or a nature, as their block and their names say.

Here: one item at a time, by name. Not here: its place among the others (``item_rows``), codes for names in the facts.
"""

from dataclasses import replace

from pipeline.kernel.codes import Codes
from pipeline.tables.model import MAIN, Row, Side
from pipeline.tables.vocabulary import EXPENDITURE


def as_spending(row: Row, text: str, codes: Codes, *, is_below_function: bool) -> Row:
    """A row of items with the subject or nature that it names; any other row as it is.

    Args:
        row: the row, with its side and its block.
        text: its folded label.
        codes: subject code lists.
        is_below_function: it is printed under a functional subject, so that it is a deeper level (款, 项) of it.
    """
    if row.side is not Side.EXPENDITURE:
        return row
    lists = {MAIN: codes.function, "department": codes.department, "government": codes.government}
    code = lists[row.presentation].top_level_code(text) if row.presentation in lists else None
    if code and row.presentation == "department":
        return replace(row, role=f"department:{code}", dept_econ_name=row.label)
    if code and row.presentation == "government":
        return replace(row, role=f"government:{code}", gov_econ_name=row.label)
    if code:
        return replace(row, role=f"function:{code}", function_name=row.label)
    nature = next((node for node in EXPENDITURE.walk() if "nature" in node.dims and node.is_labelled(text)), None)
    if nature:
        return replace(row, role=f"nature:{nature.id}")
    is_function = is_below_function or codes.function.code_of(text) is not None
    return replace(row, function_name=row.label) if is_function and row.presentation == MAIN else row
