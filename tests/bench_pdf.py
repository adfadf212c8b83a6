"""What a page of a PDF costs: our reader and our whole path beside plain pdfium text and pdfplumber's own tables.

Here: that benchmark, alone or as a part of `make bench`: the same pages in the same run, CPU milliseconds a page. The
pages are typeset, and those of the smaller real PDFs where GOUJI_CORPUS names a folder of them.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pdfplumber
import pypdfium2
from generated.budget import Form, varied
from generated.pdf.layout import PdfLayout
from generated.pdf.typesetting import typeset_pdf
from generated.publishing import generated

from assets.paths import CODES
from assets.reports.terminal import layout
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, reconcile
from pipeline.kernel.codes import load_codes
from pipeline.readers.registry import read_document
from pipeline.tables.recognise import recognise_tables

REAL = 4


def documents() -> dict[str, bytes]:
    """PDFs by name: typeset ones, and the smallest real ones at hand."""
    found = {
        f"typeset {form.value} {seed}": typeset_pdf(generated(varied(seed, form)), PdfLayout()).content
        for form in Form
        for seed in range(2)
    }
    corpus = os.environ.get("GOUJI_CORPUS")
    real = sorted(Path(corpus).rglob("*.pdf"), key=lambda path: path.stat().st_size)[:REAL] if corpus else []
    return found | {path.stem[:24]: path.read_bytes() for path in real}


def floor(content: bytes) -> None:
    """The text of every page, by pdfium."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.get_textpage().get_text_range()


def plumber(content: bytes) -> None:
    """The tables of every page, by pdfplumber alone."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def read(content: bytes) -> None:
    """Our reader."""
    read_document(content, "bench.pdf")


def whole(content: bytes) -> None:
    """Our whole path: read, recognise, recover, reconcile."""
    codes = load_codes(CODES)
    tables = recognise_tables(read_document(content, "bench.pdf"), codes)
    reconcile(Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, codes)


PATHS: dict[str, Callable[[bytes], None]] = {
    "pdfium text": floor,
    "our reader": read,
    "our whole path": whole,
    "pdfplumber tables": plumber,
}


def pdf_pages() -> str:
    """CPU milliseconds a page by document and path, with the ratio of our whole path to pdfplumber's tables."""
    rows = []
    for name, content in documents().items():
        pages = len(pypdfium2.PdfDocument(content))
        spent = {}
        for path, action in PATHS.items():
            started = process_time()
            action(content)
            spent[path] = 1000 * (process_time() - started) / pages
        ratio = spent["our whole path"] / spent["pdfplumber tables"]
        rows.append([name, str(pages), *(f"{value:.1f}" for value in spent.values()), f"{ratio:.2f}"])
    return layout(["document", "pages", *PATHS, "ours / pdfplumber"], rows, frozenset(range(1, 7)))


if __name__ == "__main__":
    print(pdf_pages())
