"""The organisation of a department (机构设置): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(
    table_id="organisation",
    chinese="机构设置",
    titles=r"(?:机构|预算单位|单位)(?:设置|构成|情况|详细)|单位.*(?:包括|如下|共有)",
    not_titles=r"收入|支出|收支|绩效|采购",
    columns=(),
)
