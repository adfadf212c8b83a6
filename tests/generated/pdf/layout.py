"""How a PDF is laid out: frozen options, and as many combinations as there are seeds.

Here: the options and drawing them. Not here: obeying them.
"""

import random
from dataclasses import dataclass, replace
from enum import StrEnum


class Rules(StrEnum):
    """What the rules of a table are drawn as."""

    LINES = "lines"
    THIN_RECTANGLES = "thin rectangles"
    HAIRLINES = "hairlines"
    FRAMES = "frames"


class Turn(StrEnum):
    """How a page with tables is turned; a turned one carries /Rotate and shows as landscape."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    ROTATED_90 = "rotated 90"
    ROTATED_270 = "rotated 270"


@dataclass(frozen=True, slots=True)
class PdfLayout:
    """What a PDF looks like, whatever it says.

    Attributes:
        seed: draws what surrounds the tables.
        embeds_fonts: the file holds its font; otherwise it only names one, which the reading machine may lack.
        rules: what rules are drawn as.
        has_corner_gaps: every piece of a rule stops short of the corners, as word processors draw them.
        has_outer_verticals: whether the table is closed on its left and right.
        bleeds: the right border lies beyond the page's edge.
        turn: how pages with tables are turned.
        repeats_header: after a page break.
        repeats_total: the total row, after a page break, where it is the first row.
        splits_rows: a row may begin on one page and end on the next.
        shares_pages: a table begins on the page where the one before ends.
        label_width: after how many characters a name wraps.
        clips_names: a name longer than its cell is cut off by a clipping path instead of wrapped; fonts are embedded.
        breaks_numbers: cells so narrow that numbers take several lines.
        lowers_points: digits stand on another baseline than their commas and points.
        has_fake_bold: every character of total rows is drawn twice.
        has_shaded_header: header cells are filled.
        has_merged_repeats: equal neighbours of a column of kinds or units become one tall cell.
        has_blocks: a long list of codes stands in two blocks side by side.
        indents_with_spaces: indentation is printed as blanks; otherwise it is distance.
        is_nested: tables are drawn inside a scaled form object.
        has_radicals: some ideographs are printed as the Kangxi radicals they look like; only an embedded font has them.
        has_watermark: a light turned text lies over every page.
        has_page_numbers: at the foot.
        has_surroundings: a contents page, a narrative page and a page with a chart.
    """

    seed: int = 0
    embeds_fonts: bool = True
    rules: Rules = Rules.LINES
    has_corner_gaps: bool = False
    has_outer_verticals: bool = True
    bleeds: bool = False
    turn: Turn = Turn.PORTRAIT
    repeats_header: bool = True
    repeats_total: bool = False
    splits_rows: bool = False
    shares_pages: bool = False
    label_width: int = 12
    clips_names: bool = False
    breaks_numbers: bool = False
    lowers_points: bool = False
    has_fake_bold: bool = False
    has_shaded_header: bool = False
    has_merged_repeats: bool = False
    has_blocks: bool = False
    indents_with_spaces: bool = False
    is_nested: bool = False
    has_radicals: bool = False
    has_watermark: bool = False
    has_page_numbers: bool = True
    has_surroundings: bool = False


def varied_layout(seed: int) -> PdfLayout:
    """A layout as various as the seeds."""
    rng = random.Random(f"layout {seed}")

    def often() -> bool:
        return rng.random() < 0.5

    def seldom() -> bool:
        return rng.random() < 0.2

    layout = PdfLayout(
        seed=seed,
        rules=rng.choice(list(Rules)),
        has_corner_gaps=often(),
        has_outer_verticals=not seldom(),
        bleeds=seldom(),
        turn=rng.choice(list(Turn)),
        repeats_header=often(),
        repeats_total=seldom(),
        splits_rows=often(),
        shares_pages=often(),
        label_width=rng.choice((5, 8, 12, 20)),
        breaks_numbers=seldom(),
        lowers_points=seldom(),
        has_fake_bold=often(),
        has_shaded_header=seldom(),
        has_merged_repeats=often(),
        has_blocks=seldom(),
        indents_with_spaces=often(),
        is_nested=seldom(),
        has_radicals=seldom(),
        has_watermark=seldom(),
        has_page_numbers=often(),
        has_surroundings=often(),
        clips_names=seldom(),
    )
    return replace(layout, embeds_fonts=False, has_radicals=False, clips_names=False) if seldom() else layout
