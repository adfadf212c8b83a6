"""``gouji codes``: the code lists, checked and refreshed from what the home's disclosures print.

Here: the commands. Not here: what is wrong with a list (``pipeline.kernel.code_faults``) and what disclosures make of
one (``pipeline.facts.observed_codes``).
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from assets.paths import CODES, current_home, workers
from pipeline.facts.observed_codes import refreshed, sightings
from pipeline.kernel.code_faults import faults
from pipeline.kernel.code_files import write_lists
from pipeline.kernel.codes import Codes, load_codes
from pipeline.kernel.subjects import SCHEMES, SOURCES
from pipeline.sources.raw_store import raw_files
from pipeline.tables.model import Table

_FOLDER = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False, default=CODES
)


@click.group("codes")
def codes_group() -> None:
    """Check the subject code lists, or refresh them from what disclosures print (data/codes/README.md)."""


@codes_group.command()
@_FOLDER
def check(folder: Path) -> None:
    """Say what is wrong with the lists of FOLDER, and what they rest on; exits 1 when something is wrong."""
    found = load_codes(folder.resolve())
    click.echo(summary(found))
    problems = list(faults(found))
    for problem in problems:
        click.echo(f"Error: {problem}", err=True)
    if problems:
        sys.exit(1)


@codes_group.command()
@_FOLDER
def observe(folder: Path) -> None:
    """Count anew which disclosures of the home print what the lists of FOLDER hold, and add what two of them agree on.

    Published lists and what was entered by hand stay; what a person has to decide is printed.
    """
    result = refreshed(load_codes(folder.resolve()), sightings(_disclosures()))
    write_lists(folder, result.rows, result.pairs)
    load_codes.cache_clear()
    for sentence in result.undecided:
        click.echo(sentence)
    click.echo(summary(load_codes(folder.resolve())))


def _disclosures() -> Iterator[tuple[str, int, Sequence[Table]]]:
    """The home's disclosures of a known year, read anew where that is needed: id, year, tables."""
    from assets.stages import READ, RECOGNISE, load_publication, load_tables, run_stage  # noqa: PLC0415

    home = current_home().prepare()
    raws = raw_files(home)
    if not raws:
        raise click.ClickException(f"{home.path}: there is nothing to observe. Run `gouji add FILE` first.")
    for stage in (READ, RECOGNISE):
        run_stage(home, raws, stage, workers())
    for raw in raws:
        publication = load_publication(home, raw)
        if publication is not None and publication.fiscal_year is not None:
            yield raw.disclosure_id, publication.fiscal_year, load_tables(home, raw)


def summary(codes: Codes) -> str:
    """How many rows of each list stand on what."""
    lines = []
    for scheme in SCHEMES:
        counts = Counter(row.source for row in codes.rows if row.scheme == scheme)
        lines.append(f"{scheme:<11} " + ", ".join(f"{counts[source]} {source}" for source in SOURCES))
    counts = Counter(pair.evidence.source for pair in codes.pairs)
    lines.append("pairs       " + ", ".join(f"{counts[source]} {source}" for source in SOURCES))
    lines.append(f"bridges     {len(codes.bridges)}")
    lines.append(f"editions    {min(codes.editions, default='-')} to {max(codes.editions, default='-')}")
    return "\n".join(lines)
