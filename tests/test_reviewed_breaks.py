"""Every break in the real PDFs was looked up on its page: docs/reviewed-breaks.md has it, and none that is gone."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from assets.paths import PROJECT
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, reconcile
from pipeline.kernel.codes import Codes
from pipeline.narrative import read_claims
from pipeline.readers.registry import read_document
from pipeline.tables.publication import read_publication
from pipeline.tables.recognise import recognise_tables

CORPUS = os.environ.get("GOUJI_CORPUS")
PDFS = sorted((Path(CORPUS) / "pdf").rglob("*.pdf")) if CORPUS else []

Case = tuple[str, str]
"""A unit with its year, and an identity."""

_NAMED = re.compile(r"(GJ-\d+[a-z]?)(?: ×(\d+))?")


def reviewed() -> Iterator[tuple[Case, int]]:
    """How many breaks of an identity each line of the file's tables speaks of."""
    unit = identity = None
    for line in (PROJECT / "docs" / "reviewed-breaks.md").read_text(encoding="utf-8").split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if "unit, year" in cells and "identity" in cells:
            unit, identity = cells.index("unit, year"), cells.index("identity")
        elif not line.startswith("|"):
            unit = identity = None
        elif unit is not None and identity is not None:
            for name, times in _NAMED.findall(cells[identity]):
                yield (cells[unit], name), int(times or 1)


def counted() -> Counter[Case]:
    found: Counter[Case] = Counter()
    for case, times in reviewed():
        found[case] += times
    return found


def test_the_reviewed_breaks_are_of_identities_that_are_judged() -> None:
    assert counted()
    assert {identity for _, identity in counted()} <= CATALOGUE.keys()


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS, reason="GOUJI_CORPUS is not set: no real disclosures to read")
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem[:16])
def test_every_break_of_a_real_pdf_is_reviewed_and_none_beside(path: Path, codes: Codes) -> None:
    document = read_document(path.read_bytes(), path.name)
    tables = recognise_tables(document, codes)
    publication = read_publication(document, tables, codes)
    found = reconcile(
        Recognised(
            "0" * 12,
            tables,
            has_certain_digits=document.has_certain_digits,
            measure=publication.stage,
            publication=publication,
            claims=read_claims(document, publication),
        ),
        CATALOGUE,
        codes,
    )
    broken = found.checks.filter(pl.col("verdict") == "break")["identity_id"]
    unit = f"{publication.unit} {publication.fiscal_year}"
    assert Counter(broken) == Counter({identity: times for (of, identity), times in counted().items() if of == unit})
