"""Project rows of tables that lost their cells: kind, project and unit, all words and all broken over lines.

Here: where the kind ends and where the project's name ends and its unit's begins. Not here: rows with subject codes
(``rows``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.kernel.text import folded
from pipeline.readers.document import RawCell
from pipeline.tables.roles import Role
from pipeline.tables.row_keys import looks_like_unit
from pipeline.tables.tokens.lines import is_digits

_KIND = re.compile(r"[\u4e00-\u9fff]{1,10}类(?:项目)?")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:省|市|县|区|州|旗)")
_MOST_KIND_TOKENS = 3
_SHORTEST_UNIT = 4


def _joined(tokens: Sequence[RawCell]) -> str:
    return "".join(token.text for token in tokens)


def _kind_length(tokens: Sequence[RawCell]) -> int:
    """How many tokens at the start are the kind of the project (特定目标类)."""
    for count in range(1, min(_MOST_KIND_TOKENS, len(tokens)) + 1):
        if _KIND.fullmatch(folded(_joined(tokens[:count]))):
            return count
    return 0


def split_projects(labels: Sequence[RawCell]) -> Iterator[tuple[list[RawCell], bool]]:
    """Cut the labels above some figures into rows, each of which begins with its kind; the last has the figures."""
    start = 0
    for at in range(1, len(labels)):
        is_kind = labels[at].col == 0 and _KIND.fullmatch(folded(labels[at].text)) is not None
        if is_kind and at - start > 1:
            yield list(labels[start:at]), False
            start = at
    yield list(labels[start:]), True


@dataclass(frozen=True, slots=True)
class UnitNames:
    """What helps to tell a unit's name from the project's before it.

    Attributes:
        known: folded names of the units that the document names, or that the table lists behind a code.
        endings: the labels of every row of the table put together: a unit recurs in many.
    """

    known: frozenset[str]
    endings: tuple[str, ...]


def known_names(rows: Sequence[Sequence[RawCell]], known_units: frozenset[str]) -> UnitNames:
    """What a table's rows and its document know of its units."""
    coded = (
        folded(_joined([token for token in row if not is_digits(token)])) for row in rows if row and is_digits(row[0])
    )
    known = frozenset(unit for unit in (*known_units, *coded) if len(unit) >= _SHORTEST_UNIT)
    return UnitNames(known, tuple(_joined(row) for row in rows))


def read_project(
    labels: Sequence[RawCell], units: UnitNames, roles: set[Role]
) -> tuple[dict[Role, list[str]], list[RawCell]]:
    """Give the label tokens of a project row to their columns.

    Args:
        labels: the row's label tokens.
        units: what is known of the table's units.
        roles: the label columns of the header.

    Returns:
        Texts by role, and the tokens read as codes. Digits before every word are the project's code, or the enclosing
        unit's, which Henan (河南) prints in the column of project names.
    """
    count = next((at for at, token in enumerate(labels) if not is_digits(token)), len(labels))
    code, words = list(labels[:count]), list(labels[count:])
    texts: dict[Role, list[str]] = {}
    if code and Role.PROJECT_CODE not in roles:
        texts[Role.PROJECT_NAME], texts[Role.UNIT_NAME] = [_joined(code)], [_joined(words)]
        return _filled(texts), code
    texts[Role.PROJECT_CODE] = [_joined(code)]
    if Role.PROJECT_KIND in roles:
        kind = _kind_length(words)
        texts[Role.PROJECT_KIND] = [_joined(words[:kind])]
        words = words[kind:]
    at = unit_begin([word.text for word in words], units) if Role.UNIT_NAME in roles else None
    whole = _joined(words)
    texts[Role.PROJECT_NAME] = [whole if at is None else whole[:at]]
    texts[Role.UNIT_NAME] = ["" if at is None else whole[at:]]
    return _filled(texts), code


def _filled(texts: Mapping[Role, list[str]]) -> dict[Role, list[str]]:
    return {role: parts for role, parts in texts.items() if any(parts)}


def unit_begin(words: Sequence[str], units: UnitNames) -> int | None:
    """Where, in the words put together, the unit's name begins; ``None`` if no end of them is a unit.

    Asked in this order: the longest known unit; a name that begins with such a unit; words that sound like a unit and
    begin with a place, best when other rows end with them too; the most that as many rows as any end with.
    """
    whole = "".join(words)
    longest = 2 * max(map(len, units.known), default=0)
    ends = [at for at in range(max(1, len(whole) - longest), len(whole)) if folded(whole[at:]) in units.known]
    if ends:
        return ends[0]
    starts = list(accumulate(len(word) for word in words[:-1]))
    sounding = [at for at in starts if looks_like_unit(whole[at:], frozenset())]
    within = [at for at in sounding if folded(whole[at:]).startswith(tuple(units.known))]
    placed = [at for at in sounding if _PLACE.match(whole[at:])]
    sharing = {at: sum(ending.endswith(whole[at:]) for ending in units.endings) for at in sounding}
    shared = [at for at in sounding if sharing[at] > 1 and sharing[at] == max(sharing.values())]
    likely = (within, [at for at in placed if sharing[at] > 1], placed, shared, sounding[-1:])
    return next((found[0] for found in likely if found), None)
