"""The layout of GOUJI_HOME: everything that is made lives under one folder.

Here: its paths, and the check that it can be written. Not here: what the files contain.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.kernel.errors import HomeNotWritableError


@dataclass(frozen=True, slots=True)
class Home:
    """Paths under GOUJI_HOME."""

    path: Path

    @property
    def raw(self) -> Path:
        """Raw files by content, and the log."""
        return self.path / "raw"

    @property
    def attempts(self) -> Path:
        """The log of every attempt to fetch."""
        return self.raw / "attempts.sqlite"

    @property
    def incoming(self) -> Path:
        """Files being fetched; what a killed poll left there, the next one removes."""
        return self.raw / "incoming"

    @property
    def pages(self) -> Path:
        """Index and article pages as last seen, for servers that say that nothing changed."""
        return self.path / "pages"

    @property
    def inbox(self) -> Path:
        """Files put here by hand are read at the next run."""
        return self.path / "inbox"

    @property
    def own_catalogue(self) -> Path:
        """The catalogue that `gouji add URL` writes to."""
        return self.path / "sources.yaml"

    @property
    def catalogues(self) -> list[Path]:
        """Every catalogue of this home that is there: its own, and those in its folder ``sources``."""
        own = [self.own_catalogue] if self.own_catalogue.exists() else []
        return [*own, *sorted((self.path / "sources").glob("*.yaml"))]

    @property
    def acknowledged(self) -> Path:
        """The publishers' errors that `gouji acknowledge` writes down."""
        return self.path / "acknowledged.yaml"

    @property
    def stages(self) -> Path:
        """One Parquet per disclosure and stage."""
        return self.path / "stages"

    @property
    def warehouse(self) -> Path:
        """The published warehouse."""
        return self.path / "warehouse" / "gouji.duckdb"

    @property
    def candidate(self) -> Path:
        """The warehouse being built; never opened by readers."""
        return self.path / "warehouse" / "candidate.duckdb"

    def candidate_of(self, run_id: str) -> Path:
        """The warehouse that one run is building; two runs never build one file."""
        return self.warehouse.parent / f"candidate-{run_id}.duckdb"

    @property
    def data_docs(self) -> Path:
        """Great Expectations' Data Docs of the published warehouse."""
        return self.path / "data_docs"

    @property
    def refused_docs(self) -> Path:
        """Data Docs of the candidate that was refused last."""
        return self.path / "data_docs_refused"

    @property
    def dagster(self) -> Path:
        """DAGSTER_HOME."""
        return self.path / "dagster"

    def prepare(self) -> "Home":
        """Create the folders.

        Raises:
            HomeNotWritableError: the home, or a folder in it, cannot be written.
        """
        try:
            for folder in (self.incoming, self.inbox, self.stages, self.warehouse.parent, self.dagster):
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.path):
                pass
        except OSError as error:
            raise HomeNotWritableError(str(self.path), error.strerror or str(error)) from error
        return self
