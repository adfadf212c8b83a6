"""Tables in a terminal, Chinese text aligned.

Here: laying out rows by display width. Not here: what the rows say.
"""

from collections.abc import Sequence

from wcwidth import wcswidth

ELLIPSIS = "…"


def width_of(text: str) -> int:
    """Columns that a text takes in a terminal; a Chinese character takes two."""
    return max(wcswidth(text), 0)


def clip(text: str, width: int) -> str:
    """Cut a text to a display width, with an ellipsis where something is cut."""
    if width_of(text) <= width:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character) > width - 1:
            break
        kept += character
    return kept + ELLIPSIS


def pad(text: str, width: int, *, is_right: bool) -> str:
    """Fill a text with blanks to a display width."""
    blanks = " " * (width - width_of(text))
    return blanks + text if is_right else text + blanks


def layout(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: frozenset[int] = frozenset(),
    widest: int = 44,
) -> str:
    """Lay out a table.

    Args:
        headers: one per column.
        rows: texts.
        right: columns set flush right (numbers).
        widest: columns wider than this are cut, unless they are numbers.
    """
    cut = [[text if col in right else clip(text, widest) for col, text in enumerate(row)] for row in [headers, *rows]]
    widths = [max(width_of(row[col]) for row in cut) for col in range(len(headers))]
    lines = [
        "  ".join(pad(text, widths[col], is_right=col in right) for col, text in enumerate(row)).rstrip() for row in cut
    ]
    rule = "  ".join("─" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]])
