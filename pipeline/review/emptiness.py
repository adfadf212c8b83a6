"""Where a document says that a table is empty, or that it has no money of that kind (空表说明).

Here: notes at the table, words in its cells, the index's 是否空表, sentences of the text. Not here: what follows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.kernel import wording
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.review.sentences import Sentence
from pipeline.tables.model import Table

_OF_THIS_TABLE = re.compile(r"(?:本|此|该)表.{0,8}(?:无|空|没有)|空表|^(?:无|不涉及)[。.]?$")

MONEY: Mapping[str, str] = {
    "gov_fund": r"政府性?基金",
    "gov_fund_balance": r"政府性?基金",
    "final_gov_fund": r"政府性?基金",
    "state_capital": r"国有资本",
    "final_state_capital": r"国有资本",
    "three_public": r'"?三公',
    "final_three_public": r'"?三公',
    "carryover": r"结转",
}
"""By table family, the words that name its money in sentences; other families' money a text cannot well do without."""

_NONE = r"(?:没有|未安排|未使用|不涉及|无)"
_NOTHING = r"0(?:\.0+)?(?:亿元|万元|元|[,，。;]|$)"


def _says_none(money: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_NONE}[^,，。;]{{0,25}}{money}|{money}[^,，。;]{{0,25}}(?:{_NONE}|{_NOTHING})|{money}[^。;]{{0,40}}空表"
    )


_SAYS_NONE = {table_id: _says_none(money) for table_id, money in MONEY.items()}


def says_none(sentences: Iterable[Sentence], table_ids: Iterable[str]) -> bool:
    """Say whether a sentence states that there is no money of one of these families."""
    patterns = [_SAYS_NONE[table_id] for table_id in table_ids if table_id in _SAYS_NONE]
    return any(pattern.search(sentence.text) for sentence in sentences for pattern in patterns)


def is_stated_at(table: Table, tables: Sequence[Table], document: Document) -> bool:
    """Say whether a table without figures says itself that it is: in a note, in a cell, beside it."""
    if table.statement or any(wording.states_emptiness(note) for note in table.notes):
        return True
    lines = (line.text for line in document.lines if _is_at(line.place, table, tables))
    cells = (
        cell.text for grid in document.grids if _is_at(grid.place, table, tables) for row in grid.rows for cell in row
    )
    return any(wording.states_emptiness(text) or _OF_THIS_TABLE.search(folded(text)) for text in (*lines, *cells))


def _is_at(place: Place, table: Table, tables: Sequence[Table]) -> bool:
    """Whether something stands on a table's pages; in forms without pages, from its first line to the next one's."""
    if place.page is not None:
        first, _, last = table.pages.partition("-")
        return int(first) <= place.page <= int(last or first)
    if place.line is None or table.place.line is None:
        return False
    nexts = [other.place.line for other in tables if other.place.line and other.place.line > table.place.line]
    return table.place.line <= place.line < min(nexts, default=place.line + 1)
