"""Fixed assets and vehicles (固定资产表): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(
    table_id="fixed_assets",
    chinese="固定资产表",
    titles=r"(?:固定资产|国有资产|车辆).*表",
    not_titles=r"(?!)",
    columns=(),
)
