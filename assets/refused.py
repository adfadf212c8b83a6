"""Data Docs of a candidate that was refused, for the person who must find out why.

Here: building them apart from those of what is published. Not here: refusing (``checks``), and what the pages show
(``expectations.suites``).
"""

from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from assets.data_docs import SUITES
from expectations.suites.site import build_data_docs
from pipeline.sources.blobs import write_atomically
from pipeline.sources.home import Home


def refused_docs_of(home: Home, candidate: Path, problems: Sequence[str]) -> Path:
    """The first page on a refused candidate, built once however many checks refuse it.

    Args:
        home: where the pages go.
        candidate: the refused database.
        problems: what the audit found.

    Raises:
        IncompleteDocsError: a page could not be made.
        duckdb.Error: the candidate is too broken for a suite to look at it.
    """
    note = home.refused_docs / "candidate"
    with FileLock(home.refused_docs.with_suffix(".lock")):
        if not note.exists() or note.read_text(encoding="utf-8") != candidate.name:
            build_data_docs(candidate, SUITES, home.refused_docs, problems)
            write_atomically(note, candidate.name.encode())
    return home.refused_docs / "index.html"
