"""What the label cells of a line say: a total, a unit, a subject or a project, with its codes.

Here: one line at a time, by its codes' columns, then by their first digits, then by names. Not here: lines together
(``keyed_rows``), the tree they form (``row_tree``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.kernel.codes import CodeList, Codes
from pipeline.kernel.money import is_dash
from pipeline.kernel.text import folded, without_space
from pipeline.kernel.wording import is_total_label, whole_of
from pipeline.tables.misread_codes import MeantCodes
from pipeline.tables.roles import Role

_UNIT_SUFFIX = re.compile(
    r".*(?:局|委|委员会|办|办公室|中心|大队|支队|总队|所|院|校|学校|站|处|馆|会|部|厅|本级|机关|社|队|园|公司|政府)"
    r"(?:\(本级\)|\(机关\))?$"
)
_GROUP_TOTAL = re.compile(r"(?:人员|(?:日常)?公用)(?:经费|支出)(?:合计|小计)")
"""A row that adds up the classes of one nature (人员经费合计), where no column tells natures apart."""
_FUNDING_FORM = re.compile(r"(?:全额|差额|定额|自收自支)(?:拨款|补助|预算|管理)?(?:事业)?(?:单位)?")
"""How units are funded (经费形式): heads the units that are funded so, with a code of its own."""
_DIGITS = re.compile(r"\d+")
_ROLE_OF_DIGIT = {"2": Role.FUNCTION_CODE, "3": Role.DEPT_ECON_CODE, "5": Role.GOV_ECON_CODE}
FIRST_DIGIT = {Role.FUNCTION_CODE: "2", Role.DEPT_ECON_CODE: "3", Role.GOV_ECON_CODE: "5"}
"""What a subject code begins with, by the role of its column."""


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
    code_repair: str | None = None

    @property
    def subject_code(self) -> str | None:
        """The code that places the line in its tree, printed or, where a line prints a name only, looked up.

        A project hangs under its unit or kind, whatever subject pays for it.
        """
        if self.kind == "project":
            return None
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
        has_unit_codes: whether the table has a column of units' codes, so that a name without one is no unit's.
        meant_codes: the codes that misread ones are read as.
    """

    codes: Codes
    known_units: frozenset[str]
    mixed_rows: str = "subject"
    has_unit_codes: bool = False
    meant_codes: MeantCodes = field(default_factory=dict)

    def is_name(self, text: str) -> bool:
        """Say whether a folded text is a whole known name or code: of a unit or of one subject."""
        lists = (self.codes.function, self.codes.department, self.codes.government)
        return text in self.known_units or any(subjects.code_of(text) or subjects.get(text) for subjects in lists)

    def is_known_unit(self, name: str) -> bool:
        """Say whether the document names a unit so elsewhere, its (本级) left out."""
        return whole_of(name) in self.known_units


def read_keys(
    texts: Mapping[Role, Sequence[str]], reading: Reading, *, is_first: bool, is_nested: bool = False
) -> Keys:
    """Read the label cells of one line.

    Args:
        texts: printed texts by role, in column order; a code split over columns has several.
        reading: code lists and known units.
        is_first: whether this is the first body line, which is the total even without a label.
        is_nested: whether its name is indented as no unit's is.
    """
    texts = _with_split_names(texts)
    joined = {role: "" if is_dash(text := without_space("".join(parts))) else text for role, parts in texts.items()}
    printed_codes = tuple(
        without_space(part) for role in _CODE_ORDER for part in texts.get(role, ()) if _DIGITS.search(folded(part))
    )
    filled = [text for role, text in joined.items() if text and role not in _NO_KEYS]
    total = next((text for text in filled if is_total_label(text)), None)
    if total and not printed_codes:
        return Keys("total", total)
    group = next((text for text in filled if _GROUP_TOTAL.fullmatch(folded(text))), None)
    if group and not printed_codes:
        return Keys("group", group)
    if not filled:
        return Keys("total" if is_first else "unlabelled", "")
    if not printed_codes and not _name(joined):
        # A name that stands in a column of codes, as that of the unit does beside the total of all.
        name = filled[0]
        is_unit = reading.is_known_unit(name) or looks_like_unit(name, reading.known_units)
        return Keys("unit", name, unit_name=name) if is_unit else Keys("named", name)
    meant, code_repair = _with_meant_codes(joined, reading.meant_codes)
    keys = (
        _project_keys(meant, printed_codes)
        or _unit_keys(meant, printed_codes, reading)
        or _mixed_keys(meant, printed_codes, reading, is_nested=is_nested)
        or _subject_keys(meant, printed_codes)
    )
    return replace(keys, code_repair=code_repair) if code_repair else keys


def _with_meant_codes(joined: Mapping[Role, str], meant_codes: MeantCodes) -> tuple[Mapping[Role, str], str]:
    """The texts with misread codes read as those meant, and what was put right."""
    found = dict(joined)
    words = []
    for role in (Role.UNIT_CODE, *FIRST_DIGIT):
        name = joined.get(_NAME_OF[role]) or (_name(joined) if role not in _ECONOMIC_CODES else "")
        meant = meant_codes.get((folded(joined.get(role, "")), folded(name)))
        if meant is not None and (meant.is_unit or meant.code.startswith(FIRST_DIGIT.get(role, "-"))):
            found[role] = meant.code
            words.append(meant.words)
    return found, "; ".join(words)


_SPLIT_NAME = re.compile(r"^(?:\[(?P<bracketed>\d{3,9})\]|(?P<code>\d{3,9})[-—–])(?P<name>\D.*)$")
_SPLIT_PROJECT = re.compile(r"^(?P<code>[0-9A-Z]{12,})-(?P<name>.+)$")
_CODE_OF_NAME = {
    Role.FUNCTION_NAME: Role.FUNCTION_CODE,
    Role.DEPT_ECON_NAME: Role.DEPT_ECON_CODE,
    Role.GOV_ECON_NAME: Role.GOV_ECON_CODE,
}


def _with_split_names(texts: Mapping[Role, Sequence[str]]) -> Mapping[Role, Sequence[str]]:
    """Texts by role with codes that are printed into the name (``[2010101]行政运行``, ``30101-基本工资``) taken out."""
    found = dict(texts)
    for role, code_role in _CODE_OF_NAME.items():
        name = without_space("".join(texts.get(role, ())))
        match = _SPLIT_NAME.match(folded(name)) if name and not any(texts.get(code_role, ())) else None
        if match:
            found[role] = [name[match.start("name") :]]
            found[code_role] = [match.group("bracketed") or match.group("code")]
    for role in (Role.MIXED_NAME, Role.UNIT_NAME):
        name = without_space("".join(texts.get(role, ())))
        match = _SPLIT_NAME.match(folded(name)) if name else None
        if match:
            code = match.group("bracketed") or match.group("code")
            own = _ROLE_OF_DIGIT.get(code[0], Role.UNIT_CODE) if role is Role.MIXED_NAME else Role.UNIT_CODE
            if not any(texts.get(own, ())):
                found |= {role: [name[match.start("name") :]], own: [code]}
    project = without_space("".join(texts.get(Role.PROJECT_NAME, ())))
    match = _SPLIT_PROJECT.match(project)
    if match and not any(texts.get(Role.PROJECT_CODE, ())):
        found |= {Role.PROJECT_NAME: [match.group("name")], Role.PROJECT_CODE: [match.group("code")]}
    return found


def _mixed_keys(
    joined: Mapping[Role, str], printed_codes: tuple[str, ...], reading: Reading, *, is_nested: bool
) -> Keys | None:
    """A name in a column of mixed names, without a code: a unit's, a project's or an economic class's."""
    name = joined.get(Role.MIXED_NAME, "")
    if not name or printed_codes:
        return None
    code = reading.codes.department.code_of(folded(name))
    if reading.mixed_rows != "project" and code is not None:
        return Keys("named", name, dept_econ_name=name, tree_code=code)
    is_unit = reading.is_known_unit(name) or looks_like_unit(name, reading.known_units)
    if is_unit and not is_nested and not reading.has_unit_codes:
        return Keys("unit", name, unit_name=name)
    if reading.mixed_rows == "project":
        return Keys("project", name, project_name=name)
    return None


def _name(joined: Mapping[Role, str]) -> str:
    return next((joined[role] for role in NAME_ROLES if joined.get(role)), "")


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
        unit_code=folded(joined.get(Role.UNIT_CODE, "")) or None,
        unit_name=unit or None,
        **_subjects(joined),
        project_code=folded(joined.get(Role.PROJECT_CODE, "")) or None,
        project_name=project,
    )


def _unit_keys(joined: Mapping[Role, str], printed_codes: tuple[str, ...], reading: Reading) -> Keys | None:
    codes = reading.codes
    unit_code, unit_name = folded(joined.get(Role.UNIT_CODE, "")), joined.get(Role.UNIT_NAME, "")
    has_subject = any(joined.get(role) for role in FIRST_DIGIT)
    if has_subject and unit_code and any(joined.get(role) for role in _SUBJECT_NAMES):
        # Every line of a unit repeats its code, and maybe its name, beside the subject's.
        return None
    if unit_code or (unit_name and not has_subject):
        if _FUNDING_FORM.fullmatch(folded(unit_name or _name(joined))):
            return Keys("unit", unit_name or _name(joined), printed_codes)
        return Keys("unit", unit_name or _name(joined), printed_codes, unit_code or None, unit_name or _name(joined))
    lists = {
        Role.FUNCTION_CODE: codes.function,
        Role.DEPT_ECON_CODE: codes.department,
        Role.GOV_ECON_CODE: codes.government,
    }
    for role, subjects in lists.items():
        code = folded(joined.get(role, ""))
        name = joined.get(_NAME_OF[role]) or (_name(joined) if role is Role.FUNCTION_CODE else "")
        name = name or joined.get(Role.MIXED_NAME, "")
        if code.isdigit() and _is_unit_line(role, code, name, subjects, reading.known_units):
            return Keys("unit", name, printed_codes, code, name)
    return None


def _subject_keys(joined: Mapping[Role, str], printed_codes: tuple[str, ...]) -> Keys:
    return Keys(
        "subject" if printed_codes else "named",
        _name(joined),
        printed_codes,
        unit_code=folded(joined.get(Role.UNIT_CODE, "")) or None,
        unit_name=joined.get(Role.UNIT_NAME) or None,
        **_subjects(joined),
    )


def _subjects(joined: Mapping[Role, str]) -> dict[str, str | None]:
    """The codes and names of the subjects that a line prints, by their keys."""
    function_code = folded(joined.get(Role.FUNCTION_CODE, "")) or None
    function_name = joined.get(Role.FUNCTION_NAME) or joined.get(Role.MIXED_NAME)
    return {
        "function_code": function_code,
        "function_name": (function_name or None) if function_code else None,
        "dept_econ_code": folded(joined.get(Role.DEPT_ECON_CODE, "")) or None,
        "dept_econ_name": joined.get(Role.DEPT_ECON_NAME) or None,
        "gov_econ_code": folded(joined.get(Role.GOV_ECON_CODE, "")) or None,
        "gov_econ_name": joined.get(Role.GOV_ECON_NAME) or None,
    }


_NO_KEYS = {Role.ROW_NO, Role.NOTE, Role.MEASURE}
NAME_ROLES = (
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
_SUBJECT_NAMES = (Role.FUNCTION_NAME, Role.DEPT_ECON_NAME, Role.GOV_ECON_NAME, Role.MIXED_NAME)
_ECONOMIC_CODES = {Role.DEPT_ECON_CODE, Role.GOV_ECON_CODE}
_NAME_OF = {
    Role.UNIT_CODE: Role.UNIT_NAME,
    Role.FUNCTION_CODE: Role.FUNCTION_NAME,
    Role.DEPT_ECON_CODE: Role.DEPT_ECON_NAME,
    Role.GOV_ECON_CODE: Role.GOV_ECON_NAME,
}
