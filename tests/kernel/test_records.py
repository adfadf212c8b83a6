"""What rests in Parquet comes back as it was."""

from collections.abc import Callable
from pathlib import Path

from pipeline.kernel.records import from_frame, to_frame
from pipeline.readers.document import Document
from pipeline.tables.model import Table


def test_documents_and_tables_survive_parquet(
    sample: Path,
    tmp_path: Path,
    read: Callable[[str], Document],
    recognise: Callable[[str], list[Table]],
) -> None:
    import polars as pl

    text = sample.read_text(encoding="utf-8")
    for record_type, records in ((Document, [read(text)]), (Table, recognise(text))):
        to_frame(record_type, records).write_parquet(tmp_path / "records.parquet")
        assert from_frame(record_type, pl.read_parquet(tmp_path / "records.parquet")) == records
