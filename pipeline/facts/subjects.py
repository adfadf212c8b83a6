"""The subject dimensions of the star, one row per edition and code, and what leads from one edition to the next.

Here: specs only, as in ``star``. Not here: their rows (``warehouse.subjects``) and the lists (``kernel.codes``).
"""

from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.kernel.subjects import BRIDGE_KINDS, SCHEMES, SOURCES

_SOURCE = Field("source", "VARCHAR", "Where it is known from, for these editions.", "来源", values=SOURCES)


def _subject_dimension(name: str, english: str, chinese: str, key: str, scheme: tuple[Field, ...]) -> TableSpec:
    return TableSpec(
        name=name,
        english=english,
        chinese=chinese,
        fields=(
            Field(key, "BIGINT", "Surrogate of edition and code.", "科目键"),
            *scheme,
            Field("edition", "INTEGER", "Year of the list (年度); NULL for what prints none.", "科目版本", True),
            Field("code", "VARCHAR", "Code, digits joined.", "科目编码"),
            Field("name", "VARCHAR", "Name.", "科目名称"),
            Field("level", "VARCHAR", "类, 款 or 项.", "级次", True),
            Field("parent_key", "BIGINT", "The subject whose code begins its code.", "上级科目键", True),
            Field(
                "source",
                "VARCHAR",
                "Where this edition's row is known from; unlisted: printed in a disclosure, missing from the list.",
                "来源",
                values=(*SOURCES, "unlisted"),
            ),
            Field("documents", "INTEGER", "Documents it was observed in when the list was made.", "出现文件数"),
        ),
        primary_key=(key,),
    )


DIM_FUNCTION = _subject_dimension(
    "dim_function", "Functional subjects of expenditure.", "支出功能分类科目", "function_key", ()
)
DIM_ECONOMIC = _subject_dimension(
    "dim_economic",
    "Economic classes of expenditure, department and government scheme.",
    "支出经济分类科目",
    "economic_key",
    (Field("scheme", "VARCHAR", "Scheme.", "体系", values=("department", "government", "none")),),
)

DIM_CODE_BRIDGE = TableSpec(
    name="dim_code_bridge",
    english="What became of a subject in the next edition; the view code_succession follows it.",
    chinese="科目版本衔接",
    fields=(
        Field("scheme", "VARCHAR", "Scheme.", "体系", values=SCHEMES),
        Field("from_edition", "INTEGER", "The earlier edition.", "原版本"),
        Field("from_code", "VARCHAR", "Code in it.", "原编码"),
        Field("from_key", "BIGINT", "Its key, in dim_function or dim_economic.", "原科目键"),
        Field("to_edition", "INTEGER", "The later edition.", "新版本"),
        Field("to_code", "VARCHAR", "Code in it.", "新编码"),
        Field("to_key", "BIGINT", "Its key, in dim_function or dim_economic.", "新科目键"),
        Field(
            "kind",
            "VARCHAR",
            "What became of it; reused: the code stands for something else from then on.",
            "变化",
            values=BRIDGE_KINDS,
        ),
        _SOURCE,
    ),
    primary_key=("from_key", "to_key"),
)

DIM_ECONOMIC_PAIR = TableSpec(
    name="dim_economic_pair",
    english="Department economic classes and the government classes that they are reported under, by edition.",
    chinese="部门预算与政府预算经济科目对照",
    fields=(
        Field("edition", "INTEGER", "Edition.", "科目版本"),
        Field("dept_economic_key", "BIGINT", "Department class.", "部门预算经济科目键"),
        Field("gov_economic_key", "BIGINT", "Government class.", "政府预算经济科目键"),
        Field("department_code", "VARCHAR", "Its code.", "部门预算经济科目编码"),
        Field("government_code", "VARCHAR", "Its code.", "政府预算经济科目编码"),
        _SOURCE,
        Field("documents", "INTEGER", "Documents it was observed in when the list was made.", "出现文件数"),
    ),
    primary_key=("dept_economic_key", "gov_economic_key"),
    foreign_keys=(
        ForeignKey(("dept_economic_key",), "dim_economic", ("economic_key",)),
        ForeignKey(("gov_economic_key",), "dim_economic", ("economic_key",)),
    ),
)
