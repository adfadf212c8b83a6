"""Fixtures shared by all tests: the bundled samples, recognised once, and a home published once through Dagster."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assets.paths import CODES, SAMPLES
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Reconciled, reconcile
from pipeline.kernel.codes import Codes, load_codes
from pipeline.readers.document import Document
from pipeline.readers.registry import read_document
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add
from pipeline.tables.model import Table
from pipeline.tables.recognise import recognise_tables

SAMPLE_NAMES = sorted(path.name for path in SAMPLES.glob("*.txt"))


@pytest.fixture(scope="session")
def codes() -> Codes:
    return load_codes(CODES)


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    """Read a text as a document."""
    return lambda text: read_document(text.encode(), "text.txt")


@pytest.fixture(scope="session")
def recognise(codes: Codes) -> Callable[[str], list[Table]]:
    """Read a text and recognise its tables."""
    return lambda text: recognise_tables(read_document(text.encode(), "text.txt"), codes)


@pytest.fixture(scope="session")
def reconciled(codes: Codes) -> Callable[[str], Reconciled]:
    """Read a text and reconcile it."""

    def run(text: str) -> Reconciled:
        document = read_document(text.encode(), "text.txt")
        return reconcile(
            "0" * 12,
            recognise_tables(document, codes),
            CATALOGUE,
            codes,
            has_certain_digits=document.has_certain_digits,
            measure="budget",
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
