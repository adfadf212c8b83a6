"""Purchase of services (政府购买服务表): one line a service, named by the guiding catalogue (指导性目录)."""

from pipeline.tables.model import Family, Node
from pipeline.tables.roles import Role
from pipeline.tables.vocabulary import AMOUNT

FAMILY = Family(
    table_id="service_purchase",
    chinese="政府购买服务表",
    titles=r"购买服务.*表",
    not_titles=r"采购",
    columns=(Node("total", AMOUNT),),
    texts={
        Role.CATALOGUE_ABOVE: r"[一二](?:级|级目录)",
        Role.LISTED: r"三级(?:目录)?|(?:购买)?服务(?:项目)?(?:名称|内容)|(?:购买)?服务内容",
        Role.CATALOGUE: r"(?:服务)?目录(?:编码|代码)",
        Role.PROJECT_NAME: r"(?:预算)?项目(?:名称)?",
    },
)
