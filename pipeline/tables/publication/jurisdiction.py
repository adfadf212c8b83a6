"""The place that a unit is of, by its name or by the codes of its projects.

Here: its GB/T 2260 code. Not here: which name is the unit's.
"""

import re
from collections.abc import Mapping, Sequence

from pipeline.kernel.text import folded
from pipeline.tables.model import Table
from pipeline.tables.publication.vote import most_said

_BODY = re.compile(r"^(?:中共|中国共产党|共青团)")
_PROJECT_CODE = re.compile(r"(\d{6})[0-9A-Z]{9,}")
_LONGEST_PLACE = 12
_LEVELS = ("省", "市", "区", "州", "盟", "县", "旗")


def _read_place(unit: str, jurisdictions: Mapping[str, str]) -> tuple[str | None, str]:
    """The code of the narrowest place that a name begins with, and the rest of the name."""
    by_name: dict[str, list[str]] = {}
    for code, name in jurisdictions.items():
        by_name.setdefault(name, []).append(code)
    rest, within = _BODY.sub("", folded(unit)), ""
    found: str | None = None
    while True:
        matches = [
            (name, code)
            for end in range(2, min(len(rest), _LONGEST_PLACE) + 1)
            for name in [rest[:end]]
            for code in by_name.get(name, [])
            if code.startswith(within)
        ]
        if not matches:
            return found, rest
        name, code = min(matches, key=lambda match: (match[1][2:] != "0000", match[1][4:] != "00", -len(match[0])))
        if found is None and len({code for _, code in matches}) > 1 and not code.endswith("00"):
            return None, rest
        found, rest = code, rest[len(name) :]
        within = code[:2] if code.endswith("0000") else code[:4]


def jurisdiction_of(unit: str, jurisdictions: Mapping[str, str]) -> str | None:
    """The GB/T 2260 code of the place a unit's name begins with, the narrowest that it names."""
    return _read_place(unit, jurisdictions)[0]


def is_place(name: str, jurisdictions: Mapping[str, str]) -> bool:
    """Say whether a name is that of a place and of nothing in it (上海市普陀区)."""
    if not name.endswith(_LEVELS):
        return False
    code, rest = _read_place(name, jurisdictions)
    return code is not None and not rest


def jurisdiction_of_projects(tables: Sequence[Table], jurisdictions: Mapping[str, str]) -> str | None:
    """The code that most project codes (项目编码 of the integrated budget system) begin with; ``None`` on a tie.

    They begin with the GB/T 2260 code of the government whose treasury pays, which a unit's name may leave out.
    """
    codes = {row.project_code for table in tables for row in table.rows if row.project_code}
    places = (match[1] for code in sorted(codes) if (match := _PROJECT_CODE.fullmatch(code)))
    return most_said(place for place in places if place in jurisdictions)
