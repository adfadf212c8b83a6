"""Keyed rows of tables that lost their cells: codes, names and figures told apart in a stream of tokens.

Here: where a row ends, how codes and names broken over lines go together, and which label column each belongs to. Not
here: what the keys mean and how rows hang together (``keyed_rows``), and project rows (``projects``).

A row prints its labels before its figures, so figures followed by a label end a row. Rows without figures are told by
their codes: a table prints the pairs of code and name that its header declares, and the next code begins a new row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.kernel.codes import Codes
from pipeline.kernel.text import folded
from pipeline.kernel.wording import is_total_label
from pipeline.readers.document import RawCell
from pipeline.tables.keyed_rows import KeyLine, keyed_rows
from pipeline.tables.model import Head
from pipeline.tables.roles import CODE_ROLES, Role
from pipeline.tables.row_keys import FIRST_DIGIT, Reading
from pipeline.tables.tokens.lines import BodyReading, Line, figures_of, is_digits, is_unreadable, unglued
from pipeline.tables.tokens.projects import known_names, read_project, split_projects

IN_A_NAME = "digits that are part of a name, or a figure that cannot be told from one"
UNREADABLE = "no number that can be read, among amounts"
_LEVEL_DIGITS = (3, 2, 2)
_SUBJECT_LENGTHS = (3, 5, 7)


@dataclass(slots=True)
class RowTokens:
    """The tokens of one printed row: labels, then figures."""

    labels: list[RawCell] = field(default_factory=list)
    figures: list[RawCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring label columns that print one key: its codes' columns and its name's."""

    codes: tuple[Role, ...]
    name: Role | None

    @property
    def first_digits(self) -> str:
        """What a subject code of this group begins with; empty for units."""
        return "".join(FIRST_DIGIT.get(role, "") for role in dict.fromkeys(self.codes))


@dataclass(slots=True)
class _Key:
    """What has been read of one group in a row."""

    codes: list[RawCell] = field(default_factory=list)
    name: list[RawCell] = field(default_factory=list)


def cut_rows(body: Sequence[Line]) -> list[RowTokens]:
    """Cut a body into rows where a label follows figures; figures above every label are a row without one."""
    rows = [RowTokens()]
    for line in body:
        figures = figures_of(line)
        for position, token in enumerate(line):
            if position in figures:
                rows[-1].figures.append(token)
            else:
                if rows[-1].figures:
                    rows.append(RowTokens())
                rows[-1].labels.append(token)
    return [row for row in rows if row.labels or row.figures]


def groups_of(heads: Sequence[Head]) -> list[Group]:
    """The keys that a header's label columns print, from the left."""
    groups: list[Group] = []
    codes: list[Role] = []
    for role in (Role(head.role) for head in heads if head.role):
        if role in CODE_ROLES:
            codes.append(role)
        else:
            groups.append(Group(tuple(codes), role))
            codes = []
    return [*groups, Group(tuple(codes), None)] if codes else groups


def read_keyed(body: Sequence[Line], heads: Sequence[Head], codes: Codes, known_units: frozenset[str]) -> BodyReading:
    """Read the body of a keyed table."""
    roles = {Role(head.role) for head in heads if head.role}
    has_projects = Role.PROJECT_NAME in roles
    rows = cut_rows(body if has_projects else [unglued(line) for line in body])
    read = _projects(rows, roles, known_units) if has_projects else _subjects(rows, groups_of(heads))
    lines = [
        KeyLine(number, (row.labels + row.figures)[0].place, texts)
        for number, (row, texts, _) in enumerate(read, start=1)
    ]
    strays = [(token, IN_A_NAME) for row, _, used in read for token in row.labels if token not in used]
    unreadable = [(token, UNREADABLE) for row in rows for token in row.figures if is_unreadable(token)]
    return BodyReading(
        rows=tuple(keyed_rows(lines, Reading(codes, known_units))),
        figures={
            index: tuple(token for token in row.figures if not is_unreadable(token))
            for index, (row, _, _) in enumerate(read)
        },
        codes=tuple(token for _, _, used in read for token in used),
        strays=(*strays, *unreadable),
    )


_Read = tuple[RowTokens, dict[Role, list[str]], list[RawCell]]
"""A row, its label texts by role, and the tokens read as codes."""


def _projects(rows: Sequence[RowTokens], roles: set[Role], known_units: frozenset[str]) -> list[_Read]:
    parts = [
        RowTokens(labels, row.figures if is_last else [])
        for row in rows
        for labels, is_last in split_projects(row.labels)
    ]
    units = known_names([row.labels for row in parts], known_units)
    return [(row, *read_project(row.labels, units, roles)) for row in parts]


def _subjects(rows: Sequence[RowTokens], groups: Sequence[Group]) -> list[_Read]:
    return [
        (RowTokens([token for key in keys for token in (*key.codes, *key.name)], figures), *_texts(keys, groups))
        for row in rows
        for keys, figures in _keys_of(row, groups)
    ]


def _keys_of(row: RowTokens, groups: Sequence[Group]) -> Iterator[tuple[list[_Key], list[RawCell]]]:
    """The keys of a row's labels; more than one set where rows without figures stand above it."""
    if not groups:
        yield [_Key(name=list(row.labels))], row.figures
        return
    keys: list[_Key] = []
    for token in row.labels:
        match _role_in_row(token, keys, groups):
            case "code":
                keys[-1].codes.append(token)
            case "next":
                keys.append(_Key(codes=[token]))
            case "row":
                yield keys, []
                keys = [_Key(codes=[token])]
            case _:
                if not keys:
                    keys.append(_Key())
                keys[-1].name.append(token)
    yield keys, row.figures


def _role_in_row(token: RawCell, keys: list[_Key], groups: Sequence[Group]) -> str:
    """What a label token does: go on with a ``code`` or a ``name``, begin the ``next`` key or the next ``row``."""
    if not is_digits(token):
        return "name"
    if not keys:
        return "next" if groups[0].codes else "name"
    last, group = keys[-1], groups[min(len(keys), len(groups)) - 1]
    is_total = len(keys) == 1 and not last.codes and is_total_label("".join(part.text for part in last.name))
    if not last.name or (not last.codes and group.codes and not is_total):
        return "code"
    if not is_total and _begins_key(token, groups[len(keys) : len(keys) + 1]):
        return "next"
    is_new_line = token.place != last.name[-1].place
    return "row" if is_total or (is_new_line and len(token.text) > 1 and groups[0].codes) else "name"


def _begins_key(token: RawCell, following: Sequence[Group]) -> bool:
    """Say whether digits can be the code of the group that follows the one being read."""
    return any(
        group.codes and (not group.first_digits or folded(token.text).startswith(tuple(group.first_digits)))
        for group in following
    )


def _texts(keys: Sequence[_Key], groups: Sequence[Group]) -> tuple[dict[Role, list[str]], list[RawCell]]:
    texts: dict[Role, list[str]] = {}
    used: list[RawCell] = []
    for key, group in zip(keys, groups, strict=False):
        for role, text in split_code([token.text for token in key.codes], group.codes):
            texts.setdefault(role, []).append(text)
        used += key.codes
        if group.name and key.name:
            texts[group.name] = ["".join(token.text for token in key.name)]
    return texts, used


def split_code(parts: Sequence[str], roles: Sequence[Role]) -> list[tuple[Role, str]]:
    """Give the tokens of a code to its columns.

    A subject code split by level (类 款 项) has parts of 3, 2 and 2 digits, one column each. Parts of other lengths
    are one code broken over lines (``3070`` / ``01``): a subject's where its length is one of a subject code, else the
    unit's where the header has a column for it.
    """
    if not parts or not roles:
        return []
    subject = next((role for role in roles if role is not Role.UNIT_CODE), None)
    has_unit = Role.UNIT_CODE in roles
    levels = sum(role is subject for role in roles)
    whole = "".join(parts)
    if subject is None:
        return [(Role.UNIT_CODE, whole)]
    is_levelled = all(len(part) == digits for part, digits in zip(parts, _LEVEL_DIGITS, strict=False))
    if levels > 1 and is_levelled:
        if len(parts) <= levels:
            return [(subject, part) for part in parts]
        if has_unit:
            own = [(subject, part) for part in parts[:levels]]
            return [*own, (Role.UNIT_CODE, "".join(parts[levels:]))]
    is_unit = has_unit and len(whole) not in _SUBJECT_LENGTHS
    return [(Role.UNIT_CODE if is_unit else subject, whole)]
