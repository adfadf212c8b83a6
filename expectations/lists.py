"""GJ-017: what lists of purchases, services, meetings and assets add up to.

Here: the catalogue's entries for lists, and quantity × price, which no tree generates. Not here: how an instance is
judged (``evaluate``).
"""

from collections.abc import Iterator, Sequence

from pipeline.recover.identity import Axis, Identity, Instance, Relation, Slot
from pipeline.tables.model import Table

_UNITS = ("total:unit", "unit:unit")
_EVENTS = ("service_purchase", "meeting_list", "training_list")

LISTS = (
    Identity(
        id="GJ-017",
        number=17,
        english="Procurement is goods, works and services, and each of these, a unit's or a project's, its items.",
        chinese="政府采购合计＝货物＋工程＋服务＝Σ采购项目",
        axes=(Axis.ROWS,),
        table_ids=("procurement",),
        except_parents=_UNITS,
    ),
    Identity(
        id="GJ-017b",
        number=17,
        english="What is reserved for small and medium-sized enterprises is at most what is procured.",
        chinese="预留中小企业份额≤政府采购金额",
        axes=(Axis.COLUMNS, Axis.ROWS),
        relations=(Relation.AT_MOST,),
        table_ids=("procurement",),
    ),
    Identity(
        id="GJ-017c",
        number=17,
        english="Quantity times unit price is the amount.",
        chinese="数量×单价＝金额",
        is_hard=False,
        relations=(Relation.PRODUCT,),
        table_ids=("procurement",),
    ),
    Identity(
        id="GJ-017d",
        number=17,
        english="The whole of the assets is the sum of their kinds.",
        chinese="资产总额＝Σ各类资产",
        axes=(Axis.ROWS,),
        table_ids=("fixed_assets",),
    ),
    Identity(
        id="GJ-017e",
        number=17,
        english="The total of a list of services, meetings or courses is the sum of its lines.",
        chinese="购买服务、会议费、培训费明细表合计＝Σ各项",
        axes=(Axis.ROWS,),
        table_ids=_EVENTS,
        except_parents=_UNITS,
    ),
)
"""The entries of the catalogue that speak of lists."""


def prices(tables: Sequence[Table]) -> Iterator[Instance]:
    """GJ-017c: quantity × unit price = amount, on every line of procurement that prints all three."""
    for table in tables:
        columns = {head.node: head.col for head in table.heads if head.node}
        if table.table_id != "procurement" or not {"total", "quantity", "price"} <= columns.keys():
            continue
        printed = {(cell.row, cell.col) for cell in table.cells}
        for row in table.rows:
            if all((row.index, columns[node]) in printed for node in ("total", "quantity", "price")):
                total, *factors = (
                    Slot(table.table_no, row.index, columns[node]) for node in ("total", "quantity", "price")
                )
                parts = tuple((1, factor) for factor in factors)
                key = f"row {row.row_no} {row.label}".rstrip() + " · quantity × price"
                yield Instance("GJ-017c", key, Relation.PRODUCT, total, parts)
