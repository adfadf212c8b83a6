"""The command line: ``gouji``.

Here: commands and their help. Commands that do not run the pipeline import neither Dagster nor Great Expectations:
those imports stand inside the commands that need them.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from assets.acknowledged import acknowledged_report, acknowledged_summary, acknowledgements
from assets.commands.acknowledge import acknowledge
from assets.commands.codes import codes_group
from assets.commands.export import export
from assets.commands.sources import SOURCE_COMMANDS
from assets.paths import PROJECT, WORKSPACE, current_home
from assets.progress import PROGRESS
from assets.reports import findings, published
from assets.reports.review import review_report
from assets.reports.writers import WRITERS, write_parquet
from pipeline.kernel.errors import GoujiError
from pipeline.sources import raw_store
from pipeline.sources.home import Home
from pipeline.warehouse.connection import reading

AUDIT_REFUSED = 3
FAILED = 1

_AFTER_REFUSAL = """\
The audit looks for faults of the program or the disk, never of the data. Remove {stages}
and run again, so that everything is computed anew from the raw files. If it is refused again, report the lines above as
a fault of Gouji. For a day the refused candidate stays in {folder};
how it came out stands, apart from what is published, in {docs}."""


class _Group(click.Group):
    """Turns errors that are the input's or the machine's into one line on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except GoujiError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(path_type=Path), help="Where everything that is made lives (GOUJI_HOME).")
@click.version_option(package_name="gouji")
def main(home: Path | None) -> None:
    """Gouji (勾稽): a warehouse of China's departmental budget disclosures, every figure right or flagged.

    \b
    gouji add FILE_OR_FOLDER     put disclosures into the home
    gouji add URL                poll an address from now on
    gouji run                    fetch, read, reconcile, publish the warehouse
    gouji list                   what is there
    gouji show ID expenditure    a table as recovered
    gouji check                  what holds and what breaks
    gouji acknowledge ID GJ-007 'table 3 …' --reason …    a break is the publisher's
    gouji sql "FROM coverage"    query with SQL
    """
    if home is not None:
        os.environ["GOUJI_HOME"] = str(home.expanduser().resolve())


@contextmanager
def _progress() -> Iterator[None]:
    """Show progress on stderr while a run goes on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s  %(message)s", "%H:%M:%S"))
    PROGRESS.setLevel(logging.INFO)
    PROGRESS.addHandler(handler)
    PROGRESS.propagate = False
    try:
        yield
    finally:
        PROGRESS.removeHandler(handler)
        PROGRESS.propagate = True


@main.command()
@click.option("--workers", type=click.IntRange(1), help="Processes that read disclosures; by default one per core.")
@click.option("--offline", is_flag=True, help="Leave the sources alone: read what the home holds.")
def run(workers: int | None, *, offline: bool) -> None:
    """Poll the home's sources and inbox, read every disclosure, reconcile, audit, and publish the warehouse.

    What has not changed since the last run is kept; when nothing changed at all, so is the warehouse. Exits 0 when
    the work was done, findings or not; 3 when the audit refused to publish (the warehouse stays as it was); 1 when
    something failed.
    """
    if workers:
        os.environ["GOUJI_WORKERS"] = str(workers)
    home = current_home().prepare()
    has_sources = bool(home.catalogues) or any(home.inbox.iterdir())
    if not raw_store.raw_files(home) and not has_sources:
        raise click.ClickException(f"{home.path}: there is nothing to read yet. Run `gouji add FILE` first.")
    acknowledgements(home)  # a faulty file is told now, not after an hour's work
    from assets.running import run_everything  # noqa: PLC0415

    with _progress():
        outcome = run_everything(home, is_offline=offline)
    if outcome.refusals:
        click.echo("The audit refused to publish; the warehouse stays as it was:", err=True)
        for refusal in outcome.refusals:
            click.echo(f"  {refusal}", err=True)
        words = _AFTER_REFUSAL.format(
            stages=home.stages, folder=home.warehouse.parent, docs=home.refused_docs / "index.html"
        )
        click.echo(words, err=True)
        sys.exit(AUDIT_REFUSED)
    if outcome.failures:
        for failure in outcome.failures:
            click.echo(f"Error: {failure}", err=True)
        sys.exit(FAILED)
    if not raw_store.raw_files(home):
        raise click.ClickException("the sources gave no file. `gouji sources` tells what became of each address.")
    with reading(home.warehouse) as connection:
        click.echo(published.summary(connection))
        click.echo(f"acknowledged {acknowledged_summary(connection)}")
    click.echo(f"warehouse    {home.warehouse}")
    click.echo(f"data docs    {home.data_docs / 'index.html'}")


@main.command("list")
def list_() -> None:
    """List the disclosures of the warehouse and what became of them."""
    with reading(current_home().warehouse) as connection:
        click.echo(published.list_disclosures(connection))


@main.command()
@click.argument("disclosure")
@click.argument("table", required=False)
def show(disclosure: str, table: str | None) -> None:
    """Show a disclosure's tables, or one TABLE (number or family) as recovered.

    DISCLOSURE is the beginning of an id or a part of a file name. Doubtful cells are marked; a legend explains.
    """
    with reading(current_home().warehouse) as connection:
        found = published.find_disclosure(connection, disclosure)
        if table is None:
            click.echo(published.show_document(connection, found))
        else:
            click.echo(published.show_table(connection, found, table))


@main.command()
@click.argument("disclosure", required=False)
@click.option("--all", "is_full", is_flag=True, help="Show rounding differences (尾差) too.")
def check(disclosure: str | None, *, is_full: bool) -> None:
    """Print the reconciliation: what holds, what breaks, by how much, where, and whose error it is.

    Then what a review of the document as a whole found: tables missing, names and years that differ, leftovers.
    """
    with reading(current_home().warehouse) as connection:
        found = published.find_disclosure(connection, disclosure) if disclosure else None
        click.echo(findings.check_report(connection, found, is_full=is_full))
        for line in acknowledged_report(connection, found):
            click.echo(line)
        click.echo(f"\n{review_report(connection, found)}")


@main.command()
@click.argument("cell")
def trace(cell: str) -> None:
    """Trace a CELL (cell_id) back to its file and place, and to the identities it takes part in."""
    with reading(current_home().warehouse) as connection:
        click.echo(published.trace(connection, cell))


@main.command()
@click.argument("query")
@click.option("--format", "form", type=click.Choice([*WRITERS, "parquet"]), default="table", show_default=True)
def sql(query: str, form: str) -> None:
    """Run a QUERY over the published warehouse, read-only; `-` reads it from standard input.

    \b
    gouji sql "SUMMARIZE fact_budget_line"
    gouji sql "SELECT unit, fund, amount_cny FROM revenue_by_fund" --format csv > revenue.csv
    """
    import duckdb  # noqa: PLC0415

    text = sys.stdin.read() if query == "-" else query
    if not text.strip():
        raise click.ClickException('the query is empty. Tables and views: gouji sql "SHOW TABLES"')
    with reading(current_home().warehouse) as connection:
        try:
            if form == "parquet":
                write_parquet(connection.sql(text).to_arrow_table())
                return
            found = connection.execute(text)
            names = [column[0] for column in found.description or []]
            rows = found.fetchall()
        except duckdb.Error as error:
            raise click.ClickException(f'{error}\nTables and views: gouji sql "SHOW TABLES"') from error
    WRITERS[form](names, rows)


@main.command()
@click.option("--port", type=int, default=3000, show_default=True)
def ui(port: int) -> None:
    """Open the Dagster UI on this machine: lineage, runs, checks, schedule."""
    home = current_home().prepare()
    _serve(home, port)


def _serve(home: Home, port: int) -> None:
    from assets.running import prepare_dagster  # noqa: PLC0415

    prepare_dagster(home)
    os.environ["GOUJI_HOME"] = str(home.path)
    os.chdir(PROJECT)
    click.echo(f"Dagster UI: http://127.0.0.1:{port}  (stop with Ctrl-C)", err=True)
    arguments = [
        sys.executable,
        "-m",
        "dagster",
        "dev",
        "-w",
        str(WORKSPACE),
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    os.execv(sys.executable, arguments)  # noqa: S606


for command in (*SOURCE_COMMANDS, acknowledge, codes_group, export):
    main.add_command(command)
