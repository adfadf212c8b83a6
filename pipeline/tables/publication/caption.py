"""Whose a table is, as its caption says: 单位名称：…, 部门：…, 编制单位：….

Here: finding these captions in lines, in cells, and in rows of a grid whose cells split one. Not here: which of them is
the publisher.
"""

import re
from collections.abc import Iterator

from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.kernel.wording import whole_of
from pipeline.readers.document import Document, RawCell
from pipeline.tables.publication.announcement import is_organisation

_CAPTION = re.compile(
    r"(?:编制|填报|预算|公开)?(?:单位|部门)(?:\(部门\)|\(单位\))?(?:名称)?:(?P<name>[^:]{3,60}?)(?:(?:金额)?单位:.*)?$"
)
_LABEL = re.compile(r"(?:单位|部门)(?:\(部门\)|\(单位\))?名称")
_CODED_UNIT = re.compile(r"^\d{3,9}-?(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff()]{3,40})$")
_NO_NAME = re.compile(r"\d|元$")
_WHOLE = re.compile(r"\(汇总\)$")
_SHORT = 60
_CAPTION_ROWS = 6


def whole_name(name: str) -> str:
    """A captioned name without the mark of a part (本级) or of the whole (汇总)."""
    return _WHOLE.sub("", whole_of(name))


def _captioned(text: str) -> str:
    match = _CAPTION.match(text) if len(text) <= _SHORT else None
    name = match["name"].strip() if match else ""
    return "" if _NO_NAME.search(name) else name


def _captioned_by_row(row: tuple[RawCell, ...]) -> str:
    texts = [text for cell in row if (text := folded(cell.text))]
    if len(texts) == 2 and _LABEL.fullmatch(texts[0]) and is_organisation(texts[1]):
        return texts[1]
    return _captioned("".join(texts))


def captions_with_places(document: Document) -> Iterator[tuple[Place, str]]:
    """The folded names, marks of a part kept, that captions give, each with its place."""
    for line in document.lines:
        if name := _captioned(folded(line.text)):
            yield line.place, name
    for grid in document.grids:
        for row in grid.rows[:_CAPTION_ROWS]:
            if name := _captioned_by_row(row):
                yield next((cell.place for cell in row if cell.text.strip()), grid.place), name


def captions(document: Document) -> list[str]:
    """The folded names, marks of a part kept, that captions give, one for each caption."""
    return [name for _, name in captions_with_places(document)]


def coded_units(document: Document) -> Iterator[str]:
    """What stands behind a code in lines and in the first rows of grids: units, and subjects that look like them."""
    lines = (line.text for line in document.lines)
    cells = (cell.text for grid in document.grids for row in grid.rows[:2] for cell in row)
    for text in (*lines, *cells):
        if match := _CODED_UNIT.match(folded(text)):
            yield match["name"]


def captioned_units(document: Document) -> frozenset[str]:
    """The folded names of the units that captions say the tables are of; of a part (本级) also the whole."""
    names = frozenset([*captions(document), *coded_units(document)])
    return names | {whole_name(name) for name in names}
