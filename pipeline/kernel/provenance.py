"""Where a figure stands on the page it was printed on.

Here: the place of a token or cell in its source. Not here: which file that is (a document knows its disclosure).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a source.

    Attributes:
        line: 1-based line number in a text form; ``None`` where the form has pages.
        page: 1-based page number; ``None`` in text forms.
        bbox: left, top, right, bottom in points from the page's top left; ``None`` in text forms.
        is_cut: some of what is set there lies beyond the page's edge, where nobody sees it.
    """

    line: int | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    is_cut: bool = False

    def __str__(self) -> str:
        if self.page is not None:
            return f"page {self.page}"
        return f"line {self.line}" if self.line is not None else "unknown place"
