"""Government procurement (政府采购表): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(table_id="procurement", chinese="政府采购表", titles=r"政府采购.*表", not_titles=r"(?!)", columns=())
