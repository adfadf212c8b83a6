"""What stands around the tables: cover, contents, narrative, a chart, foot lines, watermarks.

Here: pages without tables, made up by us, and what lies over pages with tables. Not here: tables.
"""

import random

from generated.pdf.drawing import Pen, centred, draw_line
from generated.pdf.fonts import font_of, width_of, wrapped
from generated.pdf.paging import MARGIN, Piece
from generated.pdf.sheet import Sheet
from generated.publication import Publication

_BODY = 12.0
_LINE = 20.0
_WATERMARK = "公开资料"


def draw_cover(pen: Pen, publication: Publication) -> None:
    """The page with the document's name."""
    centred(pen, publication.heading, 260, 22)
    centred(pen, f"{publication.year}年", 320, 16)


def draw_contents(pen: Pen, publication: Publication, first_page: int) -> None:
    """The contents, with dot leaders."""
    centred(pen, "目 录", 80, 18)
    for number, table in enumerate(publication.tables):
        page = str(first_page + number)
        room = pen.width - 2 * MARGIN - width_of(table.title + page, _BODY, pen.layout, is_plain=True)
        dots = "." * max(3, int(room / width_of(".", _BODY, pen.layout, is_plain=True)))
        draw_line(pen, f"{table.title}{dots}{page}", (MARGIN, 120 + number * _LINE), _BODY, is_plain=True)


def _sentences(publication: Publication, rng: random.Random) -> list[str]:
    def amount() -> str:
        return f"{rng.randint(1, 900_000) / 100:,.2f}{publication.money_unit}"

    year = publication.year
    return [
        f"{year}年本{publication.scope}收入总计{amount()}，支出总计{amount()}，比上年增加{amount()}。",
        f"其中基本支出{amount()}，占{rng.randint(1, 99)}.{rng.randint(0, 99):02d}%；项目支出{amount()}。",
        f"机关运行经费安排{amount()}，主要用于办公、印刷和差旅。",
        f"“三公”经费安排{amount()}，与上年持平；公务接待费{amount()}，减少{amount()}。",
        f"截至{year - 1}年末，共有车辆{rng.randint(1, 40)}辆，房屋{rng.randint(100, 9_999)}平方米。",
    ]


def draw_narrative(pen: Pen, publication: Publication) -> None:
    """A page of sentences that mention amounts."""
    rng = random.Random(f"narrative {pen.layout.seed}")
    centred(pen, "第二部分 预算情况说明", 80, 16)
    top = 120.0
    for sentence in _sentences(publication, rng):
        for line in wrapped(f"\u3000\u3000{sentence}", pen.width - 2 * MARGIN, _BODY, pen.layout, is_plain=True):
            draw_line(pen, line, (MARGIN, top), _BODY, is_plain=True)
            top += _LINE


def draw_chart(pen: Pen, publication: Publication) -> None:
    """A bar chart with gridlines and amounts on its axes."""
    rng = random.Random(f"chart {pen.layout.seed}")
    canvas, left, right, top, bottom = pen.canvas, 100.0, 480.0, 160.0, 460.0
    centred(pen, f"图1 近三年支出情况（{publication.money_unit}）", 130, 14)
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.6)
    for step in range(7):
        level = top + (bottom - top) * step / 6
        canvas.line(left, pen.up(level), right, pen.up(level))
        draw_line(pen, f"{(6 - step) * 200}", (left - 34, level + 3), 9, is_plain=True)
    for step in range(4):
        across = left + (right - left) * step / 3
        canvas.line(across, pen.up(top), across, pen.up(bottom))
    canvas.setStrokeGray(0)
    for step in range(3):
        centre = left + (right - left) * (2 * step + 1) / 6
        height = rng.uniform(0.2, 0.9) * (bottom - top)
        canvas.setFillGray(0.5)
        canvas.rect(centre - 25, pen.up(bottom), 50, height, stroke=0, fill=1)
        canvas.setFillGray(0)
        draw_line(pen, f"{height * 4:.2f}", (centre - 16, bottom - height - 5), 9, is_plain=True)
        draw_line(pen, f"{publication.year - 2 + step}年", (centre - 14, bottom + 14), 9, is_plain=True)


def draw_caption(pen: Pen, publication: Publication, sheet: Sheet, piece: Piece) -> None:
    """A table's title, and the line of its unit and money."""
    if not piece.is_first:
        return
    centred(pen, sheet.title, piece.top + 16, 14)
    unit = f"{publication.scope}名称：{publication.unit.name}"
    money = f"单位：{publication.money_unit}"
    draw_line(pen, unit, (MARGIN, piece.top + 40), 9, is_plain=True)
    draw_line(
        pen,
        money,
        (pen.width - MARGIN - width_of(money, 9, pen.layout, is_plain=True), piece.top + 40),
        9,
        is_plain=True,
    )


def draw_note(pen: Pen, sheet: Sheet, piece: Piece) -> None:
    """The note below a table's last piece."""
    if piece.is_last and sheet.note:
        draw_line(pen, sheet.note, (MARGIN, piece.bottom + 14), 9, is_plain=True)


def finish_page(pen: Pen, number: int) -> None:
    """Draw what lies at the foot of a page and over it, and end it."""
    if pen.layout.has_page_numbers:
        centred(pen, f"— {number} —", pen.height - 18, 9)
    if pen.layout.has_watermark:
        pen.canvas.saveState()
        pen.canvas.setFillGray(0.85)
        pen.canvas.translate(pen.width / 2, pen.height / 2)
        pen.canvas.rotate(40)
        pen.canvas.setFont(font_of(pen.layout), 60)
        pen.canvas.drawCentredString(0, 0, _WATERMARK)
        pen.canvas.restoreState()
    pen.canvas.showPage()
