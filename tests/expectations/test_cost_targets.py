"""Cost targets of whole projects against their money (30c): found, and nothing else taken for one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from expectations.cost_targets import cost_target_checks
from expectations.evaluate import Check
from pipeline.kernel.money import Verdict
from pipeline.kernel.provenance import Place
from pipeline.tables.indicators.indicator import Indicator
from pipeline.tables.model import Cell, Head, Row, RowKind, Table


def targets(money: str, *costs: tuple[str, str], name: str = "社保代办员工资") -> Table:
    """A project of some money in 万元 with the cost indicators (name, value)."""
    indicators = tuple(
        Indicator(number, 0, Place(), 0, level1="成本指标", level3=label, target=value)
        for number, (label, value) in enumerate(costs)
    )
    row = Row(0, 1, Place(), RowKind.DETAIL, "project", name, project_name=name)
    return Table(
        table_no=1,
        table_id="performance",
        title="项目绩效目标表",
        place=Place(),
        money_unit="万元",
        unit_line="",
        heads=(Head(2, "资金总额", "", "total"),),
        rows=(row,),
        cells=(Cell(0, 2, money, Place()),),
        unplaced=(),
        tokens=(),
        hint="certain",
        has_declared_header=False,
        status="read",
        statement="",
        notes=(),
        indicators=indicators,
    )


def checks(*tables: Table) -> list[Check]:
    return list(cost_target_checks(tables, has_certain_digits=True))


def test_a_cost_with_two_digits_swapped_is_told_with_both_figures() -> None:
    (found,) = checks(targets("16.74", ("社保代办员工资总成本", "16.47万元")))
    assert (found.verdict, found.lhs, found.rhs) == (Verdict.BREAK, Decimal("16.74"), Decimal("16.47"))
    assert "swapped" in found.cause.words
    assert [slot.table_no for slot in found.slots] == [1]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("项目总成本", "≤16.74万元"),
        ("经费总额", "167400元"),
        ("费用支出控制数", "≤16.74万元"),
        ("财政投入控制数", "≤16.74万元"),
        ("财政投入总数", "≤16.74万元"),
        ("社保代办员工资总额", "16.74万元"),
        ("总成本（万元）", "16.74"),
    ],
)
def test_a_cost_that_is_the_money_holds_in_any_unit(label: str, value: str) -> None:
    (found,) = checks(targets("16.74", (label, value)))
    assert found.verdict is Verdict.EXACT


@pytest.mark.parametrize(("value", "words"), [("≤80万元", "above"), ("≤7元", "10⁴")])
def test_what_a_cap_contradicts_is_said(value: str, words: str) -> None:
    (found,) = checks(targets("7.00", ("项目总成本", value)))
    assert found.verdict is Verdict.BREAK
    assert words in found.cause.words


@pytest.mark.parametrize(
    "costs",
    [
        (("每人发放成本", "240元"),),
        (("印刷成本", "≤10万元"),),
        (("法律咨询服务成本控制数", "≤10万元"),),
        (("项目总成本", "≤5%"),),
        (("宣传总成本", "3万元"), ("印刷总成本", "4万元")),
        (("项目总成本", "5-10万元"),),
    ],
)
def test_a_part_a_price_or_a_share_is_not_taken_for_the_whole(costs: tuple[tuple[str, str], ...]) -> None:
    assert checks(targets("16.74", *costs)) == []


def test_a_table_that_goes_on_with_a_sheet_tells_that_sheets_costs_and_no_lists() -> None:
    sheet = targets("200.00", name="离休人员养老金")
    rest = targets("", ("养老金总额", "≤300万元"))
    own = tuple(replace(indicator, project=None) for indicator in rest.indicators)
    rest = replace(rest, table_no=2, rows=(), cells=(), heads=(), indicators=own, continues=1)
    (found,) = checks(sheet, rest)
    listed = replace(sheet, rows=(*sheet.rows, replace(sheet.rows[0], index=1, row_no=2)))
    assert checks(listed, rest) == []
    assert (found.instance.total.table_no, found.lhs, found.rhs) == (1, Decimal("200.00"), Decimal(300))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("15万元", Verdict.NOT_EVALUABLE),
        ("16.74万元", Verdict.EXACT),
        ("20万元", Verdict.BREAK),
        ("16.74元", Verdict.BREAK),
    ],
)
def test_a_cost_that_may_be_of_a_part_contradicts_no_more_than_the_whole(value: str, verdict: Verdict) -> None:
    """A control figure for the testing that a project of testing services pays, among other things."""
    (found,) = checks(targets("16.74", ("排放试验检测项目成本控制数", value), name="排放试验检测服务项目"))
    assert found.verdict is verdict
