"""What a claim is: one figure stated in a sentence, with what it speaks of.

Here: the type. Not here: finding claims (``reading``) and judging them (``expectations.narrative``).
"""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.kernel.money import MONEY_UNITS, Number
from pipeline.kernel.provenance import Place

PERCENT = "%"
TIMES = "倍"
COUNTED = ("辆", "台", "平方米", "个")
"""What things are counted in: vehicles, equipment, area, projects."""


class Kind(StrEnum):
    """What a figure states of its quantity."""

    AMOUNT = "amount"
    COUNT = "count"
    CHANGE = "change"
    GROWTH = "growth"
    SHARE = "share"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Subject:
    """A functional or economic subject (科目) as a sentence names it; empty what it leaves out.

    Attributes:
        class_name: 类; group_name: 款; item_name: 项; all folded, without a closing 支出.
        code: its code, where the sentence prints one.
    """

    class_name: str = ""
    group_name: str = ""
    item_name: str = ""
    code: str = ""

    def __str__(self) -> str:
        return self.code or "/".join(filter(None, (self.class_name, self.group_name, self.item_name)))


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure stated in the narrative.

    Attributes:
        claim_no: number in the document, from 1.
        start: 0-based offset of the figure in its sentence.
        sentence: the sentence as printed, white space removed.
        quantity: id of a ``Quantity``; empty where it is not understood surely.
        subject: the subject it speaks of, where the quantity is one subject of a table.
        number: value and printed decimals; changes and growth signed by their word.
        unit: 元, 万元, 亿元 …, ``%`` or ``倍``; of a count one of ``COUNTED``.
        word: the word of comparison (增加, 下降, 持平 …); empty for amounts.
        comparison: what it is compared with, as printed (上年预算); empty where nothing is.
        period: the year the figure is of; ``None`` when the disclosure's year is unknown.
        measure: ``budget``, ``initial``, ``adjusted`` or ``final``.
        of: claim_no of the amount that a change, growth, base or share speaks of.
        change: claim_no of the change that a growth tells in percent.
        whole: claim_no of what a share is a share of.
        of_unit: the unit (所属单位) whose figure it is; empty where it is the whole disclosure's.
        reason: why its quantity is not understood; empty where it is.
    """

    claim_no: int
    place: Place
    start: int
    sentence: str
    kind: Kind
    quantity: str
    subject: Subject | None
    printed: str
    number: Number
    unit: str
    word: str = ""
    comparison: str = ""
    period: int | None = None
    measure: str = ""
    of: int | None = None
    change: int | None = None
    whole: int | None = None
    of_unit: str = ""
    reason: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it states an amount of money."""
        return self.unit in MONEY_UNITS

    @property
    def in_yuan(self) -> Number:
        """The number in 元 with the decimals that its unit leaves; percentages as they are, 倍 as percent."""
        if self.unit == TIMES:
            return Number(self.number.value * 100, self.number.decimals - 2)
        factor = MONEY_UNITS.get(self.unit, 1)
        return Number(self.number.value * factor, self.number.decimals - (len(str(factor)) - 1))
