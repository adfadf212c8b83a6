"""A publication as a PDF, with the truth about where everything stands.

Here: the pages in their order. Not here: how any of them is drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from generated.pdf.drawing import Pen, begin_page, draw_piece, nested
from generated.pdf.layout import PdfLayout, Turn
from generated.pdf.paging import Piece, moved, paged
from generated.pdf.sheet import sheet_of
from generated.pdf.surroundings import (
    draw_caption,
    draw_chart,
    draw_contents,
    draw_cover,
    draw_narrative,
    draw_note,
    finish_page,
)
from generated.publication import Publication
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class TypesetPdf:
    """A typeset document.

    Attributes:
        content: the file.
        pages: how many there are.
        pieces: the tables as they stand on pages, in reading order; ``page`` counts all pages from 0.
        titles: the titles of the tables, in order.
    """

    content: bytes
    pages: int
    pieces: tuple[Piece, ...]
    titles: tuple[str, ...]


def typeset_pdf(publication: Publication, layout: PdfLayout) -> TypesetPdf:
    """Typeset a publication."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    page = 0

    def show(turn: Turn, draw: Callable[[Pen], None]) -> None:
        nonlocal page
        width, height = begin_page(canvas, turn)
        pen = Pen(canvas, layout, width, height)
        draw(pen)
        page += 1
        finish_page(pen, page)

    show(Turn.PORTRAIT, lambda pen: draw_cover(pen, publication))
    if layout.has_surroundings:
        show(Turn.PORTRAIT, lambda pen: draw_contents(pen, publication, 3))
    sheets = [sheet_of(publication, table, layout) for table in publication.tables]
    laid = list(paged(sheets, layout))
    pieces: list[Piece] = []
    for _, run in groupby(laid, lambda each: each[0].page):
        on_page = list(run)

        def draw(pen: Pen, on_page: list = on_page) -> None:  # type: ignore[type-arg]
            for number, (piece, measures) in enumerate(on_page):
                draw_caption(pen, publication, sheets[piece.sheet], piece)
                with nested(pen, f"table{page}x{number}"):
                    draw_piece(pen, piece, measures)
                draw_note(pen, sheets[piece.sheet], piece)

        pieces += [moved(piece, page) for piece, _ in on_page]
        show(layout.turn, draw)
    if layout.has_surroundings:
        show(Turn.PORTRAIT, lambda pen: draw_narrative(pen, publication))
        show(Turn.PORTRAIT, lambda pen: draw_chart(pen, publication))
    canvas.save()
    return TypesetPdf(buffer.getvalue(), page, tuple(pieces), tuple(sheet.title for sheet in sheets))
