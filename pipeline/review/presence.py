"""Whether the tables that must be there are there, and whether empty ones say so.

Here: required tables by stage, contents page, index and empty tables. Not here: required tables of a publication of
several files, which the view ``findings`` sets apart.
"""

from collections.abc import Iterator, Sequence

from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.review.contents import Entry, bare, indexed, is_title, listed, resembles
from pipeline.review.emptiness import is_stated_at, says_none
from pipeline.review.finding import (
    EMPTY_UNSTATED,
    INDEX_CONTRADICTED,
    LISTED_TABLE_MISSING,
    TABLE_MISSING,
    Finding,
    in_table,
    quoted,
)
from pipeline.review.sentences import Sentence
from pipeline.tables.families import all_families, family_of, required_tables
from pipeline.tables.model import Table
from pipeline.tables.publication import Publication

_TITLE_ROWS = 3
_LINES_OF_A_TITLE = 3


def missing_tables(
    document: Document, tables: Sequence[Table], publication: Publication, sentences: Sequence[Sentence]
) -> Iterator[Finding]:
    """Required tables that are neither printed nor said to be empty.

    A table under the family's title is there, even if its header is not understood.
    """
    if not publication.stage or not _is_whole(document, tables, publication.stage):
        return
    chinese = {family.table_id: family.chinese for family in all_families()}
    for table_id, met_by in required_tables(publication.stage).items():
        families = [family for family in all_families() if family.table_id in met_by]
        is_there = any(
            table.table_id in met_by or any(family.is_titled(folded(table.title)) for family in families)
            for table in tables
        )
        if not is_there and not says_none(sentences, met_by):
            details = f"required in a {publication.stage} 应公开报表"
            yield Finding(TABLE_MISSING.id, Place(), "", chinese[table_id], details, table_id=table_id)


def _is_whole(document: Document, tables: Sequence[Table], stage: str) -> bool:
    """Whether a document can lack a table: it prints required ones, else it may be the narrative of a file that does.

    What a page that was not read holds is not known.
    """
    required = frozenset().union(*required_tables(stage).values())
    return not document.unread_pages and any(table.table_id in required for table in tables)


def listed_but_missing(document: Document, tables: Sequence[Table], publication: Publication) -> Iterator[Finding]:
    """Tables on the contents page or in the index that no title in the document names, nor is of their family."""
    if not publication.stage or not _is_whole(document, tables, publication.stage):
        return
    unit = publication.unit
    contents = list(listed(document, unit))
    indexes = [entry for entry in indexed(document) if not entry.is_empty]
    printed = _printed_titles(document, tables, unit, contents[-1].place if contents else None)
    entries = {bare(entry.title, unit): entry for entry in (*contents, *indexes)}
    # One table is not two entries': what an entry names in full is no other entry's shortened title.
    free = {other for other in printed - entries.keys() if is_title(other)}
    free_tables = [table for table in tables if bare(table.title, unit) in free]
    for title, entry in entries.items():
        if title in printed or any(resembles(title, other) for other in free):
            continue
        if not any(_is_of_family(entry, table) for table in free_tables):
            yield Finding(LISTED_TABLE_MISSING.id, entry.place, entry.title)


def _is_of_family(entry: Entry, table: Table) -> bool:
    family = family_of(table.table_id)
    return family is not None and family.is_titled(folded(entry.title))


def _printed_titles(document: Document, tables: Sequence[Table], unit: str, after: Place | None) -> set[str]:
    """The titles of tables, the lines behind the contents, singly and joined, and the first rows of grids, all bare."""
    lines = [line.text for line in document.lines if after is None or _is_behind(line.place, after)]
    joined = [
        "".join(lines[first : first + count])
        for count in range(1, _LINES_OF_A_TITLE + 1)
        for first in range(len(lines) - count + 1)
    ]
    cells = [cell.text for grid in document.grids for row in grid.rows[:_TITLE_ROWS] for cell in row]
    return {bare(text, unit) for text in (*joined, *cells, *(table.title for table in tables))}


def _is_behind(place: Place, other: Place) -> bool:
    return (place.page or 0, place.line or 0) > (other.page or 0, other.line or 0)


def unstated_empties(
    document: Document, tables: Sequence[Table], publication: Publication, sentences: Sequence[Sentence]
) -> Iterator[Finding]:
    """Tables of a family without figures whose emptiness nothing states."""
    index = list(indexed(document))
    for table in tables:
        if table.status != "empty" or is_stated_at(table, tables, document):
            continue
        entry = _entry_of(table, index, publication)
        if not (entry and entry.is_empty) and not says_none(sentences, [table.table_id]):
            yield in_table(EMPTY_UNSTATED, table, table.title, "空表说明", "no figures, no statement 无数据、无说明")


def contradicted_index(document: Document, tables: Sequence[Table], publication: Publication) -> Iterator[Finding]:
    """Tables that are empty, or have figures, where the index says the other."""
    index = list(indexed(document))
    for table in tables:
        entry = _entry_of(table, index, publication)
        if entry and table.status in {"read", "empty"} and entry.is_empty != (table.status == "empty"):
            said = "是" if entry.is_empty else "否"
            expected = "非空表" if table.status == "read" else "空表"
            yield Finding(
                INDEX_CONTRADICTED.id,
                entry.place,
                quoted(f"{entry.title} 是否空表：{said}"),
                expected,
                f"table {table.table_no}, {table.place}",
                table.table_no,
                table.table_id,
            )


def _entry_of(table: Table, index: Sequence[Entry], publication: Publication) -> Entry | None:
    """The index's entry of a table: the one of its very title, else the only one that resembles it."""
    title = bare(table.title, publication.unit)
    titles = {bare(entry.title, publication.unit): entry for entry in index}
    if title in titles:
        return titles[title]
    alike = [entry for listed_title, entry in titles.items() if resembles(listed_title, title)]
    return alike[0] if len(alike) == 1 else None
