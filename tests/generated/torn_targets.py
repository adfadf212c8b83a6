"""A list of projects' targets on one long sheet, cut into pages wherever they end: merged cells go on without a rule.

Here: the sheet, the pages as a spreadsheet prints them, and what they tell. Not here: budgets (``budget``), tables that
break between their rows (``pdf``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from readers.pdf.drawn import Drawn, line, text

HEADS = ("项目名称", "项目总额", "其中：财政资金", "绩效目标", "三级指标", "本年绩效指标值", "绩效度量单位")
EDGES = (40.0, 150.0, 230.0, 310.0, 480.0, 620.0, 720.0, 800.0)
_WIDTH, _HEIGHT, _TOP = 842.0, 595.0, 40.0
_ROW, _LINE, _SIZE = 20.0, 11.0, 9.0
_BASELINE = 7.5
"""From the top of a line to what its characters stand on."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its amount as set, in one line or two, its aim, and how many indicators it has."""

    amount: tuple[str, ...]
    aim: str
    indicators: int


@dataclass(frozen=True, slots=True)
class Named:
    """A name printed once for several projects."""

    code: str
    name: str
    projects: tuple[Project, ...]


@dataclass(frozen=True, slots=True)
class _Merged:
    """A cell of the long sheet: its column, its rows, and the lines set in its middle."""

    col: int
    first: int
    end: int
    lines: tuple[str, ...]


def told(sheet: Sequence[Named]) -> list[tuple[str, str, str, int]]:
    """Code, name, amount and number of indicators of every project."""
    return [
        (named.code, named.name, "".join(project.amount), project.indicators)
        for named in sheet
        for project in named.projects
    ]


def pages(sheet: Sequence[Named], rows_of_a_page: int) -> list[Drawn]:
    """The sheet cut after every so many rows, the header among them."""
    cells = list(_cells(sheet))
    last = max(cell.end for cell in cells)
    cuts = [*range(0, last, rows_of_a_page), last]
    return [Drawn(_page(cells, top, bottom), size=(_WIDTH, _HEIGHT)) for top, bottom in pairwise(cuts)]


def _cells(sheet: Sequence[Named]) -> Iterator[_Merged]:
    yield from (_Merged(col, 0, 1, (head,)) for col, head in enumerate(HEADS))
    row = 1
    for named in sheet:
        first = row
        for project in named.projects:
            end = row + project.indicators
            yield from (_Merged(col, row, end, project.amount) for col in (1, 2))
            yield _Merged(3, row, end, (project.aim,))
            for number in range(row, end):
                words = (f"指标甲{number}", f"{number}", "个")
                yield from (_Merged(col, number, number + 1, (word,)) for col, word in enumerate(words, start=4))
            row = end
        yield _Merged(0, first, row, (f"{named.code}-", named.name))


def _page(cells: Sequence[_Merged], top: int, bottom: int) -> str:
    """What one page shows of the sheet: rules where cells begin or end, and the text, cut at its edges."""

    def level(row: float) -> float:
        return _HEIGHT - _TOP - (row - top) * _ROW

    upper, lower = level(top), level(bottom)
    drawn = [line(x, lower, x, upper) for x in EDGES]
    shown = []
    for cell in cells:
        left, right = EDGES[cell.col], EDGES[cell.col + 1]
        drawn += [line(left, level(row), right, level(row)) for row in (cell.first, cell.end) if top <= row <= bottom]
        middle = (level(cell.first) + level(cell.end)) / 2 + len(cell.lines) * _LINE / 2
        baselines = (middle - number * _LINE - _BASELINE for number in range(len(cell.lines)))
        shown += [
            text(left + 2, y, words, _SIZE)
            for words, y in zip(cell.lines, baselines, strict=True)
            if lower - _LINE < y < upper + _LINE
        ]
    area = f"{EDGES[0]} {lower} {EDGES[-1] - EDGES[0]} {upper - lower}"
    return f"{''.join(drawn)}q {area} re W n {''.join(shown)} Q\n"
