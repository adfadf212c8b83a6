"""Which table answers a question: one per disclosure, so that nothing is counted twice.

Here: the order in which table families are asked, and the columns that tell which one answered. Not here: any view.
"""

from collections.abc import Sequence

EDITION_COLUMN = ("code_edition", "Edition of its subject codes; code_succession joins editions. 科目版本")
AMOUNT_COLUMNS = (
    ("table_id", "Table family that answers. 取数表"),
    ("amount_cny", "Yuan. 金额（元）"),
    ("flagged_cells", "How many of the cells summed carry a flag. 存疑单元格数"),
)
IS_FLAGGED = "l.certainty NOT IN ('proved', 'positioned')"


def lines_of(families: Sequence[str], condition: str, axis: str = "") -> str:
    """Lines that meet a condition, of the first of these families in which a disclosure has such lines.

    What a table prints of other years, or a second time in another block, is left out.

    Args:
        families: table families, the first choice first.
        condition: SQL over ``fact_budget_line l``.
        axis: an axis that the table must publish (``dim_table.axes``).
    """
    rank = " ".join(f"WHEN '{family}' THEN {order}" for order, family in enumerate(families))
    names = ", ".join(f"'{family}'" for family in families)
    return f"""
      SELECT l.*, t.table_id, {IS_FLAGGED} AS is_flagged
      FROM fact_budget_line l
      JOIN dim_table t USING (disclosure_id, table_no)
      JOIN dim_disclosure own ON own.disclosure_id = l.disclosure_id
      WHERE t.table_id IN ({names}) AND l.presentation = 'main' AND l.measure = own.stage
        AND coalesce(t.axes, '') LIKE '%{axis}%' AND ({condition})
      QUALIFY rank() OVER (PARTITION BY l.disclosure_id ORDER BY CASE t.table_id {rank} END) = 1"""  # noqa: S608
