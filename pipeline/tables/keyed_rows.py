"""Body lines of tables whose rows are keyed by unit, subject code or project.

Here: typing a line by its codes' columns and then by their first digits, and hanging it under the line it is a part
of. Not here: rows that are items known by label (``item_rows``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.kernel.codes import CodeList, Codes
from pipeline.kernel.money import parse_number
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import is_total_label
from pipeline.readers.document import RawCell
from pipeline.tables.model import MAIN, Head, Row, RowKind
from pipeline.tables.roles import Role
from pipeline.tables.row_tree import parents_of

_UNIT_SUFFIX = re.compile(
    r".*(?:局|委|委员会|办|办公室|中心|大队|支队|总队|所|院|校|学校|站|处|馆|会|部|厅|本级|机关|社|队|园|公司|政府)"
    r"(?:\(本级\)|\(机关\))?$"
)
_DIGITS = re.compile(r"\d+")
_CLASS_DIGITS = 3
_OWN_DIGITS = 2
FIRST_DIGIT = {Role.FUNCTION_CODE: "2", Role.DEPT_ECON_CODE: "3", Role.GOV_ECON_CODE: "5"}
"""What a subject code begins with, by the role of its column."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The label texts of one body line by role, in column order; ``row_no`` counts body lines from 1.

    Attributes:
        indent: how far the first name begins right of its cell's edge, in points; 0 in forms without geometry.
        presentation: the block of columns the line stands in.
        amounts: the figures of the line by column, where the columns are certain.
    """

    row_no: int
    place: Place
    texts: Mapping[Role, Sequence[str]]
    indent: float = 0.0
    presentation: str = MAIN
    amounts: Mapping[int, Decimal] = field(default_factory=dict)


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
    tree_code: str | None = None

    @property
    def subject_code(self) -> str | None:
        """The code that places the line in its tree, printed or, where a line prints a name only, looked up."""
        return self.function_code or self.dept_econ_code or self.gov_econ_code or self.tree_code


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines of a table are read with.

    Attributes:
        codes: the subject code lists.
        known_units: folded names of the units that the document names.
        mixed_rows: what rows of a column of mixed names are beside units (``Family.mixed_rows``).
    """

    codes: Codes
    known_units: frozenset[str]
    mixed_rows: str = "subject"


def read_keys(texts: Mapping[Role, Sequence[str]], reading: Reading, *, is_first: bool) -> Keys:
    """Read the label cells of one line.

    Args:
        texts: printed texts by role, in column order; a code split over columns has several.
        reading: code lists and known units.
        is_first: whether this is the first body line, which is the total even without a label.
    """
    texts = with_split_names(texts)
    joined = {role: without_space("".join(parts)) for role, parts in texts.items()}
    printed_codes = tuple(
        without_space(part) for role in _CODE_ORDER for part in texts.get(role, ()) if _DIGITS.search(folded(part))
    )
    filled = [text for role, text in joined.items() if text and role not in _NO_KEYS]
    total = next((text for text in filled if is_total_label(text)), None)
    if total and not printed_codes:
        return Keys("total", total)
    if not filled:
        return Keys("total" if is_first else "unlabelled", "")
    return (
        _project_keys(joined, printed_codes)
        or _unit_keys(joined, printed_codes, reading)
        or _mixed_keys(joined, printed_codes, reading)
        or _subject_keys(joined, printed_codes)
    )


_SPLIT_NAME = re.compile(r"^(?:\[(?P<bracketed>\d{3,9})\]|(?P<code>\d{3,9})[-—–])(?P<name>\D.*)$")
_SPLIT_PROJECT = re.compile(r"^(?P<code>[0-9A-Z]{12,})-(?P<name>.+)$")
_CODE_OF_NAME = {
    Role.FUNCTION_NAME: Role.FUNCTION_CODE,
    Role.DEPT_ECON_NAME: Role.DEPT_ECON_CODE,
    Role.GOV_ECON_NAME: Role.GOV_ECON_CODE,
}


def with_split_names(texts: Mapping[Role, Sequence[str]]) -> Mapping[Role, Sequence[str]]:
    """Texts by role with codes that are printed into the name (``[2010101]行政运行``, ``30101-基本工资``) taken out."""
    found = dict(texts)
    for role, code_role in _CODE_OF_NAME.items():
        name = without_space("".join(texts.get(role, ())))
        match = _SPLIT_NAME.match(folded(name)) if name and not any(texts.get(code_role, ())) else None
        if match:
            found[role] = [name[match.start("name") :]]
            found[code_role] = [match.group("bracketed") or match.group("code")]
    project = without_space("".join(texts.get(Role.PROJECT_NAME, ())))
    match = _SPLIT_PROJECT.match(project)
    if match and not any(texts.get(Role.PROJECT_CODE, ())):
        found |= {Role.PROJECT_NAME: [match.group("name")], Role.PROJECT_CODE: [match.group("code")]}
    return found


def _mixed_keys(joined: Mapping[Role, str], printed_codes: tuple[str, ...], reading: Reading) -> Keys | None:
    """A name in a column of mixed names, without a code: a unit's, a project's or an economic class's."""
    name = joined.get(Role.MIXED_NAME, "")
    if not name or printed_codes:
        return None
    code = reading.codes.department.code_of(folded(name))
    if reading.mixed_rows != "project" and code is not None:
        return Keys("named", name, dept_econ_name=name, tree_code=code)
    # Where units print their codes, a name without one is none.
    if Role.UNIT_CODE not in joined and looks_like_unit(name, reading.known_units):
        return Keys("unit", name, unit_name=name)
    if reading.mixed_rows == "project":
        return Keys("project", name, project_name=name)
    return None


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


def _unit_keys(joined: Mapping[Role, str], printed_codes: tuple[str, ...], reading: Reading) -> Keys | None:
    codes = reading.codes
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
        if code.isdigit() and _is_unit_line(role, code, name, subjects, reading.known_units):
            return Keys("unit", name, printed_codes, code, name)
    return None


def _subject_keys(joined: Mapping[Role, str], printed_codes: tuple[str, ...]) -> Keys:
    function_code = folded(joined.get(Role.FUNCTION_CODE, "")) or None
    function_name = joined.get(Role.FUNCTION_NAME) or joined.get(Role.MIXED_NAME)
    return Keys(
        "subject" if printed_codes else "named",
        _name(joined),
        printed_codes,
        unit_name=joined.get(Role.UNIT_NAME) or None,
        function_code=function_code,
        function_name=(function_name or None) if function_code else None,
        dept_econ_code=folded(joined.get(Role.DEPT_ECON_CODE, "")) or None,
        dept_econ_name=joined.get(Role.DEPT_ECON_NAME) or None,
        gov_econ_code=folded(joined.get(Role.GOV_ECON_CODE, "")) or None,
        gov_econ_name=joined.get(Role.GOV_ECON_NAME) or None,
    )


_NO_KEYS = {Role.ROW_NO, Role.NOTE, Role.MEASURE}
_YEAR = re.compile(r"(?:19|20)\d{2}")
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


def key_lines(body: Sequence[tuple[RawCell, ...]], heads: Sequence[Head]) -> list[KeyLine]:
    """The label cells of every line that prints anything, block by block; merged cells label every line they cover."""
    lines: list[KeyLine] = []
    for presentation in dict.fromkeys(head.presentation for head in heads):
        own = [head for head in heads if head.presentation == presentation]
        roles = {head.col: Role(head.role) for head in own if head.role}
        values = {head.col for head in own if not head.role}
        above: dict[int, RawCell] = {}
        for number, cells in enumerate(body, start=1):
            texts: dict[Role, list[str]] = {}
            here = {cell.col: cell for cell in cells}
            above = {col: cell for col, cell in above.items() if cells and cell.row + cell.row_span > cells[0].row}
            above.update({cell.col: cell for cell in cells if cell.row_span > 1})
            for col, role in roles.items():
                cell = here.get(col) or above.get(col)
                if cell is not None:
                    texts.setdefault(role, []).append(cell.text)
            if lines and lines[-1].presentation == presentation and _prints_measure_only(texts):
                texts = {**lines[-1].texts, Role.MEASURE: texts[Role.MEASURE]}
            if any(cell.text for cell in cells if cell.col in roles or cell.col in values):
                names = [here[col] for col, role in roles.items() if role in _NAME_ROLES and col in here]
                amounts = {
                    cell.col: found.value
                    for cell in cells
                    if cell.col in values and (found := parse_number(cell.text)) is not None
                }
                indent = next((cell.indent for cell in names if cell.text.strip()), 0.0)
                lines.append(KeyLine(number, cells[0].place, texts, indent, presentation, amounts))
    return lines


def _with_whole_codes(lines: Sequence[KeyLine]) -> list[Mapping[Role, Sequence[str]]]:
    """The texts of every line; where a 款 prints its own two digits only, the 类 above it completes its code."""
    classes: dict[Role, str] = {}
    whole: list[Mapping[Role, Sequence[str]]] = []
    for line in lines:
        texts = dict(line.texts)
        for role in FIRST_DIGIT:
            parts = [part for text in texts.get(role, ()) if (part := folded(text))]
            if len(parts) == 1 and parts[0].isdigit():
                if len(parts[0]) == _CLASS_DIGITS:
                    classes[role] = parts[0]
                elif len(parts[0]) == _OWN_DIGITS and role in classes:
                    texts[role] = [classes[role] + parts[0]]
        whole.append(texts)
    return whole


def _prints_measure_only(texts: Mapping[Role, Sequence[str]]) -> bool:
    """A line under the first of its unit prints nothing but which measure its figures are (年度)."""
    printed = {role for role, parts in texts.items() if any(part.strip() for part in parts)}
    return printed == {Role.MEASURE}


def keyed_rows(lines: Sequence[KeyLine], reading: Reading) -> list[Row]:
    """Rows of a keyed table, one a line and block, each with its kind, keys and parent."""
    texts = _with_whole_codes(lines)
    read = [read_keys(own, reading, is_first=position == 0) for position, own in enumerate(texts)]
    parents = parents_of(lines, read)
    has_parts = {parent for parent in parents if parent is not None}
    whole = _whole(read, parents)
    measures = _measures(lines)
    rows: list[Row] = []
    unit: dict[int | None, tuple[str | None, str | None]] = {None: (None, None)}
    for index in sorted(range(len(read)), key=lambda index: _depth(index, parents)):
        keys = read[index]
        unit[index] = (
            (keys.unit_code, keys.unit_name) if keys.kind == "unit" else unit.get(parents[index], (None, None))
        )
    for index, (line, keys) in enumerate(zip(lines, read, strict=True)):
        rows.append(
            Row(
                index=index,
                row_no=line.row_no,
                place=line.place,
                kind=RowKind.TOTAL if index == whole else _kind(keys, has_parts=index in has_parts),
                role=keys.kind,
                label=keys.label,
                parent=parents[index],
                unit_code=unit[index][0],
                unit_name=keys.unit_name or unit[index][1],
                function_code=keys.function_code,
                function_name=keys.function_name,
                dept_econ_code=keys.dept_econ_code,
                dept_econ_name=keys.dept_econ_name,
                gov_econ_code=keys.gov_econ_code,
                gov_econ_name=keys.gov_econ_name,
                project_code=keys.project_code,
                project_name=keys.project_name,
                codes=" ".join(keys.codes) or None,
                presentation=line.presentation,
                measure=measures[index],
            )
        )
    return rows


def _depth(index: int, parents: Sequence[int | None]) -> int:
    depth, parent = 0, parents[index]
    while parent is not None:
        depth, parent = depth + 1, parents[parent]
    return depth


def _whole(read: Sequence[Keys], parents: Sequence[int | None]) -> int | None:
    """The row that covers the table without being labelled a total: the only one that no other row contains."""
    roots = [index for index, parent in enumerate(parents) if parent is None]
    if len(roots) == 1 and read[roots[0]].kind in {"unit", "total", "unlabelled"}:
        return roots[0]
    return None


def _measures(lines: Sequence[KeyLine]) -> list[str]:
    """What rows that tell measures apart by a year (年度) print: the latest year is the table's own measure."""
    texts = [folded("".join(line.texts.get(Role.MEASURE, ()))) for line in lines]
    years = [match.group() if (match := _YEAR.match(text)) else "" for text in texts]
    latest = max(years, default="")
    return [
        "change" if "增减" in text else "prior" if year and year < latest else ""
        for text, year in zip(texts, years, strict=True)
    ]


def _kind(keys: Keys, *, has_parts: bool) -> RowKind:
    if keys.kind == "total":
        return RowKind.TOTAL
    if not has_parts:
        return RowKind.DETAIL
    return RowKind.UNIT if keys.kind == "unit" else RowKind.SUBTOTAL
