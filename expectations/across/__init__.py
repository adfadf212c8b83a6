"""across/: identities that tie disclosures to each other: a unit's to its department's, a year's to the next's.

Here: the list of them, and judging them over a loaded warehouse, which alone holds more than one disclosure. One module
a theme (``units``, ``years``, ``bases`` of narratives), one ``Tie`` an identity: a query for the cells that must agree.
Not here: wording and hardness (``catalogue``). A tie yields nothing where one of its disclosures is not in the
warehouse, or does not print the figure; figures stand as they are read, and no difference is ever eliminated.
"""

import duckdb
import polars as pl

from expectations.across.bases import base_checks
from expectations.across.tie import Tie, judged
from expectations.across.units import UNITS
from expectations.across.years import YEARS
from pipeline.recover.frames import CHECK

__all__ = ["ACROSS", "across_checks"]

ACROSS: tuple[Tie, ...] = (*UNITS, *YEARS)
"""Every identity between the tables of disclosures."""


def across_checks(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Judge every tie over a warehouse whose cells, lines and dimensions are loaded.

    Returns:
        Rows of ``fact_check``, under the disclosure and table of the left cell, the cells of both sides named.
    """
    ties = (check for tie in ACROSS for check in judged(connection, tie))
    return CHECK.frame([*ties, *base_checks(connection)])
