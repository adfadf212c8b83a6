"""The subject codes and names that generated budgets draw on.

Here: choosing plausible rows of the project's own lists (``data/codes``): verified ones with a Chinese name, whose
parents are verified too. Not here: amounts, and how a form prints a code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assets.paths import CODES
from pipeline.kernel.codes import CodeList, load_codes
from pipeline.kernel.subjects import UNVERIFIED, Subject

_PLAUSIBLE = re.compile(r"(?=.*[\u4e00-\u9fff].*[\u4e00-\u9fff])[\u4e00-\u9fff()]+")
_FEWEST_DOCUMENTS = 2
_FEWEST_PAIRS = 4
_GOV_FUND_STEMS = ("21208", "21214")
_STATE_CAPITAL_STEM = "223"


@dataclass(frozen=True, slots=True, order=True)
class Coded:
    """A subject: its code, digits joined, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class EconomicPair:
    """A department economic subject (部门预算经济分类) and the government one (政府预算经济分类) it goes with."""

    department: Coded
    government: Coded


def _is_named(subject: Subject) -> bool:
    return _PLAUSIBLE.fullmatch(subject.name) is not None


def _is_plausible(subject: Subject | None) -> bool:
    return subject is not None and subject.source != UNVERIFIED and _is_named(subject)


def _parents(code: str) -> Iterator[str]:
    """The codes above a code: 2080101 -> 208, 20801."""
    return (code[:length] for length in (3, 5) if length < len(code))


@cache
def function_subjects() -> tuple[Coded, ...]:
    """Every plausible functional 项 whose 款 and 类 are plausible too."""
    subjects = load_codes(CODES).function
    return tuple(
        Coded(code, subject.name)
        for code, subject in sorted(subjects.subjects.items())
        if subject.level == "项"
        and subject.documents >= _FEWEST_DOCUMENTS
        and all(_is_plausible(subjects.get(each)) for each in (code, *_parents(code)))
    )


def gov_fund_functions() -> tuple[Coded, ...]:
    """The 项 that only government funds (政府性基金) pay for."""
    return tuple(subject for subject in function_subjects() if subject.code.startswith(_GOV_FUND_STEMS))


@cache
def state_capital_functions() -> tuple[Coded, ...]:
    """The 项 of the state capital operating budget (国有资本经营预算), which one document has."""
    subjects = load_codes(CODES).function
    return tuple(
        Coded(code, subject.name)
        for code, subject in sorted(subjects.subjects.items())
        if subject.level == "项" and code.startswith(_STATE_CAPITAL_STEM) and _is_named(subject)
    )


def general_functions() -> tuple[Coded, ...]:
    """The 项 of the general public budget (一般公共预算)."""
    special = (*_GOV_FUND_STEMS, _STATE_CAPITAL_STEM)
    return tuple(subject for subject in function_subjects() if not subject.code.startswith(special))


@cache
def economic_pairs() -> tuple[EconomicPair, ...]:
    """The pairs of department and government economic subjects that disclosures print together."""
    codes = load_codes(CODES)
    pairs: set[EconomicPair] = set()
    for pair in codes.pairs:
        department, government = codes.department.get(pair.department), codes.government.get(pair.government)
        is_known = pair.evidence.source != UNVERIFIED and pair.evidence.observations >= _FEWEST_PAIRS
        if not is_known or government is None or department is None or not _is_plausible(department):
            continue
        # What a publisher divides a 款 into is no national code, and no form of the generator prints it.
        if department.level == "款":
            pairs.add(EconomicPair(Coded(department.code, department.name), Coded(government.code, government.name)))
    return tuple(sorted(pairs))


def pairs_of(department_class: str) -> tuple[EconomicPair, ...]:
    """The economic pairs whose department subject is of a 类 (301, 302 …)."""
    return tuple(pair for pair in economic_pairs() if pair.department.code.startswith(department_class))


def name_of(scheme: str, code: str) -> str:
    """The listed name of a code; ``scheme`` is ``function`` or ``department``."""
    codes = load_codes(CODES)
    subjects: CodeList = codes.function if scheme == "function" else codes.department
    return subjects.subjects[code].name
