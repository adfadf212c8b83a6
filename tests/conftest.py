"""Fixtures shared by all tests: the bundled samples, recognised once, and a home published once through Dagster."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assets.paths import CODES, SAMPLES
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, Reconciled, reconcile
from pipeline.kernel.codes import Codes, load_codes
from pipeline.readers.document import Document
from pipeline.readers.registry import read_document
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add
from pipeline.tables.model import Table
from pipeline.tables.recognise import recognise_tables
from tests.generated.chain import Chained, load

SAMPLE_NAMES = sorted(path.name for path in SAMPLES.glob("*.txt"))


@pytest.fixture(scope="session")
def codes() -> Codes:
    return load_codes(CODES)


def _document(content: str | bytes) -> Document:
    """The form of a document is told by its content alone."""
    return read_document(content.encode() if isinstance(content, str) else content, "document")


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    """Read a text as a document."""
    return lambda text: read_document(text.encode(), "text.txt")


@pytest.fixture(scope="session")
def recognise(codes: Codes) -> Callable[[str | bytes], list[Table]]:
    """Read a text, or the bytes of a file, and recognise its tables."""
    return lambda content: recognise_tables(_document(content), codes)


@pytest.fixture(scope="session")
def reconciled(codes: Codes) -> Callable[[str | bytes], Reconciled]:
    """Read a text, or the bytes of a file, and reconcile it."""

    def run(content: str | bytes) -> Reconciled:
        document = _document(content)
        return reconcile(
            Recognised(
                "0" * 12,
                recognise_tables(document, codes),
                has_certain_digits=document.has_certain_digits,
                measure="budget",
            ),
            CATALOGUE,
            codes,
        )

    return run


@pytest.fixture(params=SAMPLE_NAMES)
def sample(request: pytest.FixtureRequest) -> Path:
    """Each bundled sample in turn."""
    return SAMPLES / request.param


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """An empty home that commands and stages use."""
    before = os.environ.get("GOUJI_HOME")
    prepared = Home(tmp_path / "home").prepare()
    os.environ["GOUJI_HOME"] = str(prepared.path)
    yield prepared
    if before is None:
        del os.environ["GOUJI_HOME"]
    else:
        os.environ["GOUJI_HOME"] = before


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the bundled samples, published by materializing everything."""
    from assets.running import run_everything

    prepared = Home(tmp_path_factory.mktemp("published")).prepare()
    before = {name: os.environ.get(name) for name in ("GOUJI_HOME", "DAGSTER_HOME")}
    add(prepared, SAMPLES)
    outcome = run_everything(prepared)
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    assert outcome.refusals == ()
    assert outcome.failures == ()
    return prepared


@pytest.fixture(scope="session")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Chained:
    """A home with a department's and its units' disclosures over two years, and final accounts."""
    return load(Home(tmp_path_factory.mktemp("chained")).prepare(), tmp_path_factory.mktemp("documents"))
