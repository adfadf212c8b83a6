"""Purchase of services (政府购买服务表): kept cell by cell."""

from pipeline.tables.model import Family

FAMILY = Family(
    table_id="service_purchase", chinese="政府购买服务表", titles=r"购买服务.*表", not_titles=r"采购", columns=()
)
