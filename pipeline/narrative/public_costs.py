"""What narratives tell of the three public expenses (“三公”经费), meetings, training and running costs (机关运行经费).

Here: the declarations, as data, with the cells that state them. Not here: the budget's totals (``vocabulary``).
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.narrative.particulars import of_class
from pipeline.narrative.quantity import Quantity, Target
from pipeline.narrative.words import FISCAL_WORDS, GOV_FUND, GPB, GPB_WORDS, STATE_CAPITAL, YEAR

_THREE_PUBLIC_ITEMS = {
    "abroad": ("因公出国（境）费", r"因公出国\(境\)(?:费用|费|经费)?(?:预算)?(?:支出)?"),
    "vehicles": (
        "公务用车购置及运行费",
        r"(?:公务用车|公车用车)购置[及和](?:运行|运维)(?:维护)?(?:费用|费|经费)?(?:预算)?(?:支出)?",
    ),
    "vehicle_purchase": ("公务用车购置费", r"公务用车购置(?:费用|费|经费)?(?:预算)?(?:支出)?"),
    "vehicle_running": ("公务用车运行费", r"公务用车运行(?:维护)?(?:费用|费|经费)?(?:预算)?(?:支出)?"),
    "reception": ("公务接待费", r"公务接待(?:费用|费|经费)?(?:预算)?(?:支出)?"),
}


def _three_public() -> Iterator[Quantity]:
    prefix = rf"(?:{GPB_WORDS}|{FISCAL_WORDS})?"

    def cells(item: str) -> tuple[Target, ...]:
        return (
            Target("three_public", column=item),
            Target("three_public", row=item, column="all_funds"),
            Target("three_public", row=item, column="total"),
            Target("three_public", column=of_fund(GPB, item), plus=tuple(other_funds(item))),
        )

    def usually(code: str) -> tuple[Target, ...]:
        return tuple(replace(target, is_usual=True) for target in of_class(code))

    def of_fund(fund: str, item: str) -> str:
        return fund if item == "total" else f"{fund}_{item}"

    def other_funds(item: str) -> Iterator[Target]:
        yield from (Target("three_public", column=of_fund(fund, item)) for fund in (GOV_FUND, STATE_CAPITAL))

    yield Quantity(
        "three_public",
        "“三公”经费",
        rf'{prefix}"三公"经费(?:财政拨款)?(?:支出)?(?:预算)?(?:支出)?',
        cells("total"),
        sets="three_public",
    )
    for item, (name, words) in _THREE_PUBLIC_ITEMS.items():
        wholes = ("three_public.vehicles",) if item in {"vehicle_purchase", "vehicle_running"} else ("three_public",)
        yield Quantity(f"three_public.{item}", name, words, cells(item), ("three_public",), wholes)
    for item, name, code in (("meetings", "会议费", "30215"), ("training", "培训费", "30216")):
        yield Quantity(
            f"three_public.{item}",
            name,
            rf"{prefix}{name}(?:预算)?(?:支出)?",
            (*cells(item), *usually(code)),
            ("three_public",),
        )


def _running_costs() -> Iterator[Quantity]:
    yield Quantity(
        "operating_funds",
        "机关运行经费",
        rf"(?:{GPB_WORDS}|{FISCAL_WORDS})?{YEAR}(?:行政经费\(机关运行经费\)|(?:机关|机构)(?:运行|运转)经费)(?:财政拨款)?(?:预算)?(?:支出)?",
        (
            Target("operating"),
            Target("three_public", column="running"),
            Target("three_public", row="running", column="all_funds"),
            Target("three_public", row="administrative", column="all_funds"),
            Target("gpb_basic", column="public", is_bound=True),
            Target("fiscal_basic", column="public", is_bound=True),
        ),
        sets="operating_funds",
    )


PUBLIC_COSTS: tuple[Quantity, ...] = (*_three_public(), *_running_costs())
"""Every such quantity, one entry for each way of naming it."""
