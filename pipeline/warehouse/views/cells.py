"""The tables as we stand by them, figure by figure.

Here: ``reported_cell``, the contract. Not here: what is made of the figures.
"""

from pipeline.recover.frames import REPORTED_CELL_FIELDS
from pipeline.warehouse.view import View

_REPORTED_CELL_COLUMNS = ", ".join(
    "d.file_name" if field.name == "file_name" else f"c.{field.name}" for field in REPORTED_CELL_FIELDS
)

REPORTED_CELL = View(
    "reported_cell",
    "The tables as we stand by them, long: one row per figure.",
    "报表单元格：逐数列示",
    f"SELECT {_REPORTED_CELL_COLUMNS} FROM cell c JOIN dim_disclosure d USING (disclosure_id)",  # noqa: S608
    tuple((field.name, f"{field.english} {field.chinese}") for field in REPORTED_CELL_FIELDS),
)

CELL_VIEWS = (REPORTED_CELL,)
