"""Real disclosures, from the folder named by GOUJI_CORPUS; skipped, saying so, when it is unset."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from expectations.reconcile import Reconciled
from pipeline.kernel.text import folded
from pipeline.readers.document import Document
from pipeline.tables.model import Table

CORPUS = os.environ.get("GOUJI_CORPUS")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS, reason="GOUJI_CORPUS is not set: no real disclosures to read"),
]

READABLE = {"cell-per-line-text": 1, "tabbed-text": 2}


def texts() -> list[Path]:
    return sorted((Path(CORPUS or "") / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", texts() if CORPUS else [], ids=lambda path: path.stem[:3])
def test_real_texts_are_read_without_losing_a_token(
    path: Path, read: Callable[[str], Document], reconciled: Callable[[str], Reconciled]
) -> None:
    text = path.read_text(encoding="utf-8")
    if read(text).unread:
        pytest.skip(f"{path.name}: {read(text).unread}")
    found = reconciled(text)
    amounts = found.tokens.filter(pl.col("token_class").is_in(["amount", "count"]))["tokens"].sum()
    assert amounts == found.cells.height + found.unplaced.height
    certain = read(text).has_certain_digits
    flagged = found.cells.filter(~pl.col("certainty").is_in(["proved", "positioned"]))
    assert not certain or flagged.is_empty()


def test_the_bundled_samples_carry_the_figures_of_the_real_texts(
    recognise: Callable[[str], list[Table]],
) -> None:
    """Every amount of a readable real text's money tables stands in the sample that was typeset from it."""
    from assets.paths import SAMPLES

    def figures(text: str) -> Counter[tuple[str, str, str, str]]:
        return Counter(
            (table.table_id, row.label, head.node, folded(cell.printed))
            for table in recognise(text)
            if not table.table_id.startswith("other:")
            for cell in table.cells
            for row in table.rows
            for head in table.heads
            if row.index == cell.row and head.col == cell.col
        )

    samples = [figures(path.read_text(encoding="utf-8")) for path in SAMPLES.glob("*.txt")]
    found = [figures(path.read_text(encoding="utf-8")) for path in texts()]
    readable = [counted for counted in found if counted]
    assert len(readable) == sum(READABLE.values())
    for counted in readable:
        assert counted in samples
