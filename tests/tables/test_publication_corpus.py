"""Whose disclosure each real PDF is, read off its pages by eye; file names lie.

The smallest are read whole, from the folder named by GOUJI_CORPUS; of the others what their title pages and captions
print is set here.
"""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.kernel.codes import Codes
from pipeline.kernel.provenance import Place
from pipeline.readers.document import Document, Grid, Hint, RawCell, TextLine
from pipeline.readers.registry import read_document
from pipeline.tables.publication import Publication, read_publication
from pipeline.tables.recognise import recognise_tables

CORPUS = os.environ.get("GOUJI_CORPUS")


class Facts(NamedTuple):
    """What a document says of itself."""

    jurisdiction: str
    unit: str
    year: int
    stage: str
    scope: str


def facts(found: Publication) -> tuple[str | None, str, int | None, str | None, str | None]:
    return found.jurisdiction_code, found.unit, found.fiscal_year, found.stage, found.scope


READ_WHOLE = {
    "上海/2026年上海市水务局_部门预算.pdf": Facts("310000", "上海市海洋监测预报中心", 2026, "budget", "unit"),
    "上海市普陀区/unit_budget.pdf": Facts("310107", "上海市普陀区司法局", 2026, "budget", "unit"),
    "北京/政府办公厅_附件2：中共北京市委军民融合发展委员会办公室2026年度部门预算报表.pdf": Facts(
        "110000", "中共北京市委军民融合发展委员会办公室", 2026, "budget", "department"
    ),
    "江苏省/2017年省检察院部门预算.pdf": Facts("320000", "江苏省人民检察院", 2017, "budget", "department"),
    "江苏省/江苏省人大常委会2019年度部门预算公开.pdf": Facts(
        "320000", "江苏省人大常委会办公厅", 2019, "budget", "department"
    ),
}
"""The smallest, and each another way: bare tables, an unruled one, captions, split captions."""

FRONTS = {
    "上海/2026年上海市人力资源和社会保障局_部门预算.pdf": (
        "上海市2026年市级单位预算|预算单位：上海市职业能力考试院|编制单位:上海市职业能力考试院单位:元",
        Facts("310000", "上海市职业能力考试院", 2026, "budget", "unit"),
    ),
    "上海/2026年上海市应急管理局_部门预算.pdf": (
        "上海市2026年市级单位预算|预算单位：上海市应急管理局执法总队|编制单位:上海市应急管理局执法总队单位:元",
        Facts("310000", "上海市应急管理局执法总队", 2026, "budget", "unit"),
    ),
    "上海/2026年上海市生态环境局_部门预算.pdf": (
        "上海市2026年市级单位预算|预算单位：上海市减污降碳管理运行技术中心|编制单位:上海市减污降碳管理运行技术中心单位:元",
        Facts("310000", "上海市减污降碳管理运行技术中心", 2026, "budget", "unit"),
    ),
    "上海市普陀区/上海市普陀区人民政府万里街道办事处25年预算.pdf": (
        "上海市普陀区2025年区级部门预算|预算主管部门：上海市普陀区人民政府万里街道办事处|编制部门:上海市普陀区人民政府万里街道办事处单位:元",
        Facts("310107", "上海市普陀区人民政府万里街道办事处", 2025, "budget", "department"),
    ),
    "上海市普陀区/上海市普陀区规划和自然资源局 2024 年度部门决算.pdf": (
        "上海市普陀区规划和自然|资源局|2024年度部门决算",
        Facts("310107", "上海市普陀区规划和自然资源局", 2024, "final", "department"),
    ),
    "广州/2026年广州市发展和改革委员会部门预算.pdf": (
        "2026年|广州市发展和改革委员会部门预算|单位名称:广州市发展和改革委员会单位:万元",
        Facts("440100", "广州市发展和改革委员会", 2026, "budget", "department"),
    ),
    "广州/2026年广州市规划和自然资源局部门预算.pdf": (
        "2026年|广州市规划和自然资源局部门预算|单位名称:广州市规划和自然资源局单位:万元",
        Facts("440100", "广州市规划和自然资源局", 2026, "budget", "department"),
    ),
    "广州/水务局_2026年部门预算.pdf": (
        "2026年|广州市水务局部门预算|单位名称:广州市水务局单位:万元",
        Facts("440100", "广州市水务局", 2026, "budget", "department"),
    ),
    "广州/生态环境局_2026年部门预算.pdf": (
        "2026年|广州市生态环境局部门预算|单位名称:广州市生态环境局单位:万元",
        Facts("440100", "广州市生态环境局", 2026, "budget", "department"),
    ),
    "无锡/人力资源和社会保障局_2026年部门预算.pdf": (
        "2026年度|无锡市人力资源和社会保障局|部门预算公开|部门:无锡市人力资源和社会保障局单位:万元",
        Facts("320200", "无锡市人力资源和社会保障局", 2026, "budget", "department"),
    ),
    "无锡/发展和改革局_2026年部门预算.pdf": (
        "2025年度|无锡市发展和改革委员会|部门预算公开|部门:无锡市发展和改革委员会单位:万元",
        Facts("320200", "无锡市发展和改革委员会", 2025, "budget", "department"),
    ),
    "江苏省/2018年省检察院部门预算公开.pdf": (
        "江苏省人民检察院|2018年部门预算",
        Facts("320000", "江苏省人民检察院", 2018, "budget", "department"),
    ),
    "江苏省/江苏省高级人民法院2019年度部门预算公开.pdf": (
        "江苏省高级人民法院|2019年度部门预算公开|部门名称:江苏省高级人民法院单位:万元",
        Facts("320000", "江苏省高级人民法院", 2019, "budget", "department"),
    ),
    "江苏省/省人大办公厅2018预算公开.pdf": (
        "江苏省人大常委会办公厅2018年度部门|预算公开|部门名称:江苏省人大常委会办公厅单位:万元",
        Facts("320000", "江苏省人大常委会办公厅", 2018, "budget", "department"),
    ),
    "江苏省/省法院2018年度部门预算公开.pdf": (
        "2018年度江苏省高级|人民法院预算公开|2018年2月24日|第一部分部门概况",
        Facts("320000", "江苏省高级人民法院", 2018, "budget", "department"),
    ),
    "深圳/2026年深圳市人力资源和社会保障局部门预算.pdf": (
        "2026年深圳市人力资源和社会保障局|部门预算|部门名称:深圳市人力资源和社会保障局单位:万元",
        Facts("440300", "深圳市人力资源和社会保障局", 2026, "budget", "department"),
    ),
    "深圳/2026年深圳市人民政府口岸办公室部门预算.pdf": (
        "2026年深圳市人民政府口岸办公室|部门预算|部门名称:深圳市人民政府口岸办公室单位:万元",
        Facts("440300", "深圳市人民政府口岸办公室", 2026, "budget", "department"),
    ),
    "深圳/2026年深圳市宣传部部门预算.pdf": (
        "2026年中共深圳市委宣传部（本级）|部门预算|部门名称:中共深圳市委宣传部(本级)单位:万元",
        Facts("440300", "中共深圳市委宣传部", 2026, "budget", "own"),
    ),
    "深圳/规划和自然资源局_2026年部门预算.pdf": (
        "2026年深圳市规划和自然资源局大鹏|管理局部门预算|部门名称:深圳市规划和自然资源局大鹏管理局单位:万元",
        Facts("440300", "深圳市规划和自然资源局大鹏管理局", 2026, "budget", "department"),
    ),
    "福州/2026年福州市公安局部门预算.pdf": (
        "2026年度|福州市公安局治安管理|支队|单位预算",
        Facts("350100", "福州市公安局治安管理支队", 2026, "budget", "unit"),
    ),
    "福州/2026年福州市商务局部门预算.pdf": (
        "2026年度|福州市商务局|部门预算",
        Facts("350100", "福州市商务局", 2026, "budget", "department"),
    ),
    "福州/公安局_2026年度福州市公安局文职人员管理中心单位预算.pdf": (
        "2026年度|福州市公安局文职人员|管理中心单位预算",
        Facts("350100", "福州市公安局文职人员管理中心", 2026, "budget", "unit"),
    ),
    "苏州/2026年苏州市数据局部门预算.pdf": (
        "2026年度苏州市数据局部门预算公开|部门:苏州市数据局单位:万元",
        Facts("320500", "苏州市数据局", 2026, "budget", "department"),
    ),
    "苏州/规划和自然资源局_苏州市自然资源和规划局（本级）2026年度单位预算公开.pdf": (
        "2026年度|苏州市自然资源和规划局|单位预算公开|单位:苏州市自然资源和规划局单位:万元",
        Facts("320500", "苏州市自然资源和规划局", 2026, "budget", "unit"),
    ),
    "西安/2026年西安市公安局部门预算.pdf": (
        "西安市公安局（汇总）|2026年部门预算公开说明",
        Facts("610100", "西安市公安局", 2026, "budget", "department"),
    ),
    "西安/2026年西安市统计局部门预算.pdf": (
        "西安市统计局（汇总）|2026年部门预算公开说明",
        Facts("610100", "西安市统计局", 2026, "budget", "department"),
    ),
    "西安/人力资源和社会保障局_2026年部门预算.pdf": (
        "西安市人力资源和社会保障局|2020年部门综合预算",
        Facts("610100", "西安市人力资源和社会保障局", 2020, "budget", "department"),
    ),
    "西安/住房和建设局_2026年部门预算.pdf": (
        "西安市住房和城乡建设局|2022年部门综合预算",
        Facts("610100", "西安市住房和城乡建设局", 2022, "budget", "department"),
    ),
    "西安/国有资产监督管理委员会_2026年部门预算.pdf": (
        "西安市人民政府国有资产监督管理委员会|2022年部门综合预算",
        Facts("610100", "西安市人民政府国有资产监督管理委员会", 2022, "budget", "department"),
    ),
    "西安/工业和信息化局_2026年部门预算.pdf": (
        "西安市工业和信息化局2022年部门综合预算|预算单位:西安市工业和信息化局金额单位:元",
        Facts("610100", "西安市工业和信息化局", 2022, "budget", "department"),
    ),
    "西安/科技创新局_2026年部门预算.pdf": (
        "西安市科学技术局2022年部门综合预算",
        Facts("610100", "西安市科学技术局", 2022, "budget", "department"),
    ),
}
"""Title page, then a caption or a heading of the contents."""

BARE_TABLES = {
    "北京/人力资源和社会保障局_2026年部门预算.pdf": Facts(
        "110000", "北京市人力资源和社会保障局", 2026, "budget", "department"
    ),
    "北京/卫生健康委员会_2026年部门预算.pdf": Facts("110000", "北京市卫生健康委员会", 2026, "budget", "department"),
    "北京/审计局_附件2：北京市审计局2026年度部门预算报表.pdf": Facts(
        "110000", "北京市审计局", 2026, "budget", "department"
    ),
    "北京/水务局_2026年部门预算.pdf": Facts("110000", "北京市水务局", 2026, "budget", "department"),
    "北京/生态环境局_2026年部门预算.pdf": Facts("110000", "北京市生态环境局", 2026, "budget", "department"),
}
"""Neither title page nor captions: a form among the tables says of which department and year."""


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="GOUJI_CORPUS is not set: no real disclosures to read")
@pytest.mark.parametrize("name", READ_WHOLE)
def test_a_real_pdf_says_whose_it_is(name: str, codes: Codes) -> None:
    path = Path(CORPUS or "") / "pdf" / name
    document = read_document(path.read_bytes(), path.name)
    assert facts(read_publication(document, recognise_tables(document, codes), codes)) == READ_WHOLE[name]


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="GOUJI_CORPUS is not set: no real disclosures to read")
def test_the_facts_of_every_real_pdf_are_set() -> None:
    pdfs = Path(CORPUS or "") / "pdf"
    names = {path.relative_to(pdfs).as_posix() for path in pdfs.rglob("*.pdf")}
    assert names == {*READ_WHOLE, *FRONTS, *BARE_TABLES}


@pytest.mark.parametrize("name", FRONTS)
def test_a_front_says_whose_it_is(name: str, codes: Codes) -> None:
    front, expected = FRONTS[name]
    lines = tuple(TextLine(order, text, Place(page=1)) for order, text in enumerate(front.split("|")))
    document = Document("pdf", lines, (), has_certain_digits=True)
    assert facts(read_publication(document, [], codes)) == expected


@pytest.mark.parametrize("name", BARE_TABLES)
def test_bare_tables_say_whose_they_are(name: str, codes: Codes) -> None:
    expected = BARE_TABLES[name]
    forms = [
        [["预算01表 收支总表"], ["金额单位：万元"], ["收 入", "支 出"]],
        [["预算05表 一般公共预算支出表"], ["金额单位：万元"], ["2050803", "培训支出"]],
        [["预算13表部门整体支出绩效目标表"], [f"（{expected.year}年度）"], ["部门名称", expected.unit]],
    ]
    grids = tuple(
        Grid(
            page,
            tuple(
                tuple(RawCell(at, col, text, Place(page=page + 1)) for col, text in enumerate(row))
                for at, row in enumerate(rows)
            ),
            Hint.CERTAIN,
        )
        for page, rows in enumerate(forms)
    )
    document = Document("pdf", (), grids, has_certain_digits=True)
    assert facts(read_publication(document, [], codes)) == expected
