"""The things that a sentence counts (车辆…辆, 设备…台, …个项目编报绩效目标) and how each count is introduced.

Here: numbers with a unit of count and the words before them. Not here: money and percentages (``figures``), which
quantity is meant (``phrases``).
"""

import re
from collections.abc import Iterator

from pipeline.kernel.money import parse_number
from pipeline.narrative.claim import Kind
from pipeline.narrative.figures import Figure, clause_before, is_reason

PROJECTS = "个"

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_THINGS = re.compile(rf"{_NUMBER}(?P<unit>辆|台(?:\(套\)|/套|、套)?|平方米)(?!移动|数)")
_COVERED = r"(?:纳入|实行)(?:部门)?(?:预算)?绩效(?:目标)?管理"
_PROJECTS = re.compile(
    rf"(?<=编报绩效目标的项目)共?(?P<reported>\d+)个|(?:共|编报)(?P<covered>\d+)个(?=项目(?:{_COVERED}|绩效目标))"
)

_PLANNED = re.compile("购置|采购|更新|新增|计划")
_HELD = re.compile("截至|截止|共有|现有|实有|保有")


def are_planned(words: str) -> bool | None:
    """Say whether things are to be bought, by the words before their count, and not held; ``None`` where none tells."""
    if _PLANNED.search(words):
        return True
    return False if _HELD.search(words) else None


def counts(sentence: str) -> Iterator[Figure]:
    """The counts of an aligned sentence, in order; a phrase is the words before a count, empty for projects."""
    end = 0
    for match in sorted([*_THINGS.finditer(sentence), *_PROJECTS.finditer(sentence)], key=lambda found: found.start()):
        group = next(name for name, text in match.groupdict().items() if text and name != "unit")
        number = parse_number(match[group])
        if number is None:
            continue
        start = match.start(group)
        things = match.re is _THINGS
        phrase = clause_before(sentence[end:start]) if things else ""
        unit = match["unit"][0] if things and match["unit"] != "平方米" else match["unit"] if things else PROJECTS
        yield Figure(start, match.end(), number, unit, Kind.COUNT, phrase, is_reason=is_reason(sentence, start))
        end = match.end()
