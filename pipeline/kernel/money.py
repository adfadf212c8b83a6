"""Numbers as printed, money as it is worth, and how far two of them may lie apart.

Here: parsing of printed numbers, units of money (金额单位), and the interval arithmetic of DESIGN: a printed value v
with quantum q stands for the closed interval [v-q/2, v+q/2] (XBRL Calculations 1.1, 2023-02-22). Not here: which
column holds money and which rows add up.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from functools import lru_cache
from math import sqrt

from pipeline.kernel.text import folded

MONEY_UNITS: dict[str, int] = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
"""Factor from a printed unit of money to 元 (CNY)."""

MAX_INTEGER_DIGITS = 18
"""A printed number with more integer digits than this is no amount: DECIMAL(20,2) holds eighteen before the point."""

MAX_DECIMALS = 8
"""More printed decimals than this are no amount either: the finest met is six (万元 to the fen and beyond)."""

# Groups of three, each separator there or lost (recognition drops commas one by one).
_NUMBER = re.compile(r"^[+-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?$|^[+-]?\d+(?:\.\d+)?$")
_BRACKETED = re.compile(r"^\((?P<number>[\d,]+(?:\.\d+)?)\)$")
_PERCENT = re.compile(r"^[<>≤≥=]*[+-]?\d+(?:\.\d+)?%$")
_DATE = re.compile(r"^(?:19|20)\d{2}(?:年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|[-/.]\d{1,2}[-/.]\d{1,2})$")
_DASH = {"-", "—", "——", "–", "--", "－", "/", "\\"}


class TokenClass(StrEnum):
    """What a number that stands alone in a cell or table line is (DESIGN §2, conservation).

    A ``label`` is no number: it is listed where nothing tells which row it belongs to.
    """

    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    CODE = "code"
    ORDINAL = "ordinal"
    COLUMN_NUMBER = "column_number"
    DATE = "date"
    LABEL = "label"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its exact value and how many decimals were printed."""

    value: Decimal
    decimals: int

    @property
    def quantum(self) -> Decimal:
        """The unit of the last printed place."""
        return Decimal(1).scaleb(-self.decimals)


def _despaced(printed: str) -> str:
    return folded(printed).replace("，", ",").replace("。", ".").replace("−", "-").replace("﹣", "-")


def is_dash(printed: str) -> bool:
    """Say whether a cell prints a dash: a stated absence of a value, which is neither blank nor zero."""
    return _despaced(printed) in _DASH


@lru_cache(maxsize=65_536)  # every stage asks again for the same printed figures
def parse_number(printed: str) -> Number | None:
    """Parse a number that stands alone, as printed; ``None`` when the text is not one.

    Full-width digits, blanks inside (``4, 675. 21``), missing or present thousands separators, a number broken over
    lines, a leading sign and accountants' brackets for a negative are read. Dashes and blank are not numbers.
    """
    text = _despaced(printed)
    bracketed = _BRACKETED.match(text)
    if bracketed:
        text = "-" + bracketed.group("number")
    if not _NUMBER.match(text):
        return None
    plain = text.replace(",", "")
    integer, _, fraction = plain.lstrip("+-").partition(".")
    if len(integer.lstrip("0")) > MAX_INTEGER_DIGITS or len(fraction) > MAX_DECIMALS:
        return None
    return Number(Decimal(plain), len(fraction))


def classify_token(printed: str) -> TokenClass | None:
    """Class a text that stands alone by its form only; ``None`` when it is no number.

    A position in a table (a code column, a 栏次 row) overrides this; here digits without a point are a count, and a
    digit string too long to be one, or with a leading zero, is a code.
    """
    text = _despaced(printed)
    if _PERCENT.match(text):
        return TokenClass.PERCENT
    if _DATE.match(text):
        return TokenClass.DATE
    if text.isdigit() and ((text[0] == "0" and len(text) > 1) or len(text) > MAX_INTEGER_DIGITS):
        return TokenClass.CODE
    number = parse_number(text)
    if number is None:
        return TokenClass.AMOUNT if _NUMBER.match(text) else None
    return TokenClass.AMOUNT if number.decimals else TokenClass.COUNT


def to_cny(value: Decimal, money_unit: str | None) -> Decimal | None:
    """Convert a printed value to 元, exact where it has no part below a fen; ``None`` when the unit is unknown.

    A value finer than a fen is rounded half-even: the printed value stays beside it in the warehouse.
    """
    if money_unit is None:
        return None
    with localcontext() as context:
        context.prec = 50
        return (value * MONEY_UNITS[money_unit]).quantize(Decimal("0.01"))


class Verdict(StrEnum):
    """How an identity instance came out (DESIGN §3)."""

    EXACT = "exact"
    ROUNDING = "rounding"
    SUSPICIOUS = "suspicious"
    BREAK = "break"
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUABLE = "not_evaluable"


@dataclass(frozen=True, slots=True)
class Term:
    """A weighted printed number: one addend of a sum."""

    weight: int
    number: Number


def envelope_of(total: Number, terms: Iterable[Term], quantum: Decimal | None = None) -> Decimal:
    """Half the sum of quanta: how far a printed total may lie from the sum of its printed parts.

    Args:
        total: the printed total.
        terms: its printed parts.
        quantum: used for every number instead of its printed one, where given (the column's finest).
    """
    return (
        (quantum or total.quantum)
        + sum((abs(term.weight) * (quantum or term.number.quantum) for term in terms), Decimal(0))
    ) / 2


def judge_difference(difference: Decimal, envelope: Decimal, quantum: Decimal, addends: int) -> Verdict:
    """Judge a difference against its envelope; beyond 3·q·√((n+1)/12) it is suspicious even inside."""
    size = abs(difference)
    if size == 0:
        return Verdict.EXACT
    if size > envelope:
        return Verdict.BREAK
    likely = 3 * float(quantum) * sqrt((addends + 1) / 12)
    return Verdict.ROUNDING if float(size) <= likely else Verdict.SUSPICIOUS


def judge_sum(total: Number, terms: Sequence[Term]) -> tuple[Verdict, Decimal, Decimal]:
    """Judge ``total = Σ weight·part``.

    The finest quantum among the numbers is tried first, since some tables drop trailing zeros, then the printed ones.

    Returns:
        Verdict, difference (total - sum) and the envelope it was judged by, in the printed unit.
    """
    difference = total.value - sum((term.weight * term.number.value for term in terms), Decimal(0))
    finest = min([total.quantum, *(term.number.quantum for term in terms)])
    envelope = envelope_of(total, terms, finest)
    verdict = judge_difference(difference, envelope, finest, len(terms))
    if verdict is Verdict.BREAK:
        printed = envelope_of(total, terms)
        if abs(difference) <= printed:
            coarsest = max([total.quantum, *(term.number.quantum for term in terms)])
            return judge_difference(difference, printed, coarsest, len(terms)), difference, printed
    return verdict, difference, envelope


def judge_ratio(percent: Number, part: Number, whole: Number) -> tuple[Verdict, Decimal, Decimal]:
    """Judge that a printed percentage is what one printed number is of another.

    Returns:
        Verdict, difference (percent - 100·part/whole) and how far the two may lie apart by what is printed;
        ``not_applicable`` where the whole is 0, of which nothing is a percentage.
    """
    if not whole.value:
        return Verdict.NOT_APPLICABLE, Decimal(0), Decimal(0)
    exact = 100 * part.value / whole.value
    difference = percent.value - exact
    # The quotient of two intervals, to first order: quanta are small against what is divided by.
    envelope = percent.quantum / 2 + 50 * (part.quantum + abs(part.value / whole.value) * whole.quantum) / abs(
        whole.value
    )
    if percent.value == exact.quantize(percent.quantum, ROUND_HALF_UP):
        return Verdict.EXACT, difference, envelope
    return (Verdict.ROUNDING if abs(difference) <= envelope else Verdict.BREAK), difference, envelope


def judge_product(total: Number, count: Number, price: Number) -> tuple[Verdict, Decimal, Decimal]:
    """Judge that a printed amount is a count times a printed price; a count is exact, no rounded number.

    Returns:
        Verdict, difference (total - count·price) and how far the two may lie apart by what is printed.
    """
    difference = total.value - count.value * price.value
    envelope = (total.quantum + abs(count.value) * price.quantum) / 2
    if difference == 0:
        return Verdict.EXACT, difference, envelope
    return (Verdict.ROUNDING if abs(difference) <= envelope else Verdict.BREAK), difference, envelope


def judge_copy(
    left: Number, right: Number, left_unit: int = 1, right_unit: int = 1
) -> tuple[Verdict, Decimal, Decimal]:
    """Judge that two printed numbers state one amount: their intervals intersect.

    Args:
        left: one printed number.
        right: the other.
        left_unit: factor of the left number to the common unit (see ``MONEY_UNITS``).
        right_unit: likewise for the right.

    Returns:
        Verdict (one quantum apart is ``rounding``, 尾差), difference and envelope in the common unit.
    """
    difference = left.value * left_unit - right.value * right_unit
    half = (left.quantum * left_unit + right.quantum * right_unit) / 2
    if difference == 0:
        return Verdict.EXACT, difference, half
    if abs(difference) <= max(half, left.quantum * left_unit, right.quantum * right_unit):
        return Verdict.ROUNDING, difference, half
    return Verdict.BREAK, difference, half
