"""Disclosures that hang together: a department and its two units over two years, with final accounts.

Here: the documents, and a home in which they stand as if they had been read. Budgets are drawn from a seed, so that
every total is a sum of their atoms; the three public expenses, the final accounts and a bureau over three code editions
are small and written out. Not
here: what is asserted of them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from generated import henan_tables
from generated.budget import Atom, Budget, Options, draw_budget
from generated.publication import PrintedTable, Publication
from generated.typeset import header_lines, printed_cells

from assets.assemble import material
from assets.paths import CODES
from assets.stages import READ, STAGES, Reading, paths_of, run_stage_for
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.kernel.provenance import Place
from pipeline.kernel.records import to_frame
from pipeline.readers.document import Document, TextLine
from pipeline.sources.home import Home
from pipeline.sources.raw_store import RawFile, add, raw_files
from pipeline.warehouse.build import build_candidate
from pipeline.warehouse.stage_store import write_frame
from tests.generated.final_account import TABLES, UNIT, balance
from tests.generated.ruled_sheet import ABOVE, LEFT, ruled_document

Rows = list[list[str]]
Sheet = tuple[str, str, Sequence[Sequence[str]]]

YEAR = 2023
GROWTH = 3
"""Every amount of the second year is this many times that of the first."""

STAFF = 131
STAFFED = f"部门编制{STAFF + 14}人，其中：行政编制59人、事业编制86人；实有人员{STAFF}人，其中：行政49人，事业82人。"
"""What every drawn budget says of its staff."""

NOTHING_BOUGHT = "（1）“三公”经费预算4.00万元，其中：公务用车购置费0万元。"
"""What the first year says of purchases of vehicles, for which its table leaves the cell blank."""

ITEMS = ["合计", "因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费"]


@dataclass(frozen=True, slots=True)
class Chain:
    """The documents by name, and the budgets they were made from."""

    first: Budget
    second: Budget
    documents: Mapping[str, Document]


def _rows(table: PrintedTable) -> Rows:
    header = [
        [LEFT if label is None else label or (ABOVE if level else "") for label in line]
        for level, line in enumerate(header_lines(table.columns))
    ]
    return header + [printed_cells(table, line, number) for number, line in enumerate(table.lines, start=1)]


def _announced(heading: str, sheets: Sequence[Sheet], *narrative: str) -> Document:
    document = ruled_document(sheets)
    texts = (heading, *narrative)
    lines = (
        TextLine(order, text, Place(page=1, bbox=(0.0, 0.0, 300.0, 12.0)))
        for order, text in enumerate(texts, start=-len(texts))
    )
    return replace(document, lines=(*lines, *document.lines))


def _printed(publication: Publication, three_public: Rows | None, heading: str, *told: str) -> Document:
    sheets: list[Sheet] = [
        (table.title, f"单位：{publication.money_unit}", _rows(table))
        for table in publication.tables
        if table.lines and not (three_public and table.table_id == "three_public")
    ]
    if three_public:
        sheets.append((f"{publication.year}年“三公”经费预算表", "单位：万元", three_public))
    return _announced(heading, sheets, STAFFED, *told)


def _of_unit(budget: Budget, number: int) -> Budget:
    unit = budget.units[number]
    atoms = tuple(atom for atom in budget.atoms if atom.unit == unit)
    return replace(budget, head=unit, units=(unit,), atoms=atoms)


def _grown(atom: Atom) -> Atom:
    return replace(atom, amount=atom.amount * GROWTH)


def _three_public(*prior: str) -> Rows:
    """4.00 万元 alone; or 4.50 beside the year before, as it is stated then."""
    now = ["4.00", "", "", "3.00", "1.00"]
    if not prior:
        return [ITEMS, now]
    return [
        ["上年预算数", *[LEFT] * 4, "本年预算数", *[LEFT] * 4],
        [*ITEMS, *ITEMS],
        [*prior, "4.50", "", "", "3.00", "1.50"],
    ]


def _told_of_the_year_before(first: Budget, second: Budget) -> tuple[str, ...]:
    """What the second year says of the first: true but for receptions, 1.20 for the 1.00 published."""
    before, now = (Decimal(sum(atom.amount for atom in budget.atoms)) / 1_000_000 for budget in (first, second))
    return (
        f"（1）{second.year}年收入总计{now:.2f}万元，比上年预算增加{now - before:.2f}万元。",
        "（2）“三公”经费预算4.50万元，比上年预算增加0.50万元，其中：公务接待费1.50万元，比上年预算增加0.30万元。",
        "（3）公务用车运行费3.00万元（上年预算数为3.00万元）。",
        "（4）公务用车购置费0万元，与上年预算持平。",
        f"（5）支出总计{now:.2f}万元，比上年决算减少1.00万元。",
    )


def _final(heading: str, **changed: Rows) -> Document:
    sheets = [(title, UNIT, changed.get(table_id, rows)) for table_id, (title, rows) in TABLES.items()]
    return _announced(heading, sheets)


def _balance_a_year_later() -> Rows:
    """Carries in what the year before carried out, 11.50."""
    later = {"年初结转和结余": "11.50", "年末结转和结余": "19.00", "总计": "147.50"}
    rows = balance()
    for row in rows:
        for col in (0, 3):
            if row[col] in later:
                row[col + 2] = later[row[col]]
    return rows


SUBJECTS = {
    2018: [("2080204", "拥军优属", "5.00"), ("2080504", "未归口管理的行政单位离退休", "3.00")],
    2019: [
        ("2080501", "归口管理的行政单位离退休", "10.00"),
        ("2080504", "未归口管理的行政单位离退休", "4.00"),
        ("2082804", "拥军优属", "6.00"),
    ],
    2020: [("2080501", "行政单位离退休", "15.00"), ("2082804", "拥军优属", "9.00")],
}
"""What a bureau spends while codes change: 2080204 becomes 2082804 in 2019, 2080504 goes into 2080501 in 2020."""


def _of_edition(year: int) -> Document:
    total = f"{sum(float(amount) for *_, amount in SUBJECTS[year]):.2f}"
    rows = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["", "合计", total, total, ""]]
    rows += [[code, name, amount, amount, ""] for code, name, amount in SUBJECTS[year]]
    return _announced(f"{year}年新乡市民政局部门预算", [(f"{year}年部门支出总表", UNIT, rows)])


def chain(seed: int = 7) -> Chain:
    """The documents of a department, its own part (本级) and its other unit."""
    drawn = draw_budget(Options(seed, units=2, functions=4, projects=4))
    first = replace(drawn, year=YEAR)
    second = replace(first, year=YEAR + 1, atoms=tuple(map(_grown, first.atoms)))
    name = first.head.name
    documents = {
        "department": _printed(henan_tables.publish(first), _three_public(), f"{YEAR}年{name}部门预算", NOTHING_BOUGHT),
        "department a year later": _printed(
            henan_tables.publish(second),
            _three_public("4.00", "", "", "3.00", "1.20"),
            f"{YEAR + 1}年{name}部门预算",
            *_told_of_the_year_before(first, second),
        ),
        "final account": _final(f"{YEAR}年{name}部门决算"),
        "final account a year later": _final(f"{YEAR + 1}年{name}部门决算", final_balance=_balance_a_year_later()),
        "narrative": _announced(f"{YEAR}年{name}部门预算", []),
    }
    documents |= {f"bureau {year}": _of_edition(year) for year in SUBJECTS}
    for number, unit in enumerate(first.units):
        of_unit = _of_unit(first, number)
        heading = f"{YEAR}年{unit.name}单位预算"
        documents[f"unit {number}"] = _printed(henan_tables.publish(of_unit), None, heading)
    return Chain(first, second, documents)


@dataclass(frozen=True, slots=True)
class Chained:
    """A home whose warehouse holds a chain.

    Attributes:
        ids: the disclosures' ids by the documents' names.
    """

    home: Home
    chain: Chain
    ids: Mapping[str, str]


def load(home: Home, folder: Path) -> Chained:
    """Build the warehouse of a chain in an empty home."""
    made = chain()
    raws = as_read(home, made.documents, folder)
    home.warehouse.parent.mkdir(parents=True, exist_ok=True)
    build_candidate(home.warehouse, material(home, raw_files(home)), load_codes(CODES), CATALOGUE)
    return Chained(home, made, {name: raw.disclosure_id for name, raw in raws.items()})


def as_read(home: Home, documents: Mapping[str, Document], folder: Path) -> dict[str, RawFile]:
    """Put documents into a home as if they had just been read, and run the stages that follow.

    Returns:
        Their raw files by name.
    """
    for name in documents:
        (folder / f"{name}.txt").write_text(name, encoding="utf-8")
    add(home, folder)
    by_sha = {raw.sha256: raw for raw in raw_files(home)}
    raws = {name: by_sha[hashlib.sha256(name.encode()).hexdigest()] for name in documents}
    for name, raw in raws.items():
        write_frame(to_frame(Reading, [Reading(documents[name])]), paths_of(home, raw, READ)["reading"])
        for stage in STAGES[1:]:
            run_stage_for(home, raw, stage.name)
    return raws
