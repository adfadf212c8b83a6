"""Body lines of tables whose rows are keyed by unit, subject code or project.

Here: the label cells of every line, what lines print for the lines below them, and rows with their kinds and parents.
Not here: what one line's labels say (``row_keys``), rows that are items known by label (``item_rows``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.kernel.money import parse_number
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.readers.document import RawCell
from pipeline.tables.model import MAIN, Head, Row, RowKind
from pipeline.tables.outline import CLEARLY
from pipeline.tables.roles import Role
from pipeline.tables.row_keys import FIRST_DIGIT, NAME_ROLES, Keys, Reading, read_keys
from pipeline.tables.row_tree import TreeLine, parents_of

_CLASS_DIGITS = 3
_OWN_DIGITS = 2
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The label texts of one body line by role, in column order; ``row_no`` counts body lines from 1.

    Attributes:
        indent: how far the innermost name begins right of its cell's edge, in points; 0 in forms without geometry.
        presentation: the block of columns the line stands in.
        amounts: the figures of the line by column, where the columns are certain.
    """

    row_no: int
    place: Place
    texts: Mapping[Role, Sequence[str]]
    indent: float = 0.0
    presentation: str = MAIN
    amounts: Mapping[int, Decimal] = field(default_factory=dict)


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
                texts = {role: list(parts) for role, parts in lines[-1].texts.items()} | {
                    Role.MEASURE: texts[Role.MEASURE]
                }
            if any(cell.text for cell in cells if cell.col in roles or cell.col in values):
                names = [here[col] for col, role in roles.items() if role in NAME_ROLES and col in here]
                amounts = {
                    cell.col: found.value
                    for cell in cells
                    if cell.col in values and (found := parse_number(cell.text)) is not None
                }
                indent = next((cell.indent for cell in reversed(names) if cell.text.strip()), 0.0)
                lines.append(KeyLine(number, cells[0].place, texts, indent, presentation, amounts))
    return lines


def _with_whole_codes(lines: Sequence[KeyLine]) -> list[Mapping[Role, Sequence[str]]]:
    """The texts of every line; a 款 or 项 that prints its own two digits only is completed by the lines above it.

    The parts of a code stand in columns of their own (类, 款, 项), or below each other in one.
    """
    above: dict[Role, tuple[str, ...]] = {}
    whole: list[Mapping[Role, Sequence[str]]] = []
    for line in lines:
        texts = dict(line.texts)
        for role in FIRST_DIGIT:
            parts = tuple(folded(text) for text in texts.get(role, ()))
            printed = [position for position, part in enumerate(parts) if part]
            if not printed or not all(parts[position].isdigit() for position in printed):
                continue
            is_own = len(parts[printed[0]]) == _OWN_DIGITS
            if is_own and len(above.get(role, ())) == len(parts):
                texts[role] = _completed(parts, printed[0], above[role])
            if len(parts) > 1 or len(parts[0]) == _CLASS_DIGITS:
                above[role] = tuple(map(folded, texts[role]))
        whole.append(texts)
    return whole


def _completed(parts: tuple[str, ...], first: int, above: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a code from the ``first`` printed one on, with those that stand above it."""
    return (above[0] + parts[0],) if len(parts) == 1 else (*above[:first], *parts[first:])


def _level(line: KeyLine) -> int:
    return round(line.indent / CLEARLY)


def _unit_levels(lines: Sequence[KeyLine], reading: Reading) -> set[int]:
    """The indents at which units stand in a column of mixed names: where most names are known ones, else the first."""
    names: dict[int, list[bool]] = {}
    for line in lines:
        name = "".join(line.texts.get(Role.MIXED_NAME, ()))
        if name.strip():
            names.setdefault(_level(line), []).append(reading.is_known_unit(name))
    levels = {level for level, known in names.items() if sum(known) * 2 >= len(known)}
    return levels or {min(names, default=0)}


def _with_unlabelled_total(read: list[Keys], lines: Sequence[KeyLine]) -> list[Keys]:
    """A last line without a label that repeats the first one's figures, or sums up the others, is the total."""
    if len(read) < 3 or read[-1].kind != "unlabelled" or any(keys.kind == "total" for keys in read):
        return read
    is_total = any(line.amounts == lines[-1].amounts for line in lines[:-1])
    return [*read[:-1], Keys("total", "")] if is_total else read


def _with_kinds_above(texts: Sequence[Mapping[Role, Sequence[str]]]) -> list[Mapping[Role, Sequence[str]]]:
    """Texts of every line, where a kind of projects (类型) printed on its first line only goes on to the next ones."""
    kind: Sequence[str] = ()
    whole: list[Mapping[Role, Sequence[str]]] = []
    for own in texts:
        printed = own.get(Role.PROJECT_KIND, ())
        has_project = any(part.strip() for part in own.get(Role.PROJECT_NAME, ()))
        if any(part.strip() for part in printed) or not has_project:
            kind = printed
        whole.append({**own, Role.PROJECT_KIND: kind} if Role.PROJECT_KIND in own else own)
    return whole


def _prints_measure_only(texts: Mapping[Role, Sequence[str]]) -> bool:
    """A line under the first of its unit prints nothing but which measure its figures are (年度)."""
    printed = {role for role, parts in texts.items() if any(part.strip() for part in parts)}
    return printed == {Role.MEASURE}


def keyed_rows(lines: Sequence[KeyLine], reading: Reading) -> list[Row]:
    """Rows of a keyed table, one a line and block, each with its kind, keys and parent."""
    texts = _with_kinds_above(_with_whole_codes(lines))
    unit_levels = _unit_levels(lines, reading)
    read = [
        read_keys(own, reading, is_first=position == 0, is_nested=_level(line) not in unit_levels)
        for position, (line, own) in enumerate(zip(lines, texts, strict=True))
    ]
    read = _with_unlabelled_total(read, lines)
    measures = _measures(lines)
    parents = parents_of(
        [
            TreeLine(
                keys.kind,
                keys.unit_code if keys.kind == "unit" else None,
                keys.subject_code,
                keys.label,
                line.indent,
                (line.presentation, measure),
                line.amounts,
            )
            for line, keys, measure in zip(lines, read, measures, strict=True)
        ]
    )
    has_parts = {parent for parent in parents if parent is not None}
    whole = _whole(read, parents)
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
                unit_code=keys.unit_code or unit[index][0],
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
                code_repair=keys.code_repair or "",
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
