"""Files that claim to be PDFs and are broken, empty, huge or something else.

Here: building them. Not here: what a reader must say about them.
"""

from io import BytesIO

from generated.pdf.fonts import boxes, song
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_PAGE = (595.0, 842.0)
RESTRICTED_TEXT = "1,234.56"
_TINY_GREY = b"P5 8 8 255\n" + bytes(range(0, 256, 4))
"""An image that needs no image library to build: 8 × 8 greys as PGM."""


def _canvas(encrypt: StandardEncryption | None = None) -> tuple[Canvas, BytesIO]:
    buffer = BytesIO()
    return Canvas(buffer, pagesize=_PAGE, invariant=1, encrypt=encrypt), buffer


def truncated(content: bytes, part: float = 0.5) -> bytes:
    """The beginning of a PDF, as a broken download leaves it."""
    return content[: int(len(content) * part)]


def encrypted() -> bytes:
    """A PDF that only a password opens."""
    canvas, buffer = _canvas(StandardEncryption("1949", canPrint=0))
    canvas.setFont(song(), 12)
    canvas.drawString(72, 720, "部门预算")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def restricted() -> bytes:
    """A PDF that everybody may open and nobody may change: encrypted with an empty password, as publishers do."""
    canvas, buffer = _canvas(StandardEncryption("", ownerPassword="1949", canModify=0))
    # Latin letters: ReportLab forgets to encrypt the names of its CID fonts, so that readers cannot map their glyphs.
    canvas.drawString(72, 720, RESTRICTED_TEXT)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def without_pages() -> bytes:
    """A well-formed PDF of no pages."""
    parts = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
    ]
    content, offsets = b"%PDF-1.4\n", []
    for part in parts:
        offsets.append(len(content))
        content += part
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 3\n0000000000 65535 f \n" + table + trailer


def of_empty_pages(pages: int = 10_000) -> bytes:
    """A PDF of many pages with nothing on them."""
    canvas, buffer = _canvas()
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def with_crowded_page(characters: int = 200_000) -> bytes:
    """A PDF of one page with very many characters and no rule."""
    canvas, buffer = _canvas()
    canvas.setFont(boxes(), 1)
    per_line = 590
    for line in range(characters // per_line + 1):
        count = min(per_line, characters - line * per_line)
        canvas.drawString(2, 840 - line * 2, "预" * count)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def web_page() -> bytes:
    """HTML, as a server sends it for a file that is gone, whatever the address ends in."""
    return (
        "<!DOCTYPE html>\n<html><head><title>404</title></head>"
        "<body><h1>您访问的页面不存在</h1><table><tr><td>1</td></tr></table></body></html>\n"
    ).encode()


def scan(pages: int = 2) -> bytes:
    """A PDF whose pages are pictures: no text layer."""
    canvas, buffer = _canvas()
    picture = ImageReader(BytesIO(_TINY_GREY))
    for _ in range(pages):
        canvas.drawImage(picture, 20, 20, 555, 802)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def with_misplaced_cross_references(content: bytes) -> bytes:
    """A PDF that says its cross references stand where they do not; every object is there."""
    return content.replace(b"startxref\n", b"startxref\n9")
