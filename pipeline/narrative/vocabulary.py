"""The quantities that narratives speak of, by meaning, with the words met and the cells that state them.

Here: the declarations, as data. Not here: matching them (``phrases``). Words match folded phrases without year,
unit's name and closing words (预算安排, 合计, 为). Subjects of a table (科目) are one quantity a scope.
"""

from collections.abc import Iterator

from pipeline.narrative.particulars import PARTICULARS
from pipeline.narrative.public_costs import PUBLIC_COSTS
from pipeline.narrative.quantity import Quantity, Target
from pipeline.narrative.words import (
    BOTH_SIDES,
    CARRIED,
    EXPENDITURE,
    FISCAL,
    FISCAL_WORDS,
    FUND_NAMES,
    FUND_WORDS,
    GOV_FUND,
    GPB,
    REVENUE,
    STATE_CAPITAL,
    YEAR,
)
from pipeline.tables.model import Side

_CURRENT = {
    "special_account": ("财政专户管理资金", r"(?:纳入)?财政专户(?:管理)?(?:资金|经费|拨款)*(?:收入)?"),
    "business": ("事业收入", r"事业(?:预算)?收入"),
    "operating_income": ("事业单位经营收入", r"(?:事业单位)?经营(?:预算)?收入"),
    "from_superior": ("上级补助收入", r"上级补助(?:预算)?收入"),
    "from_subordinate": ("附属单位上缴收入", r"附属单位上缴(?:预算)?收入"),
    "other_income": ("其他收入", r"其他(?:预算)?收入"),
    "unit_funds": ("单位资金", r"单位资金(?:收入)?|其他资金(?:收入)?"),
}
"""Sources of revenue beside fiscal appropriation, by the node of the balance and revenue tables."""

_NATURES = {
    "basic": ("基本支出", r"基本支出"),
    "project": ("项目支出", r"项目支出"),
    "operating": ("事业单位经营支出", r"(?:事业单位)?经营支出"),
    "to_superior": ("上缴上级支出", r"上[缴解]上级支出"),
    "to_subordinate": ("对附属单位补助支出", r"对附属单位补助支出"),
    "reserve": ("单位预留机动经费", r"单位预留机动经费"),
}
_BASIC_PARTS = {
    "personnel": ("人员经费", r"人员(?:经费|支出)(?:支出)?"),
    "public": ("公用经费", r"(?:日常)?公用(?:经费|支出)(?:支出)?"),
}
_CLASSES = {"personnel": ("301", "303"), "public": ("302", "310")}
"""The economic classes that a part of basic expenditure usually is (GJ-014b)."""

_WHOLE_SCOPES = ("", "both_sides", REVENUE, EXPENDITURE)
"""Where 收入 and 支出 alone mean all funds; in a section on one fund they mean that fund's."""


def _item(table_id: str, row: str, side: Side, column: str = "total") -> Target:
    return Target(table_id, row, column, side)


def _both_sides() -> Iterator[Quantity]:
    yield Quantity(
        "both_sides",
        "收入支出总计",
        rf"{YEAR}(?:部门|单位)?(?:预算)?{BOTH_SIDES}",
        (_item("balance", "grand_total", Side.REVENUE), _item("balance", "grand_total", Side.EXPENDITURE)),
        sets="both_sides",
    )
    balance_sides = tuple(_item("fiscal_balance", "grand_total", side) for side in (Side.REVENUE, Side.EXPENDITURE))
    yield Quantity(
        "fiscal.both_sides",
        "财政拨款收支总计",
        rf"{FISCAL_WORDS}{BOTH_SIDES}",
        balance_sides,
        (),
        ("both_sides",),
        FISCAL,
    )


def _totals() -> Iterator[Quantity]:
    for side, name, other in ((Side.REVENUE, "收入", r"(?:部门|单位)?"), (Side.EXPENDITURE, "支出", r"(?:部门|单位)?")):
        flow = side.value
        grand, current = _item("balance", "grand_total", side), _item("balance", "current_total", side)
        table, table_current = Target(flow), Target(flow, column="current")
        yield Quantity(
            flow,
            f"{name}总计",
            rf"{other}(?:预算)?总?{name}(?:总预算)?",
            (grand, current, table, table_current),
            _WHOLE_SCOPES,
            sets=flow,
        )
        yield Quantity(
            f"{flow}.current",
            f"本年{name}合计",
            rf"(?:本年度?|当年){other}(?:预算)?{name}",
            (current, grand, table_current, table),
            _WHOLE_SCOPES,
            (flow,),
            sets=flow,
        )


def _revenue_targets(node: str) -> tuple[Target, ...]:
    return (
        _item("balance", node, Side.REVENUE),
        _item("fiscal_balance", node, Side.REVENUE),
        Target(REVENUE, column=node),
    )


def _sources() -> Iterator[Quantity]:
    wholes = ("revenue.current", "revenue", "both_sides", "fiscal.revenue")
    for fund, words in FUND_WORDS.items():
        name = FUND_NAMES[fund]
        row = "current_total" if fund == FISCAL else fund
        table = f"{fund}_expenditure" if fund in {GPB, FISCAL} else fund
        targets = (*_revenue_targets(fund), _item("fiscal_balance", row, Side.REVENUE), Target(table))
        if fund == FISCAL:
            targets += (_item("fiscal_balance", "grand_total", Side.REVENUE),)
        yield Quantity(f"{fund}.revenue", f"{name}收入", rf"{words}收入", targets, (), wholes)
        yield Quantity(f"{fund}.revenue", f"{name}收入", words, targets, (REVENUE,), wholes)
        if fund == FISCAL:
            yield Quantity(f"{fund}.revenue", f"{name}收入", r"(?:预算)?收入", targets, (FISCAL,), wholes)
        carried = rf"{CARRIED}的?{words}(?:收入)?"
        yield Quantity(
            f"carry_in.{fund}", f"上年结转：{name}", carried, _revenue_targets(f"carry_in_{fund}"), (), ("revenue",)
        )
    for node, (name, words) in _CURRENT.items():
        targets = (_item("balance", node, Side.REVENUE), Target(REVENUE, column=node))
        yield Quantity(f"revenue.{node}", name, rf"{YEAR}(?:{words})", targets, (), wholes)
        yield Quantity(
            f"carry_in.{node}",
            f"上年结转：{name}",
            rf"{CARRIED}的?(?:{words})",
            (_item("balance", f"carry_in_{node}", Side.REVENUE), Target(REVENUE, column=f"carry_in_{node}")),
            (),
            ("revenue",),
        )
    yield Quantity(
        "carry_in", "上年结转结余", CARRIED, _revenue_targets("carry_in"), (REVENUE, "both_sides"), ("revenue",)
    )


def _expenditures() -> Iterator[Quantity]:
    for fund, words in FUND_WORDS.items():
        name, table = FUND_NAMES[fund], f"{fund}_expenditure" if fund in {GPB, FISCAL} else fund
        column = "total" if fund == FISCAL else fund
        balance = tuple(
            _item("fiscal_balance", row, Side.EXPENDITURE, column) for row in ("grand_total", "current_total")
        )
        targets = (Target(table), *balance) if fund != FISCAL else (*balance, Target(table))
        wholes = ("expenditure.current", EXPENDITURE, "both_sides", FISCAL)
        yield Quantity(
            fund, f"{name}支出", rf"{words}(?:支出|预算支出|收支)(?:预算)?(?:支出)?", targets, (), wholes, fund
        )
        if fund == FISCAL:
            yield Quantity(fund, f"{name}支出", r"(?:预算)?支出", targets, (FISCAL,), wholes, fund)
        else:
            yield Quantity(fund, f"{name}支出", words, targets, (EXPENDITURE, FISCAL), wholes, fund)


def _natures() -> Iterator[Quantity]:
    tables = {EXPENDITURE: "expenditure", GPB: "gpb_expenditure", FISCAL: "fiscal_expenditure"}
    basics = {EXPENDITURE: "basic_expenditure", GPB: "gpb_basic", FISCAL: "fiscal_basic"}
    for scope, table in tables.items():
        prefix = rf"(?:{FUND_WORDS[scope]})" if scope in FUND_WORDS else ""
        wholes = ("expenditure.current", EXPENDITURE) if scope == EXPENDITURE else (scope,)
        for node, (name, words) in _NATURES.items():
            targets: tuple[Target, ...] = (Target(table, column=node),)
            if node == "basic":
                targets += (Target(basics[scope]),)
            sets = f"{scope}.basic" if node == "basic" else ""
            if prefix:
                yield Quantity(f"{scope}.{node}", name, prefix + words, targets, (), wholes, sets)
            yield Quantity(f"{scope}.{node}", name, words, targets, (scope,), wholes, sets)
        for node, (name, words) in _BASIC_PARTS.items():
            first, second = _CLASSES[node]
            by_class = Target(
                basics[scope], economic=first, plus=(Target(basics[scope], economic=second),), is_usual=True
            )
            targets = (Target(basics[scope], column=node), Target(table, column=node), by_class)
            yield Quantity(f"{scope}.{node}", name, words, targets, (f"{scope}.basic",), (f"{scope}.basic",))


QUANTITIES: tuple[Quantity, ...] = (
    *_both_sides(),
    *_totals(),
    *_sources(),
    *_expenditures(),
    *_natures(),
    *PUBLIC_COSTS,
    *PARTICULARS,
)
"""Every quantity, one entry for each way of naming it; the first whose words and scope fit is meant."""

SUBJECT_TABLES: dict[str, tuple[str, str]] = {
    EXPENDITURE: ("expenditure", "balance"),
    FISCAL: ("fiscal_expenditure", "fiscal_balance"),
    GPB: ("gpb_expenditure", "fiscal_balance"),
    GOV_FUND: ("gov_fund", "fiscal_balance"),
    STATE_CAPITAL: ("state_capital", "fiscal_balance"),
}
"""Scope -> the table that tells its subjects, and the balance that tells their classes (类)."""

SUBJECT = "subject"
"""Prefix of the quantities that are one subject of a scope: ``subject.gpb``."""
