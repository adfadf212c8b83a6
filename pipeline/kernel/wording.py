"""The small set phrases around a table: unit lines, total labels, notes, statements of emptiness, titles.

Here: telling such lines by their wording, for the readers that have nothing else to tell tables from text by and for
the recognition of tables. Not here: anything about columns or rows.
"""

import re

from pipeline.kernel.text import folded, split_ordinal, without_space

OWN_PART = r"(\((本级|机关|局机关|本部)\)|本级)$"
"""A folded name that ends so is that of a department's own part (本级), not of the whole; a pattern for SQL too."""
_MONEY_UNIT = re.compile(r"(?:金额)?单位[:为]?\(?人?民?币?(?P<unit>亿元|千元|万元|元)\)?")
_MONEY_UNIT_LINE = re.compile(rf"(?:.*[:名称].*)?{_MONEY_UNIT.pattern}$")
_TOTAL = re.compile(r"(?:总|合)计|总合计|小计|(?:本年)?(?:收入|支出)(?:合计|总计)")
_NOTE = re.compile(r"^(?:注|备注|说明|附注)\d*[:.、]")
_EMPTY = re.compile(
    r"无数据|空表|无发生额|无相关|没有.{0,40}(?:支出|收入|预算|资金)|无.{0,30}(?:预算|支出|拨款|资金|经费|安排)"
)
_UNIT_IN_LABEL = re.compile(r"\((?:单位:)?(亿元|千元|万元|元)\)")
_NUMBER_WITH_UNIT = re.compile(r"(?P<number>[\d,.]+)(?P<unit>亿元|千元|万元|元)")
_UNIT_AT_END = re.compile(rf"{_UNIT_IN_LABEL.pattern}$")
_INDICATOR = re.compile(r"(?:指标|目标)值|分值|权重")
_PERCENTAGE = re.compile(r"(?:率|比例|百分比|比重|幅度|占比)(?:\(.*\))?$|%")
_FORM_NUMBER = re.compile(r"^(?:预算|公开|附|决算)?\d{1,2}表$|^(?:附)?表\d{1,2}$|^\(?(?:19|20)\d{2}年度?\)?$")
_CAPTION = re.compile(r"^(?:编制|预算)?(?:单位|部门)(?:名称)?:|^(?:预算)?年度:|^截止时间")
_CODED_UNIT = re.compile(r"^(?!(?:19|20)\d{2}年)\d{3,9}-?[\u4e00-\u9fff]{4,}")
_SENTENCE = re.compile(r"[。;；!！]|，.*，")
_LONGEST_TITLE = 60


def money_unit(text: str) -> str | None:
    """The unit of money that a line declares, if it does (``单位：万元``)."""
    match = _MONEY_UNIT.search(folded(text))
    return match.group("unit") if match else None


def unit_in_label(text: str) -> str | None:
    """The unit of money that a label declares in brackets: 项目金额（万元）, 预算数（单位：万元）."""
    match = _UNIT_IN_LABEL.search(folded(text))
    return match.group(1) if match else None


def without_unit(folded_label: str) -> str:
    """A folded label without the unit of money that ends it in brackets."""
    return _UNIT_AT_END.sub("", folded_label)


def number_and_unit(text: str) -> tuple[str, str] | None:
    """A figure that is printed with its unit of money (``100000万元``), and that unit."""
    match = _NUMBER_WITH_UNIT.fullmatch(folded(text))
    return (match["number"], match["unit"]) if match else None


def names_indicator(label: str) -> bool:
    """Say whether a header names what an indicator is to reach or weighs (指标值, 分值): no money."""
    return _INDICATOR.search(folded(label)) is not None


def is_percentage(label: str) -> bool:
    """Say whether a header names percentages (增减率, 占比, 增减%): no money."""
    return _PERCENTAGE.search(folded(label)) is not None


def is_money_unit_line(text: str) -> bool:
    """Say whether a line does nothing but declare a unit of money, maybe behind the unit's name."""
    return _MONEY_UNIT_LINE.fullmatch(folded(text)) is not None


def is_caption(text: str) -> bool:
    """Say whether a cell above a header captions the table: whose it is, of which year, in which unit of money."""
    label = folded(text)
    return is_money_unit_line(text) or bool(_CAPTION.match(label) or _CODED_UNIT.match(label))


def is_total_label(text: str) -> bool:
    """Say whether a label names a total row."""
    return _TOTAL.fullmatch(folded(text).rstrip(":")) is not None


def is_own_part(name: str) -> bool:
    """Say whether a unit's name is that of a department's own part (本级), not of the department."""
    return re.search(OWN_PART, folded(name)) is not None


def whole_of(name: str) -> str:
    """A unit's folded name without the mark of a department's own part."""
    return re.sub(OWN_PART, "", folded(name))


def is_note(text: str) -> bool:
    """Say whether a line is a note under a table."""
    return _NOTE.match(folded(text)) is not None


def states_emptiness(text: str) -> bool:
    """Say whether a note declares its table empty (空表, 无…故此表无数据)."""
    return is_note(text) and _EMPTY.search(folded(text)) is not None


def is_form_number(text: str) -> bool:
    """Say whether a line does nothing but number a form (预算02表, 表3) or date it (（2024年度）)."""
    return _FORM_NUMBER.match(folded(text)) is not None


def may_be_title(text: str) -> bool:
    """Say whether a line can head a table: short, no sentence, no note, form number or unit line."""
    label = folded(text)
    return bool(
        0 < len(label) <= _LONGEST_TITLE
        and not label.isdigit()
        and not _SENTENCE.search(text)
        and not _FORM_NUMBER.match(label)
        and not _CAPTION.match(label)
        and not is_money_unit_line(text)
        and not is_note(text)
    )


def printed_title(text: str) -> str:
    """A title as printed, without white space and leading ordinal."""
    return split_ordinal(without_space(text))[1]
