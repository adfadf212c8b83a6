"""What one line of a list is: a total, a category, a unit, a group, what pays for the lines below it, or a thing.

Here: one line at a time, by the columns in which it prints words. Not here: the tree of the lines (``rows``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.kernel.money import is_dash
from pipeline.kernel.text import folded, split_ordinal, without_space
from pipeline.kernel.wording import is_total_label
from pipeline.tables.keyed_rows import KeyLine
from pipeline.tables.model import Told
from pipeline.tables.roles import CODE_ROLES, LIST_ROLES, Role

_CATEGORY = re.compile(r"(?:[ABC][-—]?)?(?:政府采购)?(?:货物|工程|服务)(?:类|[ABC])?")
_PARTIAL = re.compile(r"(?P<name>.+?)(?:小计|合计)")
_SHORTEST_UNIT_CODE = 3
_THINGS = (Role.LISTED, Role.CATALOGUE, Role.CONTENT)
_SUBJECT_CODES = (Role.DEPT_ECON_CODE, Role.GOV_ECON_CODE)
_NAMES = (Role.CATALOGUE_ABOVE, Role.METHOD)
_SPACED = {Role.HELD, Role.SPECIFICATION}
_BETWEEN_NUMBERS = re.compile(r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])")
_KEPT = "\0"
_TOLD = (*sorted(LIST_ROLES), Role.NOTE)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list, understood.

    Attributes:
        kind: ``total``, ``category`` (货物, 工程, 服务), ``unit``, ``group`` (全额), ``source`` (the project or class
            that pays for the lines below) or ``line``, the thing itself.
        name: what it is called, white space and numbering removed.
        said: the words and codes it prints, by role; a code split over columns is joined.
        told: what its columns of words say, in the order of ``roles.Role``.
    """

    kind: str
    name: str
    said: Mapping[Role, str]
    told: tuple[Told, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes it prints, in the order in which tables print them."""
        roles = (Role.FUNCTION_CODE, Role.UNIT_CODE, *_SUBJECT_CODES, Role.PROJECT_CODE)
        return tuple(self.said[role] for role in roles if role in self.said and self.kind != "total")


def read_lines(lines: Sequence[KeyLine]) -> list[ListLine]:
    """Say what every line is; a project alone pays for the lines below it only where they print no other."""
    read = _with_things_above([_read_line(line) for line in lines])
    following = [*read, None][1:]
    return [
        line if line.kind != "source" or _pays_for(line, below) else replace(line, kind="line")
        for line, below in zip(read, following, strict=True)
    ]


def _with_things_above(lines: Sequence[ListLine]) -> list[ListLine]:
    """Lines that print nothing but how they are purchased are of the thing of the line before, purchased otherwise."""
    whole: list[ListLine] = []
    for line in lines:
        above = whole[-1] if whole else None
        if line.kind == "line" and above is not None and above.kind == "line" and line.said.keys() == {Role.METHOD}:
            same = tuple(told for told in above.told if told.role in _THINGS)
            whole.append(replace(line, name=above.name, told=(*same, *line.told)))
        else:
            whole.append(line)
    return whole


def _pays_for(line: ListLine, below: ListLine | None) -> bool:
    if below is None or below.kind != "line":
        return False
    return below.said.get(Role.PROJECT_NAME) in {None, line.said.get(Role.PROJECT_NAME)}


def _read_line(line: KeyLine) -> ListLine:
    """Say what a line is by itself, by the innermost of the columns in which it prints words."""
    said = {
        role: text
        for role, parts in line.texts.items()
        if (text := without_space("".join(part for part in parts if not is_dash(part))))
    }
    told = tuple(
        Told(role, _words(role, part))
        for role in _TOLD
        for part in line.texts.get(role, ())
        if part.strip() and not is_dash(part)
    )
    kind, name = _kind_and_name(said)
    return ListLine(kind, split_ordinal(name)[1], said, told)


def _words(role: Role, printed: str) -> str:
    """The words of a cell without white space; a time and a specification keep the blanks between their numbers."""
    return without_space(_BETWEEN_NUMBERS.sub(_KEPT, printed) if role in _SPACED else printed).replace(_KEPT, " ")


def _kind_and_name(said: Mapping[Role, str]) -> tuple[str, str]:
    total = next((said[role] for role in said if is_total_label(said[role])), None)
    if total is not None and all(is_total_label(said[role]) for role in CODE_ROLES & said.keys()):
        return "total", total
    project = said.get(Role.PROJECT_NAME, "")
    thing = next((said[role] for role in _THINGS if role in said), "")
    if thing or any(role in said for role in _SUBJECT_CODES):
        return "line", "/".join(filter(None, (project, thing)))
    return _heading(said, project) or ("line", next((said[role] for role in _NAMES if role in said), ""))


def _heading(said: Mapping[Role, str], project: str) -> tuple[str, str] | None:
    """What a line that names no thing heads; ``None`` where that cannot be told."""
    if Role.CATEGORY in said:
        category = split_ordinal(said[Role.CATEGORY])[1]
        return ("category" if _CATEGORY.fullmatch(folded(category)) else "unit"), _whole(category)
    if Role.UNIT_NAME in said and not project:
        return "unit", said[Role.UNIT_NAME]
    if Role.UNIT_CODE in said and project:
        return ("unit" if len(folded(said[Role.UNIT_CODE])) >= _SHORTEST_UNIT_CODE else "group"), project
    if project and _PARTIAL.fullmatch(folded(project)):
        return "unit", _whole(project)
    if project or Role.DEPT_ECON_NAME in said:
        return "source", project or said[Role.DEPT_ECON_NAME]
    return None


def _whole(name: str) -> str:
    """What a partial total (…小计) is the total of."""
    match = _PARTIAL.fullmatch(name)
    return match.group("name") if match else name
