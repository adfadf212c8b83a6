"""Generated budgets typeset as PDF and read back: every cell in its place, every number once, nothing else a table."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from generated.budget import Form, Options, varied
from generated.pdf import bad_input
from generated.pdf.conventions import Codes, Convention, conventional, varied_convention
from generated.pdf.layout import PdfLayout, Rules, Turn, varied_layout
from generated.pdf.paging import Piece, PlacedCell
from generated.pdf.typesetting import TypesetPdf, typeset_pdf
from generated.publication import Publication
from generated.publishing import generated
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline.kernel.errors import UnreadableFileError
from pipeline.kernel.text import folded
from pipeline.readers.document import Document, Grid, RawCell
from pipeline.readers.registry import read_document

SEEDS = st.integers(min_value=0, max_value=10_000)
FORMS = st.sampled_from(Form)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
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
}


def examples(count: int) -> settings:
    """A smaller seed is no simpler budget, so failures are reported as found."""
    return settings(max_examples=count, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def published(seed: int, form: Form) -> Publication:
    """A small document by some province's convention."""
    options = varied(seed, form)
    small = replace(
        options,
        scale=1,
        functions=min(5, options.functions),
        projects=min(8, options.projects),
        units=min(2, options.units),
    )
    return conventional(generated(small), varied_convention(seed))


def reading(pdf: TypesetPdf) -> Document:
    return read_document(pdf.content, "typeset.pdf")


Cells = dict[tuple[int, int], tuple[int, int, str]]
"""Spans and text of every cell that prints anything, by row and column."""


def set_cells(piece: Piece) -> Cells:
    return {
        (cell.row, cell.cell.col): (cell.row_span, cell.cell.col_span, folded(cell.text))
        for cell in piece.cells
        if cell.text
    }


def read_cells(grid: Grid) -> Cells:
    return {
        (cell.row, cell.col): (cell.row_span, cell.col_span, folded(cell.text))
        for cell in cells_of(grid)
        if cell.text.strip()
    }


def cells_of(grid: Grid) -> Iterator[RawCell]:
    return (cell for row in grid.rows for cell in row)


def assert_every_cell_comes_back(pdf: TypesetPdf) -> None:
    document = reading(pdf)
    assert Counter(grid.place.page for grid in document.grids) == Counter(piece.page + 1 for piece in pdf.pieces)
    for grid, piece in zip(document.grids, pdf.pieces, strict=True):
        assert read_cells(grid) == set_cells(piece), f"page {piece.page + 1}"


# --- the typesetter itself ---


@given(seed=SEEDS, form=FORMS)
@examples(8)
def test_a_seed_gives_the_same_file_every_time(seed: int, form: Form) -> None:
    layout = varied_layout(seed)
    assert typeset_pdf(published(seed, form), layout) == typeset_pdf(published(seed, form), layout)


@given(seed=SEEDS, form=FORMS)
@examples(25)
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
@examples(25)
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


# --- files that are no disclosures ---


def typeset_plainly() -> bytes:
    return typeset_pdf(generated(Options(seed=1)), PdfLayout()).content


@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_a_truncated_pdf_is_rejected(part: float) -> None:
    with pytest.raises(UnreadableFileError):
        read_document(bad_input.truncated(typeset_plainly(), part), "truncated.pdf")


def test_a_pdf_with_misplaced_cross_references_is_read_whole() -> None:
    whole = typeset_plainly()
    damaged = read_document(bad_input.with_misplaced_cross_references(whole), "damaged.pdf")
    assert damaged.grids == read_document(whole, "whole.pdf").grids


def test_an_encrypted_pdf_is_rejected_for_its_password() -> None:
    with pytest.raises(UnreadableFileError, match="password"):
        read_document(bad_input.encrypted(), "locked.pdf")


def test_a_pdf_that_forbids_only_changes_is_read() -> None:
    assert [line.text for line in read_document(bad_input.restricted(), "restricted.pdf").lines] == [
        bad_input.RESTRICTED_TEXT
    ]


def test_a_pdf_without_pages_is_rejected() -> None:
    with pytest.raises(UnreadableFileError, match="page"):
        read_document(bad_input.without_pages(), "empty.pdf")


def test_a_web_page_named_pdf_is_rejected() -> None:
    with pytest.raises(UnreadableFileError):
        read_document(bad_input.web_page(), "web.pdf")


def test_a_scan_is_kept_as_unread_for_want_of_recognition() -> None:
    document = read_document(bad_input.scan(), "scan.pdf")
    assert "OCR" in document.unread
    assert not document.grids


def test_a_crowded_page_loses_no_character() -> None:
    document = read_document(bad_input.with_crowded_page(), "crowded.pdf")
    assert sum(line.text.count("预") for line in document.lines) == 200_000
