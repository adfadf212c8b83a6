"""Rows of the subject dimensions and their bridge: one per edition and code.

Here: from the code lists, and the codes that disclosures print but the lists lack, to dim_function, dim_economic,
dim_code_bridge and dim_economic_pair. Not here: the other dimensions (``dimensions``).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from pipeline.facts.dimensions import UNPUBLISHED
from pipeline.kernel.codes import CodeList, Codes, Edition, subject_key
from pipeline.kernel.subjects import OBSERVED, REUSED, SCHEMES, UNVERIFIED, Bridge, Evidence, level_of

Rows = list[dict[str, Any]]

Mentioned = Mapping[str, Iterable[tuple[int | None, str, str]]]
"""By scheme, the edition, code and name of every subject that a disclosure prints."""

_SAME = "same"


def _source_in(evidence: Evidence, edition: int) -> str:
    """Where a row is known from in one edition: what is observed in other years only is unverified in this one."""
    return evidence.source if evidence.verifies(edition) or evidence.source != OBSERVED else UNVERIFIED


def _listed(listed: CodeList, edition: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for subject in listed.subjects.values():
        yield (
            subject.code,
            {
                "name": subject.name,
                "level": subject.level,
                "source": _source_in(subject.evidence, edition),
                "documents": subject.documents,
            },
        )


def _printed(scheme: str, code: str, name: str, codes: Codes, year: int | None) -> dict[str, Any]:
    """What a disclosure prints and its edition does not list; where its edition is unknown, what any edition says."""
    known = codes.every.list_of(scheme).get(code) if year is None else None
    return {
        "name": known.name if known else name or code,
        "level": level_of(scheme, code),
        "source": UNVERIFIED if known else "unlisted",
        "documents": known.documents if known else 0,
    }


def _rows(scheme: str, key: str, codes: Codes, mentioned: Mentioned) -> Iterator[dict[str, Any]]:
    """Each edition's list, then what disclosures of that edition print but the list lacks, so marked."""
    printed: dict[int | None, dict[str, str]] = {year: {} for year in codes.editions}
    for year, code, name in sorted(mentioned.get(scheme, ()), key=lambda mention: (mention[0] or 0, *mention[1:])):
        printed.setdefault(year, {}).setdefault(code, name)
    for year, found in printed.items():
        known = dict(_listed(codes.editions[year].list_of(scheme), year)) if year is not None else {}
        for code, name in found.items():
            known.setdefault(code, _printed(scheme, code, name, codes, year))
        for code, row in sorted(known.items()):
            parent = next((code[:length] for length in (5, 3) if length < len(code) and code[:length] in known), None)
            yield {
                key: subject_key(scheme, year, code),
                "edition": year,
                "code": code,
                "parent_key": subject_key(scheme, year, parent) if parent else None,
                **row,
            }


def function_rows(codes: Codes, mentioned: Mentioned) -> Rows:
    """Rows of dim_function."""
    unknown = {"function_key": 0, "name": UNPUBLISHED, "code": "", "source": "standard", "documents": 0}
    return [unknown, *_rows("function", "function_key", codes, mentioned)]


def economic_rows(codes: Codes, mentioned: Mentioned) -> Rows:
    """Rows of dim_economic, both schemes."""
    unknown = {
        "economic_key": 0,
        "scheme": "none",
        "name": UNPUBLISHED,
        "code": "",
        "source": "standard",
        "documents": 0,
    }
    found = (
        {**row, "scheme": scheme}
        for scheme in ("department", "government")
        for row in _rows(scheme, "economic_key", codes, mentioned)
    )
    return [unknown, *found]


def bridge_rows(codes: Codes) -> Rows:
    """Rows of dim_code_bridge: what became of every subject of an edition in the next one.

    What the bridges do not speak of, and both editions list under one name, is the same.
    """
    said = {(bridge.scheme, bridge.from_edition, bridge.from_code) for bridge in codes.bridges if bridge.kind != REUSED}
    stated = [_stated(bridge) for bridge in codes.bridges]
    unchanged = [
        _stated(Bridge(listed.scheme, earlier.year, code, later.year, code, _SAME, _common_source(listed, other, code)))
        for earlier, later in pairwise(codes.editions.values())
        for listed, other in _by_scheme(earlier, later)
        for code, subject in listed.subjects.items()
        if earlier.year is not None
        and later.year is not None
        and (listed.scheme, earlier.year, code) not in said
        and other.is_named(code, subject.name)
    ]
    return stated + unchanged


def _by_scheme(earlier: Edition, later: Edition) -> Iterator[tuple[CodeList, CodeList]]:
    return ((earlier.list_of(scheme), later.list_of(scheme)) for scheme in SCHEMES)


def _common_source(listed: CodeList, other: CodeList, code: str) -> str:
    is_verified = listed.is_verified(code) and other.is_verified(code)
    return listed.subjects[code].source if is_verified else UNVERIFIED


def _stated(bridge: Bridge) -> dict[str, Any]:
    return {
        "scheme": bridge.scheme,
        "from_edition": bridge.from_edition,
        "from_code": bridge.from_code,
        "from_key": subject_key(bridge.scheme, bridge.from_edition, bridge.from_code),
        "to_edition": bridge.to_edition,
        "to_code": bridge.to_code,
        "to_key": subject_key(bridge.scheme, bridge.to_edition, bridge.to_code),
        "kind": bridge.kind,
        "source": bridge.source,
    }


def pair_rows(codes: Codes) -> Rows:
    """Rows of dim_economic_pair."""
    return [
        {
            "edition": year,
            "dept_economic_key": subject_key("department", year, department),
            "gov_economic_key": subject_key("government", year, government),
            "department_code": department,
            "government_code": government,
            "source": _source_in(pair.evidence, year),
            "documents": pair.evidence.documents,
        }
        for year, edition in codes.editions.items()
        for (department, government), pair in edition.pairs.items()
    ]
