"""Whole documents around generated tables: heading, contents, sentences, index, for reviews to read.

Here: putting them together as text, and dropping or renaming what a test wants faulty. Not here: the tables' figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generated.publication import PrintedTable, Publication
from generated.typeset import tabbed


@dataclass(frozen=True, slots=True)
class Whole:
    """A document as text in parts.

    Attributes:
        publication: the tables that are printed.
        listed: the titles on the contents page; none has no contents page.
        sentences: paragraphs between contents and tables.
        index: titles of the index and whether each is called empty; none has no index.
    """

    publication: Publication
    listed: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    index: tuple[tuple[str, bool], ...] = ()

    @property
    def text(self) -> str:
        """The document, TAB-separated."""
        heading, _, tables = tabbed(self.publication).partition("\n")
        contents = ["目录", "", *(f"{number}、{title}" for number, title in enumerate(self.listed, start=1))]
        rows = [
            f"表{number}\t{title}\t{'是' if is_empty else ''}" for number, (title, is_empty) in enumerate(self.index)
        ]
        index = ["报表目录", "", "报表\t报表名称\t是否空表", *rows]
        return "\n\n".join(
            [
                heading,
                *(["\n".join(contents)] if self.listed else []),
                *self.sentences,
                *(["\n".join(index)] if self.index else []),
                tables,
            ]
        )


def whole(publication: Publication, sentences: Sequence[str] = ()) -> Whole:
    """A document with all that it may have, true to its tables."""
    return Whole(
        publication,
        tuple(table.title for table in publication.tables),
        tuple(sentences),
        tuple((table.title, not has_figures(table)) for table in publication.tables),
    )


def has_figures(table: PrintedTable) -> bool:
    """Whether a table prints an amount other than zero."""
    return any(
        value and float(value.replace(",", "")) for line in table.lines for entry in line for value in entry.values
    )


def table_of(publication: Publication, table_id: str) -> PrintedTable:
    """The one table of a family."""
    return next(table for table in publication.tables if table.table_id == table_id)


def without(publication: Publication, table_id: str) -> Publication:
    """The same tables but one."""
    return replace(publication, tables=tuple(table for table in publication.tables if table.table_id != table_id))


def altered(publication: Publication, table_id: str, **fields: object) -> Publication:
    """The same tables, one of them with other fields."""
    tables = tuple(
        replace(table, **fields) if table.table_id == table_id else table  # type: ignore[arg-type]
        for table in publication.tables
    )
    return replace(publication, tables=tables)
