"""What a PDF may cost before it is refused.

Here: the limits, each well above what a disclosure needs (the largest met: 262 pages, 1.7 MB, 220,000 characters, 4,000
on one page, read in seconds). Not here: the refusals.
"""

import time
from dataclasses import dataclass, field

MAX_BYTES = 128 * 1024 * 1024
MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
MAX_CHARACTERS_OF_A_PAGE = 50_000
MAX_SECONDS = 300
"""Looked at between pages; what one page can cost is bounded by its characters, objects and rules."""

MAX_SLOTS = 100_000
"""Rows times columns of one grid; the largest met has 2,000. More is a drawing."""

MAX_RULES = 4_000
"""Rules of a page after merging; the most met is 400. More is a drawing, and its crossings grow with the square."""


@dataclass(slots=True)
class Deadline:
    """When a document has taken long enough."""

    seconds: float = MAX_SECONDS
    started: float = field(default_factory=time.monotonic)

    @property
    def has_passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() - self.started > self.seconds
