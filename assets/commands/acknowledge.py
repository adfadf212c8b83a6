"""The command by which a person acknowledges a publisher's error: ``gouji acknowledge``.

Here: finding the break that is meant, and writing it down. Not here: reading it back (``acknowledged``).
"""

from datetime import UTC, datetime
from decimal import Decimal
from getpass import getuser

import click
import duckdb

from assets.acknowledged import acknowledgements
from assets.paths import current_home
from assets.reports import published
from expectations.catalogue import CATALOGUE
from pipeline.kernel.errors import UnknownBreakError
from pipeline.warehouse.acknowledgements import append_acknowledgement
from pipeline.warehouse.connection import reading

_MOST_NAMED = 5


def find_break(
    connection: duckdb.DuckDBPyConnection, disclosure_id: str, identity_id: str, wanted: str
) -> tuple[str, Decimal]:
    """The one break of an identity whose instance is, or contains, what a person typed; and its difference.

    Raises:
        UnknownBreakError: none, or several; the error names those there are.
    """
    breaks = connection.execute(
        "SELECT instance, difference FROM fact_check WHERE disclosure_id = ? AND identity_id = ? AND verdict = 'break' "
        "AND acknowledged IS NULL ORDER BY ALL",
        [disclosure_id, identity_id],
    ).fetchall()
    exact = [found for found in breaks if found[0] == wanted]
    matching = exact or [found for found in breaks if wanted in found[0]]
    if len(matching) != 1:
        named = [instance for instance, _ in matching or breaks]
        raise UnknownBreakError(f"{disclosure_id} {identity_id} {wanted}", named[:_MOST_NAMED], len(matching))
    return str(matching[0][0]), Decimal(matching[0][1])


def _publication_of(connection: duckdb.DuckDBPyConnection, disclosure_id: str) -> dict[str, str]:
    query = "SELECT publication_id FROM dim_disclosure WHERE disclosure_id = ? AND publication_id IS NOT NULL"
    found = connection.execute(query, [disclosure_id]).fetchone()
    if found is None:
        raise click.UsageError(f"{disclosure_id} does not say whose it is: leave out --all-versions.")
    return {"publication_id": str(found[0])}


@click.command()
@click.argument("disclosure")
@click.argument("identity")
@click.argument("instance")
@click.option("--reason", required=True, help="Why the error is the publisher's: what you saw on the page.")
@click.option("--by", default=getuser, show_default="the user who is logged in", help="Who looked.")
@click.option("--all-versions", is_flag=True, help="Say it of every version of the publication, not of this file.")
def acknowledge(disclosure: str, identity: str, instance: str, *, reason: str, by: str, all_versions: bool) -> None:
    """Acknowledge that a break is the publisher's error: you looked at the page, and it is printed so.

    DISCLOSURE is the beginning of an id or a part of a file name; IDENTITY an id as GJ-007; INSTANCE what `gouji check`
    prints of the break, or a part of it. It is written to GOUJI_HOME/acknowledged.yaml, and holds from the next
    `gouji run` on: the figures stay as printed, the break is shown apart, and a table that breaks by nothing else is no
    longer quarantined.
    """
    home = current_home().prepare()
    acknowledgements(home)
    with reading(home.warehouse) as connection:
        found = published.find_disclosure(connection, disclosure)
        place, difference = find_break(connection, found, identity, instance)
        of_whom = _publication_of(connection, found) if all_versions else {"disclosure_id": found}
    entry = append_acknowledgement(
        home.acknowledged,
        {
            **of_whom,
            "identity_id": identity,
            "instance": place,
            "difference": f"{difference.normalize():f}",
            "by": by,
            "date": datetime.now(UTC).date().isoformat(),
            "reason": reason,
        },
        CATALOGUE,
    )
    click.echo(f"{entry.place}: {found} {identity} {place} (by {entry.difference})")
    click.echo("Now: gouji run", err=True)
