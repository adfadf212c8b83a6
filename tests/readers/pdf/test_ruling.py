"""Rules, however they are drawn, make the cells that pdfplumber's own finder makes of them."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber.table import TableFinder
from readers.pdf.drawn import PICTURE, Drawn, bar, lattice, line, text
from readers.pdf.reading import lines, only_grid, read, rows

from pipeline.readers.pdf.page_objects import Rule
from pipeline.readers.pdf.ruling import merged_rules, ruled_regions

XS, YS = (50, 200, 300), (700, 720, 740)
WORDS = text(52, 725, "项目") + text(210, 725, "金额") + text(52, 705, "合计") + text(252, 705, "1,234.50")
CELLS = [["项目", "金额"], ["合计", "1,234.50"]]


def hairline(x0: float, y0: float, x1: float, y1: float) -> str:
    return line(x0, y0, x1, y1, before="0 w")


def dashed_by_pattern(x0: float, y0: float, x1: float, y1: float) -> str:
    return line(x0, y0, x1, y1, before="[3 2] 0 d")


def dashed_by_pieces(x0: float, y0: float, x1: float, y1: float) -> str:
    """Pieces of two points, two points apart."""
    across = x1 > x0
    count = int((x1 - x0 if across else y1 - y0) // 4)
    return "".join(
        line(x0 + 4 * n, y0, x0 + 4 * n + 2, y0) if across else line(x0, y0 + 4 * n, x0, y0 + 4 * n + 2)
        for n in range(count + 1)
    )


def dotted_with_squares(x0: float, y0: float, x1: float, y1: float) -> str:
    """Squares of half a point, each of which pdfplumber alone would find too short to be an edge."""
    across = x1 > x0
    steps = range(int(x1 - x0 if across else y1 - y0) + 1)
    return "".join(f"{x0 + n if across else x0} {y0 if across else y0 + n} 0.5 0.5 re f\n" for n in steps)


def thick_bar(x0: float, y0: float, x1: float, y1: float) -> str:
    return bar(x0, y0, x1, y1, thickness=2)


def leaning_line(x0: float, y0: float, x1: float, y1: float) -> str:
    return line(x0, y0, x1 + 0.03 * (x0 == x1), y1 + 0.03 * (y0 == y1))


def picture_of_a_line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"q {max(x1 - x0, 0.5)} 0 0 {max(y1 - y0, 0.5)} {x0} {y0} cm /P Do Q\n"


@pytest.mark.parametrize(
    "rule",
    [
        line,
        bar,
        hairline,
        dashed_by_pattern,
        dashed_by_pieces,
        dotted_with_squares,
        thick_bar,
        leaning_line,
        picture_of_a_line,
    ],
)
def test_a_rule_is_a_rule_however_it_is_drawn(rule: Any) -> None:
    document = read(Drawn(lattice(XS, YS, rule) + WORDS, pictures={"P": PICTURE}))
    assert rows(only_grid(document)) == CELLS


def test_frames_of_cells_and_one_path_of_all_rules_are_read() -> None:
    frames = "".join(f"{x} {y} {w} 20 re S\n" for y in (700, 720) for x, w in ((50, 150), (200, 100)))
    one_path = "".join(f"{x} 700 m {x} 740 l " for x in XS) + "".join(f"50 {y} m 300 {y} l " for y in YS) + "S\n"
    bars = "".join(f"{x} 700 0.5 40 re " for x in XS) + "".join(f"50 {y} 250.5 0.5 re " for y in YS) + "f\n"
    for rules in (frames, one_path, bars):
        assert rows(only_grid(read(rules + WORDS))) == CELLS


def test_forms_within_forms_are_drawn_where_their_matrices_put_them() -> None:
    half = "".join(f"{x / 2} {y / 2} {w / 2} 10 re S\n" for y in (700, 720) for x, w in ((50, 150), (200, 100)))
    forms = {
        "Inner": ("/BBox [-999 -999 999 999] /Matrix [1 0 0 1 -30 40]", half + text(26, 362.5, "项目", 5)),
        "Outer": ("/BBox [-999 -999 999 999] /Matrix [2 0 0 2 0 0]", "q 1 0 0 1 30 -40 cm /Inner Do Q\n"),
    }
    words = text(210, 725, "金额") + text(52, 705, "合计") + text(252, 705, "1,234.50")
    grid = only_grid(read(Drawn(words + "/Outer Do\n", forms=forms)))
    assert rows(grid) == CELLS
    assert [cell.place.bbox for cell in grid.rows[0]] == [(50, 102, 200, 122), (200, 102, 300, 122)]


def test_what_is_not_painted_or_white_on_paper_is_no_rule() -> None:
    unpainted = lattice(XS, YS).replace(" S Q", " n Q")
    white = "1 G 1 g " + lattice(XS, YS) + lattice(XS, YS, bar) + "0 G 0 g "
    for rules in (unpainted, white):
        document = read(rules + WORDS)
        assert document.grids == ()
        assert lines(document) == ["项目 金额", "合计 1,234.50"]


def test_white_rules_part_the_cells_of_a_shaded_header() -> None:
    shaded = "0.2 0.3 0.6 rg 50 720 250 20 re f 0 g\n"
    header = "1 G " + line(200, 720, 200, 740) + "0 G "
    body = lattice(XS, (700, 720)) + line(50, 720, 50, 740) + line(300, 720, 300, 740) + line(50, 740, 300, 740)
    assert rows(only_grid(read(shaded + header.replace("q ", "q 1 G ") + body + WORDS))) == CELLS


def test_the_edges_of_coloured_areas_are_no_rules() -> None:
    bars = "".join(f"0.3 0.5 0.7 rg {100 + 40 * n} 500 20 {30 + 10 * n} re f\n" for n in range(4))
    axis = "".join(line(90, 500 + 20 * n, 280, 500 + 20 * n) for n in range(5)) + line(90, 500, 90, 580)
    labels = "".join(text(100 + 40 * n, 535 + 10 * n, f"{17 + n}.5", 8) for n in range(4))
    document = read(axis + bars + labels)
    assert document.grids == ()
    assert len(lines(document)) == 4


def test_a_frame_around_text_and_a_lattice_without_text_are_no_tables() -> None:
    frame = "40 690 300 60 re S\n" + text(60, 720, "说明")
    empty = lattice((50, 150, 250), (500, 520, 540, 560))
    document = read(frame + empty)
    assert document.grids == ()
    assert lines(document) == ["说明"]


@dataclass(frozen=True)
class Ruling:
    """The one thing that the table finder asks of a page."""

    edges: list[dict[str, Any]]


def edge(rule: Rule) -> dict[str, Any]:
    length = rule.end - rule.start
    if rule.is_vertical:
        place = {"x0": rule.at, "x1": rule.at, "top": rule.start, "bottom": rule.end, "width": 0, "height": length}
    else:
        place = {"x0": rule.start, "x1": rule.end, "top": rule.at, "bottom": rule.at, "width": length, "height": 0}
    return place | {"orientation": "v" if rule.is_vertical else "h", "object_type": "line", "doctop": 0}


positions = st.integers(0, 12).map(lambda step: 40.0 + 17 * step)
jitter = st.sampled_from([0.0, 0.0, 0.4, 1.0])


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    start, end = sorted((draw(positions), draw(positions)))
    return Rule(draw(st.booleans()), draw(positions) + draw(jitter), start - draw(jitter), end + draw(jitter) + 4)


@settings(max_examples=300, deadline=None)
@given(st.lists(rules(), min_size=4, max_size=40))
def test_the_cells_are_those_of_pdfplumber(drawn: list[Rule]) -> None:
    found = TableFinder(Ruling([edge(rule) for rule in drawn]))  # type: ignore[arg-type]
    theirs = [sorted(map(steps, table.cells)) for table in found.tables]
    ours = [sorted(map(steps, cells)) for cells in ruled_regions(merged_rules(drawn))]
    assert sorted(ours) == sorted(theirs)


def steps(cell: tuple[float, ...]) -> tuple[int, ...]:
    """A cell in steps: where rules nearly coincide, only their mean place may differ."""
    return tuple(round((edge - 40) / 17) for edge in cell)
