"""PDFs written operator by operator, so that a test says exactly what stands in the file.

Here: pages of given content, with one font that maps 16-bit codes to the characters of the same number. Not here:
laying out documents (``generated``).
"""

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_SAME = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
TO_UNICODE = "\n".join(
    [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Same def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
        *(f"64 beginbfrange {' '.join(_SAME[n : n + 64])} endbfrange" for n in range(0, 256, 64)),
        "endcmap end end",
    ]
).encode()
"""Maps each code to the character of the same number."""

# Widths in thousandths of the size: half an em for Latin, an em for ideographs, as most Chinese fonts have.
_FONT = """<< /Type /Font /Subtype /Type0 /BaseFont /Boxes /Encoding /Identity-H /ToUnicode {} 0 R /DescendantFonts [
<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Boxes /CIDToGIDMap {} 0 R /DW 1000 /W [ 32 126 500 ]
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>
/FontDescriptor << /Type /FontDescriptor /FontName /Boxes /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0
/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 {} >> >> ] >>"""


def _box_font() -> bytes:
    """A TrueType font with one glyph, a box: all that a character needs to be seen."""
    box = struct.pack(">hhhhhHH4B", 1, 0, 0, 400, 700, 3, 0, 1, 1, 1, 1)
    box += struct.pack(">8h", 0, 0, 400, 0, 0, 700, -400, 0)
    box += bytes(-len(box) % 4)
    tables = {
        b"glyf": box,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -120, 1000, 880, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 1000, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hhh", 1000, 0, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(box) // 2),
        b"maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, *[0] * 11),
    }
    place, directory, body = 12 + 16 * len(tables), b"", b""
    for tag, table in sorted(tables.items()):
        directory += tag + struct.pack(">III", 0, place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32) + directory + body


@dataclass(frozen=True)
class Drawn:
    """A page: its content stream, and what it stands on."""

    content: str
    size: tuple[float, float] = (595, 842)
    entries: str = ""
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)
    """For each form by name, the entries of its dictionary and its content; a form can draw those before it."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """For each picture by name, its whole object."""


def text(x: float, y: float, words: str, size: float = 10, *, matrix: str = "1 0 0 1", before: str = "") -> str:
    """Operators that set words from a point, y from the bottom of the page."""
    return f"BT {before} /F {size} Tf {matrix} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float, before: str = "") -> str:
    """Operators that draw a line."""
    return f"q {before} 0.5 w {x0} {y0} m {x1} {y1} l S Q\n"


def bar(x0: float, y0: float, x1: float, y1: float, thickness: float = 0.5) -> str:
    """Operators that fill a rectangle as thin as a line."""
    across = abs(x1 - x0) >= abs(y1 - y0)
    width, height = (abs(x1 - x0), thickness) if across else (thickness, abs(y1 - y0))
    return f"{min(x0, x1)} {min(y0, y1)} {width} {height} re f\n"


def lattice(xs: Sequence[float], ys: Sequence[float], rule: Callable[[float, float, float, float], str] = line) -> str:
    """Operators that rule a full lattice."""
    level = "".join(rule(min(xs), y, max(xs), y) for y in ys)
    return level + "".join(rule(x, min(ys), x, max(ys)) for x in xs)


PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    b"\nstream\n\x00\nendstream"
)
"""One black pixel, to be stretched."""


def pdf(*pages: Drawn, trailer: str = "", has_glyphs: bool = True) -> bytes:
    """The bytes of a document; its font is embedded, or only named, so that no machine has its glyphs."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    def stream(entries: str, data: bytes) -> bytes:
        return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"

    catalogue, tree = add(b""), add(b"")
    every_character = zlib.compress(struct.pack(">H", 1) * 0x10000)
    same, glyphs = add(stream("", TO_UNICODE)), add(stream("/Filter /FlateDecode", every_character))
    embedded = f"/FontFile2 {add(stream('', _box_font()))} 0 R" if has_glyphs else ""
    font = add(_FONT.format(same, glyphs, embedded).encode())
    kids = []
    for page in pages:
        xobjects = ""
        for name, (entries, drawn) in page.forms.items():
            resources = f"/Resources << /Font << /F {font} 0 R >> /XObject << {xobjects} >> >>"
            number = add(stream(f"/Type /XObject /Subtype /Form {entries} {resources}", drawn.encode()))
            xobjects += f"/{name} {number} 0 R "
        for name, picture in page.pictures.items():
            xobjects += f"/{name} {add(picture)} 0 R "
        content = add(stream("", page.content.encode()))
        width, height = page.size
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width} {height}] {page.entries} "
                f"/Contents {content} 0 R /Resources << /Font << /F {font} 0 R >> /XObject << {xobjects} >> "
                f"/ExtGState << /Faint << /ca 0.2 >> >> >> >>".encode()
            )
        )
    objects[catalogue - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode()
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root {catalogue} 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return bytes(body) + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()
