"""Budgeting units as a tree over the years: which printed codes and names are one unit, and what stands above it.

Here: rows of dim_unit, by rules that would rather leave two rows apart than join two units; each row says by which rule
it was joined and placed. Not here: which units a disclosure mentions (``facts.lines``), and the other dimensions.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import polars as pl

from pipeline.facts.dimensions import UNPUBLISHED
from pipeline.facts.star import BY_CODE, BY_NAME, BY_TABLE, SAME_CODE, SAME_NAME
from pipeline.kernel.text import folded
from pipeline.kernel.wording import is_own_part, whole_of

Rows = list[dict[str, Any]]

_PLACE = re.compile(r".*[省市区县旗州盟]")
_SIMILAR = 0.6
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class _Printed:
    """A unit as printed: one code and name in one jurisdiction, over all disclosures that print it so."""

    key: int
    jurisdiction: str | None
    code: str
    name: str
    first: int | None
    last: int | None
    disclosures: frozenset[str]

    @property
    def recency(self) -> tuple[int, bool, int]:
        """What is printed later, and with a code, names the unit."""
        return self.last or 0, bool(self.code), self.key


def _printed(mentions: pl.DataFrame) -> list[_Printed]:
    grouped = mentions.group_by("key").agg(
        pl.first("jurisdiction_code").alias("jurisdiction"),
        pl.first("code"),
        pl.first("name"),
        pl.min("fiscal_year").alias("first"),
        pl.max("fiscal_year").alias("last"),
        pl.col("disclosure_id").unique().alias("disclosures"),
    )
    return [
        _Printed(**{**row, "disclosures": frozenset(row["disclosures"])})
        for row in grouped.sort("key").iter_rows(named=True)
    ]


def is_similar(name: str, other: str) -> bool:
    """Say whether two names may be one unit's before and after it was renamed; the place both begin with says nothing.

    >>> is_similar("某市劳动保障监察大队", "某市劳动保障监察支队"), is_similar("某市信息中心", "某市服务中心")
    (True, False)
    """
    name, other = folded(name), folded(other)
    common = next((place for place, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), len(name))
    place = _PLACE.match(name[:common])
    start = place.end() if place else 0
    return SequenceMatcher(None, name[start:], other[start:], autojunk=False).ratio() >= _SIMILAR


def _rule(unit: _Printed, other: _Printed) -> str | None:
    """By which rule two printed units are one; ``None`` when they may be two.

    What one disclosure prints side by side are two. So are a department and its own part, which often bears the
    department's name under a longer code.
    """
    if unit.jurisdiction != other.jurisdiction or unit.disclosures & other.disclosures:
        return None
    if unit.code and unit.code == other.code:
        return SAME_NAME if folded(unit.name) == folded(other.name) else _renamed(unit, other)
    if folded(unit.name) != folded(other.name):
        return None
    is_part = unit.code and other.code and (unit.code.startswith(other.code) or other.code.startswith(unit.code))
    return None if is_part else SAME_NAME


def _renamed(unit: _Printed, other: _Printed) -> str | None:
    return SAME_CODE if unit.jurisdiction and is_similar(unit.name, other.name) else None


def _entities(units: Sequence[_Printed]) -> Iterator[tuple[list[_Printed], dict[int, str]]]:
    """The printed units that are one, and by which rule each joined; the shortest code first, then the earliest."""
    found: list[tuple[list[_Printed], dict[int, str]]] = []
    by_mark: dict[tuple[str | None, str], list[int]] = {}
    for unit in sorted(units, key=lambda unit: (not unit.code, len(unit.code), unit.first or 0, unit.key)):
        marks = [(unit.jurisdiction, mark) for mark in (unit.code, folded(unit.name)) if mark]
        places = sorted({place for mark in marks for place in by_mark.get(mark, ())})
        for place in places:
            members, rules = found[place]
            joined = [_rule(unit, member) for member in members]
            is_beside = any(unit.disclosures & member.disclosures for member in members)
            rule = next((rule for rule in (SAME_NAME, SAME_CODE) if rule in joined), None)
            if rule and not is_beside:
                members.append(unit)
                rules[unit.key] = rule
                break
        else:
            found.append(([unit], {}))
            place = len(found) - 1
        for mark in marks:
            by_mark.setdefault(mark, []).append(place)
    yield from found


def _by_code(units: Sequence[_Printed]) -> dict[int, int]:
    """For each unit the one whose code begins its code, the longest such."""
    by_code: dict[tuple[str | None, str], int] = {}
    for unit in units:
        if unit.code:
            by_code.setdefault((unit.jurisdiction, unit.code), unit.key)
    found: dict[int, int] = {}
    for unit in units:
        stems = [unit.code[:length] for length in range(len(unit.code) - 1, _SHORTEST_STEM - 1, -1)]
        parent = next((key for stem in stems if (key := by_code.get((unit.jurisdiction, stem)))), None)
        if parent:
            found[unit.key] = parent
    return found


def _by_table(mentions: pl.DataFrame) -> dict[int, int]:
    """For each unit the department in whose tables of revenue or expenditure it has a row, by the latest of these.

    Who publishes a department's disclosure is under nobody by this rule.
    """
    of_departments = mentions.filter(pl.col("scope") == "department")
    publishers = of_departments.filter("is_publisher").select("disclosure_id", pl.col("key").alias("parent"))
    listed = of_departments.filter(pl.col("is_listed") & ~pl.col("key").is_in(publishers["parent"].implode()))
    rows = listed.join(publishers, on="disclosure_id").sort("fiscal_year", "disclosure_id", nulls_last=False)
    return dict(rows.select("key", "parent").iter_rows())


def _by_name(units: Sequence[_Printed]) -> dict[int, int]:
    """For each part that is marked as such (本级) the unit that it is the part of."""
    by_name: dict[tuple[str | None, str], int] = {}
    for unit in sorted(units, key=lambda unit: unit.recency):
        by_name[unit.jurisdiction, folded(unit.name)] = unit.key
    wholes = ((unit, whole_of(unit.name)) for unit in units if is_own_part(unit.name))
    found = ((unit.key, by_name.get((unit.jurisdiction, whole))) for unit, whole in wholes)
    return {key: whole for key, whole in found if whole is not None}


def unit_rows(mentions: pl.DataFrame) -> Rows:
    """Rows of dim_unit.

    Args:
        mentions: columns disclosure_id, key, code, name, jurisdiction_code, fiscal_year, scope, is_publisher,
            is_listed; one row per disclosure and unit.
    """
    units = _printed(mentions)
    entity_of: dict[int, int] = {}
    rule_of: dict[int, str] = {}
    for members, rules in _entities(units):
        rule_of |= rules
        entity_of |= dict.fromkeys(
            (member.key for member in members), max(members, key=lambda member: member.recency).key
        )
    parents = {BY_CODE: _by_code(units), BY_TABLE: _by_table(mentions), BY_NAME: _by_name(units)}
    rows: Rows = [{"unit_key": 0, "name": UNPUBLISHED, "entity_key": 0}]
    rows += [
        {
            "unit_key": unit.key,
            "jurisdiction_code": unit.jurisdiction,
            "code": unit.code or None,
            "name": unit.name,
            "entity_key": entity_of[unit.key],
            "entity_rule": rule_of.get(unit.key),
            **_parent(unit, entity_of, parents),
            "valid_from": unit.first,
            "valid_to": unit.last,
        }
        for unit in units
    ]
    return rows


def _parent(unit: _Printed, entity_of: Mapping[int, int], parents: Mapping[str, Mapping[int, int]]) -> dict[str, Any]:
    for rule, of_unit in parents.items():
        parent = entity_of.get(of_unit.get(unit.key, 0))
        if parent and parent != entity_of[unit.key]:
            return {"parent_key": parent, "parent_rule": rule}
    return {}
