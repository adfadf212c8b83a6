"""Catalogues of sources: what they may say, and errors that point at the line."""

from pathlib import Path

import pytest

from assets.paths import DATA
from pipeline.sources.catalogue import load_catalogue, load_catalogues, parse_catalogue
from pipeline.sources.catalogue_file import append_source
from pipeline.sources.entries import FaultyFileError
from pipeline.sources.source import SourceKind

PATH = Path("/somewhere/sources.yaml")


def problems_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(FaultyFileError) as caught:
        parse_catalogue(text, PATH)
    return [(problem.line, problem.text) for problem in caught.value.problems]


def test_every_kind_of_source_with_all_it_may_declare() -> None:
    sources = parse_catalogue(
        """
sources:
  - file: budget.pdf
  - folder: /data/inbox
  - id: one
    url: https://czj.example.gov.cn/2024/budget.pdf
    jurisdiction: 410700
    unit: 某市财政局
    stage: budget
    year: 2024
  - index: http://192.168.1.5:8080/list.html
    links: 部门预算
    attachments: pdf$
    depth: 3
    allow_private: true
""",
        PATH,
    )
    assert [source.kind for source in sources] == list(SourceKind)
    assert sources[0].location == "/somewhere/budget.pdf"
    assert sources[1].source_id == "/data/inbox"
    assert (sources[2].source_id, sources[2].declared.jurisdiction, sources[2].declared.year) == ("one", "410700", 2024)
    assert (sources[3].depth, sources[3].may_be_private, sources[3].links) == (3, True, "部门预算")
    assert sources[2].place == "/somewhere/sources.yaml:5"


def test_every_faulty_line_is_named_at_once() -> None:
    found = problems_of(
        """\
sources:
  - ulr: https://a.example/
  - url: ftp://a.example/x
    yaer: 2024
  - index: https://a.example/
    depth: 9
    links: "("
    stage: draft
    allow_private: yes please
  - url: https://a.example/
    jurisdiction: 41
    year: 1066
  - url: https://user:secret@a.example/
  - just a text
  - url: https://a.example/b
    url: https://a.example/c
"""
    )
    assert [line for line, _ in found] == [2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15]
    assert "did you mean `year`?" in dict(found)[4]
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    ("text", "line"),
    [("sources: [", 1), ("- a\n", 1), ("sources:\n  url: x\n", 2), ("sources:\n\t- url: x", 2), ("source: []", 1)],
)
def test_what_is_no_catalogue_is_said_with_its_line(text: str, line: int) -> None:
    assert problems_of(text)[0][0] == line


@pytest.mark.parametrize("text", ["", "sources:\n", "sources: []\n", "# nothing yet\n"])
def test_an_empty_catalogue_has_no_sources(text: str) -> None:
    assert parse_catalogue(text, PATH) == []


def test_one_id_in_two_catalogues_is_refused_with_both_places(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("# note\nsources:\n  - url: https://a.example/x\n")
    with pytest.raises(FaultyFileError, match=r"b\.yaml:3: .*a\.yaml:3"):
        load_catalogues([tmp_path / "a.yaml", tmp_path / "b.yaml"])


def test_a_catalogue_that_is_not_there_or_no_text_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("sources: # 来源".encode("gb18030"))
    for name in ("gbk.yaml", "none.yaml"):
        with pytest.raises(FaultyFileError, match=name):
            load_catalogue(tmp_path / name)


def test_appending_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    first = append_source(path, {"url": "https://a.example/一.pdf", "year": 2024})
    path.write_text(path.read_text(encoding="utf-8") + "  # my note\n", encoding="utf-8")
    second = append_source(path, {"index": "https://a.example/list", "allow_private": True})
    text = path.read_text(encoding="utf-8")
    assert "# my note" in text
    assert "一.pdf" in text
    assert [source.location for source in load_catalogue(path)] == [first.location, second.location]
    assert (first.declared.year, second.may_be_private) == (2024, True)


def test_a_faulty_entry_leaves_the_catalogue_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    append_source(path, {"url": "https://a.example/"})
    before = path.read_bytes()
    for entry in ({"url": "https://a.example/"}, {"url": "nonsense"}):
        with pytest.raises(FaultyFileError):
            append_source(path, entry)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["sources: [{url: 'https://a.example/'}]\n", "sources:\n- url: https://a.example/\n", "sources:", ""]
)
def test_appending_to_other_layouts_works_or_says_why_not(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(text)
    if "[" in text:
        with pytest.raises(FaultyFileError, match="brackets"):
            append_source(path, {"url": "https://b.example/"})
    else:
        append_source(path, {"url": "https://b.example/"})
        assert load_catalogue(path)[-1].location == "https://b.example/"


def test_the_shipped_catalogue_is_good() -> None:
    assert [source.kind for source in load_catalogue(DATA / "sources.yaml")] == [SourceKind.FOLDER]
