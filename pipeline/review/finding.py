"""What a finding of a review is, and the kinds there are.

Here: the types and the declared kinds. Not here: the rules that find them.
"""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.kernel.provenance import Place
from pipeline.tables.model import Table

_LONGEST_QUOTE = 60


class Severity(StrEnum):
    """How much it matters: a reader is misled, a rule of disclosure is not met, or the text is careless."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: its stable name, how much it matters, and what is found, in both languages."""

    id: str
    severity: Severity
    english: str
    chinese: str


TABLE_MISSING = FindingKind(
    "table_missing",
    Severity.WARNING,
    "A table required at this stage is not printed, and no sentence says that there is nothing to print.",
    "应公开报表缺失且无说明",
)
LISTED_TABLE_MISSING = FindingKind(
    "listed_table_missing",
    Severity.WARNING,
    "Contents page or index lists a table that the document does not print.",
    "目录所列报表未见",
)
EMPTY_UNSTATED = FindingKind(
    "empty_unstated",
    Severity.NOTE,
    "A table has no figures, and neither a note, the index nor the text says that it is empty.",
    "空表未作说明",
)
INDEX_CONTRADICTED = FindingKind(
    "index_contradicted",
    Severity.WARNING,
    "The index (是否空表) calls a table empty that has figures, or does not call empty one that has none.",
    "报表目录“是否空表”与报表不符",
)
YEAR_DIFFERS = FindingKind(
    "year_differs",
    Severity.ERROR,
    "A title, heading or line states another year than the disclosure's.",
    "年度不一致",
)
FIGURE_OF_OTHER_YEAR = FindingKind(
    "figure_of_other_year",
    Severity.WARNING,
    "A sentence gives a figure to another year that the document also gives to its own.",
    "文字说明年度有误",
)
UNIT_DIFFERS = FindingKind(
    "unit_differs",
    Severity.ERROR,
    "A caption, heading or sentence names another organisation where the disclosing one must stand.",
    "单位名称不一致",
)
NAMES_DIFFER = FindingKind(
    "names_differ",
    Severity.WARNING,
    "Tables print one code with different names.",
    "同一编码名称不一致",
)
PLACEHOLDER = FindingKind(
    "placeholder",
    Severity.ERROR,
    "A placeholder of the template was left in (XX局, ××万元, ___).",
    "模板占位符未填写",
)
CHOICE_LEFT = FindingKind(
    "choice_left",
    Severity.NOTE,
    "A choice of words of the template was left in (增加（减少）).",
    "模板选项未删除",
)
REASON_UNFOUNDED = FindingKind(
    "reason_unfounded",
    Severity.WARNING,
    "A sentence gives a reason for an increase or decrease where the figures it states show no change.",
    "无增减变化却说明增减原因",
)
REASON_MISSING = FindingKind(
    "reason_missing",
    Severity.NOTE,
    "A sentence announces a reason (主要原因是) and ends without giving it.",
    "原因未填写",
)

KINDS: tuple[FindingKind, ...] = (
    TABLE_MISSING,
    LISTED_TABLE_MISSING,
    EMPTY_UNSTATED,
    INDEX_CONTRADICTED,
    YEAR_DIFFERS,
    FIGURE_OF_OTHER_YEAR,
    UNIT_DIFFERS,
    NAMES_DIFFER,
    PLACEHOLDER,
    CHOICE_LEFT,
    REASON_UNFOUNDED,
    REASON_MISSING,
)
"""Every kind, in the order in which findings are reported."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reviewer would write in the margin.

    Attributes:
        kind: id of a ``FindingKind``.
        place: where it stands; nowhere for what is missing.
        printed: what is printed there, in short.
        expected: what should stand there; empty where that is open.
        details: what it was told by.
        table_no: the table it stands in, if any.
        table_id: the family it is about, if any.
    """

    kind: str
    place: Place
    printed: str
    expected: str = ""
    details: str = ""
    table_no: int | None = None
    table_id: str | None = None


def in_table(kind: FindingKind, table: Table, printed: str, expected: str, details: str = "") -> Finding:
    """A finding about a table as a whole."""
    return Finding(kind.id, table.place, quoted(printed), expected, details, table.table_no, table.table_id)


def quoted(text: str, at: int = 0) -> str:
    """A short piece of a long text around an offset."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    start = max(0, min(at - _LONGEST_QUOTE // 3, len(text) - _LONGEST_QUOTE))
    end = start + _LONGEST_QUOTE
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
