"""Aims told in prose (绩效目标, 年度目标): what a project or department is to reach, before any indicator.

Here: the aim of a sheet, and the aims of a column. Not here: indicators.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.kernel.text import folded, without_space
from pipeline.readers.document import RawCell
from pipeline.tables.indicators.indicator import Indicator, Told
from pipeline.tables.indicators.rows import ProjectOf

_LABEL = re.compile(
    r"(?:年度)?(?:总体|整体)?绩效目标|年度(?:总体|履职)?目标|(?:年度)?总体目标|实施期(?:总|总体)?目标|项目目标"
)
_LEAST = 6
"""An aim is a sentence: a shorter text beside such a label is another label."""


def aim_of_sheet(
    rows: Sequence[Sequence[RawCell]], project: int | None, indicators: Container[tuple[int, int]]
) -> Told:
    """The aim of a sheet: the prose right of its label; where two are told, the year's stands last.

    Args:
        rows: the sheet.
        project: index of the row of its project.
        indicators: row and column of the cells that tell its indicators, beside which the same label may stand.
    """
    found: RawCell | None = None
    for number, row in enumerate(rows):
        for label in (cell for cell in row if _LABEL.fullmatch(folded(cell.text))):
            beside = [
                cell
                for line in rows[number : number + label.row_span]
                for cell in line
                if cell.col > label.col and _is_prose(cell) and (cell.row, cell.col) not in indicators
            ]
            found = beside[-1] if beside else found
    return _told([] if found is None else [(found, project)])


def aims_of_column(rows: Sequence[Sequence[RawCell]], col: int, project_of: ProjectOf) -> Told:
    """The aims told in a column of a table of projects; what a page break left of one is joined to it."""
    aims: list[tuple[RawCell, int | None]] = []
    rests: set[tuple[int, int]] = set()
    for row in rows:
        cell = next((cell for cell in row if cell.col == col and cell.text.strip()), None)
        if cell is None:
            continue
        project = project_of(cell.row)
        if aims and aims[-1][1] == project:
            aims[-1] = replace(aims[-1][0], text=aims[-1][0].text + cell.text), project
            rests.add((cell.row, cell.col))
        else:
            aims.append((cell, project))
    told = _told(aims)
    return Told(told.indicators, told.positions | rests)


def _is_prose(cell: RawCell) -> bool:
    text = folded(cell.text)
    return len(text) >= _LEAST and _LABEL.fullmatch(text) is None


def _told(aims: Sequence[tuple[RawCell, int | None]]) -> Told:
    return Told(
        tuple(
            Indicator(cell.row, cell.col, cell.place, project, target=without_space(cell.text), is_goal=True)
            for cell, project in aims
        ),
        frozenset((cell.row, cell.col) for cell, _ in aims),
    )
