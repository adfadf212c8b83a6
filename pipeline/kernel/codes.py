"""The subject codes of every edition (年度科目), and the surrogate keys.

Here: what there is to know of codes, read once a process. Not here: looking up (``code_lists``), what a row says
(``subjects``), the columns of the files (``code_files``), and which column of a table holds a code.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.kernel.code_files import read_bridges, read_jurisdictions, read_pairs, read_subjects
from pipeline.kernel.code_lists import CodeList, Edition, edition_of_year, name_key
from pipeline.kernel.subjects import Bridge, EconomicPair, Subject

__all__ = ["CodeList", "Codes", "Edition", "codes_of", "load_codes", "name_key", "subject_key", "surrogate_key"]


@dataclass(frozen=True, slots=True)
class Codes:
    """All code lists, of every edition and of all together, and the jurisdictions (GB/T 2260).

    Attributes:
        rows: every row of every list.
        editions: by year, in order, without gaps.
    """

    rows: tuple[Subject, ...]
    pairs: tuple[EconomicPair, ...]
    bridges: tuple[Bridge, ...]
    jurisdictions: Mapping[str, str]
    editions: Mapping[int, Edition]
    every: Edition

    @property
    def function(self) -> CodeList:
        """Functional subjects (支出功能分类) of all editions."""
        return self.every.function

    @property
    def department(self) -> CodeList:
        """Department economic classes (部门预算支出经济分类) of all editions."""
        return self.every.department

    @property
    def government(self) -> CodeList:
        """Government economic classes (政府预算支出经济分类) of all editions."""
        return self.every.government

    def edition(self, year: int | None) -> Edition:
        """The edition of a year, the nearest where the lists do not reach; all editions where no year is known."""
        if year is None or not self.editions:
            return self.every
        return self.editions[min(max(year, min(self.editions)), max(self.editions))]


def codes_of(
    rows: Iterable[Subject],
    pairs: Iterable[EconomicPair] = (),
    bridges: Iterable[Bridge] = (),
    jurisdictions: Mapping[str, str] | None = None,
) -> Codes:
    """Put rows together to lists; the editions reach from the first that a row begins with to the last it names."""
    rows, pairs = tuple(rows), tuple(pairs)
    named = {row.first_edition for row in rows} | {year for row in rows for year in row.evidence.years}
    years = range(min(named), max(named) + 1) if named else range(0)
    return Codes(
        rows,
        pairs,
        tuple(bridges),
        jurisdictions or {},
        {year: edition_of_year(rows, pairs, year) for year in years},
        edition_of_year(rows, pairs, None),
    )


@cache
def load_codes(folder: Path) -> Codes:
    """Read every list under ``folder`` (``data/codes``), once a process."""
    return codes_of(read_subjects(folder), read_pairs(folder), read_bridges(folder), read_jurisdictions(folder))


def surrogate_key(*natural: str | None) -> int:
    """A key that derives from the natural key, so that it is the same in every rebuild; 0 stands for 未公开."""
    if not any(natural):
        return 0
    digest = hashlib.sha256("\x1f".join(part or "" for part in natural).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1 or 1


def subject_key(scheme: str, edition: int | None, code: str) -> int:
    """The surrogate key of a subject of an edition."""
    return surrogate_key(scheme, str(edition or ""), code)
