"""Tables of no family keep their figures with the unit they declare, and no code or row number among them."""

from collections.abc import Callable
from decimal import Decimal

import polars as pl

from expectations.reconcile import Reconciled

Reconcile = Callable[[str], Reconciled]

TABBED = (
    "2024年部门收支预算表\n\n单位：万元\n\n收入\t\t支出\t\n项目\t金额\t项目\t金额\n收入总计\t9.00\t支出总计\t9.00\n\n"
    "2024年重点事项安排表\n\n单位：万元\n\n"
    "序号\t科目编码\t事项\t安排资金\t覆盖人数\n"
    "1\t2080101\t就业培训\t12.50\t300\n"
    "2\t2080105\t权益维护\t7.00\t45\n"
)


def test_a_table_of_no_family_carries_its_unit_on_what_prints_decimals(reconciled: Reconcile) -> None:
    cells = reconciled(TABBED).cells.filter(pl.col("table_id") == "other:2024年重点事项安排表")
    found = cells.select("printed", "money_unit", "amount_cny").rows()
    assert found == [
        ("12.50", "万元", Decimal("125000.00")),
        ("300", None, None),
        ("7.00", "万元", Decimal("70000.00")),
        ("45", None, None),
    ]


def test_codes_and_row_numbers_of_a_table_of_no_family_are_no_figures(reconciled: Reconcile) -> None:
    found = reconciled(TABBED)
    (table_no,) = found.cells.filter(pl.col("table_id").str.starts_with("other:"))["table_no"].unique()
    tokens = dict(found.tokens.filter(pl.col("table_no") == table_no).select("token_class", "tokens").rows())
    assert tokens == {"amount": 2, "count": 2, "code": 2, "ordinal": 2}
