"""Whether a document says that it leaves out secret matters (涉密): then its totals may exceed their parts.

Here: telling it by the wording, wherever it stands: a note under a table, a paragraph, a cell. Not here: which rows are
left out, which no document says.
"""

import re

from pipeline.kernel.text import without_space
from pipeline.readers.document import Document

_CLASSIFIED = r"(?<!非)(?:涉密|国家秘密)"
_LEFT_OUT = r"(?:不|未)予?(?:对外)?(?:公开|公布|列示|列出|反映|包含|包括|含)"
_WITHHELD = re.compile(
    rf"{_CLASSIFIED}[^。;；]{{0,60}}?{_LEFT_OUT}|(?:{_LEFT_OUT}|剔除|扣除|隐去)[^。;；]{{0,12}}{_CLASSIFIED}"
)


def says_withheld(document: Document) -> bool:
    """Say whether a document states that secret items or subjects are not published in it."""
    lines = without_space("".join(line.text for line in document.lines))
    cells = (cell.text for grid in document.grids for row in grid.rows for cell in row if "密" in cell.text)
    return any(_WITHHELD.search(text) for text in (lines, *map(without_space, cells)))
