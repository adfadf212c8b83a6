"""What a view is, and the columns that views over disclosures share.

Here: the type. Not here: any view (``views``).
"""

from dataclasses import dataclass

from pipeline.kernel.schema import TableSpec


@dataclass(frozen=True, slots=True)
class View:
    """A view: its query and what its rows and columns are, in both languages."""

    name: str
    english: str
    chinese: str
    query: str
    columns: tuple[tuple[str, str], ...]


DISCLOSURE = "d.disclosure_id, d.jurisdiction_code, d.unit, d.fiscal_year, d.stage, d.scope"
"""Whose disclosure a row is of: columns of ``dim_disclosure d``."""

DISCLOSURE_COLUMNS = (
    ("disclosure_id", "Disclosure. 披露文件"),
    ("jurisdiction_code", "GB/T 2260 code. 行政区划代码"),
    ("unit", "Publishing unit or department. 公开主体"),
    ("fiscal_year", "Budget year. 预算年度"),
    ("stage", "Budget or final account. 阶段"),
    ("scope", "Whose money. 公开范围"),
)


def columns_of(spec: TableSpec, *names: str) -> tuple[tuple[str, str], ...]:
    """Columns that a view takes over from a table, all of them where none is named, explained as there."""
    fields = {field.name: field for field in spec.fields}
    return tuple((name, f"{fields[name].english} {fields[name].chinese}") for name in names or spec.columns)
