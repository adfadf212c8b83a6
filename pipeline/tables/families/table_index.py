"""The index of a disclosure's tables (报表目录): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(
    table_id="table_index", chinese="报表目录", titles=r"(?:报表|表格)?目录$", not_titles=r"(?!)", columns=()
)
