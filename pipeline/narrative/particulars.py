"""The particulars that narratives tell beside the budget's totals: purchases, economic classes, assets, targets.

Here: the declarations, as data, with the lists and tables that state them. Not here: the budget's totals, subjects and
the three public expenses (``vocabulary``).
"""

from collections.abc import Iterator

from pipeline.narrative.quantity import Quantity, Target
from pipeline.narrative.words import FISCAL_WORDS, GOV_FUND_WORDS, GPB_WORDS, STATE_CAPITAL_WORDS
from pipeline.tables.model import Side

PURCHASES = {"goods": "货物", "works": "工程", "services": "服务"}
"""Kinds of purchase (采购品目大类) by id."""

_PURCHASED = r"政府采购(?:支出|项目)?(?:预算)?(?:总额|规模|金额)?(?:\(以合同签订为准\))?"
_OF_BUDGET = r"(?:纳入(?:\d{4}年度?)?(?:部门|单位)?预算的?)?"
_SMALL, _MICRO = r"中小(?:微)?企业", r"(?:小微|小型和微型|小型、微型|小、微型)企业"
_FUND = rf"(?:{GPB_WORDS}|{FISCAL_WORDS})?"
_COVERED = r"(?:纳入|实行)(?:部门)?(?:预算)?绩效(?:目标)?管理"
_DEAR = (20, 50, 100, 200)
"""From how many 万元 on equipment is told of by itself."""
_MONEY = r"，?涉及(?:当年)?(?:项目)?(?:预算|财政性)?(?:资金|金额)(?:合计)?"


def _purchases() -> Iterator[Quantity]:
    yield Quantity(
        "procurement",
        "政府采购",
        rf"{_OF_BUDGET}{_PURCHASED}",
        (Target("procurement"), Target("expenditure", column="procured")),
        sets="procurement",
    )
    for kind, words in PURCHASES.items():
        yield Quantity(
            f"procurement.{kind}",
            f"政府采购{words}",
            rf"(?:政府采购)?(?:拟?(?:采购|购买))?{words}(?:类)?(?:采购|项目|支出)*(?:预算)?(?:支出)?",
            (Target("procurement", kind=kind),),
            ("procurement",),
            ("procurement",),
        )
    for size, words in (("small", _SMALL), ("micro", _MICRO)):
        yield Quantity(
            f"procurement.{size}",
            f"预留{'中小' if size == 'small' else '小微'}企业的政府采购",
            rf"(?:面向|预留给?){words}(?:预留)?的?{_PURCHASED}",
            (Target("procurement", column=size), Target("expenditure", column=f"procured_{size}")),
        )


def of_class(code: str) -> tuple[Target, ...]:
    """An economic class of all general public money: as one table prints it, or in basic and in project spending."""
    return (
        Target("gpb_economic", economic=code),
        Target("gpb_basic", economic=code, plus=(Target("gpb_project_economic", economic=code),)),
    )


def _economic_classes() -> Iterator[Quantity]:
    yield Quantity(
        "operating_funds.commissioned",
        "机关运行经费中的委托业务费",
        r"委托业务费",
        (Target("operating", economic="30227"), Target("gpb_basic", economic="30227", is_usual=True)),
        ("operating_funds",),
        ("operating_funds",),
    )
    yield Quantity("commissioned", "委托业务费", rf"{_FUND}委托业务费", of_class("30227"), sets="commissioned")


def _assets() -> Iterator[Quantity]:
    value, count = "value", "quantity"
    yield Quantity(
        "fixed_assets",
        "固定资产",
        r"(?:上年末)?(?:固定|国有)?资产(?:总额|总值|原值|金额)?",
        (Target("fixed_assets", column=value),),
        ("assets",),
    )
    yield Quantity(
        "fixed_assets.buildings",
        "房屋面积",
        r"(?:分布构成情况为:?)?(?:共有)?房屋(?:面积|建筑面积)?",
        (Target("fixed_assets", "buildings", count),),
        ("assets",),
        is_count=True,
    )
    yield Quantity(
        "fixed_assets.vehicles",
        "车辆",
        r"(?:所属预算单位)?(?:共有|实有|现有)?(?:公务用车|车辆)(?:保有量|数量)?",
        (Target("fixed_assets", "vehicles", count),),
        ("assets",),
        is_count=True,
    )
    for least in _DEAR:
        worth = rf"(?:单价|单位价值|价值)在?{least}万元(?:\(含\))?以上"
        yield Quantity(
            f"fixed_assets.equipment_{least}",
            f"单价{least}万元以上设备",
            rf"(?:共有|有)?{worth}的?(?:通用|专用|大型)?设备(?:\(不含车辆\))?",
            (Target("fixed_assets", "equipment", count, label=worth),),
            ("assets",),
            is_count=True,
        )


def _targets() -> Iterator[Quantity]:
    whole = (
        Target("expenditure"),
        Target("fiscal_balance", "current_total", side=Side.REVENUE),
        Target("fiscal_balance", "grand_total", side=Side.REVENUE),
    )
    projects = ("expenditure", "fiscal_expenditure", "gpb_expenditure")
    yield Quantity(
        "targets.whole",
        "纳入绩效目标管理的整体支出",
        rf"(?:整体支出{_COVERED}|实行整体支出绩效目标管理){_MONEY}",
        whole,
    )
    yield Quantity(
        "targets.all_projects",
        "纳入绩效管理的全部项目支出",
        rf"所有项目支出(?:预算)?(?:均|全部)?{_COVERED}{_MONEY}",
        tuple(Target(table, column="project") for table in projects),
    )
    named = rf"(?:共?\d+个项目{_COVERED}|编报绩效目标的(?:\d{{4}}年度)?项目共?\d+个){_MONEY}"
    yield Quantity(
        "targets.projects",
        "编报绩效目标的项目支出",
        named,
        tuple(Target(table, column="project", is_usual=True) for table in projects),
    )
    for fund, words in (("gpb", GPB_WORDS), ("gov_fund", GOV_FUND_WORDS), ("state_capital", STATE_CAPITAL_WORDS)):
        stated = Target("fiscal_balance", fund, side=Side.REVENUE), Target("balance", fund, side=Side.REVENUE)
        opening = r"(?:实现了)?绩效目标管理全覆盖，涉及"
        yield Quantity(f"targets.{fund}", "绩效目标管理涉及的拨款", rf"(?:{opening})?{words}", stated, ("performance",))
        yield Quantity(f"targets.{fund}", "绩效目标管理涉及的拨款", rf"{opening}{words}", stated)


PARTICULARS: tuple[Quantity, ...] = (*_purchases(), *_economic_classes(), *_assets(), *_targets())
"""Every such quantity, one entry for each way of naming it."""

PROJECT = "project"
"""One project (项目), named by the claim's subject: its row of the project table."""

PROJECTS_WITH_TARGETS = "targets.count"
"""The number of projects with targets (编报绩效目标的项目…个): no cell, but the projects that the tables list."""
