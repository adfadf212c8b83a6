"""Reasons for changes, against the change that the same sentence states (增减原因).

Here: reasons of an increase or decrease where nothing changed, and reasons announced but not given. Not here: whether
the change is right (identity 37, ``expectations.narrative``).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.review.finding import REASON_MISSING, REASON_UNFOUNDED, Finding, quoted
from pipeline.review.sentences import Sentence

_WORD = r"(?:增加|增长|减少|下降|上升|降低)"
_CHANGE = re.compile(rf"{_WORD}(?:\({_WORD}\))?(?:了)?(?P<amount>\d[\d,]*(?:\.\d+)?)(?:亿元|万元|元|%)")
_SAME = re.compile(r"持平|无增减|无变化|没有变化")
_REASON = re.compile(rf"(?:(?P<claimed>{_WORD})的?)?(?:主要)?(?:原因|系由于|由于)(?:是|为|:|：)?")
_CHANGED = re.compile(rf"(?<![无不未])(?<!没有)(?:{_WORD}|压减|压缩|缩减|削减)(?!0)")
_UNDENIED = re.compile(r"[无未没不](?:有)?增减|不增不减")
_ANNOUNCED = re.compile(r"(?:主要)?原因(?:是|为|:|：)[。;]$")


def unfounded_reasons(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Sentences in which every change is zero and whose reason is one for an increase or a decrease."""
    for sentence in sentences:
        reason = _REASON.search(sentence.text)
        if not reason:
            continue
        told, given = sentence.text[: reason.start()], sentence.text[reason.end() :]
        amounts = [float(match["amount"].replace(",", "")) for match in _CHANGE.finditer(told)]
        is_same = _SAME.search(told) is not None if not amounts else not any(amounts)
        explains = reason["claimed"] or _CHANGED.search(_UNDENIED.sub("", given))
        if is_same and explains and not _SAME.search(given):
            yield Finding(
                REASON_UNFOUNDED.id,
                sentence.place_of(reason.start()),
                quoted(sentence.printed, reason.start()),
                "",
                "the sentence states no change 所述无增减",
            )


def missing_reasons(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Sentences that end where their reason should begin."""
    for sentence in sentences:
        if match := _ANNOUNCED.search(sentence.text):
            yield Finding(REASON_MISSING.id, sentence.place_of(match.start()), quoted(sentence.printed, match.start()))
