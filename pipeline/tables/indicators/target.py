"""What the value of an indicator means (指标值): how it compares, the number or date, the unit.

Here: from the printed text to these; the text is kept elsewhere. Not here: whether the value is sensible.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.kernel.money import parse_number
from pipeline.kernel.text import folded
from pipeline.tables.indicators.levels import is_nothing

BETWEEN = "between"
COMPARATORS = ("≥", "≤", "=", ">", "<", "≈", BETWEEN)

_BEFORE = {
    "≥": "≥|>=|大于(?:或)?等于|不(?:得)?(?:低|少|小)于|至少",
    "≤": "≤|<=|小于(?:或)?等于|不(?:得)?(?:超过|超|高于|大于|多于)|(?:至|最)多",
    "=": "=|等于",
    ">": ">|大于|超过|高于|多于",
    "<": "<|小于|低于|少于",
    "≈": "约",
}
_BEHIND = {"≥": "(?:及|含|或)?以上", "≤": "(?:及|含|或)?以下|[以之]?内|之?前", "≈": "左右"}
_SAID = "(?:达到?|完成|实现|保持在?|控制在|为)?"
_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_LETTER = r"[^\d\s,，;；:。、~≥≤<>=≈%‰-]"
_UNIT = rf"(?:[%‰]|{_LETTER}{{0,9}}m[23]|{_LETTER}{{1,10}}?)"
_TO = "[-~—至]+"


def _choice(words: dict[str, str], prefix: str) -> str:
    """One named group a comparator, so that the group that matched tells which it was."""
    return "|".join(f"(?P<{prefix}{index}>{pattern})" for index, pattern in enumerate(words.values()))


_ONE = re.compile(
    rf"{_SAID}(?:{_choice(_BEFORE, 'before')})?{_SAID}(?P<number>{_NUMBER})"
    rf"(?P<unit>{_UNIT})??(?:{_choice(_BEHIND, 'behind')})?"
)
_RANGE = re.compile(rf"{_SAID}(?P<lower>{_NUMBER})(?P<first>{_UNIT})??{_TO}(?P<upper>{_NUMBER})(?P<unit>{_UNIT})?")
_DAY = re.compile(
    r"(?P<sign>[≤<≥>=])?(?:(?P<year>(?:19|20)\d{2})(?:年度?|[-/.]))"
    r"(?:(?:\d{1,2}月?[-~—至])?(?P<month>\d{1,2})(?:月份?|[-/.])(?:(?:\d{1,2}日?[-~—至])?(?P<day>\d{1,2})[日号]?)?"
    r"|(?:第?[1-4一二三四]?[-~—至])?第?(?P<quarter>[1-4一二三四])季度|(?P<half>[上下])半年)?"
    r"[底末初内]?(?:全年|年[底末])?(?P<by>之?前|以前|前完成)?(?:完成)?"
)
_YEARLESS = re.compile(
    r"(?:\d{1,2}月(?:\d{1,2}日|[底末])(?:之?前|以前)?|\d{1,2}月?[-~—至]\d{1,2}月份?|[1-4][-~—至][1-4]季度"
    r"|(?:当年|本年|年)(?:[底末内])(?:之?前)?|\d{1,2}月(?:之?前))(?:完成)?"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年")
_MEASURE = re.compile(
    r"[十百千万亿]*(?:元|%|‰|人次?|户|个|次|份|台|套|篇|项|家|处|(?:平方|立方)?(?:公里|米)|天|日|月|年|季度?|小时|分钟|期|场|件|册|辆|条"
    r"|吨|公斤|千瓦时|亩|公顷|座|村|类|种|门|名|批次?|起|笔|宗|张|部|幅)(?:/[^()]{1,6})*"
)
_LAST_BRACKET = re.compile(r"\(([^()]{1,12})\)$")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_SIGNS = str.maketrans({"≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤"})


class TargetKind(StrEnum):
    """What a value is."""

    NUMBER = "number"
    DATE = "date"
    WORDS = "words"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Target:
    """A value understood.

    Attributes:
        comparator: one of ``COMPARATORS``; ``None`` where nothing says how it compares.
        number: the number, or the lower end of a range (``between``).
        upper: the upper end of a range.
        unit: as printed with the value, in its own column or in the indicator's name.
        day: the last day of the date or period told; ``None`` where no year is printed.
    """

    kind: TargetKind
    comparator: str | None = None
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    day: date | None = None


def unit_in_name(name: str) -> str:
    """The unit that an indicator's name ends with in brackets (内审报告（篇）); empty where it ends with none."""
    bracket = _LAST_BRACKET.search(folded(name))
    return bracket.group(1) if bracket and _MEASURE.fullmatch(bracket.group(1)) else ""


def parse_target(printed: str, sign: str = "", unit: str = "") -> Target:
    """Understand the value of an indicator.

    Args:
        printed: the value (``≥95%``, ``12次``, ``2023年12月31日前``, ``显著``).
        sign: the comparator, where it is printed apart.
        unit: the unit, where it is printed apart: in its own column or in the indicator's name.
    """
    text = folded(printed).translate(_SIGNS)
    if is_nothing(text):
        return Target(TargetKind.BLANK)
    apart = folded(sign).translate(_SIGNS)
    own = apart if apart in COMPARATORS else None
    unit_apart = folded(unit) or None
    return _date(text) or _one(text, own, unit_apart) or _range(text, unit_apart) or Target(TargetKind.WORDS)


def _one(text: str, own: str | None, unit: str | None) -> Target | None:
    found = _ONE.fullmatch(text)
    number = parse_number(found.group("number")) if found else None
    if found is None or number is None or _YEAR.match(text):
        return None
    before = (sign for index, sign in enumerate(_BEFORE) if found.group(f"before{index}"))
    behind = (sign for index, sign in enumerate(_BEHIND) if found.group(f"behind{index}"))
    comparator = own or next(before, None) or next(behind, None)
    return Target(TargetKind.NUMBER, comparator, number.value, None, found.group("unit") or unit)


def _range(text: str, unit: str | None) -> Target | None:
    found = _RANGE.fullmatch(text)
    lower, upper = (parse_number(found.group(end)) if found else None for end in ("lower", "upper"))
    if found is None or lower is None or upper is None or lower.value >= upper.value:
        return None
    own = found.group("unit") or unit
    if found.group("first") and found.group("first") != own:
        return None
    return Target(TargetKind.NUMBER, BETWEEN, lower.value, upper.value, own)


def _date(text: str) -> Target | None:
    if _YEARLESS.fullmatch(text):
        return Target(TargetKind.DATE, "≤" if text.endswith(("前", "前完成")) else None)
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year = int(found.group("year"))
    month = int(found.group("month") or 12)
    if found.group("quarter"):
        quarter = found.group("quarter")
        month = 3 * (_QUARTERS.get(quarter) or int(quarter))
    elif found.group("half"):
        month = 6 if found.group("half") == "上" else 12
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(found.group("day") or last)
    if not 1 <= day <= last:
        return None
    comparator = found.group("sign") or ("≤" if found.group("by") else None)
    return Target(TargetKind.DATE, comparator, day=date(year, month, day))
