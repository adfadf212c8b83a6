"""Subject code lists (科目代码): what a code means, where that is known from, and the surrogate keys.

Here: reading the lists under ``data/codes`` and looking codes up. Not here: which column of a table holds a code.
A row says where it comes from: ``observed`` (printed in disclosures, with counts), ``standard`` (a published list)
or ``unverified`` (from memory); an unverified row names things but never proves or repairs anything.
"""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.kernel.text import folded

EDITION = "observed-2026"
"""The one edition known so far: codes as observed in disclosures of 2017 to 2026."""

UNVERIFIED = "unverified"
"""The source of rows written from memory."""

FUNCTION_LEVELS = {3: "类", 5: "款", 7: "项"}
ECONOMIC_LEVELS = {3: "类", 5: "款"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One row of a code list."""

    code: str
    level: str
    name: str
    aliases: tuple[str, ...]
    source: str
    observations: int
    documents: int


def _name_key(name: str) -> str:
    """Names compare without 的 and without 支出, 事务 or 等 at their end: lists and tables differ in these."""
    return folded(name).replace("的", "").removesuffix("支出").removesuffix("事务").removesuffix("等")


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of subject codes, searchable by code and by name."""

    scheme: str
    subjects: Mapping[str, Subject]
    _by_name: Mapping[str, str] = field(repr=False)
    _codes_by_name: Mapping[str, str] = field(repr=False)

    def get(self, code: str) -> Subject | None:
        """The subject that bears ``code``, if listed."""
        return self.subjects.get(code)

    def top_level_code(self, name: str) -> str | None:
        """The code of the 类 that is called ``name`` (balance tables print names only)."""
        return self._by_name.get(_name_key(name))

    def code_of(self, name: str) -> str | None:
        """The one code of the list that bears ``name``; ``None`` where none or several do."""
        return self._codes_by_name.get(_name_key(name))

    def is_named(self, code: str, name: str) -> bool:
        """Say whether the list gives ``code`` that name or alias."""
        subject = self.subjects.get(code)
        if subject is None:
            return False
        return _name_key(name) in {_name_key(known) for known in (subject.name, *subject.aliases)}


def read_code_list(path: Path, scheme: str) -> CodeList:
    """Read a list with the columns code, level, name, aliases, source, observations, documents."""
    subjects: dict[str, Subject] = {}
    by_name: dict[str, str] = {}
    every: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            subject = Subject(
                code=row["code"],
                level=row["level"],
                name=row["name"],
                aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
                source=row["source"],
                observations=int(row["observations"]),
                documents=int(row["documents"]),
            )
            subjects[subject.code] = subject
            for name in (subject.name, *subject.aliases):
                every.setdefault(_name_key(name), set()).add(subject.code)
            if subject.level == "类":
                for name in (subject.name, *subject.aliases):
                    by_name.setdefault(_name_key(name), subject.code)
    single = {name: next(iter(found)) for name, found in every.items() if len(found) == 1}
    return CodeList(scheme, subjects, by_name, single)


@dataclass(frozen=True, slots=True)
class Codes:
    """All code lists: functional, department economic, government economic, and jurisdictions (GB/T 2260).

    Attributes:
        pairs: department and government economic codes that go together, those of verified rows only.
    """

    function: CodeList
    department: CodeList
    government: CodeList
    pairs: frozenset[tuple[str, str]]
    jurisdictions: Mapping[str, str]


@cache
def load_codes(folder: Path) -> Codes:
    """Read every list under ``folder`` (``data/codes``)."""
    with (folder / "jurisdiction.csv").open(encoding="utf-8", newline="") as file:
        jurisdictions = {row["code"]: row["name"] for row in csv.DictReader(file)}
    with (folder / "economic_crosswalk.csv").open(encoding="utf-8", newline="") as file:
        pairs = frozenset(
            (row["department_code"], row["government_code"])
            for row in csv.DictReader(file)
            if row["source"] != UNVERIFIED
        )
    return Codes(
        function=read_code_list(folder / "function.csv", "function"),
        department=read_code_list(folder / "economic_department.csv", "department"),
        government=read_code_list(folder / "economic_government.csv", "government"),
        pairs=pairs,
        jurisdictions=jurisdictions,
    )


def surrogate_key(*natural: str | None) -> int:
    """A key that derives from the natural key, so that it is the same in every rebuild; 0 stands for 未公开."""
    if not any(natural):
        return 0
    digest = hashlib.sha256("\x1f".join(part or "" for part in natural).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1 or 1
