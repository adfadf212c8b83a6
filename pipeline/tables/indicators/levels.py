"""The classes of indicators that the Ministry of Finance prescribes (财预〔2021〕101号), level one and level two.

Here: these names, and telling them apart where a table prints them in one cell. Not here: names that units choose.
"""

import re

from pipeline.kernel.text import without_space

LEVELS: dict[str, tuple[str, ...]] = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""Level one (一级指标) -> the classes of level two (二级指标). 成本指标 was one of 产出 before it became a class."""

_NUMBERED = re.compile(r"^指标\d*[:：;；.、]")
_NOTHING = frozenset({"", "-", "—", "——", "--", "/", "\\", "无"})
_LEVEL1_OF = {level2: level1 for level1, classes in LEVELS.items() for level2 in classes if level2 not in LEVELS}


def level1_of(level2: str) -> str:
    """The class that a class of level two belongs to; empty where it may be of several or is none of them."""
    return _LEVEL1_OF.get(level2, "")


def split_levels(text: str) -> tuple[str, str, str]:
    """Split a name printed behind its classes in one cell (产出指标数量指标出具报告) into the three levels."""
    rest = without_space(text)
    level1 = next((name for name in LEVELS if rest.startswith(name)), "")
    rest = rest.removeprefix(level1)
    level2 = next((name for name in LEVELS.get(level1, ()) if rest.startswith(name)), "")
    return level1, level2, rest.removeprefix(level2)


def unnumbered(text: str) -> str:
    """An indicator's name without white space and number (指标1：)."""
    return _NUMBERED.sub("", without_space(text))


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no indicator or value."""
    return without_space(text) in _NOTHING
