"""Generated budgets typeset as PDF and read back: every cell in its place, every number once, nothing else a table."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from generated.budget import Form, Options
from generated.pdf.conventions import Codes, Convention, conventional
from generated.pdf.layout import PdfLayout, Rules, Turn, varied_layout
from generated.pdf.paging import Piece, PlacedCell
from generated.pdf.reading_back import amounts_in, cells_of, published, read_cells, reading, set_cells
from generated.pdf.typesetting import TypesetPdf, typeset_pdf
from generated.publishing import generated
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from pipeline.kernel.text import folded
from pipeline.readers.pdf.page_reading import PageReading, read_page
from pipeline.readers.pdf.plumber import SlowPages
from pipeline.readers.pdf.unread import CHART

SEEDS = st.integers(min_value=0, max_value=10_000)
FORMS = st.sampled_from(Form)
_NEAR = 1.0
"""How far (points) a cell's box may stand from where it was set: rules have a width."""

OPTIONS = {
    "plain": PdfLayout(),
    "thin rectangles": PdfLayout(rules=Rules.THIN_RECTANGLES),
    "hairlines": PdfLayout(rules=Rules.HAIRLINES),
    "frames": PdfLayout(rules=Rules.FRAMES),
    "corner gaps": PdfLayout(has_corner_gaps=True, rules=Rules.THIN_RECTANGLES),
    "no outer verticals": PdfLayout(has_outer_verticals=False),
    "bleeding": PdfLayout(bleeds=True, turn=Turn.LANDSCAPE),
    "landscape": PdfLayout(turn=Turn.LANDSCAPE),
    "rotated by 90": PdfLayout(turn=Turn.ROTATED_90),
    "rotated by 270": PdfLayout(turn=Turn.ROTATED_270),
    "header once": PdfLayout(repeats_header=False, turn=Turn.LANDSCAPE),
    "total repeated": PdfLayout(repeats_total=True, turn=Turn.LANDSCAPE),
    "rows split by the page break": PdfLayout(splits_rows=True, label_width=5),
    "several tables on a page": PdfLayout(shares_pages=True),
    "names wrapped": PdfLayout(label_width=5),
    "numbers broken": PdfLayout(breaks_numbers=True),
    "points lowered": PdfLayout(lowers_points=True, breaks_numbers=True),
    "fake bold": PdfLayout(has_fake_bold=True),
    "shaded header": PdfLayout(has_shaded_header=True),
    "tall cells": PdfLayout(has_merged_repeats=True),
    "two blocks": PdfLayout(has_blocks=True),
    "indented with blanks": PdfLayout(indents_with_spaces=True),
    "nested form": PdfLayout(is_nested=True),
    "names clipped": PdfLayout(clips_names=True, label_width=5),
    "radicals": PdfLayout(has_radicals=True),
    "watermark": PdfLayout(has_watermark=True),
    "surroundings": PdfLayout(has_surroundings=True),
    "fonts not embedded": PdfLayout(embeds_fonts=False),
}


def examples(count: int) -> settings:
    """A smaller seed is no simpler budget, so failures are reported as found."""
    return settings(max_examples=count, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def assert_every_cell_comes_back(pdf: TypesetPdf) -> None:
    """Each in its place, and no amount of a table anywhere else."""
    document = reading(pdf)
    assert Counter(grid.place.page for grid in document.grids) == Counter(piece.page + 1 for piece in pdf.pieces)
    for grid, piece in zip(document.grids, pdf.pieces, strict=True):
        assert read_cells(cells_of(grid)) == set_cells(piece), f"page {piece.page + 1}"
    pages = {piece.page + 1 for piece in pdf.pieces}
    assert not list(amounts_in(line.text for line in document.lines if line.place.page in pages))


# --- the typesetter itself ---


@given(seed=SEEDS, form=FORMS)
@examples(4)
def test_a_seed_gives_the_same_file_every_time(seed: int, form: Form) -> None:
    layout = varied_layout(seed)
    assert typeset_pdf(published(seed, form), layout) == typeset_pdf(published(seed, form), layout)


@given(seed=SEEDS, form=FORMS)
@examples(12)
def test_pieces_print_every_figure_of_the_budget(seed: int, form: Form) -> None:
    publication = published(seed, form)
    pdf = typeset_pdf(publication, replace(varied_layout(seed), repeats_total=False, has_radicals=False))
    figures = Counter(
        value
        for table in publication.tables
        for line in table.lines
        for entry in line
        for value in entry.values
        if value
    )
    printed = Counter(cell.text for piece in pdf.pieces for cell in piece.cells if cell.cell.is_amount and cell.text)
    assert printed == figures


@given(seed=SEEDS, form=FORMS)
@examples(12)
def test_cells_of_a_piece_cover_it_once(seed: int, form: Form) -> None:
    for piece in typeset_pdf(published(seed, form), varied_layout(seed)).pieces:
        covered = Counter(
            (row, col)
            for cell in piece.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in cell.cell.cols
        )
        rows, cols = {row for row, _ in covered}, {col for _, col in covered}
        assert set(covered.values()) == {1}
        assert len(covered) == len(rows) * len(cols)


# --- reading ---


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("option", OPTIONS)
def test_every_cell_comes_back_in_every_layout(option: str, form: Form) -> None:
    assert_every_cell_comes_back(typeset_pdf(published(3, form), OPTIONS[option]))


@given(seed=SEEDS, form=FORMS)
@example(seed=15, form=Form.HEBEI)
@example(seed=131, form=Form.HEBEI)
@example(seed=306, form=Form.HEBEI)
@examples(15)
def test_every_cell_comes_back_however_layouts_combine(seed: int, form: Form) -> None:
    # Seeds 15 and 306 clip names that run off the page; pdfium tells those of 131 and 306 among the next cells' text.
    assert_every_cell_comes_back(typeset_pdf(published(seed, form), varied_layout(seed)))


@pytest.mark.parametrize("option", ["plain", "thin rectangles", "nested form", "rotated by 90", "landscape"])
def test_a_cell_says_where_on_the_shown_page_it_stands(option: str) -> None:
    pdf = typeset_pdf(published(1, Form.HENAN), OPTIONS[option])
    for grid, piece in zip(reading(pdf).grids, pdf.pieces, strict=True):
        boxes = {(cell.row, cell.col): cell.place.bbox for cell in cells_of(grid)}
        for cell in piece.cells:
            assert boxes[cell.row, cell.cell.col] == pytest.approx(cell.box, abs=_NEAR), (piece.page, cell.text)


@given(seed=SEEDS, form=FORMS)
@examples(3)
def test_contents_narrative_and_charts_are_text_and_no_tables(seed: int, form: Form) -> None:
    pdf = typeset_pdf(published(seed, form), replace(varied_layout(seed), has_surroundings=True))
    document = reading(pdf)
    assert {folded(line.text) for line in document.lines} >= {folded(title) for title in pdf.titles}
    assert {grid.place.page for grid in document.grids} == {piece.page + 1 for piece in pdf.pieces}
    assert [(unread.page, unread.reason) for unread in document.unread_pages] == [(pdf.pages, CHART)]


# --- without pdfium ---


def read_slowly(pdf: TypesetPdf, page: int) -> PageReading:
    with closing(SlowPages(pdf.content)) as pages:
        objects = pages.objects(page)
        assert objects is not None
        return read_page(objects, page + 1)


@given(seed=SEEDS, form=FORMS, page=SEEDS)
@examples(15)
def test_a_page_that_pdfium_cannot_parse_comes_back_whole(seed: int, form: Form, page: int) -> None:
    # How far clipped names belong to their cells, the slow parser cannot tell.
    pdf = typeset_pdf(published(seed, form), replace(varied_layout(seed), clips_names=False))
    page %= pdf.pages
    slow = read_slowly(pdf, page)
    grids = [read_cells(cell for row in item for cell in row) for _, item in slow.items if not isinstance(item, str)]
    assert grids == [set_cells(piece) for piece in pdf.pieces if piece.page == page]


@pytest.mark.parametrize("indents_with_spaces", [True, False])
def test_deeper_rows_of_a_tree_without_codes_stand_further_right(*, indents_with_spaces: bool) -> None:
    budget = generated(Options(seed=5, form=Form.HEBEI, is_deep=True))
    publication = conventional(budget, Convention(codes=Codes.INDENTED))
    pdf = typeset_pdf(publication, PdfLayout(indents_with_spaces=indents_with_spaces))
    steps: dict[int, set[float]] = {}
    for grid, piece in zip(reading(pdf).grids, pdf.pieces, strict=True):
        indents = {(cell.row, cell.col): cell.indent for cell in cells_of(grid)}
        if piece.sheet == 2:
            for cell in _names(piece):
                steps.setdefault(cell.cell.indent, set()).add(round(indents[cell.row, cell.cell.col]))
    assert sorted(steps) == [0, 1, 2, 3]
    levels = [min(steps[depth]) for depth in range(4)] + [1000]
    assert all(max(steps[depth]) < levels[depth + 1] for depth in range(4))


def _names(piece: Piece) -> Iterator[PlacedCell]:
    """The names of the body: its second column, behind the row numbers."""
    return (cell for cell in piece.cells if cell.cell.col == 1 and not cell.cell.is_header)


def test_the_end_of_a_name_alone_on_its_page_is_still_a_table() -> None:
    pdf = typeset_pdf(published(975, Form.HEBEI), varied_layout(975))
    assert any(sum(bool(cell.text) for cell in piece.cells) == 1 for piece in pdf.pieces)
    assert len(reading(pdf).grids) == len(pdf.pieces)
