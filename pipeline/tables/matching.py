"""Which family a grid is a table of, by its title and its header together.

Here: the match in every form. Not here: where titles come from (``captions``), and the table it makes (``recognise``).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded
from pipeline.readers.document import Grid, Hint
from pipeline.tables import header
from pipeline.tables.columns import ReadHeader, read_header
from pipeline.tables.families import all_families
from pipeline.tables.lists.columns import list_heads, read_list_header
from pipeline.tables.model import Family
from pipeline.tables.ruled.heads import Column, read_heads
from pipeline.tables.ruled.joined import has_geometry
from pipeline.tables.ruled.region import column_paths, cut_ruled
from pipeline.tables.tokens.header import find_header, without_reprints

Match = tuple[Family, ReadHeader, str]
"""A family, the header understood as its, and the title that named it."""


def region_of(grid: Grid) -> header.Region:
    """A grid cut into captions, header and body."""
    return cut_ruled(grid) if has_geometry(grid) else header.cut(grid)


def match_family(grid: Grid, region: header.Region, titles: Sequence[str]) -> tuple[Match | None, header.Region]:
    """The family that the grid is a table of, if any, and the region as that family cuts it.

    A title of a list, or of a family that is known by its title alone, ends the search: what stands farther heads a
    chapter.
    """
    near = list(takewhile(lambda title: free_family([title]) is None, titles))
    listing = titles[len(near) : len(near) + 1]
    if grid.hint is Hint.NONE:
        return _match_by_characters(grid, near)
    if has_geometry(grid):
        match = _match_ruled(region, grid.width, near)
    else:
        match = _match_family(region, near, has_collapsed_spans=grid.has_collapsed_spans)
    if match is None and listing and not region.body:
        # Nothing but words: the header of a list without figures is its first line.
        region = header.cut_at(grid, 1)
    return match or _match_list(grid, region, listing), region


def _match_list(grid: Grid, region: header.Region, titles: Sequence[str]) -> Match | None:
    numeric = _numeric(region)
    for title in titles:
        for family in all_families():
            if family.is_list and family.is_titled(folded(title)):
                if has_geometry(grid):
                    heads = list_heads(column_paths(region.header, grid.width), numeric, family)
                    read = ReadHeader(heads, is_declared=False) if heads else None
                else:
                    read = read_list_header(grid, region, numeric, family)
                if read is not None:
                    return family, read, title
    return None


def _is_matched_by_columns(family: Family) -> bool:
    return bool(family.columns) and not family.is_list


def _match_ruled(region: header.Region, width: int, titles: Sequence[str]) -> Match | None:
    columns = _columns(region, width)
    for title in titles:
        for family in all_families():
            if _is_matched_by_columns(family) and not family.is_block and family.is_titled(folded(title)):
                heads = read_heads(columns, family)
                if heads is not None:
                    return family, ReadHeader(heads, is_declared=False), title
    return None


def _columns(region: header.Region, width: int) -> list[Column]:
    paths = column_paths(region.header, width)
    numeric = _numeric(region)
    return [Column(col, path, col in numeric) for col, path in enumerate(paths)]


def _numeric(region: header.Region) -> set[int]:
    """The columns whose bodies print numbers."""
    return {cell.col for row in region.body for cell in row if parse_number(cell.text) is not None}


def free_family(titles: Sequence[str]) -> str | None:
    """The list, or the family without columns, that a title names: kept cell by cell where its header is unknown."""
    return next(
        (
            family.table_id
            for title in titles
            for family in all_families()
            if (family.is_list or not family.columns) and family.is_titled(folded(title))
        ),
        None,
    )


def _match_family(region: header.Region, titles: Sequence[str], *, has_collapsed_spans: bool) -> Match | None:
    for title in titles:
        for family in all_families():
            if _is_matched_by_columns(family) and family.is_titled(folded(title)):
                read = read_header(region, family, has_collapsed_spans=has_collapsed_spans)
                if read is not None:
                    return family, read, title
    return None


def _match_by_characters(grid: Grid, titles: Sequence[str]) -> tuple[Match | None, header.Region]:
    """The family whose layout the characters at the top of a grid without columns are, and the grid cut below them."""
    for title in titles:
        found = [
            (family, found)
            for family in all_families()
            if _is_matched_by_columns(family)
            and family.is_titled(folded(title))
            and (found := find_header(grid.rows, family))
        ]
        if found:
            family, best = max(found, key=lambda match: match[1].likeness)
            region = header.cut_at(grid, best.lines)
            body = tuple(map(tuple, without_reprints(region.body, region.header)))
            return (family, best.read, title), replace(region, body=body)
    return None, header.cut(grid)
