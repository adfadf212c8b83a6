"""The name of a project in its variants (项目名称), and its key.

Here: what makes two printed names one project's. Not here: which rows mention projects (``mentions``).
"""

import re

from pipeline.kernel.codes import surrogate_key
from pipeline.kernel.text import folded

_CODE = re.compile(r"^\d{6,8}[A-Z]\d{9,12}-")
_NUMBER = re.compile(r"^(?:\d{1,3}[、.]|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、)")
_YEAR = re.compile(r"(?:19|20)\d{2}年度?|^(?:19|20)\d{2}(?!年)")
_YEAR_ALONE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MARKS = re.compile(r"[()\[\]{}〔〕【】《》<>\"'“”‘’,，、.。:：;；\-—–_·/]")
_SUFFIX = re.compile(r"(?:专项)?(?:项目|经费|资金|费用)+$")
_LEAST = 3
"""A stem of fewer characters tells no project (业务, 其他)."""


def project_key(jurisdiction: str, code: str | None, name: str) -> int:
    """The surrogate key of a project: jurisdiction, code and folded name."""
    return surrogate_key("project", jurisdiction, code or "", folded(name))


def years_in(name: str) -> frozenset[str]:
    """The years that a name tells."""
    return frozenset(_YEAR_ALONE.findall(folded(name)))


def name_stem(name: str) -> str:
    """A name without what its variants differ by: code, number, year, brackets and marks, 项目 or 经费 at its end.

    Empty where too little is left to tell a project by.
    """
    text = _NUMBER.sub("", _CODE.sub("", folded(name)))
    text = _SUFFIX.sub("", _MARKS.sub("", _YEAR.sub("", text)))
    return text if len(text) >= _LEAST else ""
