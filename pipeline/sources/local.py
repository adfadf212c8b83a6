"""Sources on this machine: a file, or a folder with all it holds.

Here: noticing new, changed and vanished files. Not here: `gouji add`, which copies once and polls nothing.
"""

from dataclasses import replace
from pathlib import Path

from pipeline.sources.attempts import Outcome
from pipeline.sources.blobs import spooling
from pipeline.sources.keeping import Keeper
from pipeline.sources.raw_store import copy_in, files_of
from pipeline.sources.source import Source, SourceKind


def poll_files(source: Source, keeper: Keeper) -> None:
    """Poll a file or folder."""
    location = Path(source.location)
    is_there = location.is_dir() if source.kind is SourceKind.FOLDER else location.is_file()
    found: set[str] = set()
    if is_there:
        for file in files_of(location):
            found.add(file.resolve().as_uri())
            _poll_file(source, file, keeper)
    elif source.kind is SourceKind.FOLDER:
        # An unmounted disk is not a thousand vanished files.
        attempt = keeper.attempt(source, location.as_uri())
        keeper.record(replace(attempt, reason=f"{location}: there is no such folder"))
        return
    for address in keeper.log.files_of(source.source_id):
        known = keeper.log.known(address)
        if address not in found and known and not known.is_vanished:
            keeper.record(keeper.attempt(source, address, Outcome.VANISHED))
    if not is_there and not keeper.log.files_of(source.source_id):
        missing = keeper.attempt(source, location.as_uri(), Outcome.MISSING)
        keeper.record(replace(missing, reason=f"{location}: there is no such file"))


def _poll_file(source: Source, file: Path, keeper: Keeper) -> None:
    attempt = replace(keeper.attempt(source, file.resolve().as_uri()), file_name=file.name)
    with spooling(keeper.home.incoming) as spool:
        refusal = copy_in(file, spool)
        if refusal:
            keeper.record(replace(attempt, outcome=Outcome.REFUSED, reason=refusal))
        else:
            keeper.keep(source, attempt, spool)
