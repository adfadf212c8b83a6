"""The figures of a sentence and how each is introduced.

Here: numbers with their unit, the clause before each, and what that clause makes of it: an amount, a change, a growth,
a share, a base. Not here: which quantity is meant (``phrases``) and what stood in earlier sentences (``reading``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.kernel.money import Number, parse_number
from pipeline.narrative.claim import PERCENT, TIMES, Kind

_FIGURE = re.compile(
    r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>亿元|万元|千元|元|万(?=[,，。;；(])|%|倍)"
)
_STILL = re.compile(
    r"(?:与|同|和|较|比)?(?P<comparison>(?:\d{4}年|上年|去年|上一?年度?)[^,，;；。()]{0,8}?(?<!基本))(?:持平|相同|一致|相等|无增减(?:变化|变动)?)"
)
_THRESHOLD = re.compile(r"(?:\(含\))?(?:及|\(含\))?(?:以上|以下|以内)")
_UNIT_PRICE = re.compile(r"(?:单价|单位价值|单台|每人|人均|每年|每月)[^,，。;；]{0,6}$")
_REASON = re.compile(
    r"(?:主要|其)?(?:增减|增加|减少|增长|下降|变动|变化)?(?:的)?(?:主要)?原因|主要是|主要用于(?!以下|下列|如下)|主要为|主要包括|主要系|(?<!主要)用于|由于|主要保障"
    r"|较大的"
)
_UP, _DOWN = "增加|增长|上升|提高|增", "减少|下降|降低|减低|压减|缩减|减"
_NOUN_UP, _NOUN_DOWN = "增幅|涨幅|增长率|增长幅度|增长比例|增加比例", "减幅|降幅|下降幅度|减少幅度|下降比例|减少比例"
_DIRECTION = re.compile(
    rf"(?P<head>.*?)(?P<each>各|均|分别)?(?P<word>{_UP}|{_DOWN}|{_NOUN_UP}|{_NOUN_DOWN})(?:了|额|约|为|率)*$"
)
_BESIDE = re.compile(r"(?P<head>.*?)(?P<word>大于|高于|多于|小于|低于|少于)(?P<comparison>[^,，;；]*)$")
_COMPARISON = re.compile(
    r"(?:与|比|较|同|和|相比)?(?P<said>(?:上年度?|去年|上一?年度?|(?:19|20)\d{2}年度?|年初)(?:年初)?(?:部门)?(?:预算|决算|执行)?(?:数)?)"
    r"(?:相比|同比|对比|比较|相比较)?[,，]?"
)
_SHARE = re.compile(r"占(?:比)?(?P<whole>.*?)(?:的)?(?:比例|比重|百分比)?(?:为|约)?$")
_COMPLETION = re.compile(r"完成(?P<whole>.*?预算)数?的?$")
_BASE = re.compile(r"(?:上年|去年|上一?年度?)(?:度)?(?:年初)?(?:预算|决算)?(?:安排)?(?:数|额)?(?:为|是|均为)?$")
_DELIMITERS = "，,；;。"
_LEADS = re.compile(r"(?:其中|包括|如下|说明|原因|方面|情况|分别为|为|是|^)$")
"""What a colon may follow to end a clause; behind a name (检察（款）：) it belongs to the name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence.

    Attributes:
        start, end: offsets of number and unit in the sentence; of the word where a figure is told by it (持平).
        kind: what it states.
        phrase: the words that name what it speaks of; empty where nothing before it does.
        word: the word of comparison.
        sign: -1 where the word tells a decrease.
        comparison: what it is compared with, as printed.
        whole: what a share is a share of, as printed; empty where it is not told.
        is_completion: whether the share is of a budget that was carried out (完成预算的).
        is_reason: whether it stands in the explanation of another figure.
        is_introduced: whether a known word introduces it; a percentage alone is a share of nothing that is sure.
        is_listed: whether it follows another amount in one list (、).
        depth: how many brackets it stands within.
    """

    start: int
    end: int
    number: Number
    unit: str
    kind: Kind
    phrase: str
    word: str = ""
    sign: int = 1
    comparison: str = ""
    whole: str = ""
    is_completion: bool = False
    is_reason: bool = False
    is_introduced: bool = True
    is_listed: bool = False
    is_shared: bool = False
    depth: int = 0


def figures(sentence: str) -> Iterator[Figure]:
    """The figures of an aligned sentence in order, thresholds (单价100万元以上) left out."""
    found = [*_FIGURE.finditer(sentence), *_STILL.finditer(sentence)]
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() < end:
            continue
        lead = sentence[end : match.start()]
        if match.re is _STILL:
            yield _unchanged(sentence, match, lead)
        elif not _THRESHOLD.match(sentence[match.end() :]) and not _UNIT_PRICE.search(lead):
            number = parse_number(match["number"])
            if number is not None:
                unit = "万元" if match["unit"] == "万" else match["unit"]
                yield _introduced(sentence, match.start(), match.end(), number, unit, lead)
        end = match.end()


def _unchanged(sentence: str, match: re.Match[str], lead: str) -> Figure:
    return Figure(
        match.start(),
        match.end(),
        Number(Decimal(0), 0),
        "",
        Kind.CHANGE,
        clause_before(lead),
        word="持平",
        comparison=match["comparison"],
        is_reason=is_reason(sentence, match.start()),
        depth=_depth(sentence, match.start()),
    )


def _introduced(sentence: str, start: int, end: int, number: Number, unit: str, lead: str) -> Figure:
    near = clause_before(lead)
    is_percent = unit in {PERCENT, TIMES}
    depth = _depth(sentence, start)
    explains = is_reason(sentence, start)
    is_listed = lead.startswith("、") or bool(re.match(r"\)?、", lead))
    whole = _COMPLETION.search(near) or _SHARE.search(near) if is_percent else None
    if whole is not None:
        return Figure(
            start,
            end,
            number,
            unit,
            Kind.SHARE,
            near[: whole.start()],
            whole=whole["whole"],
            is_completion=whole.re is _COMPLETION,
            is_reason=explains,
            depth=depth,
        )
    said = _COMPARISON.search(_clauses(lead))
    comparison = said["said"] if said else ""
    if beside := _BESIDE.match(near):
        sign = 1 if beside["word"] in {"大于", "高于", "多于"} else -1
        return Figure(
            start,
            end,
            number,
            unit,
            Kind.GROWTH if is_percent else Kind.CHANGE,
            "",
            beside["word"],
            sign,
            beside["comparison"],
            is_reason=explains,
            is_listed=is_listed,
            depth=depth,
        )
    if direction := _DIRECTION.match(near):
        sign = 1 if re.fullmatch(f"{_UP}|{_NOUN_UP}", direction["word"]) else -1
        phrase = _COMPARISON.sub("", direction["head"])
        return Figure(
            start,
            end,
            number,
            unit,
            Kind.GROWTH if is_percent else Kind.CHANGE,
            phrase,
            direction["word"],
            sign,
            comparison,
            is_reason=explains,
            is_listed=is_listed,
            is_shared=direction["each"] == "分别",
            depth=depth,
        )
    if not is_percent and _BASE.search(near):
        return Figure(
            start, end, number, unit, Kind.BASE, _BASE.sub("", near), comparison=near, is_reason=explains, depth=depth
        )
    return Figure(
        start,
        end,
        number,
        unit,
        Kind.SHARE if is_percent else Kind.AMOUNT,
        near,
        is_reason=explains,
        is_introduced=not is_percent,
        is_listed=is_listed,
        is_shared="分别" in near,
        depth=depth,
    )


def clause_before(lead: str) -> str:
    """The clause that a figure ends: back to a delimiter, or to a bracket that it stands within or behind.

    A clause that goes on with what it concerns (，涉及资金) says of what only together with the clause before it.
    """
    depth = 0
    for index in range(len(lead) - 1, -1, -1):
        character = lead[index]
        if character == ")":
            depth += 1
        elif character == "(":
            if depth == 0:
                return lead[index + 1 :]
            depth -= 1
        elif depth == 0 and _ends_clause(lead, index):
            return lead[index + 1 :]
    return lead if depth == 0 else lead[lead.rfind(")") + 1 :]


def _ends_clause(lead: str, index: int) -> bool:
    character = lead[index]
    goes_on = character in "，," and lead.startswith("涉及", index + 1)
    return (character in _DELIMITERS and not goes_on) or (character == ":" and _LEADS.search(lead[:index]) is not None)


def _clauses(lead: str) -> str:
    """The last two clauses before a figure: 与上年相比，收入总计增加."""
    parts = re.split(r"[;；。()]", lead)
    return parts[-1]


def _depth(sentence: str, offset: int) -> int:
    return max(sentence.count("(", 0, offset) - sentence.count(")", 0, offset), 0)


def is_reason(sentence: str, offset: int) -> bool:
    """Say whether a figure explains another: it follows a word of reason within the same clause of the sentence."""
    clause = re.split(r"[;；]", sentence[:offset])[-1]
    return _REASON.search(clause) is not None
