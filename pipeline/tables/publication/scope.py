"""Whether a document is of a whole department, of its own part (本级), or of one unit.

Here: telling it from title page, captions and headings. Not here: the unit's name.
"""

import re
from collections.abc import Sequence

from pipeline.kernel.wording import is_own_part
from pipeline.tables.publication.announcement import Announcement
from pipeline.tables.publication.heading import Headings
from pipeline.tables.publication.vote import most_said

_OF_UNIT = re.compile(r"单位[预决]算|预算单位(?!构成)|年度?单位[收支]|单位概况")
_OF_DEPARTMENT = re.compile(r"部门(?:综合)?[预决]算|部门[收支]|部门概况|部门整体支出")


def scope_of(title: Announcement | None, captions: Sequence[str], headings: Headings) -> str | None:
    """``own``, ``department`` or ``unit``; a part that is named is sure, then the title page, then most headings."""
    if captions and sum(is_own_part(name) for name in captions) * 2 > len(captions):
        return "own"
    if title and title.scope:
        return title.scope
    of_unit = ["unit" for text in headings.texts if _OF_UNIT.search(text)]
    of_department = ["department" for text in headings.texts if _OF_DEPARTMENT.search(text)]
    return most_said([*of_unit, *of_department])
