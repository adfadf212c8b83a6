"""Commands about where disclosures come from: add, fetch, sources, diff.

Here: options and printing. Not here: fetching (``pipeline.sources``); none of them imports Dagster.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from assets.paths import current_home
from assets.polls import catalogued, poll_home
from assets.reports import published
from assets.reports.differences import differences, find_replaced
from assets.reports.terminal import layout
from assets.reports.writers import WRITERS
from pipeline.kernel.errors import GoujiError
from pipeline.sources import raw_store
from pipeline.sources.attempts import Attempt, AttemptLog
from pipeline.sources.catalogue_file import append_source
from pipeline.sources.home import Home
from pipeline.sources.source import DEPTHS, STAGES, YEARS
from pipeline.warehouse.connection import reading

FAILED = 1


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--index", "is_index", is_flag=True, help="URL is a page whose links lead to disclosures.")
@click.option("--links", help="Pattern over text and address of the index's links; by default, links to documents.")
@click.option("--depth", type=click.IntRange(DEPTHS.start, DEPTHS.stop - 1), help="Pages deep; by default 2.")
@click.option("--jurisdiction", help="GB/T 2260 code, if known.")
@click.option("--unit", help="Budgeting unit, if known.")
@click.option("--stage", type=click.Choice(STAGES), help="Stage, if known.")
@click.option("--year", type=click.IntRange(YEARS.start, YEARS.stop - 1), help="Budget year, if known.")
@click.option("--allow-private", is_flag=True, help="The host may have a private or loopback address.")
def add(paths: tuple[str, ...], **options: Any) -> None:
    """Add disclosures: files, folders with all they hold, or addresses to poll from now on.

    Files are copied into the home by content: two copies of one file are one disclosure, and the original may go.
    An address (http, https) is written to the home's own catalogue, GOUJI_HOME/sources.yaml, with what the options
    say of it. Nothing is fetched or read yet; `gouji run` does that.
    """
    home = current_home().prepare()
    outcomes = Counter[str]()
    has_missing = False
    for path in paths:
        try:
            additions = _add(home, path, options)
        except GoujiError as error:
            click.echo(f"Error: {error}", err=True)
            has_missing = True
            continue
        for addition in additions:
            outcomes[addition.outcome] += 1
            detail = addition.sha256[:12] or addition.reason
            click.echo(f"{addition.outcome:<8} {detail}  {addition.path}")
    total = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()) or "nothing added"
    click.echo(f"{total}. Now: gouji run", err=True)
    if has_missing or "refused" in outcomes:
        sys.exit(FAILED)


def _add(home: Home, path: str, options: dict[str, Any]) -> list[raw_store.Addition]:
    if "://" not in path:
        return raw_store.add(home, Path(path).expanduser())
    if any(source.location == path for source in catalogued(home)):
        return [raw_store.Addition(path, "known", reason=str(home.own_catalogue))]
    entry: dict[str, str | int | bool] = {"index" if options["is_index"] else "url": path}
    for name in ("links", "depth", "jurisdiction", "unit", "stage", "year"):
        if options[name] is not None:
            entry[name] = options[name]
    if options["allow_private"]:
        entry["allow_private"] = True
    append_source(home.own_catalogue, entry)
    return [raw_store.Addition(path, "source", reason=str(home.own_catalogue))]


@click.command()
@click.argument("catalogues", nargs=-1, type=click.Path(path_type=Path))
def fetch(catalogues: tuple[Path, ...]) -> None:
    """Poll sources once, without reading what came: those of the home, or those of the CATALOGUES given.

    Politely: conditional requests, one request a second and host, robots.txt honoured. What came is kept by content,
    what changed becomes a new version, what vanished is recorded and kept.
    """
    home = current_home().prepare()
    tally = poll_home(home, catalogues, _show)
    total = ", ".join(f"{count} {outcome}" for outcome, count in sorted(tally.items())) or "nothing to poll"
    click.echo(f"{total}. Now: gouji run", err=True)


def _show(attempt: Attempt) -> None:
    detail = (attempt.sha256 or "")[:12] or attempt.reason or ""
    click.echo(f"{attempt.outcome:<9} {detail}  {attempt.address}")


@click.command()
def sources() -> None:
    """List the sources of the home and what became of every address: new, changed, vanished, refused and why."""
    home = current_home().prepare()
    listed = [[str(source.kind), source.location, source.place] for source in catalogued(home)]
    click.echo(layout(["kind", "location", "declared at"], listed, widest=70))
    log = AttemptLog(home.attempts)
    try:
        last = log.last()
    finally:
        log.close()
    rows = [
        [attempt.at[:16], str(attempt.outcome), (attempt.sha256 or "")[:12], attempt.address, attempt.reason or ""]
        for attempt in last
    ]
    click.echo("\n" + layout(["when (UTC)", "last came to", "file", "address", "reason"], rows, widest=70))


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice([*WRITERS]), default="table", show_default=True)
def diff(old: str, new: str | None, form: str) -> None:
    """Show what changed between two versions, cell by cell: figures, rows and tables added, removed, changed.

    OLD and NEW are beginnings of ids or parts of file names; with one of them only, it is compared with the version
    that it replaced. Amounts are compared in yuan, so that a change of unit alone is no change.
    """
    with reading(current_home().warehouse) as connection:
        second = published.find_disclosure(connection, new or old)
        first = published.find_disclosure(connection, old) if new else find_replaced(connection, second)
        names, rows = differences(connection, first, second)
    WRITERS[form](names, rows)
    if form == "table" and not rows:
        click.echo("No figure differs. 无差异。")


SOURCE_COMMANDS = (add, fetch, sources, diff)
