"""Body lines of tables whose rows are keyed by unit, subject code or project.

Here: typing a line by its codes' columns and then by their first digits, and hanging it under the line it is a part
of. Not here: rows that are items known by label (``item_rows``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.kernel.codes import CodeList, Codes
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import is_total_label
from pipeline.readers.document import RawCell
from pipeline.tables.model import Head, Row, RowKind
from pipeline.tables.roles import Role

_UNIT_SUFFIX = re.compile(
    r".*(?:局|委|委员会|办|办公室|中心|大队|支队|总队|所|院|校|学校|站|处|馆|会|部|厅|本级|机关|社|队|园|公司|政府)"
    r"(?:\(本级\)|\(机关\))?$"
)
_DIGITS = re.compile(r"\d+")
FIRST_DIGIT = {Role.FUNCTION_CODE: "2", Role.DEPT_ECON_CODE: "3", Role.GOV_ECON_CODE: "5"}
"""What a subject code begins with, by the role of its column."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The label texts of one body line by role, in column order; ``row_no`` counts body lines from 1."""

    row_no: int
    place: Place
    texts: Mapping[Role, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Keys:
    """What the label cells of a line say."""

    kind: str
    label: str
    codes: tuple[str, ...] = ()
    unit_code: str | None = None
    unit_name: str | None = None
    function_code: str | None = None
    function_name: str | None = None
    dept_econ_code: str | None = None
    dept_econ_name: str | None = None
    gov_econ_code: str | None = None
    gov_econ_name: str | None = None
    project_code: str | None = None
    project_name: str | None = None

    @property
    def subject_code(self) -> str | None:
        """The code that places the line in its tree."""
        return self.function_code or self.dept_econ_code or self.gov_econ_code


def looks_like_unit(name: str, known_units: frozenset[str]) -> bool:
    """Say whether a name is a budgeting unit's: one that the document names elsewhere, or one that sounds so."""
    text = folded(name)
    return text in known_units or _UNIT_SUFFIX.fullmatch(text) is not None


def _is_unit_line(role: Role, code: str, name: str, codes: CodeList, known_units: frozenset[str]) -> bool:
    """A unit's code standing in a subject column (035, or 303 which is also an economic class) betrays itself."""
    if not name or folded(name) in known_units:
        return bool(name)
    if codes.is_named(code, name):
        return False
    return not code.startswith(FIRST_DIGIT[role]) or (
        codes.get(code) is not None and looks_like_unit(name, known_units)
    )


def read_keys(
    texts: Mapping[Role, Sequence[str]], codes: Codes, known_units: frozenset[str], *, is_first: bool
) -> Keys:
    """Read the label cells of one line.

    Args:
        texts: printed texts by role, in column order; a code split over columns has several.
        codes: the subject code lists.
        known_units: folded names of the units that the document names.
        is_first: whether this is the first body line, which is the total even without a label.
    """
    joined = {role: without_space("".join(parts)) for role, parts in texts.items()}
    printed_codes = tuple(
        without_space(part) for role in _CODE_ORDER for part in texts.get(role, ()) if _DIGITS.search(folded(part))
    )
    filled = [text for role, text in joined.items() if text and role is not Role.ROW_NO]
    total = next((text for text in filled if is_total_label(text)), None)
    if total and not printed_codes:
        return Keys("total", total)
    if not filled:
        return Keys("total" if is_first else "unlabelled", "")
    return (
        _project_keys(joined, printed_codes)
        or _unit_keys(joined, printed_codes, codes, known_units)
        or _subject_keys(joined, printed_codes)
    )


def _name(joined: Mapping[Role, str]) -> str:
    return next((joined[role] for role in _NAME_ROLES if joined.get(role)), "")


def _project_keys(joined: Mapping[Role, str], printed_codes: tuple[str, ...]) -> Keys | None:
    project, unit = joined.get(Role.PROJECT_NAME, ""), joined.get(Role.UNIT_NAME, "")
    if not project:
        return None
    if project.isdigit() and unit:
        # Henan prints the enclosing unit's code in the column of project names.
        return Keys("unit", unit, (project,), project, unit)
    kind = joined.get(Role.PROJECT_KIND, "")
    return Keys(
        "project",
        f"{kind}/{project}" if kind else project,
        printed_codes,
        unit_name=unit or None,
        project_code=folded(joined.get(Role.PROJECT_CODE, "")) or None,
        project_name=project,
    )


def _unit_keys(
    joined: Mapping[Role, str], printed_codes: tuple[str, ...], codes: Codes, known_units: frozenset[str]
) -> Keys | None:
    unit_code, unit_name = folded(joined.get(Role.UNIT_CODE, "")), joined.get(Role.UNIT_NAME, "")
    if unit_code or (unit_name and not any(joined.get(role) for role in FIRST_DIGIT)):
        return Keys("unit", unit_name or _name(joined), printed_codes, unit_code or None, unit_name or _name(joined))
    lists = {
        Role.FUNCTION_CODE: codes.function,
        Role.DEPT_ECON_CODE: codes.department,
        Role.GOV_ECON_CODE: codes.government,
    }
    for role, subjects in lists.items():
        code = folded(joined.get(role, ""))
        name = joined.get(_NAME_OF[role]) or (_name(joined) if role is Role.FUNCTION_CODE else "")
        if code.isdigit() and _is_unit_line(role, code, name, subjects, known_units):
            return Keys("unit", name, printed_codes, code, name)
    return None


def _subject_keys(joined: Mapping[Role, str], printed_codes: tuple[str, ...]) -> Keys:
    function_code = folded(joined.get(Role.FUNCTION_CODE, "")) or None
    function_name = joined.get(Role.FUNCTION_NAME) or joined.get(Role.MIXED_NAME)
    return Keys(
        "subject" if printed_codes else "named",
        _name(joined),
        printed_codes,
        function_code=function_code,
        function_name=(function_name or None) if function_code else None,
        dept_econ_code=folded(joined.get(Role.DEPT_ECON_CODE, "")) or None,
        dept_econ_name=joined.get(Role.DEPT_ECON_NAME) or None,
        gov_econ_code=folded(joined.get(Role.GOV_ECON_CODE, "")) or None,
        gov_econ_name=joined.get(Role.GOV_ECON_NAME) or None,
    )


_NAME_ROLES = (
    Role.MIXED_NAME,
    Role.FUNCTION_NAME,
    Role.DEPT_ECON_NAME,
    Role.GOV_ECON_NAME,
    Role.UNIT_NAME,
    Role.PROJECT_NAME,
)
_CODE_ORDER = (
    Role.FUNCTION_CODE,
    Role.UNIT_CODE,
    Role.DEPT_ECON_CODE,
    Role.GOV_ECON_CODE,
    Role.PROJECT_CODE,
)
_NAME_OF = {
    Role.FUNCTION_CODE: Role.FUNCTION_NAME,
    Role.DEPT_ECON_CODE: Role.DEPT_ECON_NAME,
    Role.GOV_ECON_CODE: Role.GOV_ECON_NAME,
}


def _parent(keys: Keys, above: Sequence[tuple[int, Keys]]) -> int | None:
    """The nearest line above that this line is a part of: the subject or unit whose code begins its code."""
    total = next((index for index, other in above if other.kind == "total"), None)
    if keys.kind == "total":
        return None
    for index, other in reversed(above):
        if other.kind == "unit" and (keys.kind != "unit" or _is_prefix(other.unit_code, keys.unit_code)):
            return index
        if keys.kind == other.kind == "subject" and _is_prefix(other.subject_code, keys.subject_code):
            return index
    return total


def _is_prefix(shorter: str | None, longer: str | None) -> bool:
    return bool(shorter and longer and len(shorter) < len(longer) and longer.startswith(shorter))


def key_lines(body: Sequence[tuple[RawCell, ...]], heads: Sequence[Head]) -> list[KeyLine]:
    """The label cells of every line that prints anything."""
    roles = {head.col: Role(head.role) for head in heads if head.role}
    lines = []
    for number, cells in enumerate(body, start=1):
        texts: dict[Role, list[str]] = {}
        for cell in cells:
            if cell.col in roles:
                texts.setdefault(roles[cell.col], []).append(cell.text)
        if any(cell.text for cell in cells):
            lines.append(KeyLine(number, cells[0].place, texts))
    return lines


def keyed_rows(lines: Sequence[KeyLine], codes: Codes, known_units: frozenset[str]) -> list[Row]:
    """Rows of a keyed table, one a line, each with its kind, keys and parent."""
    read = [read_keys(line.texts, codes, known_units, is_first=position == 0) for position, line in enumerate(lines)]
    above: list[tuple[int, Keys]] = []
    parents: list[int | None] = []
    for index, keys in enumerate(read):
        parents.append(_parent(keys, above))
        above.append((index, keys))
    has_parts = {parent for parent in parents if parent is not None}
    rows = []
    unit: dict[int | None, tuple[str | None, str | None]] = {None: (None, None)}
    for index, (line, keys) in enumerate(zip(lines, read, strict=True)):
        inherited = unit.get(parents[index], (None, None))
        if keys.kind == "unit":
            inherited = keys.unit_code, keys.unit_name
        unit[index] = inherited
        rows.append(
            Row(
                index=index,
                row_no=line.row_no,
                place=line.place,
                kind=_kind(keys, has_parts=index in has_parts),
                role=keys.kind,
                label=keys.label,
                parent=parents[index],
                unit_code=inherited[0],
                unit_name=keys.unit_name or inherited[1],
                function_code=keys.function_code,
                function_name=keys.function_name,
                dept_econ_code=keys.dept_econ_code,
                dept_econ_name=keys.dept_econ_name,
                gov_econ_code=keys.gov_econ_code,
                gov_econ_name=keys.gov_econ_name,
                project_code=keys.project_code,
                project_name=keys.project_name,
                codes=" ".join(keys.codes) or None,
            )
        )
    return rows


def _kind(keys: Keys, *, has_parts: bool) -> RowKind:
    if keys.kind == "total":
        return RowKind.TOTAL
    if not has_parts:
        return RowKind.DETAIL
    return RowKind.UNIT if keys.kind == "unit" else RowKind.SUBTOTAL
