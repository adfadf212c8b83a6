"""Which edition of the subject codes (年度科目) a document prints.

Here: the edition that its codes and names fit best. Not here: whether that is the edition of its year
(``expectations.codes``).
"""

from collections.abc import Sequence

from pipeline.kernel.codes import Codes, Edition
from pipeline.kernel.subjects import UNVERIFIED
from pipeline.tables.model import Table
from pipeline.tables.subjects import Printed, printed_subjects


def fit(printed: Sequence[Printed], edition: Edition) -> int:
    """How many of the printed subjects an edition has under their names, by rows that are not unverified."""
    return sum(
        1
        for scheme, code, name in printed
        if (listed := edition.list_of(scheme)).is_named(code, name) and listed.subjects[code].source != UNVERIFIED
    )


def edition_of(tables: Sequence[Table], codes: Codes, fiscal_year: int | None) -> int | None:
    """The edition whose codes and names the tables print.

    Where several fit equally well it is the one nearest to the fiscal year; ``None`` where no year is known and they
    all do.
    """
    printed = list(printed_subjects(tables))
    fits = {year: fit(printed, edition) for year, edition in codes.editions.items()}
    best = [year for year, found in fits.items() if found == max(fits.values())]
    if fiscal_year is not None:
        return min(best, key=lambda year: abs(year - fiscal_year), default=fiscal_year)
    return max(best) if len(best) < len(fits) else None
