"""Codes of subjects and units that recognition (OCR) misread or cut short, in forms whose digits are doubtful.

Here: the one code that a printed one may be a misreading of: of a subject, where list, name and economic pair agree; of
a unit, where the document's other tables print it with that name. Not here: where codes stand and what hangs on them
(``row_keys``, ``row_tree``). Codes are put right before rows are hung and typed, since both follow the code; the page's
own stays in ``printed_codes``. Labels are never put right.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.kernel.codes import CodeList, Codes
from pipeline.kernel.misreading import misread_codes
from pipeline.kernel.text import folded
from pipeline.tables.model import Row, Table

ENOUGH_TABLES = 2
"""How many tables that print a code with the same name confirm it, whatever the list says."""


@dataclass(frozen=True, slots=True)
class MeantCode:
    """The code that a printed one is read as, and why, for a person."""

    code: str
    words: str
    is_unit: bool = False


MeantCodes = Mapping[tuple[str, str], MeantCode]
"""By printed code and folded name."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A code and name as a row prints them.

    Attributes:
        lists: the lists it may be of; all where its first digit may be misread.
        pair: the economic code of the other classification beside it.
        is_unit: whether the row was read as a unit's.
    """

    code: str
    name: str
    lists: tuple[CodeList, ...]
    pair: str | None
    is_unit: bool


def meant_codes(tables: Sequence[Table], codes: Codes) -> MeantCodes:
    """The codes to be read as others.

    A code is in doubt where neither the list nor a second table gives it its name. It is read as the one verified code
    of that name that one misreading turns into it; of several, as the one that the document prints elsewhere with that
    name. An economic code that stands beside one of the other classification must make a listed pair with it.
    """
    printed: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    asked: defaultdict[tuple[str, str], list[_Printed]] = defaultdict(list)
    units: defaultdict[str, set[str]] = defaultdict(set)
    for table in tables:
        for row in table.rows:
            for each in _printed(row, codes):
                printed[each.code, each.name].add(table.table_no)
                asked[each.code, each.name].append(each)
                if each.is_unit:
                    units[each.name].add(each.code)
    found: dict[tuple[str, str], MeantCode] = {}
    for key, every in asked.items():
        is_listed = any(listed.is_named(each.code, each.name) for each in every for listed in each.lists)
        if is_listed or len(printed[key]) >= ENOUGH_TABLES:
            continue
        meant = _subject(key, every, codes, printed) or _unit(key, units[key[1]], printed)
        if meant is not None:
            found[key] = meant
    return found


def _subject(
    key: tuple[str, str], every: Sequence[_Printed], codes: Codes, printed: Mapping[tuple[str, str], set[int]]
) -> MeantCode | None:
    """The subject's code, by the list."""
    meant = {code: words for each in every for code, words in _candidates(each, codes)}
    if len(meant) > 1:
        meant = {code: words for code, words in meant.items() if (code, key[1]) in printed}
    if len(meant) != 1:
        return None
    code, words = next(iter(meant.items()))
    return MeantCode(code, f"code: {key[0]} → {code}, {words}; only this code has the name in the list")


def _unit(key: tuple[str, str], known: set[str], printed: Mapping[tuple[str, str], set[int]]) -> MeantCode | None:
    """The unit's code, as other tables print it."""
    ways = misread_codes(key[0])
    meant = [code for code in known if code in ways and len(printed[code, key[1]]) >= ENOUGH_TABLES]
    if len(meant) != 1:
        return None
    words = f"code: {key[0]} → {meant[0]}, {ways[meant[0]]}; other tables print this code with the name"
    return MeantCode(meant[0], words, is_unit=True)


def _printed(row: Row, codes: Codes) -> Iterator[_Printed]:
    """The codes of a row with their names; a unit's may be a subject's whose first digit was misread."""
    department, government = row.dept_econ_code, row.gov_econ_code
    every = (codes.function, codes.department, codes.government)
    is_unit = row.role == "unit"
    for code, name, lists, pair in (
        (row.function_code, row.function_name, every[:1], None),
        (department, row.dept_econ_name, every[1:2], government),
        (government, row.gov_econ_name, every[2:], department),
        (row.unit_code if is_unit else None, row.unit_name, every, None),
    ):
        if code and name and code.isdigit():
            yield _Printed(code, folded(name), lists, pair, is_unit)


def _candidates(printed: _Printed, codes: Codes) -> Iterator[tuple[str, str]]:
    """The verified codes of a name that one misreading turns into the printed one, with words for the misreading."""
    for code, words in misread_codes(printed.code).items():
        for listed in printed.lists:
            if not listed.confirms(code, printed.name):
                continue
            pair = printed.pair
            if pair is None or codes.every.is_pair(code, pair) or codes.every.is_pair(pair, code):
                yield code, words
