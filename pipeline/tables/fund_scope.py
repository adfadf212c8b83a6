"""Which money a table is about: what its family says, or else its own title.

Here: the fund (``dim_fund``) that a whole table is of. Not here: the funds of single rows and columns.
"""

import re

from pipeline.kernel.text import folded
from pipeline.tables.model import Family

ALL_FUNDS = "all"

_TITLED = (
    (r"一般公共预算", "gpb"),
    (r"政府性基金", "gov_fund"),
    (r"国有资本经营", "state_capital"),
    (r"财政拨款", "fiscal"),
)


def fund_scope(family: Family, title: str) -> str:
    """The fund of all the money of a table, ``ALL_FUNDS`` where neither family nor title names one.

    A title that names several (一般公共预算、政府性基金…) names none of them alone.
    """
    declared = family.dims.get("fund")
    if declared:
        return declared
    named = [fund for pattern, fund in _TITLED if re.search(pattern, folded(title))]
    budgets = [fund for fund in named if fund != "fiscal"] or named
    return budgets[0] if len(budgets) == 1 else ALL_FUNDS
