"""The star schema, declared once: dimensions, facts and bridges.

Here: specs only, those of subjects in ``facts.subjects``; DDL, polars schemas, expectations, Dagster metadata and the
data dictionary derive from them. Not here: the frames of recovery (``recover.frames``), which the warehouse loads
beside these.
"""

from pipeline.facts.scoring import SCORE_FIELDS
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.recover.certainty import Certainty
from pipeline.recover.frames import DISCLOSURE_ID, TABLE_NO

MEASURES = ("budget", "prior", "change", "initial", "adjusted", "final")
LINE_KINDS = ("current", "carry_in", "carry_out", "surplus_use", "transfer")
FLOWS = ("revenue", "expenditure")
SAME_NAME, SAME_CODE = "same name", "same code, similar name"
BY_CODE, BY_TABLE, BY_NAME = "code prefix", "department table", "own part (本级)"
STATUSES = ("read", "unread", "rejected", "no_tables")

DIM_DISCLOSURE = TableSpec(
    name="dim_disclosure",
    english="One row per file ever added, by content; all is read from content, file names lie.",
    chinese="披露文件",
    fields=(
        DISCLOSURE_ID,
        Field("publication_id", "VARCHAR", "Unit, year, stage and scope it publishes.", "公开事项标识", True),
        Field("file_name", "VARCHAR", "Base name under which it was first added.", "文件名"),
        Field("file_names", "VARCHAR[]", "Every base name it was added under.", "全部文件名"),
        Field("title", "VARCHAR", "Its title.", "标题", True),
        Field("unit", "VARCHAR", "The budgeting unit or department.", "预算单位", True),
        Field("jurisdiction_code", "VARCHAR", "GB/T 2260 code.", "行政区划代码", True),
        Field("fiscal_year", "INTEGER", "Budget year.", "预算年度", True),
        Field("stage", "VARCHAR", "Budget or final account.", "阶段", True, values=("budget", "final")),
        Field("scope", "VARCHAR", "Whose money.", "公开范围", True, values=("department", "own", "unit")),
        Field(
            "code_edition", "INTEGER", "Edition (year) of the subject codes that its tables print.", "科目版本", True
        ),
        Field("format", "VARCHAR", "The form it was read as.", "格式", True),
        Field("version", "INTEGER", "Version of its publication, from 1.", "版本", True),
        Field("is_current", "BOOLEAN", "No later version of the same publication replaces it.", "现行"),
        Field("supersedes_id", "VARCHAR", "The disclosure that it replaces.", "替代", True),
        Field("source_url", "VARCHAR", "Where it was fetched from.", "来源地址", True),
        Field("fetched_at", "TIMESTAMP", "When it was first added (UTC).", "获取时间"),
        Field("status", "VARCHAR", "What became of it.", "状态", values=STATUSES),
        Field("reason", "VARCHAR", "Why it was not read.", "未读原因", True),
        *SCORE_FIELDS,
    ),
    primary_key=("disclosure_id",),
)

DIM_UNIT = TableSpec(
    name="dim_unit",
    english="Budgeting units as printed, which of them are one unit over the years, and the tree they stand in.",
    chinese="预算单位",
    fields=(
        Field("unit_key", "BIGINT", "Surrogate of jurisdiction, code and name.", "单位键"),
        Field("jurisdiction_code", "VARCHAR", "GB/T 2260 code.", "行政区划代码", True),
        Field("code", "VARCHAR", "Code as printed.", "单位编码", True),
        Field("name", "VARCHAR", "Name as printed.", "单位名称"),
        Field(
            "entity_key", "BIGINT", "The same unit as it is printed last: one for all its codes and names.", "主体键"
        ),
        Field(
            "entity_rule",
            "VARCHAR",
            "Why it is that unit; NULL where it is printed in one way, or this is the first.",
            "归并依据",
            True,
            values=(SAME_NAME, SAME_CODE),
        ),
        Field("parent_key", "BIGINT", "The unit above it, as it is printed last.", "上级单位键", True),
        Field(
            "parent_rule", "VARCHAR", "Where that is known from.", "上级依据", True, values=(BY_CODE, BY_TABLE, BY_NAME)
        ),
        Field("valid_from", "INTEGER", "First budget year it is seen in, so printed.", "起始年度", True),
        Field("valid_to", "INTEGER", "Last budget year it is seen in, so printed.", "截止年度", True),
    ),
    primary_key=("unit_key",),
    foreign_keys=(
        ForeignKey(("entity_key",), "dim_unit", ("unit_key",)),
        ForeignKey(("parent_key",), "dim_unit", ("unit_key",)),
    ),
)

DIM_JURISDICTION = TableSpec(
    name="dim_jurisdiction",
    english="Administrative divisions, GB/T 2260.",
    chinese="行政区划",
    fields=(
        Field("jurisdiction_code", "VARCHAR", "Six digits.", "行政区划代码"),
        Field("name", "VARCHAR", "Name.", "名称"),
        Field("parent_code", "VARCHAR", "The division it lies in.", "上级代码", True),
    ),
    primary_key=("jurisdiction_code",),
)


def _tree_dimension(name: str, english: str, chinese: str, key: str) -> TableSpec:
    return TableSpec(
        name=name,
        english=english,
        chinese=chinese,
        fields=(
            Field(key, "BIGINT", "Surrogate of the id.", "键"),
            Field("id", "VARCHAR", "Stable id.", "标识"),
            Field("name", "VARCHAR", "Chinese name.", "名称"),
            Field("english", "VARCHAR", "English name.", "英文名称"),
            Field("parent_key", "BIGINT", "Parent in the tree.", "上级键", True),
        ),
        primary_key=(key,),
    )


DIM_FUND = _tree_dimension("dim_fund", "Fund sources, a tree.", "资金来源", "fund_key")
DIM_NATURE = _tree_dimension("dim_nature", "Natures of expenditure, a tree.", "支出性质", "nature_key")

DIM_PROJECT = TableSpec(
    name="dim_project",
    english="Projects, as printed.",
    chinese="项目",
    fields=(
        Field("project_key", "BIGINT", "Surrogate of jurisdiction, code and name.", "项目键"),
        Field("jurisdiction_code", "VARCHAR", "GB/T 2260 code.", "行政区划代码", True),
        Field("code", "VARCHAR", "Project code.", "项目编码", True),
        Field("name", "VARCHAR", "Project name.", "项目名称"),
        Field(
            "category",
            "VARCHAR",
            "Category as project tables print it, groups within groups joined by /; of the latest year that prints "
            "one.",
            "项目类别",
            True,
        ),
        Field("nature_key", "BIGINT", "The nature of expenditure that the category is.", "支出性质键"),
        Field("valid_from", "INTEGER", "First budget year it is seen in.", "起始年度", True),
        Field("valid_to", "INTEGER", "Last budget year it is seen in.", "截止年度", True),
    ),
    primary_key=("project_key",),
    foreign_keys=(ForeignKey(("nature_key",), "dim_nature", ("nature_key",)),),
)

DIM_IDENTITY = TableSpec(
    name="dim_identity",
    english="The catalogue of identities.",
    chinese="勾稽关系",
    fields=(
        Field("identity_id", "VARCHAR", "Stable id.", "编号"),
        Field("number", "INTEGER", "Family of ids.", "序号"),
        Field("english", "VARCHAR", "What it says.", "英文"),
        Field("chinese", "VARCHAR", "What it says, in the field's words.", "中文"),
        Field("is_hard", "BOOLEAN", "Whether it must hold.", "硬性"),
        Field(
            "has_amounts", "BOOLEAN", "Whether it compares amounts; the others hold codes against lists.", "核对金额"
        ),
        Field("is_footing", "BOOLEAN", "Within one table, along its trees; only these quarantine.", "表内勾稽"),
    ),
    primary_key=("identity_id",),
)

BRIDGE_DISCLOSURE_UNIT = TableSpec(
    name="disclosure_unit",
    english="Which units a disclosure covers.",
    chinese="披露文件所含单位",
    fields=(
        DISCLOSURE_ID,
        Field("unit_key", "BIGINT", "Unit.", "单位键"),
        Field("is_publisher", "BOOLEAN", "The unit whose disclosure this is.", "公开主体"),
    ),
    primary_key=("disclosure_id", "unit_key"),
    foreign_keys=(
        ForeignKey(("disclosure_id",), "dim_disclosure", ("disclosure_id",)),
        ForeignKey(("unit_key",), "dim_unit", ("unit_key",)),
    ),
)

DIMENSION_KEYS = (
    Field("unit_key", "BIGINT", "Unit.", "单位键"),
    Field("function_key", "BIGINT", "Functional subject.", "功能科目键"),
    Field("dept_economic_key", "BIGINT", "Department economic class.", "部门预算经济科目键"),
    Field("gov_economic_key", "BIGINT", "Government economic class.", "政府预算经济科目键"),
    Field("fund_key", "BIGINT", "Fund source.", "资金来源键"),
    Field("nature_key", "BIGINT", "Nature of expenditure.", "支出性质键"),
    Field("project_key", "BIGINT", "Project.", "项目键"),
)
_FACT_FIELDS = (
    *DIMENSION_KEYS,
    Field("flow", "VARCHAR", "Revenue or expenditure.", "收支", values=FLOWS),
    Field(
        "presentation",
        "VARCHAR",
        "The block, where one table prints the same money several times.",
        "列示口径",
    ),
    Field("measure", "VARCHAR", "What the amount measures.", "计量", values=MEASURES),
    Field(
        "measure_year",
        "INTEGER",
        "The year the measure is of; of `final` in a budget the year before, whose spending it states.",
        "计量年度",
        True,
    ),
    Field("line_kind", "VARCHAR", "Current money, carried in or out, surplus used.", "行类型", values=LINE_KINDS),
    Field("amount_cny", "DECIMAL(20,2)", "Yuan, exact.", "金额（元）"),
    Field("decimals", "INTEGER", "Printed decimals, in the printed unit.", "小数位数"),
    Field("certainty", "VARCHAR", "What the cell is worth.", "可信度", values=tuple(Certainty)),
    Field("cell_id", "VARCHAR", "The reported cell.", "单元格标识"),
)
_FACT_KEYS = (
    ForeignKey(("disclosure_id", "table_no"), "dim_table", ("disclosure_id", "table_no")),
    ForeignKey(("cell_id",), "cell", ("cell_id",)),
    ForeignKey(("unit_key",), "dim_unit", ("unit_key",)),
    ForeignKey(("function_key",), "dim_function", ("function_key",)),
    ForeignKey(("dept_economic_key",), "dim_economic", ("economic_key",)),
    ForeignKey(("gov_economic_key",), "dim_economic", ("economic_key",)),
    ForeignKey(("fund_key",), "dim_fund", ("fund_key",)),
    ForeignKey(("nature_key",), "dim_nature", ("nature_key",)),
    ForeignKey(("project_key",), "dim_project", ("project_key",)),
)

FACT_BUDGET_LINE = TableSpec(
    name="fact_budget_line",
    english=(
        "Leaves: figures with no printed part below them on either tree. Additive within disclosure, table, flow, "
        "presentation, measure and line kind."
    ),
    chinese="预算明细",
    fields=(DISCLOSURE_ID, TABLE_NO, *_FACT_FIELDS),
    primary_key=("cell_id",),
    foreign_keys=_FACT_KEYS,
)

FACT_REPORTED_TOTAL = TableSpec(
    name="fact_reported_total",
    english="Printed totals, subtotals and memo amounts (其中), with the same dimensions.",
    chinese="合计与其中数",
    fields=(
        DISCLOSURE_ID,
        TABLE_NO,
        Field("total_kind", "VARCHAR", "Total or memo.", "合计类型", values=("total", "memo")),
        *_FACT_FIELDS,
    ),
    primary_key=("cell_id",),
    foreign_keys=_FACT_KEYS,
)
