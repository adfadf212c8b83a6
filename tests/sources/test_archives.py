"""Archives: names as they were meant, and nothing that an enemy packs gets out."""

import io
import zipfile
from pathlib import Path

import pytest
from serving.archives import zipped
from serving.pdfs import PDF

from pipeline.sources.archives import ArchiveLimits, members
from pipeline.sources.content import Kind, kind_of

SMALL = ArchiveLimits(members=5, member_bytes=100_000, total_bytes=150_000, ratio=50, free_bytes=10_000, depth=2)


def unpacked(tmp_path: Path, content: bytes, limits: ArchiveLimits = SMALL) -> tuple[dict[str, bytes], dict[str, str]]:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    folder = tmp_path / "spools"
    folder.mkdir()
    kept: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    for member in members(path, folder, limits):
        if member.spool:
            kept[member.path] = member.spool.path.read_bytes()
        else:
            refused[member.path] = member.refusal
    assert list(folder.iterdir()) == []
    assert {entry.name for entry in tmp_path.iterdir()} == {"a.zip", "spools"}
    return kept, refused


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030"])
def test_names_are_read_whatever_they_were_written_in(tmp_path: Path, encoding: str) -> None:
    kept, _ = unpacked(tmp_path, zipped({"预算公开/附件1：收支表.pdf": PDF}, encoding))
    assert kept == {"预算公开/附件1：收支表.pdf": PDF}


def test_paths_that_climb_out_become_names(tmp_path: Path) -> None:
    files = {"../../evil.pdf": PDF, "/etc/x.pdf": PDF, "C:\\y.pdf": PDF, "a/../../z.pdf": PDF, "__MACOSX/._a": b"x"}
    kept, _ = unpacked(tmp_path, zipped(files))
    assert set(kept) == {"evil.pdf", "etc/x.pdf", "C_/y.pdf", "a/z.pdf"}


def test_a_bomb_is_cut_off_and_its_neighbours_are_kept(tmp_path: Path) -> None:
    kept, refused = unpacked(tmp_path, zipped({"bomb.pdf": bytes(90_000), "huge.bin": bytes(99), "good.pdf": PDF}))
    assert set(kept) == {"huge.bin", "good.pdf"}
    assert "times its size" in refused["bomb.pdf"]


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.pdf": bytes(90_000)}))
    real = (90_000).to_bytes(4, "little")
    for _ in range(content.count(real)):
        at = content.index(real)
        content[at : at + 4] = (10).to_bytes(4, "little")
    kept, refused = unpacked(tmp_path, bytes(content))
    assert kept == {} or len(kept["a.pdf"]) <= 10
    assert refused or kept


def test_archives_within_archives_are_opened_so_deep_and_no_deeper(tmp_path: Path) -> None:
    deep = zipped({"c.zip": zipped({"d.pdf": PDF})})
    kept, refused = unpacked(tmp_path, zipped({"a.pdf": PDF, "b.zip": deep}))
    assert set(kept) == {"a.pdf"}
    assert "nested" in refused["b.zip/c.zip"]


def test_too_many_files_are_too_many(tmp_path: Path) -> None:
    kept, refused = unpacked(tmp_path, zipped({f"{number}.pdf": PDF for number in range(9)}))
    assert len(kept) == 5
    assert "more than 5 files" in next(iter(refused.values()))


def test_damaged_and_encrypted_members_are_refused_with_the_reason(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.pdf": PDF * 9, "b.pdf": PDF}))
    content[40] ^= 0xFF
    kept, refused = unpacked(tmp_path, bytes(content))
    assert set(kept) == {"b.pdf"}
    assert set(refused) == {"a.pdf"}
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "x.zip").write_bytes(b"PK\x03\x04 no archive at all")
    refusal = next(members(tmp_path / "more" / "x.zip", tmp_path, SMALL)).refusal
    assert "cannot be opened" in refusal


def test_office_documents_are_no_archives(tmp_path: Path) -> None:
    for member, kind in (("word/document.xml", Kind.WORD), ("xl/workbook.xml", Kind.EXCEL), ("OFD.xml", Kind.OFD)):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(member, "x")
        (tmp_path / "file").write_bytes(target.getvalue())
        assert kind_of(tmp_path / "file") is kind
