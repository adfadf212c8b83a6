"""Stage results: one Parquet per disclosure and frame, keyed by the file's sha256 and the version of the code.

Here: paths, atomic writes, the version of a stage's code. Not here: what the stages do.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pipeline.sources.home import Home


def code_version(places: Iterable[Path]) -> str:
    """The version of a stage's code: a digest of every source and data file that it is made of, in folders or alone."""
    digest = hashlib.sha256()
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if file.suffix in {".py", ".csv", ".yaml"}:
                digest.update(file.relative_to(place.parent).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def frame_path(home: Home, stage: str, frame: str, version: str, sha256: str) -> Path:
    """Where a stage's frame for a disclosure rests."""
    return home.stages / stage / frame / version / f"{sha256}.parquet"


def write_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame so that readers see it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=".writing-") as folder:
        temporary = Path(folder) / path.name
        frame.write_parquet(temporary)
        temporary.replace(path)


def read_frame(path: Path) -> pl.DataFrame:
    """Read a frame back."""
    return pl.read_parquet(path, hive_partitioning=False)
