"""A project's cost as its targets tell it, against its money (30c).

Here: which indicators speak of the whole project's cost, and how each is judged. Not here: the identities between
tables (``between``), whose two sides are both cells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from expectations.causes.cause import Cause, Kind
from expectations.evaluate import Check, judge
from pipeline.kernel.money import MONEY_UNITS, Number, Verdict, parse_number
from pipeline.kernel.text import folded
from pipeline.kernel.wording import without_unit
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.indicators.indicator import Indicator
from pipeline.tables.indicators.target import Target, parse_target, unit_in_name
from pipeline.tables.model import Row, Table

IDENTITY = "GJ-030c"

_COST = "成本"
_PER_UNIT = re.compile(r"单价|单位成本|人均|户均|每|标准|平均|/")
_WHOLE = re.compile(
    r"(?P<stem>.*?)(?:(?:项目|资金|经费|预算|支出|投入|费用|发放|财政)*总(?:成本|额|金额|费用|支出|投入|经费|预算|数)(?:控制数|控制情况)?"
    r"|(?:项目|资金|经费|预算|支出|成本|费用|财政|投入)*(?:预算|支出|成本|费用|投入)控制(?:数|情况|额)|项目(?:成本|支出))"
)
_NAME_ENDS = re.compile(r"(?:项目|经费|资金|费用|费|补助|补贴|工作)+$")
_TARGET = Slot(0, 0, 0)
"""Stands for the indicator's value while it is judged; no cell is numbered 0."""

_CAP_ABOVE = Cause(Kind.COST_CAP, "the cost allowed is above the project's money")
_CAP_BELOW = Cause(Kind.COST_CAP, "the project's money is above the cost allowed")
_MAY_BE_PART = "the cost names its object otherwise than the project and may be a part of it"


class _Speaks(StrEnum):
    """Of how much of a project a cost speaks."""

    WHOLE = "whole"
    WHOLE_OR_PART = "whole_or_part"
    PART = "part"


@dataclass(frozen=True, slots=True)
class _Cost:
    """A cost target of a project in a unit of money; whether it may speak of a part of the project only."""

    indicator: Indicator
    target: Target
    number: Number
    money_unit: str
    may_be_part: bool = False


def cost_target_checks(tables: Sequence[Table], *, has_certain_digits: bool) -> Iterator[Check]:
    """GJ-030c: what a project may cost as a whole is the money it is given.

    Args:
        tables: the tables of a disclosure, every figure in its column.
        has_certain_digits: whether the form's digits are the publisher's.
    """
    by_no = {table.table_no: table for table in tables}
    for table in tables:
        for owner, row, indicators in _by_project(table, by_no):
            slot, money = _money(owner, row)
            cost = _whole_cost(indicators, row)
            if slot is None or money is None or cost is None or owner.money_unit is None:
                continue
            check = _judged(slot, money, owner.money_unit, cost, row, has_certain_digits=has_certain_digits)
            if check is not None:
                yield check


def _by_project(table: Table, by_no: dict[int, Table]) -> Iterator[tuple[Table, Row, list[Indicator]]]:
    """Each project's row with its indicators; a table that goes on with another's tells that one's project."""
    found: dict[int, list[Indicator]] = {}
    for indicator in table.indicators:
        if indicator.project is not None and not indicator.is_goal:
            found.setdefault(indicator.project, []).append(indicator)
    for project, own in found.items():
        yield table, table.rows[project], own
    owner = by_no.get(table.continues) if table.continues is not None else None
    rest = [indicator for indicator in table.indicators if indicator.project is None and not indicator.is_goal]
    if owner is not None and owner.sole_project is not None:
        yield owner, owner.sole_project, rest


def _money(table: Table, row: Row) -> tuple[Slot | None, Number | None]:
    col = next((head.col for head in table.heads if head.node == "total"), None)
    cell = next((cell for cell in table.cells if cell.row == row.index and cell.col == col), None)
    if cell is None or col is None:
        return None, None
    return Slot(table.table_no, row.index, col), parse_number(cell.printed)


def _whole_cost(indicators: Sequence[Indicator], row: Row) -> _Cost | None:
    """The one indicator that tells what the whole project may cost; ``None`` where none or several may.

    Where it names its object, that must be the project, or no other cost of money stand beside it.
    """
    costs = [cost for indicator in indicators if (cost := _cost(indicator)) is not None]
    spoken = [(cost, _speaks_of(cost.indicator, row, is_alone=len(costs) == 1)) for cost in costs]
    whole = [replace(cost, may_be_part=of is _Speaks.WHOLE_OR_PART) for cost, of in spoken if of is not _Speaks.PART]
    return whole[0] if len(whole) == 1 else None


def _cost(indicator: Indicator) -> _Cost | None:
    """An indicator as a cost in money; ``None`` where it is of another class, or its value no sum of money."""
    if indicator.level1 and _COST not in indicator.level1 + indicator.level2:
        return None
    name = folded(indicator.level3)
    unit = indicator.unit or unit_in_name(name)
    target = parse_target(indicator.target, indicator.sign, unit)
    if target.number is None or target.upper is not None or target.unit not in MONEY_UNITS or _PER_UNIT.search(name):
        return None
    decimals = max(0, -int(target.number.as_tuple().exponent))
    return _Cost(indicator, target, Number(target.number, decimals), target.unit)


def _speaks_of(indicator: Indicator, row: Row, *, is_alone: bool) -> _Speaks:
    name = without_unit(folded(indicator.level3))
    project = folded(row.project_name or "")
    if project and name == project:
        return _Speaks.WHOLE
    found = _WHOLE.fullmatch(name)
    if found is None:
        return _Speaks.PART
    stem = _NAME_ENDS.sub("", found.group("stem"))
    if not stem or stem == _NAME_ENDS.sub("", project) or (is_alone and "总" in name):
        return _Speaks.WHOLE
    return _Speaks.WHOLE_OR_PART if is_alone and stem in project else _Speaks.PART


def _judged(
    slot: Slot, money: Number, money_unit: str, cost: _Cost, row: Row, *, has_certain_digits: bool
) -> Check | None:
    factor = Decimal(MONEY_UNITS[cost.money_unit]) / MONEY_UNITS[money_unit]
    value = cost.number.value * factor
    decimals = max(0, cost.number.decimals - factor.adjusted())
    key = f"target table row {row.row_no} {row.label} = {cost.indicator.level3} {cost.indicator.target}"
    is_slip = _is_power_of_ten(value, money.value)
    doubt = _MAY_BE_PART if cost.may_be_part and value < money.value and not is_slip else ""
    instance = Instance(IDENTITY, key, Relation.COPY, slot, ((1, _TARGET),), doubt)
    values = {slot: money, _TARGET: Number(value, decimals)}
    check = judge(instance, values, has_certain_digits=has_certain_digits, is_doubtful_place=False)
    if check is None:
        return None
    cause = check.cause
    is_cap = cost.target.comparator in {"≤", "<"} and not is_slip
    if check.verdict is Verdict.BREAK and is_cap:
        cause = _CAP_ABOVE if value > money.value else _CAP_BELOW
    return replace(check, instance=replace(instance, parts=()), cause=cause)


def _is_power_of_ten(one: Decimal, other: Decimal) -> bool:
    return bool(one and other) and (one / other).normalize().as_tuple().digits == (1,)
