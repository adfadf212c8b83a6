"""Targets held against the table of projects: whose money they tell, and which projects have none (30a, 30b)."""

from decimal import Decimal

import pytest

from expectations.catalogue import CATALOGUE
from expectations.evaluate import Check
from expectations.reconcile import examine
from pipeline.kernel.money import Verdict
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Hint
from pipeline.tables.model import Cell, Head, Row, RowKind, Table

Line = tuple[str | None, str, int | None, str]
"""Unit, name, index of the line above it in the tree, amount in 万元."""


def table(number: int, family: str, *lines: Line, title: str = "表", node: str = "total") -> Table:
    """A table of projects or of their targets; the lines that others stand under are subtotals."""
    above = {parent for _, _, parent, _ in lines}
    rows = tuple(
        Row(
            index,
            index + 1,
            Place(),
            RowKind.SUBTOTAL if index in above else RowKind.DETAIL,
            "project",
            name,
            parent=parent,
            project_name=name,
            unit_name=unit,
        )
        for index, (unit, name, parent, _) in enumerate(lines)
    )
    cells = tuple(Cell(index, 0, amount, Place()) for index, (*_, amount) in enumerate(lines))
    return Table(
        number, family, title, Place(), "万元", "", (Head(0, "金额", "", node),), rows, cells, (), (), Hint.CERTAIN,
        has_declared_header=False, status="read", statement="", notes=(),
    )  # fmt: skip


def spent(project: str) -> Table:
    """A table of expenditure whose total spends so much on projects."""
    row = Row(0, 1, Place(), RowKind.TOTAL, "total", "合计")
    head = Head(0, "项目支出", "", "project")
    return Table(
        1, "expenditure", "支出总表", Place(), "万元", "", (head,), (row,), (Cell(0, 0, project, Place()),), (), (),
        Hint.CERTAIN, has_declared_header=False, status="read", statement="", notes=(),
    )  # fmt: skip


def checks(identity: str, *tables: Table) -> list[Check]:
    found = examine(tables, CATALOGUE, has_certain_digits=True).checks
    return [check for check in found if check.instance.identity_id == identity]


UNITS = table(2, "project", ("甲局", "购置经费", None, "10.00"), ("乙站", "购置经费", None, "20.00"))


def test_of_projects_of_one_name_in_several_units_only_the_one_of_the_amount_has_targets() -> None:
    targets = table(3, "performance", ("甲局(二级部门)", "购置经费", None, "20.00"))
    (found,) = checks("GJ-030b", spent("30.00"), UNITS, targets)
    assert found.verdict is Verdict.EXACT
    assert found.instance.key.endswith("+ 1 without targets: 购置经费")
    assert (2, 0) in {(slot.table_no, slot.row) for slot in found.slots}


def test_targets_of_all_units_together_leave_no_project_without() -> None:
    targets = table(3, "performance", (None, "购置经费", None, "30.00"))
    (found,) = checks("GJ-030b", spent("30.00"), UNITS, targets)
    assert (found.verdict, found.instance.key) == (Verdict.EXACT, "project expenditure = Σ targets")


TREE = table(
    2, "project", (None, "运转", None, "30.00"), (None, "物业", 0, "10.00"), (None, "维修", 0, "20.00"),
    (None, "宣传", None, "5.00"),
)  # fmt: skip


def test_what_lies_below_a_project_with_targets_has_them_too_and_counts_once() -> None:
    of_both = table(3, "performance", (None, "运转", None, "30.00"), (None, "物业", None, "10.00"))
    (found,) = checks("GJ-030b", spent("35.00"), TREE, of_both)
    assert (found.verdict, found.rhs) == (Verdict.EXACT, Decimal(35))
    assert found.instance.key.endswith("+ 1 without targets: 宣传")


def test_targets_of_another_name_are_set_for_the_one_project_left_of_their_amount() -> None:
    renamed = table(3, "performance", (None, "普法宣传", None, "5.00"), (None, "运转", None, "30.00"))
    (found,) = checks("GJ-030b", spent("35.00"), TREE, renamed)
    assert (found.verdict, found.instance.key) == (Verdict.EXACT, "project expenditure = Σ targets")


def test_targets_for_money_that_the_list_does_not_show_leave_the_sum_open_and_are_named() -> None:
    targets = table(3, "performance", (None, "运转", None, "30.00"), (None, "补助下级", None, "99.00"))
    (found,) = checks("GJ-030b", spent("35.00"), TREE, targets)
    assert (found.verdict, found.attribution) == (Verdict.NOT_EVALUABLE, "")
    assert found.cause.words.endswith("补助下级")


@pytest.mark.parametrize(
    ("title", "verdict"), [("项目绩效目标表", Verdict.BREAK), ("重点项目表", Verdict.NOT_EVALUABLE)]
)
def test_only_a_choice_of_key_projects_need_not_cover_all_money(title: str, verdict: Verdict) -> None:
    targets = table(3, "performance", (None, "运转", None, "30.00"), title=title)
    (found,) = checks("GJ-030b", spent("35.00"), targets)
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("unit", "amount", "verdicts"),
    [
        (None, "15.00", {Verdict.NOT_EVALUABLE, Verdict.EXACT}),
        (None, "10.00", {Verdict.EXACT}),
        (None, "5.00", {Verdict.NOT_EVALUABLE, Verdict.BREAK}),
        ("甲局", "15.00", {Verdict.BREAK}),
    ],
)
def test_a_departments_targets_may_count_what_another_unit_names_otherwise(
    unit: str | None, amount: str, verdicts: set[Verdict]
) -> None:
    listed = table(2, "project", ("甲局", "运行维护", None, "10.00"), ("乙站", "设备维护", None, "5.00"))
    targets = table(3, "performance", (unit, "运行维护", None, amount))
    assert {check.verdict for check in checks("GJ-030a", listed, targets)} == verdicts
